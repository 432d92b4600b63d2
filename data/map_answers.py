"""What questions about the course of hexagons answer with: how they changed, and their values step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Change:
    """Hexagons of one resolution (`cells` ascending) now and before, and whether the difference is beyond chance.

    `base` is what is compared with: `previous`, `usual` or `vs`; `since` and `until` bound its window where it has one.
    `now` and `before` are NaN where there is no figure; `beyond` is 1 (more), -1 (less) or 0 (within chance).
    """

    version: int
    asof: datetime
    res: int
    metric: str
    unit: str
    base: str
    since: datetime | None
    until: datetime | None
    cells: NDArray[np.uint64]
    now: NDArray[np.float64]
    before: NDArray[np.float64]
    beyond: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Frames:
    """Hexagons of one resolution (`cells` ascending) in every step of a window: `values` is (steps, cells), whole numbers.

    `at` holds the beginning of each step and, last, the end of the window (region's zone).
    """

    version: int
    asof: datetime
    res: int
    metric: str
    unit: str
    step: str
    breaks: tuple[float, ...]
    at: tuple[datetime, ...]
    cells: NDArray[np.uint64]
    values: NDArray[np.int64]
