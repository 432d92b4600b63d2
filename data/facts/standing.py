"""How many appeals stand open and overdue as at a moment, found among those that may."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from data.facts import loops
from data.facts.codes import CHILDREN
from data.facts.columns import Block
from data.facts.land import Ground, Land
from data.facts.plan import micros
from data.facts.scan import Ask, Crew
from data.windows import Window

_ROWS_AT_ONCE = 1 << 19


def standing(land: Land, window: Window, ask: Ask, crew: Crew) -> tuple[int, int]:
    """Open and overdue, of the chosen appeals of a window, as at its moment."""
    parts = [
        (ground, block, rows)
        for ground in land.grounds
        if not ground.chosen.empty
        for block in ground.blocks
        for rows in _candidates(block, window)
    ]

    def one(part: tuple[Ground, Block, NDArray[np.uint32]]) -> tuple[int, int]:
        return _standing(*part, window, ask)

    several = sum(len(rows) for _, _, rows in parts) > _ROWS_AT_ONCE
    found = list(crew.threads.map(one, parts) if several else map(one, parts))
    return sum(is_open for is_open, _ in found), sum(late for _, late in found)


def _candidates(block: Block, window: Window) -> Iterator[NDArray[np.uint32]]:
    """Rows of the window that may be open at its moment, some at a time."""
    first, last = block.positions(np.array([micros(window.lo), micros(window.hi)], np.int64)).tolist()
    if first >= last:
        return
    if micros(window.at) >= block.horizon:
        low, high = np.searchsorted(block.unsettled, (first, last))
        rows = block.unsettled[low:high]
    else:
        rows = np.arange(first, last, dtype=np.uint32)
    for at in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows[at : at + _ROWS_AT_ONCE]


def _standing(
    ground: Ground, block: Block, rows: NDArray[np.uint32], window: Window, ask: Ask
) -> tuple[int, int]:
    moments = np.array([micros(window.at)], np.int64)
    moment = (int(block.at_or_before(moments)[0]), int(block.not_before(moments)[0]))
    cell = block.cell.astype(np.uint32) * np.uint32(CHILDREN) + block.child if ask.fine else block.cell
    columns = (block.district, block.topic, block.origin, block.state, cell, block.received, block.ended, block.due)
    chosen = ground.chosen
    selection = (chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic, ask.standings)
    sign = block.sign if len(block.sign) else None
    is_open, late = loops.standing(columns, rows, moment, selection, chosen.by_cell, sign)
    return int(is_open), int(late)
