"""Runs the loops over the blocks of the regions asked about, on several threads, and adds up what they found."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts import heads, loops, whole
from data.facts.chosen import Chosen
from data.facts.codes import CHILDREN
from data.facts.columns import SECOND, Block
from data.facts.land import Ground, Land
from data.facts.plan import Plan
from data.facts.whole import Rollup

_ALONE_ROWS = 400_000
"""Fewer rows than this are not worth a second thread."""

_FINE_ROWS = 1 << 20
"""Rows at a time where the number of the hexagon has to be put together first."""

_RARE = 0.12
"""Below this part of chosen rows a branch is cheaper than adding nothing."""

_PAYS = 8
"""A roll-up does not pay where more than this part of a block came after the window."""

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
    rollup: Rollup | None
    first: int
    last: int
    runs: NDArray[np.int64]
    taken_back: bool = False


def tally(land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Counts: totals by slot, districts and topics by broad slot, cells and states by column.

    Where more than a plain count is asked, the same five follow as what it has beyond the count: slots, then windows,
    the last axis of all but the states SELECTED, MEASURED, SUM (times in seconds).
    """

    pieces = _pieces(land, plan)
    counts = _counts(pieces, land, plan, ask, crew)
    if ask.plain:
        return counts

    def work(piece: _Piece, sums: Sums) -> None:
        for part in _parts(piece, ask.fine):
            _measure(part, plan, ask, sums)

    return counts + _over(pieces, crew, lambda: _more(land, plan, ask), work)


