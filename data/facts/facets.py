"""How many appeals of a window there are of each origin and state, and how they stand: one pass, all menus' counts."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from data.facts.codes import CHILDREN
from data.facts.columns import Block
from data.facts.land import Ground, Land
from data.facts.loops import compiled
from data.facts.passing import Ask
from data.facts.pieces import Crew
from data.facts.plan import micros
from data.windows import Window

CLOSED, OPEN, LATE = range(3)
"""How an appeal stands at the moment of the window; what is late is open too."""

_ROWS_AT_ONCE = 1 << 19


@compiled
def spread(block, moment, selection, by_cell, sign, found):  # type: ignore[no-untyped-def]
    """Add every row of the chosen districts, topics and cells to its origin, state and standing as at one moment."""
    district, topic, origin, state, cell, ended, due = block
    for i in range(np.uint64(state.size)):
        w = np.int64(selection[0][district[i]] & selection[1][topic[i]])
        if by_cell is not None:
            w &= np.int64(by_cell[cell[i]])
        if sign is not None:
            w *= sign[i]
        k = 0
        if ended[i] > moment[0]:
            k = 2 if due[i] < moment[1] else 1
        found[origin[i], state[i], k] += w


def facets(land: Land, window: Window, ask: Ask, crew: Crew) -> NDArray[np.int64]:
    """(origins, states, 3): appeals of the window by where they came from, what they are and how they stand.

    Only the chosen places and topics narrow it: every other condition is a sum over parts of the answer.
    """
    shape = (len(land.common.by_origin), len(land.states), 3)
    parts = [
        (ground, block, slice(at, min(at + _ROWS_AT_ONCE, last)))
        for ground in land.grounds
        if not ground.chosen.empty
        for block in ground.blocks
        for first, last in [block.positions(np.array([micros(window.lo), micros(window.hi)], np.int64)).tolist()]
        for at in range(first, last, _ROWS_AT_ONCE)
    ]

    def one(part: tuple[Ground, Block, slice]) -> NDArray[np.int64]:
        return _spread(*part, window, ask.fine, shape)

    found = crew.threads.map(one, parts) if len(parts) > crew.workers else map(one, parts)
    return reduce(np.add, found, np.zeros(shape, np.int64))


def _spread(
    ground: Ground, block: Block, rows: slice, window: Window, fine: bool, shape: tuple[int, ...]
) -> NDArray[np.int64]:
    cell, chosen = block.cell[rows], ground.chosen
    if fine:
        cell = cell.astype(np.uint32) * np.uint32(CHILDREN) + block.child[rows]
    at = np.array([micros(window.at)], np.int64)
    moment = int(block.at_or_before(at)[0]), int(block.not_before(at)[0])
    codes = (block.district[rows], block.topic[rows], block.origin[rows], block.state[rows], cell)
    sign = block.sign[rows] if len(block.sign) else None
    own, selection = (*codes, block.ended[rows], block.due[rows]), (chosen.by_district, chosen.by_topic)
    found = np.zeros(shape, np.int64)
    spread(own, moment, selection, chosen.by_cell, sign, found)
    return found
