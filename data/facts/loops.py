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

_UNKNOWN = -9.2e18
"""In place of ticks until an answer: there is none."""

HEADLINE = ("count", "open", "overdue", "answered", "answer_ticks", "marked", "marks", "repeat")
"""Columns of the headline's sums."""


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled once for the machine and kept beside the source; other threads run meanwhile."""
    made: Callable[..., Any] = numba.njit(function, nogil=True, cache=True)
    return made


@compiled
def _weight(i, block, selection, by_cell, sign):  # type: ignore[no-untyped-def]
    """1 where the row is chosen (-1 where it is taken back), else 0: without a branch, since nobody can guess."""
    w = np.int64(selection[0][block[2][i]] & selection[1][block[3][i]])    # bit 1 of a state: NAMED
    w &= np.int64(selection[2][block[0][i]] & selection[3][block[1][i]])
    if by_cell is not None:
        w &= np.int64(by_cell[block[4][i]])
    if sign is not None:
        w *= sign[i]
    return w


@compiled
def count(block, runs, slots, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """Appeals in each slot; by district and topic in each broad slot, by cell and state where a column is named.

    `runs` (n, 2) are the rows of each slot; `slots` = broad slot of each, column of each broad slot (-1: none), and where
    the region's districts and hexagons begin in the sums.
    """
    district, topic, _, state, cell = block
    broad, column, district_0, cell_0 = slots
    total, districts, topics, cells, states = sums
    for s in range(runs.shape[0]):
        found, b = np.int64(0), broad[s]
        if b < 0:
            for i in range(runs[s, 0], runs[s, 1]):
                found += _weight(i, block, selection, by_cell, sign)
        elif column[b] < 0:
            of_district, of_topic = districts[b, district_0:], topics[b]
            for i in range(runs[s, 0], runs[s, 1]):
                w = _weight(i, block, selection, by_cell, sign)
                found += w
                of_district[district[i]] += w
                of_topic[topic[i]] += w
        else:
            of_district, of_topic = districts[b, district_0:], topics[b]
            of_cell, of_state = cells[column[b], cell_0:], states[column[b]]
            for i in range(runs[s, 0], runs[s, 1]):
                w = _weight(i, block, selection, by_cell, sign)
                found += w
                of_district[district[i]] += w
                of_topic[topic[i]] += w
                of_cell[cell[i]] += w
                of_state[state[i]] += w
        total[s] += found


@compiled
def count_rare(block, runs, slots, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The same where few rows are chosen: most are passed over after a look at one or two of their codes."""
    district, topic, origin, state, cell = block
    broad, column, district_0, cell_0 = slots
    by_origin, by_state, by_district, by_topic = selection
    total, districts, topics, cells, states = sums
    for s in range(runs.shape[0]):
        b = broad[s]
        for i in range(runs[s, 0], runs[s, 1]):
            if not by_topic[topic[i]] or not by_district[district[i]]:
                continue
            if not by_origin[origin[i]] or not by_state[state[i]]:
                continue
            w = _weight(i, block, selection, by_cell, sign)
            total[s] += w
            if b >= 0:
                districts[b, district_0 + district[i]] += w
                topics[b, topic[i]] += w
                if column[b] >= 0:
                    cells[column[b], cell_0 + cell[i]] += w
                    states[column[b], state[i]] += w


@compiled
def _add_to(part, n, has, value):  # type: ignore[no-untyped-def]
    """SELECTED, MEASURED and SUM."""
    part[0] += n
    part[1] += has
    part[2] += value


@compiled
def _add(n, has, value, target, sums, row):  # type: ignore[no-untyped-def]
    """Add to a slot's or a window's sums; `row` = district, topic, cell, state."""
    at, b, c = target
    total, districts, topics, cells, states = sums
    _add_to(total[at], n, has, value)
    if b >= 0:
        _add_to(districts[b, row[0]], n, has, value)
        _add_to(topics[b, row[1]], n, has, value)
        if c >= 0:
            _add_to(cells[c, row[2]], n, has, value)
            states[c, row[3]] += n