def _counts(pieces: list[_Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """The counts, from roll-ups where they hold them."""

    def work(piece: _Piece, sums: Sums) -> None:
        for part in _parts(piece, ask.fine):
            _count(part, plan, ask, sums)

    if ask.standings or not whole.answers(land.classes, plan):
        return _over(pieces, crew, lambda: _zeros(land, plan, ask), work)
    sums = _zeros(land, plan, ask)
    rest = [part for piece in pieces if (part := _after_rollup(piece, land, plan, sums)) is not None]
    found = _over(rest, crew, lambda: _zeros(land, plan, ask), work)
    return tuple(one + other for one, other in zip(found, sums, strict=True))


def _after_rollup(piece: _Piece, land: Land, plan: Plan, sums: Sums) -> _Piece | None:
    """What of a block is left to pass over once its roll-up is added: nothing, the rows after the window to take back
    (but for the totals, which are exact), or all of it where a roll-up does not pay."""
    rollup, block, ground = piece.rollup, piece.block, piece.ground
    first, last = block.positions(plan.edges[plan.broad_edges]).tolist()
    if rollup is None or land.classes is None or first > 0 or len(block) - last > len(block) // _PAYS:
        return piece
    chosen = whole.numbered(land.classes, land.shared, rollup)
    by_origin, by_state, *_ = _passing(ground.chosen, 0)
    columns, selection = (block.origin, block.state), (by_origin, by_state)
    counted = whole.before(block.positions(plan.edges), chosen, rollup.running, columns, selection)
    sums[0][...] += np.where(plan.covered, np.diff(counted), 0)
    parts = (rollup.districts, rollup.topics, rollup.cells, rollup.states)
    for into, part, begins in zip(sums[1:], parts, (ground.district, 0, ground.hexagon, 0), strict=True):
        into[0, begins : begins + part.shape[1]] += part[chosen].sum(axis=0, dtype=np.int64)
    if last == len(block):
        return None
    runs = np.zeros((plan.slots, 2), np.int64)
    runs[np.flatnonzero(plan.broad == 0)[0]] = (last, len(block))
    return replace(piece, first=last, last=len(block), runs=runs, taken_back=True)


def headlines(land: Land, plan: Plan, ask: Ask, crew: Crew) -> NDArray[np.float64]:
    """Sums of HEADLINE for each slot and window (slots + windows, 8); answer times in seconds."""
    shape = (plan.slots + len(plan.at), len(loops.HEADLINE))

    def work(piece: _Piece, sums: Sums) -> None:
        for part in _parts(piece, ask.fine):
            own = np.zeros(shape)
            chosen, rows = part.ground.chosen, _whole_rows(part, ask.fine)
            windows = (plan.begins, plan.listed, *_moments(part.block, plan))
            selection = (*_selection(part), ask.standings)
            heads.headline(rows, _runs(part), windows, selection, chosen.by_cell, _sign(part), own)
            own[:, loops.HEADLINE.index("answer_ticks")] *= part.block.unit / SECOND
            sums[0][...] += own

    return _over(_pieces(land, plan), crew, lambda: (np.zeros(shape),), work)[0]


def _over(
    pieces: list[_Piece], crew: Crew, zeros: Callable[[], Sums], work: Callable[[_Piece, Sums], None]
) -> Sums:
    """Every row of the pieces once: shares of equal size on each thread, then added up."""
    pieces = [piece for piece in pieces if piece.first < piece.last]
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


def _pieces(land: Land, plan: Plan) -> list[_Piece]:
    return [
        _whole(ground, block, number, plan)
        for ground in land.grounds
        if not ground.chosen.empty
        for number, block in enumerate(ground.blocks)
    ]


def _whole(ground: Ground, block: Block, number: int, plan: Plan) -> _Piece:
    rollup = ground.rollups[number] if number < len(ground.rollups) else None
    position = block.positions(plan.edges)
    runs = np.stack([position[:-1], position[1:]], axis=1)
    runs[~plan.covered] = 0
    full = runs[runs[:, 0] < runs[:, 1]]
    if not len(full):
        return _Piece(ground, block, rollup, 0, 0, runs)
    return _Piece(ground, block, rollup, int(full[0, 0]), int(full[-1, 1]), runs)


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
    shapes = ((slots,), (broad, districts), (broad, topics), (plan.columns, hexagons), by_state)
    return tuple(np.zeros(shape, np.int64) for shape in shapes)


def _more(land: Land, plan: Plan, ask: Ask) -> Sums:
    """Room for what a measure has beyond the counts."""
    _, districts, topics, cells, states = (part.shape for part in _zeros(land, plan, ask))
    slots, broad = plan.slots + len(plan.at), plan.broad_slots + len(plan.broad_number)
    shapes = ((slots, 3), (broad, districts[1], 3), (broad, topics[1], 3), (*cells, 3), states)
    return tuple(np.zeros(shape) for shape in shapes)


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
    if piece.taken_back:
        return np.full(piece.last - piece.first, -1, np.int8)
    return piece.block.sign[piece.first : piece.last] if len(piece.block.sign) else None


def _selection(piece: _Piece) -> tuple[Any, ...]:
    chosen = piece.ground.chosen
    return chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic


def _moments(block: Block, plan: Plan) -> tuple[NDArray[np.int64], ...]:
    return block.at_or_before(plan.settled), block.at_or_before(plan.at), block.not_before(plan.at)


def _count(piece: _Piece, plan: Plan, ask: Ask, sums: Sums) -> None:
    """As if every row had ended long ago: a filter on closed ones lets all in, one on open ones none."""
    slots = (plan.broad, plan.column, *_firsts(piece.ground, ask.fine))
    selection, by_cell = _passing(piece.ground.chosen, ask.standings), piece.ground.chosen.by_cell
    if not selection[1].any():
        return
    if piece.taken_back:
        sums = (np.zeros_like(sums[0]), *sums[1:])
    loop = loops.count_rare if _share(piece.block, selection) < _RARE else loops.count
    loop(_narrow(piece, ask.fine), _runs(piece), slots, selection, by_cell, _sign(piece), sums)


def _passing(chosen: Chosen, standings: int) -> tuple[Any, ...]:
    """The entries of a selection, a state's as 1 (passes as if ended long ago) or 0."""
    passing = (chosen.by_state & loops.NAMED).astype(np.uint8)
    if not standings & loops.CLOSED:
        passing &= (chosen.by_state & loops.ANY_STATUS) >> 1
    return chosen.by_origin, passing, chosen.by_district, chosen.by_topic


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
    block, firsts = piece.block, _firsts(piece.ground, ask.fine)
    settled, floor, ceil = _moments(block, plan)
    terms = (block.at_or_before(plan.latest), block.not_before(plan.settled), block.not_before(plan.latest))
    windows = (floor, ceil, broad_of, plan.column_of)
    planned = (plan.broad, plan.column, plan.begins, plan.listed, settled, *terms, *windows, *firsts)
    selection = (*_selection(piece), ask.measure, ask.standings)
    by_cell = piece.ground.chosen.by_cell
    loops.measure(_whole_rows(piece, ask.fine), _runs(piece), planned, selection, by_cell, _sign(piece), into)
    if seconds:
        return
    for own, part in zip(sums[:-1], into[:-1], strict=True):
        if ask.measure == loops.ANSWER:
            part[..., loops.SUM] *= piece.block.unit / SECOND
        own += part
    sums[-1][...] += into[-1]
