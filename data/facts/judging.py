"""The compiled loops that judge: how appeals stood, and what had been answered, as at the moments of many windows.

Each measure has two: one for the totals of every window, which does without a guess and with little to add up, and one by
district, topic, hexagon and state in the windows that are asked about so. The second looks only at rows that stood
otherwise at some moment of their slot than they do in the end (or, for answers, adds those that stood alike to the slot).

`block` = district, topic, origin, state, cell, received, due, ended (or answered). `windows` = first place of each slot's
windows in the list, the list, and of each window its moment: the last tick not after it, the first not before it; by
place also the earliest (and latest) moment of each slot, the rows and columns of the sums, and where the region's districts
and hexagons begin. `selection` = entries by origin, state, district, topic; then, of standings, whether overdue ones are
measured and which standings pass. `sums` are (…, 3): SELECTED, MEASURED, SUM beyond the count, which takes every row for ended.
"""

from __future__ import annotations

import numpy as np

from data.facts.counting import passes
from data.facts.loops import compiled, inlined, stands

CHUNK = 2_048
"""Rows of which it is noted once whether they pass, for all windows of their slot."""


@compiled
def _noted(i, block, selection, by_cell, sign):  # type: ignore[no-untyped-def]
    """0 where a row does not pass, else 1 or -1."""
    w = passes(i, block, selection[0], selection[1], selection[2], selection[3], by_cell)
    return w if sign is None else w * sign[i]


@compiled
def total_standing(block, runs, windows, selection, by_cell, sign, total):  # type: ignore[no-untyped-def]
    """How many more (or fewer) stand as asked at each window's moment than in the end; `total` (slots + windows, 3)."""
    state, due, ended = block[3], block[6], block[7]
    begins, listed, floor, ceil = windows
    overdue, standings = selection[4], selection[5]
    noted, named = np.empty(CHUNK, np.int32), np.empty(CHUNK, np.int32)
    is_open, is_closed, is_late = standings & 1, (standings >> 1) & 1, (standings >> 2) & 1
    slots = runs.shape[0]
    for s in range(slots):
        for at in range(runs[s, 0], runs[s, 1], CHUNK):
            first, n = np.uint64(at), np.uint64(min(CHUNK, runs[s, 1] - at))
            for r in range(n):
                i = first + r
                noted[r] = _noted(i, block, selection, by_cell, sign)
                named[r] = (selection[1][state[i]] >> 1) & 1
            for j in range(begins[s], begins[s + 1]):
                k = listed[j]
                low, high, more, has = floor[k], ceil[k], np.int32(0), np.int32(0)
                for r in range(n):
                    opened = np.int32(ended[first + r] > low)
                    late = opened & np.int32(due[first + r] < high)
                    so = named[r] | (is_open & opened) | (is_closed & (1 - opened)) | (is_late & late)
                    more += noted[r] * (so - (named[r] | is_closed))
                    has += noted[r] * (so & late)
                total[slots + k, 0] += more
                total[slots + k, 1] += has if overdue else more


@compiled
def standing_by_place(block, runs, windows, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The same by district, topic, hexagon and state; `windows` are the broad ones, with the rows of sums of each."""
    district, topic, state, cell, due, ended = block[0], block[1], block[3], block[4], block[6], block[7]
    begins, listed, settled, floor, ceil, broad_of, column_of, district_0, cell_0 = windows
    overdue, standings = selection[4], selection[5]
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
                    place = (broad_of[k], column_of[k], district_0 + district[i], topic[i], cell_0 + cell[i], state[i])
                    _add(n, has, 0.0, place, sums)


@inlined
def _add(n, has, value, place, sums):  # type: ignore[no-untyped-def]
    """Add to the sums of a row: `place` = row, column of cells (-1: none), district, topic, cell, state."""
    b, c, d, t, h, z = place
    sums[0][b, d, 0] += n
    sums[0][b, d, 1] += has
    sums[0][b, d, 2] += value
    sums[1][b, t, 0] += n
    sums[1][b, t, 1] += has
    sums[1][b, t, 2] += value
    if c >= 0:
        sums[2][c, h, 0] += n
        sums[2][c, h, 1] += has
        sums[2][c, h, 2] += value
        sums[3][c, z] += n


@compiled
def total_answered(block, runs, windows, selection, by_cell, sign, total):  # type: ignore[no-untyped-def]
    """How many had been answered by each window's moment, and in how many ticks; `total` (slots + windows, 3)."""
    received, answered = block[5], block[7]
    begins, listed, floor, _ = windows
    noted, slots = np.empty(CHUNK, np.int32), runs.shape[0]
    for s in range(slots):
        for at in range(runs[s, 0], runs[s, 1], CHUNK):
            first, n = np.uint64(at), np.uint64(min(CHUNK, runs[s, 1] - at))
            for r in range(n):
                noted[r] = _noted(first + r, block, selection, by_cell, sign)
            for j in range(begins[s], begins[s + 1]):
                k = listed[j]
                low, has, spent = floor[k], np.int32(0), np.int64(0)
                for r in range(n):
                    w = noted[r] * np.int32(answered[first + r] <= low)
                    has += w
                    spent += w * (np.int64(answered[first + r]) - np.int64(received[first + r]))
                total[slots + k, 1] += has
                total[slots + k, 2] += spent


@compiled
def answered_by_place(block, runs, windows, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The same by district, topic and hexagon: what was answered by the earliest moment of a slot goes to the slot's rows."""
    district, topic, state, cell, received, answered = block[0], block[1], block[3], block[4], block[5], block[7]
    begins, listed, settled, latest, floor, broad_of, column_of, broad, column, district_0, cell_0 = windows
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
                place = (b, column[b], district_0 + district[i], topic[i], cell_0 + cell[i], state[i])
                _add(0.0, w, value, place, sums)
                continue
            for j in range(begins[s], begins[s + 1]):
                k = listed[j]
                if answered[i] <= floor[k]:
                    place = (broad_of[k], column_of[k], district_0 + district[i], topic[i], cell_0 + cell[i], state[i])
                    _add(0.0, w, value, place, sums)
