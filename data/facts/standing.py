"""How many appeals stand open and overdue as at a moment, found among those that may."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data.facts import heads
from data.facts.codes import CHILDREN
from data.facts.columns import Block
from data.facts.land import Ground, Land
from data.facts.passing import Ask
from data.facts.pieces import Crew
from data.facts.plan import micros
from data.windows import Window

_ROWS_AT_ONCE = 1 << 19


def standing(land: Land, window: Window, ask: Ask, crew: Crew) -> tuple[int, int]:
    """Open and overdue, of the chosen appeals of a window, as at its moment."""
    parts = [
        (ground, block, columns, rows)
        for ground in land.grounds
        if not ground.chosen.empty
        for block in ground.blocks
        for columns, rows in _candidates(block, window)
    ]

    def one(part: tuple[Ground, Block, Block, slice]) -> tuple[int, int]:
        ground, block, columns, rows = part
        return _standing(ground, columns, rows, _moment(block, window), ask)

    several = sum(rows.stop - rows.start for *_, rows in parts) > _ROWS_AT_ONCE
    found = list(crew.threads.map(one, parts) if several else map(one, parts))
    return sum(is_open for is_open, _ in found), sum(late for _, late in found)


def _candidates(block: Block, window: Window) -> Iterator[tuple[Block, slice]]:
    """Rows of the window that may be open at its moment, some at a time, and the columns they lie in."""
    first, last = block.positions(np.array([micros(window.lo), micros(window.hi)], np.int64)).tolist()
    columns = block
    if block.unsettled is not None and micros(window.at) >= block.horizon:
        columns = block.unsettled
        rows = block.unsettled_rows    # looked for by numbers of its own type, or all of it would be converted
        first, last = np.searchsorted(rows, np.array((first, last), rows.dtype)).tolist()
    for at in range(first, last, _ROWS_AT_ONCE):
        yield columns, slice(at, min(at + _ROWS_AT_ONCE, last))


def _moment(block: Block, window: Window) -> tuple[int, int]:
    """The window's moment in the block's ticks: the last not after it, the first not before it."""
    at = np.array([micros(window.at)], np.int64)
    return int(block.at_or_before(at)[0]), int(block.not_before(at)[0])


def _standing(
    ground: Ground, columns: Block, rows: slice, moment: tuple[int, int], ask: Ask
) -> tuple[int, int]:
    cell = columns.cell[rows]
    if ask.fine:
        cell = cell.astype(np.uint32) * np.uint32(CHILDREN) + columns.child[rows]
    codes = (columns.district[rows], columns.topic[rows], columns.origin[rows], columns.state[rows], cell)
    chosen = ground.chosen
    selection = (chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic, ask.standings)
    sign = columns.sign[rows] if len(columns.sign) else None
    own = (*codes, columns.ended[rows], columns.due[rows])
    is_open, late = heads.standing(own, moment, selection, chosen.by_cell, sign)
    return int(is_open), int(late)
