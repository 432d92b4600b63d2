"""What the loops take of a piece of a block: its columns, its signs and what of it is chosen; and room for their sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts import loops
from data.facts.chosen import Chosen
from data.facts.codes import CHILDREN
from data.facts.columns import Block
from data.facts.land import Ground, Land
from data.facts.pieces import Piece, Sums
from data.facts.plan import Plan

_FEW = 0.12
"""Below this part of chosen rows a branch is cheaper than adding nothing."""


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


def zeros(land: Land, plan: Plan, ask: Ask) -> Sums:
    """Room for counts: totals by slot, districts and topics by broad slot, cells and states by column."""
    hexagons = len(land.hexes.ids) * (CHILDREN if ask.fine else 1)
    topics, districts, states = len(land.topics), len(land.districts), len(land.states)
    slots, broad = plan.slots, plan.broad_slots
    shapes = ((slots,), (broad, districts), (broad, topics), (plan.columns, hexagons), (plan.columns, states))
    return tuple(np.zeros(shape, np.int64) for shape in shapes)


def more(land: Land, plan: Plan, ask: Ask) -> Sums:
    """Room for what a measure has beyond the counts: slots, then windows, the last axis of all but the states
    SELECTED, MEASURED, SUM."""
    _, districts, topics, cells, states = (part.shape for part in zeros(land, plan, ask))
    slots, broad = plan.slots + len(plan.at), plan.broad_slots + len(plan.broad_number)
    shapes = ((slots, 3), (broad, districts[1], 3), (broad, topics[1], 3), (*cells, 3), states)
    return tuple(np.zeros(shape) for shape in shapes)


def firsts(ground: Ground, fine: bool) -> tuple[int, int]:
    """Where a region's districts and hexagons begin in the sums."""
    return ground.district, ground.hexagon * (CHILDREN if fine else 1)


def narrow(piece: Piece, fine: bool) -> tuple[Any, ...]:
    """District, topic, origin, state and hexagon of each row."""
    block, rows = piece.block, slice(piece.first, piece.last)
    cell = block.cell[rows]
    if fine:
        cell = cell.astype(np.uint32) * np.uint32(CHILDREN) + block.child[rows]
    return block.district[rows], block.topic[rows], block.origin[rows], block.state[rows], cell


def whole_rows(piece: Piece, fine: bool) -> tuple[Any, ...]:
    """The same and the moments: received, ended, due, answered; and the mark."""
    block, rows = piece.block, slice(piece.first, piece.last)
    when = block.received[rows], block.ended[rows], block.due[rows], block.column("answered", rows), block.mark[rows]
    return *narrow(piece, fine), *when


def moment_rows(piece: Piece, fine: bool, name: str) -> tuple[Any, ...]:
    """The narrow columns, received, due, and the moments of one name."""
    block, rows = piece.block, slice(piece.first, piece.last)
    return *narrow(piece, fine), block.received[rows], block.due[rows], block.column(name, rows)


def sign_of(piece: Piece) -> NDArray[np.int8] | None:
    """-1 of each row that is taken back; None where none is."""
    if piece.taken_back:
        return np.full(piece.last - piece.first, -1, np.int8)
    return piece.block.sign[piece.first : piece.last] if len(piece.block.sign) else None


def flags(piece: Piece) -> tuple[Any, ...]:
    """Entries by origin, state (as bits), district and topic."""
    chosen = piece.ground.chosen
    return chosen.by_origin, chosen.by_state, chosen.by_district, chosen.by_topic


def moments(block: Block, plan: Plan) -> tuple[NDArray[np.int64], ...]:
    """In the block's ticks the earliest moment of each slot; the last not after each window's, the first not before it."""
    return block.at_or_before(plan.settled), block.at_or_before(plan.at), block.not_before(plan.at)


def as_if_ended(chosen: Chosen, standings: int) -> tuple[Any, ...]:
    """Entries where a state's is 1 if it passes as though it had ended long ago: a filter on closed ones lets all in, one
    on open ones none."""
    passing = (chosen.by_state & loops.NAMED).astype(np.uint8)
    if not standings & loops.CLOSED:
        passing &= (chosen.by_state & loops.ANY_STATUS) >> 1
    return chosen.by_origin, passing, chosen.by_district, chosen.by_topic


def narrow_places(chosen: Chosen) -> bool:
    """Whether a district, topic or hexagon is chosen by name."""
    return chosen.by_cell is not None or not (chosen.by_district.all() and chosen.by_topic.all())


def needed(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    """Entries by origin, state, district, topic, with None for what lets all pass: that is not looked up."""
    by_origin, *others = entries
    return by_origin, *(None if one.all() else one for one in others)


def few(piece: Piece) -> bool:
    """Whether about so few rows are chosen, as if their codes did not depend on each other."""
    block, chosen, share = piece.block, piece.ground.chosen, 1.0
    named = chosen.by_state & loops.NAMED
    counted = ((block.rows_by_origin, chosen.by_origin), (block.rows_by_state, named), (block.rows_by_topic, chosen.by_topic))
    for rows, entries in counted:
        share *= float(rows[entries[: len(rows)].astype(np.bool_)].sum()) / max(float(rows.sum()), 1.0)
    return share < _FEW
