"""What a measure has beyond the counts, found by the loop that costs least for it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts import judged, loops, passing
from data.facts.columns import NO_MARK, SECOND, Block
from data.facts.counting import count
from data.facts.land import Land
from data.facts.passing import Ask
from data.facts.pieces import Crew, Piece, Sums, over, parts_of, runs_of
from data.facts.plan import Plan

_HALF = np.int64(1) << np.int64(32)
"""A mark is added up in the upper half of a number whose lower half counts it."""

_CODES = 256


def measured(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Slots, then windows, by (all), district, topic, hexagon: SELECTED, MEASURED, SUM (marks, or seconds); and by state."""
    if ask.measure in (loops.REPEATS, loops.RATING) and not ask.standings:
        return _valued(pieces, land, plan, ask, crew)
    if ask.measure == loops.ANSWER and not ask.standings:
        return judged.answers(pieces, land, plan, ask, crew)
    if ask.measure in (loops.COUNT, loops.OVERDUE):
        judge = judged.standings if ask.standings else judged.overdue
        return judge(pieces, land, plan, ask, crew)

    def work(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, True):
            _one_by_one(part, plan, ask, sums)

    return over(pieces, crew, lambda: passing.more(land, plan, ask), work)


# ---- what no moment changes: marks, repeats


def _valued(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Counted anew, each row for what it is worth."""

    def work(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            rows = passing.narrow(part, ask.fine)
            worth = _worth(part.block, slice(part.first, part.last), land, ask)
            chosen = part.ground.chosen
            selection = (*passing.needed(passing.as_if_ended(chosen, 0)), *worth)
            slots = (plan.broad, plan.column, *passing.firsts(part.ground, ask.fine))
            count(rows, runs_of(part), slots, selection, chosen.by_cell, passing.sign_of(part), sums)

    found = over(pieces, crew, lambda: passing.zeros(land, plan, ask), work)
    sums = passing.more(land, plan, ask)
    for into, part in zip(sums[:4], found[:4], strict=True):
        having = (part + _HALF // 2) % _HALF - _HALF // 2
        into[: len(part), ..., loops.MEASURED] = having
        into[: len(part), ..., loops.SUM] = (part - having) // _HALF
    return sums


def _worth(block: Block, rows: slice, land: Land, ask: Ask) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Codes of rows and what each code is worth: 1 of a repeat, a mark and 1 of a marked one."""
    if ask.measure == loops.REPEATS:
        return block.state[rows], np.array([int(one.repeat) for one in land.states], np.int64)
    marks = np.arange(_CODES, dtype=np.int64).astype(np.uint8).view(np.int8).astype(np.int64)
    return block.mark[rows].view(np.uint8), np.where(marks == int(NO_MARK), 0, marks * _HALF + 1)


# ---- what is judged by standings and measured by moments: rare, so one loop for all


def _one_by_one(piece: Piece, plan: Plan, ask: Ask, sums: Sums) -> None:
    """Sums of answer times are added up in the block's ticks, then in seconds."""
    seconds = piece.block.unit == SECOND
    into = sums if seconds else tuple(np.zeros_like(part) for part in sums)
    broad_of = np.where(plan.broad_of < 0, -1, plan.broad_of + plan.broad_slots)
    block = piece.block
    settled, floor, ceil = passing.moments(block, plan)
    terms = (block.at_or_before(plan.latest), block.not_before(plan.settled), block.not_before(plan.latest))
    windows = (floor, ceil, broad_of, plan.column_of)
    planned = (plan.broad, plan.column, plan.begins, plan.listed, settled, *terms, *windows)
    places, selection = passing.firsts(piece.ground, ask.fine), (*passing.flags(piece), ask.measure, ask.standings)
    by_cell, sign, rows = piece.ground.chosen.by_cell, passing.sign_of(piece), passing.whole_rows(piece, ask.fine)
    loops.measure(rows, runs_of(piece), (*planned, *places), selection, by_cell, sign, into)
    if seconds:
        return
    for own, part in zip(sums[:-1], into[:-1], strict=True):
        if ask.measure == loops.ANSWER:
            part[..., loops.SUM] *= piece.block.unit / SECOND
        own += part
    sums[-1][...] += into[-1]
