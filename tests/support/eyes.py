"""How a colour looks to eyes without red or green cones, and how far two colours are apart.

Simulation: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
IEEE Transactions on Visualization and Computer Graphics 15 (2009), matrices of severity 1.0 on linear RGB.
Distance: Euclidean in OKLab (Ottosson 2020), where about 0.02 is the smallest difference that is noticed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.support.tokens import colour

Array = NDArray[np.float64]

EYES: dict[str, Array] = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def seen(colours: tuple[str, ...], eyes: str) -> Array:
    """OKLab of colours as those eyes see them, one row each."""
    parts = np.array([colour(text)[:3] for text in colours])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    shown = np.clip(linear @ EYES[eyes].T, 0.0, 1.0)
    return np.asarray(np.cbrt(shown @ _TO_CONES.T) @ _TO_LAB.T)


def steps(lab: Array) -> Array:
    """How far each colour is from the next."""
    return np.asarray(np.linalg.norm(np.diff(lab, axis=0), axis=1))


def apart(one: str, other: str, eyes: str) -> float:
    """How far two colours are apart for those eyes."""
    return float(steps(seen((one, other), eyes))[0])
