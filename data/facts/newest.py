"""How far back the newest chosen appeals lie, so that their records are looked for in a short stretch of time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.facts import heads
from data.facts.codes import CHILDREN
from data.facts.columns import Block
from data.facts.land import Ground
from data.facts.passing import Ask
from data.facts.plan import micros
from data.windows import Window

_CLOSE_ROWS = 200_000
"""Moments with fewer facts between them than this are looked for in one stretch: about a row group of the table."""


def moments(grounds: Sequence[Ground], window: Window, ask: Ask, wanted: int) -> NDArray[np.int64]:
    """Receipts (microseconds, descending) of the `wanted` newest chosen appeals of a window, of all if there are fewer.

    Facts taken back make some of those found count less: then more of each block are looked at. A block may hold more at
    the last moment it was looked through to, so only what is newer is sure.
    """
    asked = wanted + 1
    while True:
        parts = [_of_block(ground, block, window, ask, asked) for ground in grounds for block in ground.blocks]
        received = np.concatenate([part[0] for part in parts] or [np.empty(0, np.int64)])
        sign = np.concatenate([part[1] for part in parts] or [np.empty(0, np.int64)])
        complete = max((part[0][-1] for part in parts if len(part[0]) == asked), default=None)
        order = np.argsort(-received, kind="stable")
        received, sign = received[order], sign[order]
        if complete is not None:
            sure = received > complete
            received, sign = received[sure], sign[sure]
        distinct, first = np.unique(-received, return_index=True)
        net = np.add.reduceat(sign, first) if len(first) else sign
        if complete is None or net.sum() >= wanted:
            held = -distinct[net > 0]
            enough = int(np.searchsorted(np.cumsum(net[net > 0]), wanted)) + 1
            return held[:enough]
        asked *= 4


def stretches(grounds: Sequence[Ground], found: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Stretches of time [from, to) that hold these moments (descending), with few facts of others between them."""
    if not len(found):
        return []
    place = sum(block.positions(found) for ground in grounds for block in ground.blocks)
    apart = np.flatnonzero(-np.diff(place) > _CLOSE_ROWS) + 1
    parts = np.split(found, apart)
    return [(int(part[-1]), int(part[0]) + 1) for part in parts]


def _of_block(
    ground: Ground, block: Block, window: Window, ask: Ask, wanted: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Receipts and signs of the newest chosen rows of a block."""
    first, last = block.positions(np.array([micros(window.lo), micros(window.hi)], np.int64)).tolist()
    if first >= last or ground.chosen.empty:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    at = np.array([micros(window.at)], np.int64)
    moment = (int(block.at_or_before(at)[0]), int(block.not_before(at)[0]))
    cell = block.cell.astype(np.uint32) * np.uint32(CHILDREN) + block.child if ask.fine else block.cell
    columns = (block.district, block.topic, block.origin, block.state, cell, block.received, block.ended, block.due)
    chosen = ground.chosen
    selection = (chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic, ask.standings)
    found = np.empty(min(wanted, last - first), np.int64)
    n = heads.newest(columns, (first, last), moment, selection, chosen.by_cell, found)
    rows = found[:n]
    signs = block.sign[rows].astype(np.int64) if len(block.sign) else np.ones(n, np.int64)
    return block.received[rows].astype(np.int64) * block.unit, signs
