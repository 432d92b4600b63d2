"""From sums by window to the figures of a metric: value, the window before, and the usual, in the metric's unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from data.questions.sums import Band, Sums, band
from data.windows import USUAL_WEEKS, Window, previous, usual

if TYPE_CHECKING:
    from data.questions.ask import Asking

_PREVIOUS = USUAL_WEEKS + 1
_PREVIOUS_USUAL = USUAL_WEEKS + 2
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows one figure needs: its own (k = 0), the one before, and those that tell what is usual."""

    asked: tuple[Window, ...]
    usual: tuple[int, ...]
    previous: int | None
    previous_usual: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, asking: Asking) -> Windows:
        """Only windows that the data cover; those usual for the window before only where the metric needs them."""
        now, reach = asking.span.window, asking.reach
        before = previous(asking.span, reach, _PREVIOUS)
        now_usual = usual(now, reach, 1)
        excess = asking.filters.metric == "excess"
        before_usual = usual(before, reach, _PREVIOUS_USUAL) if before and excess else []
        asked = (now, *([before] if before else []), *now_usual, *before_usual)
        return cls(
            asked,
            tuple(one.k for one in now_usual),
            _PREVIOUS if before else None,
            tuple(one.k for one in before_usual),
        )

    def places(self, ks: tuple[int, ...]) -> list[int]:
        """Where the windows of these numbers stand among those asked."""
        order = [one.k for one in self.asked]
        return [order.index(k) for k in ks]


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure a key; NaN where it is unknown or has no meaning. `count` is the plain number of appeals."""

    value: Values
    previous: Values
    usual: Band
    count: Values


def figures(asking: Asking, sums: Sums, windows: Windows, residents: Values | float | None) -> Figures:
    """The figures of every key by the metric; `residents` are the denominators of `per1000`, NaN where unknown."""
    value = sums.value if asking.is_mean else np.nan_to_num(sums.value)
    own = windows.places((0,))[0]
    earlier = windows.places((windows.previous,))[0] if windows.previous is not None else None
    before = np.full(len(value), np.nan) if earlier is None else value[:, earlier]
    usually = band(value[:, windows.places(windows.usual)])
    earlier_usual = band(value[:, windows.places(windows.previous_usual)])
    found = by_metric(asking, value[:, own], usually, residents)
    count = np.nan_to_num(sums.n[:, own])
    return Figures(found.value, by_metric(asking, before, earlier_usual, residents).value, found.usual, count)


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and its usual in the metric's unit."""

    value: Values
    usual: Band


def by_metric(asking: Asking, now: Values, usually: Band, residents: Values | float | None) -> Measured:
    """Counts as the metric tells them: per 1,000 residents, or what they are above the usual."""
    if asking.filters.metric == "per1000":
        factor = 1000 / (np.full(len(now), np.nan) if residents is None else _positive(residents))
        return Measured(now * factor, Band(usually.median * factor, usually.low * factor, usually.high * factor))
    if asking.filters.metric == "excess":
        middle = usually.median
        return Measured(now - middle, Band(middle - middle, usually.low - middle, usually.high - middle))
    return Measured(now, usually)


def _positive(residents: Values | float) -> Values:
    known = np.asarray(residents, np.float64)
    return np.where(known > 0, known, np.nan)


def plain(values: Values) -> list[float | None]:
    """Figures as answers hold them: None where there is none."""
    shown: list[float | None] = values.tolist()
    for at in np.flatnonzero(np.isnan(values)).tolist():
        shown[at] = None
    return shown