@compiled
def _measured(what, late, repeats, spent, mark):  # type: ignore[no-untyped-def]
    """Whether an appeal has the measure, and its value; `spent` are ticks until the answer."""
    if what == 1:
        return late, 0.0
    if what == 2:
        return repeats, 0.0
    if what == 3:
        return (1.0, float(mark)) if mark != -128 else (0.0, 0.0)
    if what == 4:
        return (1.0, spent) if spent > _UNKNOWN else (0.0, 0.0)
    return 1.0, 0.0


@compiled
def _stands(flags, standings, is_open, is_late):  # type: ignore[no-untyped-def]
    """Whether the filter on status lets an appeal in that stands so."""
    if flags & 2 or (standings & 1 and is_open):
        return True
    return (standings & 2 and not is_open) or (standings & 4 and is_late)


@compiled
def measure(block, runs, plan, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """What a measure has beyond `count`, which takes every row for settled and chosen or not in all windows alike.

    Sums are (n, …, 3) as SELECTED, MEASURED, SUM, the windows after the slots: of rows that stand alike in all windows of
    a slot what differs from the count, and the measure, once a slot; of the others window by window.

    `plan` = broad slot of each slot and column of each broad slot; first place of each slot's windows in the list, the
    list, the settled moment of each slot, and of each window its moment (last tick not after it, first not before it),
    row of sums and column of cells (-1: none); where the region's districts and hexagons begin in the sums; the latest
    moment of each slot, and the terms (from, to) between which an open row is overdue in some of its windows only. The
    last two of `selection` are what is measured and the standings.
    """
    district, topic, _, state, cell, received, ended, due, answered, mark = block
    settled, district_0, cell_0 = plan[4], plan[9], plan[10]
    what, asked = selection[4], (selection[4], selection[5])
    never = answered.dtype.type(np.iinfo(answered.dtype).max)
    for s in range(runs.shape[0]):
        for i in range(runs[s, 0], runs[s, 1]):
            if ended[i] <= settled[s] and (what < 2 or (what == 3 and mark[i] == -128)):
                continue
            weight = float(_weight(i, block, selection, by_cell, sign))
            if weight == 0.0:
                continue
            row = (district_0 + district[i], topic[i], cell_0 + cell[i], state[i])
            spent = _UNKNOWN if answered[i] == never else float(answered[i] - received[i])
            when = (ended[i], due[i], answered[i], spent, mark[i])
            one = (s, selection[1][state[i]], weight)
            if _same(s, when, plan, what):
                _once(one, when, plan, asked, sums, row)
            else:
                _each(one, when, plan, asked, sums, row)


@compiled
def _same(s, when, plan, what):  # type: ignore[no-untyped-def]
    """Whether a row stands alike as at every moment of its slot, from the settled to the latest."""
    settled, latest, terms = plan[4][s], plan[11][s], plan[12][s]
    ended, due, answered, spent, _ = when
    if ended > settled and (ended <= latest or (due >= terms[0] and due < terms[1])):
        return False
    return what != 4 or spent <= _UNKNOWN or answered <= settled or answered > latest


@compiled
def _at(k, flags, when, plan, asked):  # type: ignore[no-untyped-def]
    """Whether a row is chosen as at a window's moment, whether it has the measure then, and its value."""
    ended, due, answered, spent, mark = when
    is_open = ended > plan[5][k]
    is_late = is_open and due < plan[6][k]
    if not _stands(flags, asked[1], is_open, is_late):
        return 0.0, 0.0, 0.0
    known = spent if answered <= plan[5][k] else _UNKNOWN
    has, value = _measured(asked[0], 1.0 if is_late else 0.0, 1.0 if flags & 4 else 0.0, known, mark)
    return 1.0, has, value


@compiled
def _once(one, when, plan, asked, sums, row):  # type: ignore[no-untyped-def]
    """One row (its slot, flags and weight) that stands alike in all windows: added to the slot."""
    s, flags, weight = one
    broad, column, begins, listed = plan[0], plan[1], plan[2], plan[3]
    counted = 1.0 if _stands(flags, asked[1], False, False) else 0.0
    chosen, has, value = _at(listed[begins[s]], flags, when, plan, asked)
    if asked[0] == 0:
        has -= counted
    if chosen != counted or has != 0.0:
        at = (s, broad[s], column[broad[s]] if broad[s] >= 0 else -1)
        _add(weight * (chosen - counted), weight * has, weight * value, at, sums, row)


@compiled
def _each(one, when, plan, asked, sums, row):  # type: ignore[no-untyped-def]
    """One row that stands otherwise from window to window: added to each."""
    s, flags, weight = one
    begins, listed, broad_of, column_of = plan[2], plan[3], plan[7], plan[8]
    slots = begins.size - 1
    counted = 1.0 if _stands(flags, asked[1], False, False) else 0.0
    for j in range(begins[s], begins[s + 1]):
        k = listed[j]
        chosen, has, value = _at(k, flags, when, plan, asked)
        if asked[0] == 0:
            has -= counted
        if chosen != counted or has != 0.0:
            at = (slots + k, broad_of[k], column_of[k])
            _add(weight * (chosen - counted), weight * has, weight * value, at, sums, row)


@compiled
def _headlined(to, weight, is_open, is_late, spent, mark, repeats):  # type: ignore[no-untyped-def]
    """Add one appeal to a row of headline sums."""
    to[0] += weight
    to[1] += weight * is_open
    to[2] += weight * is_late
    if spent > _UNKNOWN:
        to[3] += weight
        to[4] += weight * spent
    if mark != -128:
        to[5] += weight
        to[6] += weight * mark
    to[7] += weight * repeats


@compiled
def headline(block, runs, windows, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The sums of HEADLINE for each slot and, after the slots, each window: `sums` (slots + windows, 8)."""
    state, received, ended, due, answered, mark = block[3], block[5], block[6], block[7], block[8], block[9]
    begins, listed, settled, floor, ceil = windows
    never = ended.dtype.type(np.iinfo(ended.dtype).max)
    n = runs.shape[0]
    for s in range(n):
        for i in range(runs[s, 0], runs[s, 1]):
            flags = selection[1][state[i]]
            weight = float(_weight(i, block, selection, by_cell, sign))
            if weight == 0.0:
                continue
            unknown = answered[i] == never
            same = ended[i] <= settled[s] and (unknown or answered[i] <= settled[s])
            for j in range(begins[s], begins[s] + 1 if same else begins[s + 1]):
                k = listed[j]
                is_open = ended[i] > floor[k]
                is_late = is_open and due[i] < ceil[k]
                if _stands(flags, selection[4], is_open, is_late):
                    known = not unknown and answered[i] <= floor[k]
                    spent = float(answered[i] - received[i]) if known else _UNKNOWN
                    repeats = 1.0 if flags & 4 else 0.0
                    _headlined(sums[s if same else n + k], weight, is_open, is_late, spent, mark[i], repeats)


@compiled
def newest(block, rows, moment, selection, by_cell, found):  # type: ignore[no-untyped-def]
    """Rows of [first, last) that are chosen as at one moment, the newest first, until `found` is full; how many."""
    state, ended, due = block[3], block[6], block[7]
    n = 0
    for i in range(rows[1] - 1, rows[0] - 1, -1):
        if n == found.size:
            break
        if _weight(i, block, selection, by_cell, None) == 0:
            continue
        is_open = ended[i] > moment[0]
        if _stands(selection[1][state[i]], selection[4], is_open, is_open and due[i] < moment[1]):
            found[n] = i
            n += 1
    return n


@compiled
def standing(block, moment, selection, by_cell, sign):  # type: ignore[no-untyped-def]
    """How many rows are chosen and open, and how many of them overdue, as at one moment."""
    state, ended, due = block[3], block[5], block[6]
    is_open, is_late = np.int64(0), np.int64(0)
    for i in range(state.size):
        if ended[i] <= moment[0]:
            continue
        late = due[i] < moment[1]
        if _stands(selection[1][state[i]], selection[4], True, late):
            w = _weight(i, block, selection, by_cell, sign)
            is_open += w
            is_late += w * late
    return is_open, is_late
