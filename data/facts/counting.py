"""The compiled loops that count: one pass over a block adds what a selection holds in many windows at once.

Rows lie in order of receipt, so a window is a run of rows, and a slot (between two neighbouring edges of windows) a run
inside it. `block` = district, topic, origin, state, cell; `selection` = entries by origin, state, district and topic, then
what each row counts for: codes and the value of each code. What is None (no filter of that name, no value but 1, no fact
taken back) is compiled away: looking a row up in five tables costs more than adding it up. Rows are counted by unsigned
numbers, since a signed one might be negative and would be tested each time.
"""

from __future__ import annotations

import numpy as np

from data.facts.loops import compiled


@compiled
def passes(i, block, by_origin, by_state, by_district, by_topic, by_cell):  # type: ignore[no-untyped-def]
    """1 where the row is chosen, else 0: without a branch, since nobody can guess."""
    w = by_origin[block[2][i]]
    if by_state is not None:
        w &= by_state[block[3][i]]
    if by_district is not None:
        w &= by_district[block[0][i]]
    if by_topic is not None:
        w &= by_topic[block[1][i]]
    if by_cell is not None:
        w &= by_cell[block[4][i]]
    return np.int64(w & 1)


@compiled
def worth(i, codes, values, sign):  # type: ignore[no-untyped-def]
    """What a chosen row counts for: 1 or the value of its code, less than nothing where it is taken back."""
    w = np.int64(1)
    if codes is not None:
        w = values[codes[i]]
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
    of_origin, of_state, of_district, of_topic, codes, values = selection
    for s in range(runs.shape[0]):
        found, b, rows = np.int64(0), broad[s], range(np.uint64(runs[s, 0]), np.uint64(runs[s, 1]))
        if b < 0:
            for i in rows:
                w = passes(i, block, of_origin, of_state, of_district, of_topic, by_cell)
                found += w * worth(i, codes, values, sign)
        elif column[b] < 0:
            into_district, into_topic = districts[b, district_0:], topics[b]
            for i in rows:
                w = passes(i, block, of_origin, of_state, of_district, of_topic, by_cell) * worth(i, codes, values, sign)
                found += w
                into_district[district[i]] += w
                into_topic[topic[i]] += w
        else:
            into_district, into_topic = districts[b, district_0:], topics[b]
            into_cell, into_state = cells[column[b], cell_0:], states[column[b]]
            for i in rows:
                w = passes(i, block, of_origin, of_state, of_district, of_topic, by_cell) * worth(i, codes, values, sign)
                found += w
                into_district[district[i]] += w
                into_topic[topic[i]] += w
                into_cell[cell[i]] += w
                into_state[state[i]] += w
        total[s] += found


@compiled
def count_rare(block, runs, slots, selection, by_cell, sign, sums):  # type: ignore[no-untyped-def]
    """The same where few rows are chosen: most are passed over after a look at one or two of their codes."""
    district, topic, _, state, cell = block
    broad, column, district_0, cell_0 = slots
    of_origin, of_state, of_district, of_topic, codes, values = selection
    total, districts, topics, cells, states = sums
    for s in range(runs.shape[0]):
        b = broad[s]
        for i in range(np.uint64(runs[s, 0]), np.uint64(runs[s, 1])):
            if not of_topic[topic[i]] or not of_district[district[i]]:
                continue
            w = passes(i, block, of_origin, of_state, None, None, by_cell) * worth(i, codes, values, sign)
            if w == 0:
                continue
            total[s] += w
            if b >= 0:
                districts[b, district_0 + district[i]] += w
                topics[b, topic[i]] += w
                if column[b] >= 0:
                    cells[column[b], cell_0 + cell[i]] += w
                    states[column[b], state[i]] += w
