"""What both ways of answering give: a measure by key and window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

LEAST_WINDOWS = 4
"""With fewer windows than this nothing is called usual."""

_BAND = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Sums:
    """`value` and `n` (appeals measured) are (keys, windows); a value is NaN where there is none."""

    keys: list[str | None]
    value: NDArray[np.float64]
    n: NDArray[np.float64]

    def ordered(self, keys: Sequence[str | None]) -> Sums:
        """The rows of these keys, in their order; NaN for a key that has none."""
        place = {key: at for at, key in enumerate(self.keys)}
        rows = np.fromiter(map(place.get, keys, repeat(len(self.keys))), np.int64, len(keys))
        nothing = np.full((1, self.value.shape[1]), np.nan)
        value, n = (np.concatenate([part, nothing])[rows] for part in (self.value, self.n))
        return Sums(list(keys), value, n)


@dataclass(frozen=True, slots=True)
class Head:
    """Appeals in a window, in the one before (None: there is none), open and overdue, and by precision."""

    total: int
    previous: int | None
    open: int
    overdue: int
    placed: dict[str, int]


Columns: TypeAlias = dict[str, tuple[tuple[str | None, ...], NDArray[np.int64]]]
"""Of each column its values and their codes."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Appeals of a window by every combination of some columns: codes and `numbers` are (n,)."""

    columns: Columns
    numbers: NDArray[np.int64]


def coded(values: Iterable[str | None]) -> tuple[tuple[str | None, ...], NDArray[np.int64]]:
    """Values met, each once, and the place of each among them."""
    number: dict[str | None, int] = {}
    codes = np.array([number.setdefault(one, len(number)) for one in values], np.int64)
    return tuple(number), codes


@dataclass(frozen=True, slots=True)
class Band:
    """Median and 10–90 % band of each row; all NaN where too few windows have a value."""

    median: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def band(values: NDArray[np.float64]) -> Band:
    """The band of each row of (rows, windows), windows without a value (NaN) left out; between two values linearly."""
    rows, windows = values.shape
    known = windows - np.count_nonzero(np.isnan(values), axis=1)
    if windows < LEAST_WINDOWS:
        none = np.full(rows, np.nan)
        return Band(none, none, none)
    ascending = np.sort(values, axis=1)
    parts = []
    for share in _BAND:
        place = np.maximum(known - 1, 0) * share
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(known - 1, 0))
        row = np.arange(rows)
        found = ascending[row, below] + (ascending[row, above] - ascending[row, below]) * (place - below)
        parts.append(np.where(known < LEAST_WINDOWS, np.nan, found))
    low, median, high = parts
    return Band(median, low, high)
