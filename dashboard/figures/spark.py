"""A sparkline as an SVG in a data address: line, soft area, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import numpy as np

WIDTH, HEIGHT, PAD = 120.0, 36.0, 3.0
_SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {w:g} {h:g}' preserveAspectRatio='none'>"
    "<path d='{area}' fill='{colour}' fill-opacity='.16'/>"
    "<path d='{line}' fill='none' stroke='{colour}' stroke-width='1.6' stroke-linejoin='round' "
    "vector-effect='non-scaling-stroke'/></svg>"
)


def points(values: Sequence[float | None]) -> list[list[tuple[float, float]]]:
    """The runs of a sparkline in its own box; a missing value breaks the line.

    A flat line runs in the middle, one of zeros at the foot.
    """
    known = np.array([np.nan if value is None else value for value in values], dtype=float)
    if np.isfinite(known).sum() < 2:
        return []
    low, high = float(np.nanmin(known)), float(np.nanmax(known))
    span = high - low
    x = np.linspace(1.0, WIDTH - 1.0, len(known))
    flat = np.where(np.isfinite(known), 0.5 if low else 0.0, np.nan)
    level = (known - low) / span if span else flat
    y = HEIGHT - PAD - level * (HEIGHT - 2 * PAD)
    runs: list[list[tuple[float, float]]] = [[]]
    for at, up in zip(x.tolist(), y.tolist(), strict=True):
        if up == up:
            runs[-1].append((at, up))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def sparkline(values: Sequence[float | None], colour: str = "black") -> str | None:
    """The address of the drawing, made to be a mask; None with fewer than two known values."""
    runs = points(values)
    if not runs:
        return None
    line = " ".join("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in run) for run in runs)
    area = " ".join(
        f"M{run[0][0]:.1f},{HEIGHT:g} L"
        + " L".join(f"{x:.1f},{y:.1f}" for x, y in run)
        + f" L{run[-1][0]:.1f},{HEIGHT:g} Z"
        for run in runs
    )
    return "data:image/svg+xml," + quote(_SVG.format(w=WIDTH, h=HEIGHT, area=area, line=line, colour=colour))
