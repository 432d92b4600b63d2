"""Runs the loops over the blocks of the regions asked about, on several threads, and adds up what they found."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts import loops
from data.facts.codes import CHILDREN
from data.facts.columns import SECOND, Block
from data.facts.land import Ground, Land
from data.facts.plan import Plan

_ALONE_ROWS = 400_000
"""Fewer rows than this are not worth a second thread."""

_FINE_ROWS = 1 << 20
"""Rows at a time where the number of the hexagon has to be put together first."""

_RARE = 0.12
"""Below this part of chosen rows a branch is cheaper than adding nothing."""

_COUNTS = 5
"""Arrays of counts."""

Sums = tuple[NDArray[Any], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is measured, of which standings, and whether hexagons are told apart down to resolution 10."""

    measure: int
    standings: int
    fine: bool

    @property
    def plain(self) -> bool:
        """A count that no moment changes."""
        return self.measure == loops.COUNT and not self.standings


@dataclass(frozen=True, slots=True)
class Crew:
    """The threads that share a pass."""

    threads: Executor
    workers: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows [first, last) of a block; `runs` are the rows of each slot among them."""

    ground: Ground
    block: Block
    first: int
    last: int
    runs: NDArray[np.int64]


def tally(land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Counts: totals by slot, districts and topics by broad slot, cells and states by column.

    Where more than a plain count is asked, the same five follow as what it has beyond the count: slots, then windows,
    the last axis of all but the states SELECTED, MEASURED, SUM (times in seconds).
    """

    def work(piece: _Piece, sums: Sums) -> None:
        for part in _parts(piece, ask.fine):
            _count(part, plan, ask, sums[:_COUNTS])
            if not ask.plain:
                _measure(part, plan, ask, sums[_COUNTS:])

    return _over(land, plan, crew, lambda: _zeros(land, plan, ask), work)


def headlines(land: Land, plan: Plan, ask: Ask, crew: Crew) -> NDArray[np.float64]:
    """Sums of HEADLINE for each slot and window (slots + windows, 8); answer times in seconds."""
    shape = (plan.slots + len(plan.at), len(loops.HEADLINE))

    def work(piece: _Piece, sums: Sums) -> None:
        for part in _parts(piece, ask.fine):
            own = np.zeros(shape)
            chosen, rows = part.ground.chosen, _whole_rows(part, ask.fine)
            windows = (plan.begins, plan.listed, *_moments(part.block, plan))
            selection = (*_selection(part), ask.standings)
            loops.headline(rows, _runs(part), windows, selection, chosen.by_cell, _sign(part), own)
            own[:, loops.HEADLINE.index("answer_ticks")] *= part.block.unit / SECOND
            sums[0][...] += own

    return _over(land, plan, crew, lambda: (np.zeros(shape),), work)[0]


def _over(
    land: Land, plan: Plan, crew: Crew, zeros: Callable[[], Sums], work: Callable[[_Piece, Sums], None]
) -> Sums:
    """Every row of the plan's windows once: shares of equal size on each thread, then added up."""
    whole = [_whole(ground, block, plan) for ground in land.grounds if not ground.chosen.empty for block in ground.blocks]
    pieces = [piece for piece in whole if piece.first < piece.last]
    rows = sum(piece.last - piece.first for piece in pieces)
    shares = _shares(pieces, rows, 1 if rows < _ALONE_ROWS else crew.workers)

    def one(share: list[_Piece]) -> Sums:
        sums = zeros()
        for piece in share:
            work(piece, sums)
        return sums

    if len(shares) < 2:
        return one(shares[0] if shares else [])
    first, *others = crew.threads.map(one, shares)
    for other in others:
        for into, what in zip(first, other, strict=True):
            into += what
    return first


def _whole(ground: Ground, block: Block, plan: Plan) -> _Piece:
    position = block.positions(plan.edges)
    runs = np.stack([position[:-1], position[1:]], axis=1)
    runs[~plan.covered] = 0
    full = runs[runs[:, 0] < runs[:, 1]]
    if not len(full):
        return _Piece(ground, block, 0, 0, runs)
    return _Piece(ground, block, int(full[0, 0]), int(full[-1, 1]), runs)


