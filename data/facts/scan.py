"""Runs the loops over the blocks of the regions asked about, on several threads, and adds up what they found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.facts import heads, loops, passing, whole
from data.facts.columns import SECOND
from data.facts.counting import count, count_rare
from data.facts.land import Land
from data.facts.measured import measured
from data.facts.passing import Ask
from data.facts.pieces import Crew, Piece, Sums, over, parts_of, pieces_of, runs_of
from data.facts.plan import Plan

_PAYS = 8
"""A roll-up does not pay where more than this part of a block came after the window."""


def tally(land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Counts: totals by slot, districts and topics by broad slot, cells and states by column.

    Where more than a plain count is asked, the same five follow as what it has beyond the count: slots, then windows,
    the last axis of all but the states SELECTED, MEASURED, SUM (times in seconds).
    """
    pieces = pieces_of(land, plan)
    counts = _counts(pieces, land, plan, ask, crew)
    return counts if ask.plain else counts + measured(pieces, land, plan, ask, crew)


def _counts(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """The counts, from roll-ups where they hold them."""

    def work(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            _count(part, plan, ask, sums)

    if ask.standings or not whole.answers(land.classes, plan):
        return over(pieces, crew, lambda: passing.zeros(land, plan, ask), work)
    sums = passing.zeros(land, plan, ask)
    counted = crew.threads.map(lambda piece: _before(piece, land), pieces)
    parts = [_after_rollup(piece, before, land, plan, sums) for piece, before in zip(pieces, counted, strict=True)]
    rest = [part for part in parts if part is not None]
    found = over(rest, crew, lambda: passing.zeros(land, plan, ask), work)
    return tuple(one + other for one, other in zip(found, sums, strict=True))


def _before(piece: Piece, land: Land) -> NDArray[np.int64] | None:
    """How many chosen rows of a block lie before each edge of the plan; None without a roll-up."""
    if piece.rollup is None or land.classes is None:
        return None
    chosen = whole.numbered(land.classes, land.shared, piece.rollup)
    by_origin, by_state, *_ = passing.as_if_ended(piece.ground.chosen, 0)
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
        for part in parts_of(piece, True):
            own = np.zeros(shape)
            chosen, rows = part.ground.chosen, passing.whole_rows(part, ask.fine)
            windows = (plan.begins, plan.listed, *passing.moments(part.block, plan))
            selection = (*passing.flags(part), ask.standings)
            heads.headline(rows, runs_of(part), windows, selection, chosen.by_cell, passing.sign_of(part), own)
            own[:, loops.HEADLINE.index("answer_ticks")] *= part.block.unit / SECOND
            sums[0][...] += own

    return over(pieces_of(land, plan), crew, lambda: (np.zeros(shape),), work)[0]


def _count(piece: Piece, plan: Plan, ask: Ask, sums: Sums) -> None:
    """As if every row had ended long ago."""
    chosen = piece.ground.chosen
    entries = passing.as_if_ended(chosen, ask.standings)
    if not entries[1].any():
        return
    if piece.taken_back:
        sums = (np.zeros_like(sums[0]), *sums[1:])
    rows, slots = passing.narrow(piece, ask.fine), (plan.broad, plan.column, *passing.firsts(piece.ground, ask.fine))
    rare = passing.narrow_places(chosen) and passing.few(piece)
    loop, selection = (count_rare, entries) if rare else (count, passing.needed(entries))
    loop(rows, runs_of(piece), slots, (*selection, None, None), chosen.by_cell, passing.sign_of(piece), sums)
