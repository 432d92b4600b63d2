"""How hexagons changed: each one's figure beside what it was before, or is usual, or is in a second selection."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.map_answers import Change
from data.questions import chance
from data.questions.ask import Asking
from data.questions.figures import Windows
from data.questions.heat import COARSEST, DEFAULT
from data.questions.sums import Sums, band
from data.windows import BEGINNING, Window, previous, to_zone

PREVIOUS, USUAL, OTHER = "previous", "usual", "vs"
BASES = (PREVIOUS, USUAL)
"""What may be asked for; a second selection (`vs`) takes the place of both."""

Cells = NDArray[np.uint64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Side:
    """A figure of some cells, how many appeals it was measured on, and the window they came in."""

    cells: Cells
    value: Values
    n: Values
    window: Window | None

    def at(self, cells: Cells) -> Side:
        """The same of these cells; NaN where there is nothing."""
        value, n = np.full(len(cells), np.nan), np.full(len(cells), np.nan)
        place = np.searchsorted(cells, self.cells)
        value[place], n[place] = self.value, self.n
        return Side(cells, value, n, self.window)


Pair = tuple[Side, Side]


def change(asking: Asking, other: Asking | None, base: str, most: int) -> Change:
    """Cells that hold anything on either side; above `most` of them the next coarser resolution, named in the answer.

    What cannot be compared (no earlier data) has NaN before. Rates per resident change as their counts do.
    """
    metric = asking.filters.metric
    base = OTHER if other else USUAL if metric == "excess" else base
    res = asking.filters.res or DEFAULT
    now, before = _pair(asking, other, base, res)
    while len(now.cells) > most and res > COARSEST:
        res -= 1
        now, before = _pair(asking, other, base, res)
    mean = asking.is_mean
    values = [side.value if mean else np.nan_to_num(side.value) for side in (now, before)]
    if before.window is None and base != USUAL:
        values[1] = np.full(len(now.cells), np.nan)
    against = before.window
    return Change(
        version=asking.version,
        asof=asking.asof,
        res=res,
        metric=metric,
        unit=asking.filters.unit,
        base=base,
        since=None if against is None or against.lo == BEGINNING else to_zone(against.lo, asking.zone),
        until=None if against is None else to_zone(against.hi, asking.zone),
        cells=now.cells,
        now=values[0],
        before=values[1],
        beyond=_beyond(asking, values, (now, before)),
    )


def _pair(asking: Asking, other: Asking | None, base: str, res: int) -> Pair:
    """Both sides on the same cells, ascending."""
    asking = _counting(asking)
    if other is not None:
        now, before = _side(asking, res), _side(_counting(other), res)
    elif base == USUAL:
        now, before = _and_usual(asking, res)
    else:
        now, before = _and_previous(asking, res)
    cells = np.union1d(now.cells, before.cells)
    return now.at(cells), before.at(cells)


def _counting(asking: Asking) -> Asking:
    if asking.filters.metric not in ("per1000", "excess"):
        return asking
    return replace(asking, filters=replace(asking.filters, metric="count"))


def _side(asking: Asking, res: int) -> Side:
    window = asking.span.window
    ids, sums = asking.cells((window,), res)
    return Side(ids, sums.value[:, 0], sums.n[:, 0], window)


def _and_previous(asking: Asking, res: int) -> Pair:
    window, before = asking.span.window, previous(asking.span, asking.reach, 1)
    if before is None:
        side = _side(asking, res)
        return side, Side(side.cells[:0], side.value[:0], side.n[:0], None)
    ids, sums = asking.cells((window, before), res)
    return Side(ids, sums.value[:, 0], sums.n[:, 0], window), Side(ids, sums.value[:, 1], sums.n[:, 1], before)


def _and_usual(asking: Asking, res: int) -> Pair:
    """What is usual counts as one window's appeals: it is surer than that, so no more is called real than is."""
    windows = Windows.of(asking)
    asked = tuple(one for one in windows.asked if one.k in (0, *windows.usual))
    ids, sums = asking.cells(asked, res)
    filled = Sums([], sums.value if asking.is_mean else np.nan_to_num(sums.value), np.nan_to_num(sums.n))
    middle, n = band(filled.value[:, 1:]).median, band(filled.n[:, 1:]).median
    now = Side(ids, sums.value[:, 0], sums.n[:, 0], asking.span.window)
    known = ~np.isnan(middle)
    return now, Side(ids[known], middle[known], n[known], None)


def _beyond(asking: Asking, values: list[Values], sides: Pair) -> NDArray[np.int8]:
    """1 more, −1 less, 0 within chance (or nothing to compare with)."""
    now, before = values
    known = ~(np.isnan(now) | np.isnan(before))
    real = np.zeros(len(now), np.bool_)
    n = (sides[0].n[known], sides[1].n[known])
    test = {"answer_days": chance.of_days, "rating": chance.of_marks}.get(asking.filters.metric)
    if test is None:
        real[known] = chance.of_counts(now[known], before[known], _share(sides))
    else:
        real[known] = test(now[known], before[known], n)
    sign = np.sign(np.nan_to_num(now - before)).astype(np.int8)
    return np.where(real, sign, 0).astype(np.int8)


def _share(sides: Pair) -> float:
    """The exposure of now among both: by the lengths of their windows, half where either has no beginning or no window."""
    lengths = [
        None if side.window is None or side.window.lo == BEGINNING else (side.window.hi - side.window.lo).total_seconds()
        for side in sides
    ]
    if lengths[0] is None or lengths[1] is None or not all(lengths):
        return 0.5
    return lengths[0] / (lengths[0] + lengths[1])
