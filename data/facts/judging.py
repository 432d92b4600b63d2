"""The compiled loops that judge: how appeals stood, and what had been answered, as at the moments of many windows.

Standings and answers have two: one for the totals of every window, which does without a guess and with little to add up,
and one by district, topic, hexagon and state in the windows that are asked about so. The second looks only at rows that
stood otherwise at some moment of their slot than they do in the end (or, for answers, adds those that stood alike to the
slot). Overdue ones are so few that one loop judges each of them.

`block` = district, topic, origin, state, cell, received, due, ended (or answered). `windows` = first place of each slot's
windows in the list, the list, and of each window its moment: the last tick not after it, the first not before it; by
place also the earliest (and latest) moment of each slot, the rows and columns of the sums, and where the region's districts
and hexagons begin. `selection` = entries by origin, state, district, topic; then, of standings, whether overdue ones are
measured, which standings pass, and whether few rows do. `sums` are (…, 3): SELECTED, MEASURED, SUM beyond the count, which
takes every row for ended.
"""

from __future__ import annotations

import numpy as np

from data.facts.counting import passes
from data.facts.loops import add, compiled, inlined, stands

CHUNK = 2_048
"""Rows of which it is noted once whether they pass, for all windows of their slot."""

@compiled
def _noted(i, block, selection, by_cell, sign):  # type: ignore[no-untyped-def]
    """0 where a row does not pass, else 1 or -1."""
    w = passes(i, block, selection[0], selection[1], selection[2], selection[3], by_cell)
    return w if sign is None else w * sign[i]


@compiled
def total_standing(block, runs, windows, selection, by_cell, sign, total):  # type: ignore[no-untyped-def]
    """How many more (or fewer) stand as asked at each window's moment than in the end; `total` (slots + windows, 3).

    Let in by name, a row counts whenever it is; else by how it stands: 1 if open, overdue or closed ones are let in, less
    1 if it was counted as closed. So it is enough to count the open and the overdue of both kinds.
    """
    due, ended = block[6], block[7]
    begins, listed, floor, ceil = windows
    overdue, standings = selection[4], selection[5]
    of_open, of_closed, of_late = standings & 1, (standings >> 1) & 1, (standings & 1) | ((standings >> 2) & 1)
    named, other = np.empty(CHUNK, np.int32), np.empty(CHUNK, np.int32)
    noted = (named, other, np.empty(CHUNK, ended.dtype), np.empty(CHUNK, due.dtype))
    slots = runs.shape[0]
    for s in range(slots):
        for first in range(runs[s, 0], runs[s, 1], CHUNK):
            last = min(first + CHUNK, runs[s, 1])
            n = _passing(first, last, block, selection, by_cell, sign, noted)
            of_ended, of_due = (noted[2][:n], noted[3][:n]) if selection[6] else (ended[first:last], due[first:last])
            for j in range(begins[s], begins[s + 1] if n else begins[s]):
                k = listed[j]
                sums = _open_and_late(of_ended, of_due, floor[k], ceil[k], named, other)
                more = (of_open - of_closed) * sums[0] + (of_late - of_open) * sums[1]
                total[slots + k, 0] += more
                total[slots + k, 1] += sums[2] + of_late * sums[1] if overdue else more


@compiled
def _passing(first, last, block, selection, by_cell, sign, noted):  # type: ignore[no-untyped-def]
    """Note of each row whether it is let in by name or may be by how it stands; how many pass.

    Where few pass (the last of `selection`) only those are noted, side by side with their moments.
    """
    state, due, ended = block[3], block[6], block[7]
    named, other, of_ended, of_due = noted
    few, n = selection[6], 0
    for r in range(last - first):
        i = np.uint64(first + r)
        w = _noted(i, block, selection, by_cell, sign)
        if few and w == 0:
            continue
        by_name = (selection[1][state[i]] >> 1) & 1
        at = n if few else r
        named[at], other[at] = w * by_name, w * (1 - by_name)
        if few:
            of_ended[at], of_due[at] = ended[i], due[i]
        n += w != 0
    return n


@compiled
def _open_and_late(ended, due, floor, ceil, named, other):  # type: ignore[no-untyped-def]
    """The others that are open and overdue, and those let in by name that are overdue: without a branch, many at a time."""
    low, high = ended.dtype.type(floor), ended.dtype.type(ceil)
    is_open, is_late, named_late = np.int32(0), np.int32(0), np.int32(0)
    for r in range(ended.size):
        late = (ended[r] > low) & (due[r] < high)
        is_open += other[r] if ended[r] > low else np.int32(0)
        is_late += other[r] if late else np.int32(0)
        named_late += named[r] if late else np.int32(0)
    return np.int64(is_open), np.int64(is_late), np.int64(named_late)


