"""The compiled loops: one pass over a block adds what a selection holds in many windows at once.

Rows lie in order of receipt, so a window is a run of rows, and a slot (between two neighbouring edges of windows) a run
inside it. How an appeal stands (open, overdue, answered) is judged as at the moment of a window; where that is the same
for all windows of a slot it is added once to the slot, else to each window of it.

`block` = district, topic, origin, state, cell (then received, ended, due, answered, mark). Where no fact was taken back
`sign` is None, without a filter on cells `by_cell` is None: each such form is compiled for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np

COUNT, OVERDUE, REPEATS, RATING, ANSWER = range(5)
"""What is measured."""

NAMED, ANY_STATUS, REPEAT = 1, 2, 4
"""Bits of a state: it passes every filter but the one on status; it passes that too; it repeats another appeal."""

OPEN, CLOSED, LATE = 1, 2, 4
"""Bits of the standings that a filter on status lets in: open, closed, overdue."""

SELECTED, MEASURED, SUM = range(3)
"""Columns of a measure's sums: appeals selected, those that have the measure, the sum of it."""

UNKNOWN = -9.2e18
"""In place of ticks until an answer: there is none."""

HEADLINE = ("count", "open", "overdue", "answered", "answer_ticks", "marked", "marks", "repeat")
"""Columns of the headline's sums."""


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled once for the machine and kept beside the source; other threads run meanwhile."""
    return _made(function)


def _made(function: Callable[..., Any], **more: Any) -> Callable[..., Any]:
    """Without a folder that may be written to, everything is compiled anew at each start."""
    made: Callable[..., Any]
    try:
        made = numba.njit(function, nogil=True, cache=True, **more)
    except RuntimeError:
        made = numba.njit(function, nogil=True, **more)
    return made


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Put into the loops that call it: arrays handed over in a loop would be counted as references each time."""
    return _made(function, inline="always")


@compiled
def places(ascending, marks, stride, wanted):  # type: ignore[no-untyped-def]
    """How many numbers lie before each of the wanted; `marks` are every `stride`-th, few enough to stay at hand."""
    found = np.empty(wanted.size, np.int64)
    for n in range(wanted.size):
        low, high = 0, marks.size
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if marks[middle] < wanted[n] else (low, middle)
        low, high = max(low - 1, 0) * stride, min(low * stride, ascending.size)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if ascending[middle] < wanted[n] else (low, middle)
        found[n] = low
    return found


@compiled
def weight_of(i, block, selection, by_cell, sign):  # type: ignore[no-untyped-def]
    """1 where the row is chosen (-1 where it is taken back), else 0: without a branch, since nobody can guess."""
    w = np.int64(selection[0][block[2][i]] & selection[1][block[3][i]])    # bit 1 of a state: NAMED
    w &= np.int64(selection[2][block[0][i]] & selection[3][block[1][i]])
    if by_cell is not None:
        w &= np.int64(by_cell[block[4][i]])
    if sign is not None:
        w *= sign[i]
    return w


@inlined
def add(n, has, value, place, districts, topics, cells):  # type: ignore[no-untyped-def]
    """Add to a row of sums: `place` = row, column of cells (-1: none), district, topic, cell."""
    b, c, d, t, h = place
    districts[b, d, 0] += n
    districts[b, d, 1] += has
    districts[b, d, 2] += value
    topics[b, t, 0] += n
    topics[b, t, 1] += has
    topics[b, t, 2] += value
    if c >= 0:
        cells[c, h, 0] += n
        cells[c, h, 1] += has
        cells[c, h, 2] += value


@inlined
def _add_all(n, has, value, at, place, state, total, districts, topics, cells, states):  # type: ignore[no-untyped-def]
    """The same, and to the total and the state; `place` begins with -1 where only the total is asked for."""
    total[at, 0] += n
    total[at, 1] += has
    total[at, 2] += value
    if place[0] >= 0:
        add(n, has, value, place, districts, topics, cells)
        if place[1] >= 0:
            states[place[1], state] += n