def _shares(pieces: list[_Piece], rows: int, workers: int) -> list[list[_Piece]]:
    """The pieces cut so that every worker has as many rows as another."""
    shares: list[list[_Piece]] = [[] for _ in range(workers)]
    done = 0
    for piece in pieces:
        at = piece.first
        while at < piece.last:
            worker = min(done * workers // max(rows, 1), workers - 1)
            end_of_share = -(-(worker + 1) * rows // workers)
            last = min(piece.last, at + max(end_of_share - done, 1))
            shares[worker].append(replace(piece, first=at, last=last))
            done += last - at
            at = last
    return [share for share in shares if share]


def _parts(piece: _Piece, fine: bool) -> list[_Piece]:
    if not fine:
        return [piece]
    cuts = range(piece.first, piece.last, _FINE_ROWS)
    return [replace(piece, first=at, last=min(at + _FINE_ROWS, piece.last)) for at in cuts]


def _zeros(land: Land, plan: Plan, ask: Ask) -> Sums:
    hexagons = len(land.hexes.ids) * (CHILDREN if ask.fine else 1)
    topics, districts, states = len(land.topics), len(land.districts), len(land.states)
    by_state = (plan.columns, states)
    slots, broad = plan.slots, plan.broad_slots
    narrow = ((slots,), (broad, districts), (broad, topics), (plan.columns, hexagons), by_state)
    counts = tuple(np.zeros(shape, np.int64) for shape in narrow)
    if ask.plain:
        return counts
    slots, broad = slots + len(plan.at), broad + len(plan.broad_number)
    wide = ((slots, 3), (broad, districts, 3), (broad, topics, 3), (plan.columns, hexagons, 3), by_state)
    return counts + tuple(np.zeros(shape) for shape in wide)


def _firsts(ground: Ground, fine: bool) -> tuple[int, int]:
    """Where a region's districts and hexagons begin in the sums."""
    return ground.district, ground.hexagon * (CHILDREN if fine else 1)


def _runs(piece: _Piece) -> NDArray[np.int64]:
    """Rows of each slot counted from the first of the piece."""
    return np.clip(piece.runs, piece.first, piece.last) - piece.first


def _narrow(piece: _Piece, fine: bool) -> tuple[Any, ...]:
    """District, topic, origin, state and hexagon of each row."""
    block, rows = piece.block, slice(piece.first, piece.last)
    cell = block.cell[rows]
    if fine:
        cell = cell.astype(np.uint32) * np.uint32(CHILDREN) + block.child[rows]
    return block.district[rows], block.topic[rows], block.origin[rows], block.state[rows], cell


def _whole_rows(piece: _Piece, fine: bool) -> tuple[Any, ...]:
    """The same and the moments and the mark."""
    block, rows = piece.block, slice(piece.first, piece.last)
    when = block.received[rows], block.ended[rows], block.due[rows], block.answered[rows], block.mark[rows]
    return *_narrow(piece, fine), *when


def _sign(piece: _Piece) -> NDArray[np.int8] | None:
    return piece.block.sign[piece.first : piece.last] if len(piece.block.sign) else None


def _selection(piece: _Piece) -> tuple[Any, ...]:
    chosen = piece.ground.chosen
    return chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic


def _moments(block: Block, plan: Plan) -> tuple[NDArray[np.int64], ...]:
    return block.at_or_before(plan.settled), block.at_or_before(plan.at), block.not_before(plan.at)


def _count(piece: _Piece, plan: Plan, ask: Ask, sums: Sums) -> None:
    """As if every row had ended long ago: a filter on closed ones lets all in, one on open ones none."""
    slots = (plan.broad, plan.column, *_firsts(piece.ground, ask.fine))
    by_origin, by_state, *places = _selection(piece)
    passing = (by_state & loops.NAMED).astype(np.uint8)
    if not ask.standings & loops.CLOSED:
        passing &= (by_state & loops.ANY_STATUS) >> 1
    if not passing.any():
        return
    selection, by_cell = (by_origin, passing, *places), piece.ground.chosen.by_cell
    loop = loops.count_rare if _share(piece.block, selection) < _RARE else loops.count
    loop(_narrow(piece, ask.fine), _runs(piece), slots, selection, by_cell, _sign(piece), sums)


def _share(block: Block, selection: tuple[Any, ...]) -> float:
    """About what part of a block is chosen, as if its codes did not depend on each other."""
    share = 1.0
    for rows, passing in zip((block.rows_by_origin, block.rows_by_state, block.rows_by_topic), (0, 1, 3), strict=True):
        entries = selection[passing][: len(rows)]
        share *= float(rows[entries.astype(np.bool_)].sum()) / max(float(rows.sum()), 1.0)
    return share


def _measure(piece: _Piece, plan: Plan, ask: Ask, sums: Sums) -> None:
    """Sums of answer times are added up in the block's ticks, then in seconds."""
    seconds = piece.block.unit == SECOND
    into = sums if seconds else tuple(np.zeros_like(part) for part in sums)
    broad_of = np.where(plan.broad_of < 0, -1, plan.broad_of + plan.broad_slots)
    slots = (plan.broad, plan.column, plan.begins, plan.listed)
    firsts = _firsts(piece.ground, ask.fine)
    planned = (*slots, *_moments(piece.block, plan), broad_of, plan.column_of, *firsts)
    selection = (*_selection(piece), ask.measure, ask.standings)
    by_cell = piece.ground.chosen.by_cell
    loops.measure(_whole_rows(piece, ask.fine), _runs(piece), planned, selection, by_cell, _sign(piece), into)
    if seconds:
        return
    for whole, part in zip(sums[:-1], into[:-1], strict=True):
        if ask.measure == loops.ANSWER:
            part[..., loops.SUM] *= piece.block.unit / SECOND
        whole += part
    sums[-1][...] += into[-1]
