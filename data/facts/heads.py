"""The compiled loops of the head, and of what is newest: all figures of a window, how appeals stand, where the last lie."""

from __future__ import annotations

import numpy as np

from data.facts.loops import UNKNOWN, compiled, inlined, stands, weight_of


@inlined
def _headlined(sums, at, weight, is_open, is_late, spent, mark, repeats):  # type: ignore[no-untyped-def]
    """Add one appeal to a row of headline sums."""
    sums[at, 0] += weight
    sums[at, 1] += weight * is_open
    sums[at, 2] += weight * is_late
    if spent > UNKNOWN:
        sums[at, 3] += weight
        sums[at, 4] += weight * spent
    if mark != -128:
        sums[at, 5] += weight
        sums[at, 6] += weight * mark
    sums[at, 7] += weight * repeats


@compiled
def headline(block, runs, windows, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The sums of HEADLINE for each slot and, after the slots, each window: `sums` (slots + windows, 8)."""
    state, received, ended, due, answered, mark = block[3], block[5], block[6], block[7], block[8], block[9]
    begins, listed, settled, floor, ceil = windows
    never = ended.dtype.type(np.iinfo(ended.dtype).max)
    n = runs.shape[0]
    for s in range(n):
        for i in range(np.uint64(runs[s, 0]), np.uint64(runs[s, 1])):
            flags = selection[1][state[i]]
            weight = float(weight_of(i, block, selection, by_cell, sign))
            if weight == 0.0:
                continue
            unknown = answered[i] == never
            same = ended[i] <= settled[s] and (unknown or answered[i] <= settled[s])
            for j in range(begins[s], begins[s] + 1 if same else begins[s + 1]):
                k = listed[j]
                is_open = ended[i] > floor[k]
                is_late = is_open and due[i] < ceil[k]
                if stands(flags, selection[4], is_open, is_late):
                    known = not unknown and answered[i] <= floor[k]
                    spent = float(answered[i] - received[i]) if known else UNKNOWN
                    repeats = 1.0 if flags & 4 else 0.0
                    _headlined(sums, s if same else n + k, weight, is_open, is_late, spent, mark[i], repeats)


@compiled
def newest(block, rows, moment, selection, by_cell, found):  # type: ignore[no-untyped-def]
    """Rows of [first, last) that are chosen as at one moment, the newest first, until `found` is full; how many."""
    state, ended, due = block[3], block[6], block[7]
    n = 0
    for i in range(rows[1] - 1, rows[0] - 1, -1):
        if n == found.size:
            break
        if weight_of(i, block, selection, by_cell, None) == 0:
            continue
        is_open = ended[i] > moment[0]
        if stands(selection[1][state[i]], selection[4], is_open, is_open and due[i] < moment[1]):
            found[n] = i
            n += 1
    return n


@compiled
def standing(block, moment, selection, by_cell, sign):  # type: ignore[no-untyped-def]
    """How many rows are chosen and open, and how many of them overdue, as at one moment."""
    state, ended, due = block[3], block[5], block[6]
    is_open, is_late = np.int64(0), np.int64(0)
    for i in range(np.uint64(state.size)):
        if ended[i] <= moment[0]:
            continue
        late = due[i] < moment[1]
        if stands(selection[1][state[i]], selection[4], True, late):
            w = weight_of(i, block, selection, by_cell, sign)
            is_open += w
            is_late += w * late
    return is_open, is_late
