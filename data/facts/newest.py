"""How far back the newest chosen appeals lie, so that their records are looked for in a short stretch of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Looked:
    """The newest chosen rows of a block: receipts (microseconds) and signs, and how many rows were looked through."""

    received: NDArray[np.int64]
    sign: NDArray[np.int64]
    rows: int


_NOTHING = _Looked(np.empty(0, np.int64), np.empty(0, np.int64), 0)


@dataclass(frozen=True, slots=True)
class Newest:
    """Receipts (microseconds, descending) of the newest chosen appeals, and the most facts that lie between them."""

    moments: NDArray[np.int64]
    between: int


def newest(grounds: Sequence[Ground], window: Window, ask: Ask, wanted: int) -> Newest:
    """The `wanted` newest chosen appeals of a window, all if there are fewer.

    Facts taken back make some of those found count less: then more of each block are looked at. A block may hold more at
    the last moment it was looked through to, so only what is newer is sure.
    """
    asked = wanted + 1
    edges, at = (np.array([micros(one) for one in ones], np.int64) for ones in ((window.lo, window.hi), (window.at,)))
    empty = [ground.chosen.empty for ground in grounds]
    held = [(ground, block) for ground, none in zip(grounds, empty, strict=True) if not none for block in ground.blocks]
    unseen = sum(len(block) for ground, none in zip(grounds, empty, strict=True) if none for block in ground.blocks)
    while True:
        parts = [_of_block(ground, block, (edges, at), ask, asked) for ground, block in held]
        received = np.concatenate([_NOTHING.received, *(part.received for part in parts)])
        sign = np.concatenate([_NOTHING.sign, *(part.sign for part in parts)])
        complete = max((int(part.received[-1]) for part in parts if len(part.received) == asked), default=None)
        if complete is not None:
            sure = received > complete
            received, sign = received[sure], sign[sure]
        distinct, place = np.unique(-received, return_inverse=True)
        net = np.bincount(place, sign, len(distinct)).astype(np.int64)
        if complete is None or net.sum() >= wanted:
            enough = int(np.searchsorted(np.cumsum(net[net > 0]), wanted)) + 1
            return Newest(-distinct[net > 0][:enough], unseen + sum(part.rows for part in parts))
        asked *= 4


def moments(grounds: Sequence[Ground], window: Window, ask: Ask, wanted: int) -> NDArray[np.int64]:
    """Receipts (microseconds, descending) of the `wanted` newest chosen appeals of a window, of all if there are fewer."""
    return newest(grounds, window, ask, wanted).moments


def stretches(grounds: Sequence[Ground], found: Newest) -> list[tuple[int, int]]:
    """Stretches of time [from, to) that hold these moments, with few facts of others between them."""
    if not len(found.moments):
        return []
    parts = [found.moments]
    if found.between > _CLOSE_ROWS:
        place = sum(block.positions(found.moments) for ground in grounds for block in ground.blocks)
        parts = np.split(found.moments, np.flatnonzero(-np.diff(place) > _CLOSE_ROWS) + 1)
    return [(int(part[-1]), int(part[0]) + 1) for part in parts]


def _of_block(
    ground: Ground, block: Block, when: tuple[NDArray[np.int64], NDArray[np.int64]], ask: Ask, wanted: int
) -> _Looked:
    """`when`: the edges of the window, and its moment, which only a filter on status asks for."""
    first, last = block.positions(when[0]).tolist()
    if first >= last:
        return _NOTHING
    moment = (int(block.at_or_before(when[1])[0]), int(block.not_before(when[1])[0])) if ask.standings else (0, 0)
    cell = block.cell.astype(np.uint32) * np.uint32(CHILDREN) + block.child if ask.fine else block.cell
    columns = (block.district, block.topic, block.origin, block.state, cell, block.received, block.ended, block.due)
    chosen = ground.chosen
    selection = (chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic, ask.standings)
    found = np.empty(min(wanted, last - first), np.int64)
    n = heads.newest(columns, (first, last), moment, selection, chosen.by_cell, found)
    rows = found[:n]
    signs = block.sign[rows].astype(np.int64) if len(block.sign) else np.ones(n, np.int64)
    oldest = int(rows[-1]) if n == wanted else first
    return _Looked(block.received[rows].astype(np.int64) * block.unit, signs, last - oldest)