@compiled
def standing_by_place(block, runs, windows, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The same by district, topic, hexagon and state; `windows` are the broad ones, with the rows of sums of each."""
    district, topic, state, cell, due, ended = block[0], block[1], block[3], block[4], block[6], block[7]
    begins, listed, settled, floor, ceil, broad_of, column_of, district_0, cell_0 = windows
    overdue, standings = selection[4], selection[5]
    districts, topics, cells, states = sums
    for s in range(runs.shape[0]):
        if begins[s] == begins[s + 1]:
            continue
        for i in range(np.uint64(runs[s, 0]), np.uint64(runs[s, 1])):
            if ended[i] <= settled[s]:
                continue
            w = float(_noted(i, block, selection, by_cell, sign))
            if w == 0.0:
                continue
            flags = selection[1][state[i]]
            counted = 1.0 if stands(flags, standings, False, False) else 0.0
            for j in range(begins[s], begins[s + 1]):
                k = listed[j]
                is_open = ended[i] > floor[k]
                late = is_open and due[i] < ceil[k]
                chosen = 1.0 if stands(flags, standings, is_open, late) else 0.0
                n, has = w * (chosen - counted), w * (chosen * late if overdue else chosen - counted)
                if n != 0.0 or has != 0.0:
                    place = (broad_of[k], column_of[k], district_0 + district[i], topic[i], cell_0 + cell[i])
                    add(n, has, 0.0, place, districts, topics, cells)
                    if column_of[k] >= 0:
                        states[column_of[k], state[i]] += n


@compiled
def overdue(block, runs, windows, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """How many were overdue, in all windows and by place in the broad ones: so few that each is judged by itself.

    `windows` are all of them, with the earliest moment of each slot and the first tick not before its latest; the rows of
    sums of each (-1: only the total). `selection` = entries; of a state's those let in by name are counted.
    """
    district, topic, state, cell, due, ended = block[0], block[1], block[3], block[4], block[6], block[7]
    begins, listed, settled, until, floor, ceil, broad_of, column_of, district_0, cell_0 = windows
    total, districts, topics, cells, _ = sums
    slots = runs.shape[0]
    for s in range(slots):
        for i in range(np.uint64(runs[s, 0]), np.uint64(runs[s, 1])):
            if due[i] >= until[s] or ended[i] <= settled[s] or not selection[1][state[i]] & 2:
                continue
            w = float(_noted(i, block, selection, by_cell, sign))
            if w == 0.0:
                continue
            for j in range(begins[s], begins[s + 1]):
                k = listed[j]
                if ended[i] > floor[k] and due[i] < ceil[k]:
                    total[slots + k, 1] += w
                    if broad_of[k] >= 0:
                        place = (broad_of[k], column_of[k], district_0 + district[i], topic[i], cell_0 + cell[i])
                        add(0.0, w, 0.0, place, districts, topics, cells)


@compiled
def total_answered(block, runs, windows, selection, by_cell, sign, total):  # type: ignore[no-untyped-def]
    """How many had been answered by each window's moment, and in how many ticks; `total` (slots + windows, 2)."""
    received, answered = block[5], block[7]
    begins, listed, floor, _ = windows
    noted, slots = np.empty(CHUNK, np.int32), runs.shape[0]
    for s in range(slots):
        for first in range(runs[s, 0], runs[s, 1], CHUNK):
            last = min(first + CHUNK, runs[s, 1])
            for r in range(last - first):
                noted[r] = _noted(np.uint64(first + r), block, selection, by_cell, sign)
            for j in range(begins[s], begins[s + 1]):
                k = listed[j]
                has, spent = _answered(received[first:last], answered[first:last], floor[k], noted)
                total[slots + k, 0] += has
                total[slots + k, 1] += spent


@compiled
def _answered(received, answered, floor, noted):  # type: ignore[no-untyped-def]
    """How many were answered by a moment, and the sum of the ticks it took."""
    low, has, spent = answered.dtype.type(floor), np.int32(0), np.int64(0)
    for r in range(answered.size):
        w = noted[r] if answered[r] <= low else np.int32(0)
        has += w
        spent += np.int64(w) * (np.int64(answered[r]) - np.int64(received[r]))
    return np.int64(has), spent


@inlined
def _add_answer(w, value, place, districts, topics, cells):  # type: ignore[no-untyped-def]
    """Add to a row of sums of two columns: answered, ticks."""
    b, c, d, t, h = place
    districts[b, d, 0] += w
    districts[b, d, 1] += value
    topics[b, t, 0] += w
    topics[b, t, 1] += value
    if c >= 0:
        cells[c, h, 0] += w
        cells[c, h, 1] += value


@compiled
def answered_by_place(block, runs, windows, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The same by district, topic and hexagon, `sums` (…, 2): answered and ticks. What was answered by the earliest moment of
    a slot goes to the slot's rows."""
    district, topic, cell, received, answered = block[0], block[1], block[4], block[5], block[7]
    begins, listed, settled, latest, floor, broad_of, column_of, broad, column, district_0, cell_0 = windows
    districts, topics, cells = sums
    for s in range(runs.shape[0]):
        b = broad[s]
        if begins[s] == begins[s + 1]:
            continue
        for i in range(np.uint64(runs[s, 0]), np.uint64(runs[s, 1])):
            if answered[i] > latest[s]:
                continue
            w = float(_noted(i, block, selection, by_cell, sign))
            if w == 0.0:
                continue
            value = w * (float(answered[i]) - float(received[i]))
            if answered[i] <= settled[s]:
                place = (b, column[b], district_0 + district[i], topic[i], cell_0 + cell[i])
                _add_answer(w, value, place, districts, topics, cells)
                continue
            for j in range(begins[s], begins[s + 1]):
                k = listed[j]
                if answered[i] <= floor[k]:
                    place = (broad_of[k], column_of[k], district_0 + district[i], topic[i], cell_0 + cell[i])
                    _add_answer(w, value, place, districts, topics, cells)
