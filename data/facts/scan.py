"""Runs the loops over the blocks of the regions asked about, on several threads, and adds up what they found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts import heads, loops, whole
from data.facts.chosen import Chosen
from data.facts.codes import CHILDREN
from data.facts.columns import SECOND, Block
from data.facts.land import Ground, Land
from data.facts.pieces import Crew, Piece, Sums, over, parts_of, pieces_of, runs_of, unsettled
from data.facts.plan import Plan

_OF_UNSETTLED = (loops.COUNT, loops.OVERDUE)
"""What differs from the count, or is measured, of unsettled rows only."""

_RARE = 0.12
"""Below this part of chosen rows a branch is cheaper than adding nothing."""

_PAYS = 8
"""A roll-up does not pay where more than this part of a block came after the window."""



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


def tally(land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Counts: totals by slot, districts and topics by broad slot, cells and states by column.

    Where more than a plain count is asked, the same five follow as what it has beyond the count: slots, then windows,
    the last axis of all but the states SELECTED, MEASURED, SUM (times in seconds).
    """

    pieces = pieces_of(land, plan)
    counts = _counts(pieces, land, plan, ask, crew)
    if ask.plain:
        return counts

    def work(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            _measure(part, plan, ask, sums)

    settled = int(plan.settled[plan.covered].min(initial=np.iinfo(np.int64).max))
    if ask.measure in _OF_UNSETTLED:
        pieces = [unsettled(piece, settled) for piece in pieces]
    return counts + over(pieces, crew, lambda: _more(land, plan, ask), work)


def _counts(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """The counts, from roll-ups where they hold them."""

    def work(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            _count(part, plan, ask, sums)

    if ask.standings or not whole.answers(land.classes, plan):
        return over(pieces, crew, lambda: _zeros(land, plan, ask), work)
    sums = _zeros(land, plan, ask)
    counted = crew.threads.map(lambda piece: _before(piece, land), pieces)
    parts = [_after_rollup(piece, before, land, plan, sums) for piece, before in zip(pieces, counted, strict=True)]
    rest = [part for part in parts if part is not None]
    found = over(rest, crew, lambda: _zeros(land, plan, ask), work)
    return tuple(one + other for one, other in zip(found, sums, strict=True))


def _before(piece: Piece, land: Land) -> NDArray[np.int64] | None:
    """How many chosen rows of a block lie before each edge of the plan; None without a roll-up."""
    if piece.rollup is None or land.classes is None:
        return None
    chosen = whole.numbered(land.classes, land.shared, piece.rollup)
    by_origin, by_state, *_ = _passing(piece.ground.chosen, 0)
    columns, selection = (piece.block.origin, piece.block.state), (by_origin, by_state)
    found: NDArray[np.int64] = whole.before(piece.position, chosen, piece.rollup.running, columns, selection)
    return found


def _after_rollup(
    piece: Piece, before: NDArray[np.int64] | None, land: Land, plan: Plan, sums: Sums
) -> Piece | None:
    """What of a block is left to pass over once its roll-up is added: nothing, the rows after the window to take back
    (but for the totals, which are exact), or all of it where a roll-up does not pay."""
    rollup, block, ground = piece.rollup, piece.block, piece.ground
    first, last = piece.position[plan.broad_edges].tolist()
    if rollup is None or before is None or land.classes is None:
        return piece
    if first > 0 or len(block) - last > len(block) // _PAYS:
        return piece
    chosen = whole.numbered(land.classes, land.shared, rollup)
    sums[0][...] += np.where(plan.covered, np.diff(before), 0)
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

    def work(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            own = np.zeros(shape)
            chosen, rows = part.ground.chosen, _whole_rows(part, ask.fine)
            windows = (plan.begins, plan.listed, *_moments(part.block, plan))
            selection = (*_selection(part), ask.standings)
            heads.headline(rows, runs_of(part), windows, selection, chosen.by_cell, _sign(part), own)
            own[:, loops.HEADLINE.index("answer_ticks")] *= part.block.unit / SECOND
            sums[0][...] += own

    return over(pieces_of(land, plan), crew, lambda: (np.zeros(shape),), work)[0]


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


def _narrow(piece: Piece, fine: bool) -> tuple[Any, ...]:
    """District, topic, origin, state and hexagon of each row."""
    block, rows = piece.block, slice(piece.first, piece.last)
    cell = block.cell[rows]
    if fine:
        cell = cell.astype(np.uint32) * np.uint32(CHILDREN) + block.child[rows]
    return block.district[rows], block.topic[rows], block.origin[rows], block.state[rows], cell


def _whole_rows(piece: Piece, fine: bool) -> tuple[Any, ...]:
    """The same and the moments and the mark."""
    block, rows = piece.block, slice(piece.first, piece.last)
    when = block.received[rows], block.ended[rows], block.due[rows], block.answered[rows], block.mark[rows]
    return *_narrow(piece, fine), *when


def _sign(piece: Piece) -> NDArray[np.int8] | None:
    if piece.taken_back:
        return np.full(piece.last - piece.first, -1, np.int8)
    return piece.block.sign[piece.first : piece.last] if len(piece.block.sign) else None


def _selection(piece: Piece) -> tuple[Any, ...]:
    chosen = piece.ground.chosen
    return chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic


def _moments(block: Block, plan: Plan) -> tuple[NDArray[np.int64], ...]:
    return block.at_or_before(plan.settled), block.at_or_before(plan.at), block.not_before(plan.at)


def _count(piece: Piece, plan: Plan, ask: Ask, sums: Sums) -> None:
    """As if every row had ended long ago: a filter on closed ones lets all in, one on open ones none."""
    slots = (plan.broad, plan.column, *_firsts(piece.ground, ask.fine))
    selection, by_cell = _passing(piece.ground.chosen, ask.standings), piece.ground.chosen.by_cell
    if not selection[1].any():
        return
    if piece.taken_back:
        sums = (np.zeros_like(sums[0]), *sums[1:])
    loop = loops.count_rare if _share(piece.block, selection) < _RARE else loops.count
    loop(_narrow(piece, ask.fine), runs_of(piece), slots, selection, by_cell, _sign(piece), sums)


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


def _measure(piece: Piece, plan: Plan, ask: Ask, sums: Sums) -> None:
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
    loops.measure(_whole_rows(piece, ask.fine), runs_of(piece), planned, selection, by_cell, _sign(piece), into)
    if seconds:
        return
    for own, part in zip(sums[:-1], into[:-1], strict=True):
        if ask.measure == loops.ANSWER:
            part[..., loops.SUM] *= piece.block.unit / SECOND
        own += part
    sums[-1][...] += into[-1]
