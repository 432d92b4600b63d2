"""Runs the loops that judge over the pieces of a pass: standings, what was overdue, what had been answered."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts import judging, loops, passing
from data.facts.columns import SECOND, Block
from data.facts.land import Land
from data.facts.passing import Ask
from data.facts.pieces import Crew, Piece, Sums, over, parts_of, runs_of, unsettled
from data.facts.plan import Plan, moments_of_slots, windows_of_slots

_Windows = tuple[NDArray[np.int64], ...]
"""First place of each slot's windows in the list, the list, the earliest and the latest moment of each slot."""


def standings(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """What a filter on standings lets in (and which of it is overdue) beyond what it lets in of ended ones."""
    broad = _broad(plan)

    def total(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            rows, runs, sign = _rows(part, ask, "ended")
            windows = (plan.begins, plan.listed, *passing.moments(part.block, plan)[1:])
            by_cell = part.ground.chosen.by_cell
            judging.total_standing(rows, runs, windows, _selection(part, ask), by_cell, sign, sums[0])

    def by_place(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            rows, runs, sign = _rows(part, ask, "ended")
            settled, *moments = _earliest(part.block, broad), *passing.moments(part.block, plan)[1:]
            windows = (*broad[:2], settled, *moments, *_places(part, plan, ask))
            judging.standing_by_place(rows, runs, windows, _selection(part, ask), part.ground.chosen.by_cell, sign, sums)

    wholly = [unsettled(piece, _least(plan.settled)) for piece in pieces]
    first = over(wholly, crew, lambda: passing.more(land, plan, ask)[:1], total)
    wholly = [unsettled(piece, _least(broad[2])) for piece in pieces]
    return first + over(wholly, crew, lambda: passing.more(land, plan, ask)[1:], by_place)


def overdue(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """Which of the counted are overdue, whatever their standing."""

    def work(piece: Piece, sums: Sums) -> None:
        for part in parts_of(piece, ask.fine):
            rows, runs, sign = _rows(part, ask, "ended")
            settled, *moments = passing.moments(part.block, plan)
            until = part.block.not_before(plan.latest)
            windows = (plan.begins, plan.listed, settled, until, *moments, *_places(part, plan, ask))
            judging.overdue(rows, runs, windows, _selection(part, ask), part.ground.chosen.by_cell, sign, sums)

    pieces = [unsettled(piece, _least(plan.settled)) for piece in pieces]
    return over(pieces, crew, lambda: passing.more(land, plan, ask), work)


def answers(pieces: list[Piece], land: Land, plan: Plan, ask: Ask, crew: Crew) -> Sums:
    """How many had been answered, and the seconds it took."""
    broad = _broad(plan)

    def zeros() -> Sums:
        return tuple(np.zeros((*part.shape[:-1], 2)) for part in passing.more(land, plan, ask)[:4])

    def work(piece: Piece, sums: Sums) -> None:
        seconds = piece.block.unit == SECOND
        own = sums if seconds else zeros()
        for part in parts_of(piece, True):
            _answered(part, plan, broad, ask, own)
        if not seconds:
            for ticks, into in zip(own, sums, strict=True):
                ticks[..., 1] *= piece.block.unit / SECOND
                into += ticks

    found = over(pieces, crew, zeros, work)
    sums = passing.more(land, plan, ask)
    for into, part in zip(sums[:4], found, strict=True):
        into[..., loops.MEASURED :] = part
    return sums


def _answered(part: Piece, plan: Plan, broad: _Windows, ask: Ask, sums: Sums) -> None:
    rows, runs, sign = _rows(part, ask, "answered")
    block, by_cell = part.block, part.ground.chosen.by_cell
    selection = passing.needed(passing.as_if_ended(part.ground.chosen, 0))
    _, floor, ceil = passing.moments(block, plan)
    judging.total_answered(rows, runs, (plan.begins, plan.listed, floor, ceil), selection, by_cell, sign, sums[0])
    terms = (_earliest(block, broad), block.at_or_before(broad[3]), floor)
    rows_of, columns_of, *begins = _places(part, plan, ask)
    windows = (*broad[:2], *terms, rows_of, columns_of, plan.broad, plan.column, *begins)
    judging.answered_by_place(rows, runs, windows, selection, by_cell, sign, sums[1:])


def _rows(part: Piece, ask: Ask, name: str) -> tuple[Any, ...]:
    """Columns, the rows of each slot, signs."""
    return passing.moment_rows(part, ask.fine, name), runs_of(part), passing.sign_of(part)


def _selection(part: Piece, ask: Ask) -> tuple[Any, ...]:
    """Entries, those by state as bits; whether overdue ones are measured, which standings pass, whether few rows do."""
    flags = passing.flags(part)
    by_origin, _, *places = passing.needed(flags)
    return by_origin, flags[1], *places, ask.measure == loops.OVERDUE, ask.standings, passing.few(part)


def _places(part: Piece, plan: Plan, ask: Ask) -> tuple[Any, ...]:
    """Row of sums of each window, its column of cells, and where the region's districts and hexagons begin."""
    rows_of = np.where(plan.broad_of < 0, -1, plan.broad_of + plan.broad_slots)
    return rows_of, plan.column_of, *passing.firsts(part.ground, ask.fine)


def _least(moments: NDArray[np.int64]) -> int:
    """The earliest of the moments of the slots that have one."""
    return int(moments[moments > np.iinfo(np.int64).min].min(initial=np.iinfo(np.int64).max))


def _earliest(block: Block, windows: _Windows) -> NDArray[np.int64]:
    return block.at_or_before(windows[2])


def _broad(plan: Plan) -> _Windows:
    """Of the broad windows only."""
    numbers = np.flatnonzero(plan.broad_of >= 0)
    begins, listed = windows_of_slots(plan.spans[numbers], plan.slots)
    listed = numbers[listed]
    earliest, latest = (moments_of_slots(one, begins, listed, plan.at) for one in (np.minimum, np.maximum))
    return begins, listed, earliest, latest
