"""What is usual: the median and the 10–90 % band of the preceding equal windows, stepped by a week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

LEAST_WINDOWS = 4
_BAND = (10, 50, 90)


@dataclass(frozen=True, slots=True)
class Usual:
    """Median and band of one figure; all None with fewer than 4 windows."""

    median: float | None = None
    low: float | None = None
    high: float | None = None

    def minus(self, by: float) -> Usual:
        """The same, counted from another zero."""
        if self.median is None or self.low is None or self.high is None:
            return self
        return Usual(self.median - by, self.low - by, self.high - by)

    def scaled(self, factor: float | None) -> Usual:
        """The same in another unit; nothing where the factor is unknown."""
        if factor is None or self.median is None or self.low is None or self.high is None:
            return Usual()
        return Usual(self.median * factor, self.low * factor, self.high * factor)


def of(values: Mapping[int, float | None], windows: Sequence[int], *, empty_is_zero: bool) -> Usual:
    """The usual of the values of these windows; a window without a value counts 0 where the metric is additive."""
    found = [values.get(k) if not empty_is_zero else values.get(k) or 0.0 for k in windows]
    known = [value for value in found if value is not None]
    if len(known) < LEAST_WINDOWS:
        return Usual()
    low, median, high = (float(value) for value in np.percentile(known, _BAND))
    return Usual(median, low, high)
