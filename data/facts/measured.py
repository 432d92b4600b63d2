"""What a measure has beyond the counts, found by the loop that costs least for it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts import judging, loops, passing
from data.facts.columns import NO_MARK, SECOND, Block
from data.facts.counting import count
from data.facts.land import Land
from data.facts.passing import Ask
from data.facts.pieces import Crew, Piece, Sums, over, parts_of, runs_of, unsettled
from data.facts.plan import Plan, moments_of_slots, windows_of_slots

_HALF = np.int64(1) << np.int64(32)
"""A mark is added up in the upper half of a number whose lower half counts it."""

_CODES = 256


def measured(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Slots, then windows, by (all), district, topic, hexagon: SELECTED, MEASURED, SUM (marks, or seconds); and by state."""
    if ask.measure in (loops.REPEATS, loops.RATING) and not ask.standings:
        return _valued(pieces, land, plan, ask, crew)
    if ask.measure in (loops.COUNT, loops.OVERDUE) or not ask.standings:
        return _judged(pieces, land, plan, ask, crew)

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


# ---- what the moments of the windows change: standings, answers


def _judged(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Totals of all windows, then the broad windows by place."""
    answers = ask.measure == loops.ANSWER
    listed = _broad(plan)
    totals, places = pieces, pieces
    if not answers:
        totals = [unsettled(piece, _least(plan.settled)) for piece in pieces]
        places = [unsettled(piece, _least(listed[2])) for piece in pieces]

    def total(piece: Piece, sums: Sums) -> None:
        loop = judging.total_answered if answers else judging.total_standing
        for part in parts_of(piece, ask.fine or answers):
            windows = (plan.begins, plan.listed, *passing.moments(part.block, plan)[1:])
            _run(loop, part, windows, ask, sums)

    def by_place(piece: Piece, sums: Sums) -> None:
        loop = judging.answered_by_place if answers else judging.standing_by_place
        for part in parts_of(piece, ask.fine or answers):
            _run(loop, part, _windows_by_place(part, plan, listed, ask), ask, sums)

    first = over(totals, crew, lambda: passing.more(land, plan, ask)[:1], total)
    return first + over(places, crew, lambda: passing.more(land, plan, ask)[1:], by_place)


def _least(moments: NDArray[np.int64]) -> int:
    """The earliest of the moments of the slots that have one."""
    return int(moments[moments > np.iinfo(np.int64).min].min(initial=np.iinfo(np.int64).max))


def _broad(plan: Plan) -> tuple[NDArray[np.int64], ...]:
    """Of the broad windows only: first place of each slot's in the list, the list, the earliest and latest moment of each."""
    numbers = np.flatnonzero(plan.broad_of >= 0)
    begins, listed = windows_of_slots(plan.spans[numbers], plan.slots)
    listed = numbers[listed]
    earliest, latest = (moments_of_slots(one, begins, listed, plan.at) for one in (np.minimum, np.maximum))
    return begins, listed, earliest, latest


def _windows_by_place(piece: Piece, plan: Plan, listed: tuple[NDArray[np.int64], ...], ask: Ask) -> tuple[Any, ...]:
    block, rows_of = piece.block, np.where(plan.broad_of < 0, -1, plan.broad_of + plan.broad_slots)
    earliest, latest = (block.at_or_before(one) for one in listed[2:])
    floor, ceil, places = block.at_or_before(plan.at), block.not_before(plan.at), passing.firsts(piece.ground, ask.fine)
    if ask.measure == loops.ANSWER:
        return *listed[:2], earliest, latest, floor, rows_of, plan.column_of, plan.broad, plan.column, *places
    return *listed[:2], earliest, floor, ceil, rows_of, plan.column_of, *places


def _run(loop: Any, piece: Piece, windows: tuple[Any, ...], ask: Ask, into: Sums) -> None:
    """Run a loop over a piece; sums of answer times are added up in the block's ticks, then in seconds."""
    answers = ask.measure == loops.ANSWER
    seconds = piece.block.unit == SECOND or not answers
    own = into if seconds else tuple(np.zeros_like(part) for part in into)
    chosen, entries = piece.ground.chosen, passing.flags(piece)
    if answers:
        entries = passing.as_if_ended(chosen, 0)
    by_origin, by_state, *places = passing.needed(entries)
    selection = (by_origin, by_state if answers else entries[1], *places, ask.measure == loops.OVERDUE, ask.standings)
    sums = own[0] if loop in (judging.total_answered, judging.total_standing) else own
    rows = passing.moment_rows(piece, ask.fine, "answered" if answers else "ended")
    loop(rows, runs_of(piece), windows, selection, chosen.by_cell, passing.sign_of(piece), sums)
    if not seconds:
        _in_seconds(piece.block, own, into)


def _in_seconds(block: Block, own: Sums, into: Sums) -> None:
    """Answers change nothing by state: those sums, the fifth, stay empty."""
    for ticks, part in zip(own[:3], into[:3], strict=True):
        ticks[..., loops.SUM] *= block.unit / SECOND
        part += ticks


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
