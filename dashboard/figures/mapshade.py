"""The colour of a value: the one formula of the map, legend and pictures (assets/js/hexmap/10-tools.js has the same)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STEPS = 64
"""Colours a picture has at most: more could not be told apart."""


def shade(colours: tuple[str, ...], share: float) -> str:
    """The colour at a share 0..1 of a ramp, linear between its steps."""
    place = min(max(share, 0.0), 1.0) * (len(colours) - 1)
    at = min(int(place), len(colours) - 2)
    pair = [[int(colour[k : k + 2], 16) for k in (1, 3, 5)] for colour in colours[at : at + 2]]
    mixed = [round(a + (b - a) * (place - at)) for a, b in zip(*pair, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def shares(breaks: tuple[float, ...], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where values stand on the scale, 0..1: linear inside each class, every class as wide as the next."""
    return np.interp(values, breaks, np.linspace(0.0, 1.0, len(breaks)))


def shades(breaks: tuple[float, ...], colours: tuple[str, ...], values: NDArray[np.float64]) -> list[str]:
    """The colours of values, in `STEPS` steps."""
    palette = [shade(colours, step / (STEPS - 1)) for step in range(STEPS)]
    steps = np.rint(shares(breaks, np.nan_to_num(values)) * (STEPS - 1)).astype(np.int64)
    return [palette[step] for step in steps.tolist()]