@inlined
def stands(flags, standings, is_open, is_late):  # type: ignore[no-untyped-def]
    """Whether the filter on status lets an appeal in that stands so."""
    by_name = flags & 2 != 0 or (standings & 1 != 0 and is_open)
    return by_name or (standings & 2 != 0 and not is_open) or (standings & 4 != 0 and is_late)


@inlined
def _measured(what, late, flags, spent, mark):  # type: ignore[no-untyped-def]
    """Whether an appeal has the measure, and its value; `spent` are ticks until the answer."""
    has, value = 1.0, 0.0
    if what == 1:
        has = 1.0 if late else 0.0
    elif what == 2:
        has = 1.0 if flags & 4 else 0.0
    elif what == 3:
        has = 1.0 if mark != -128 else 0.0
        value = float(mark)
    elif what == 4:
        has = 1.0 if spent > UNKNOWN else 0.0
        value = spent
    return has, (value if has > 0.0 else 0.0)


@inlined
def _same(what, ended, due, answered, spent, settled, latest, since, until):  # type: ignore[no-untyped-def]
    """Whether a row stands alike as at every moment of its slot, from the settled to the latest; between the terms
    `since` and `until` an open row is overdue in some windows only."""
    varies = ended > settled and (ended <= latest or (due >= since and due < until))
    return not varies and (what != 4 or spent <= UNKNOWN or answered <= settled or answered > latest)


@compiled
def measure(block, runs, plan, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """What a measure has beyond `count`, which takes every row for settled and chosen or not in all windows alike.

    Sums are (n, …, 3), windows after slots; rows alike in all windows of a slot are added to it, others to each window.

    `plan` = broad slot of each slot and column of each broad slot; first place of each slot's windows in the list, the
    list, the settled and the latest moment of each slot and the terms between them, and of each window its moment (last
    tick not after it, first not before it), row of sums and column of cells (-1: none); where the region's districts and
    hexagons begin in the sums. The last two of `selection` are what is measured and the standings.
    """
    district, topic, origin, state, cell, received, ended, due, answered, mark = block
    broad, column, begins, listed, settled, latest, since, until, floor, ceil, broad_of, column_of, district_0, cell_0 = plan
    by_origin, by_state, by_district, by_topic, what, standings = selection
    total, districts, topics, cells, states = sums
    never, slots = answered.dtype.type(np.iinfo(answered.dtype).max), runs.shape[0]
    for s in range(slots):
        for i in range(np.uint64(runs[s, 0]), np.uint64(runs[s, 1])):
            if ended[i] <= settled[s] and (what < 2 or (what == 3 and mark[i] == -128)):
                continue
            flags = by_state[state[i]]
            if not (flags & by_origin[origin[i]] & by_district[district[i]] & by_topic[topic[i]] & 1):
                continue
            if by_cell is not None and by_cell[cell[i]] == 0:
                continue
            weight = 1.0 if sign is None else float(sign[i])
            spent = UNKNOWN if answered[i] == never else float(answered[i] - received[i])
            same = _same(what, ended[i], due[i], answered[i], spent, settled[s], latest[s], since[s], until[s])
            counted = 1.0 if stands(flags, standings, False, False) else 0.0
            for j in range(begins[s], begins[s] + 1 if same else begins[s + 1]):
                k = listed[j]
                is_open = ended[i] > floor[k]
                late = is_open and due[i] < ceil[k]
                chosen = 1.0 if stands(flags, standings, is_open, late) else 0.0
                has, value = _measured(what, late, flags, spent if answered[i] <= floor[k] else UNKNOWN, mark[i])
                n, has = weight * (chosen - counted), weight * (chosen * has - (counted if what == 0 else 0.0))
                if n != 0.0 or has != 0.0:
                    b, c = (broad[s], column[broad[s]] if broad[s] >= 0 else -1) if same else (broad_of[k], column_of[k])
                    value, at = value * weight * chosen, s if same else slots + k
                    place = (b, c, district_0 + district[i], topic[i], cell_0 + cell[i])
                    _add_all(n, has, value, at, place, state[i], total, districts, topics, cells, states)
