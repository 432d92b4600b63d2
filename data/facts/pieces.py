"""The rows of a pass cut into pieces, a fair share for each thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts.columns import Block
from data.facts.land import Ground, Land
from data.facts.plan import Plan
from data.facts.whole import Rollup

_ALONE_ROWS = 400_000
"""Fewer rows than this are not worth a second thread."""

_MADE_ROWS = 1 << 20
"""Rows at a time where a column has to be put together first."""

Sums = tuple[NDArray[Any], ...]


@dataclass(frozen=True, slots=True)
class Crew:
    """The threads that share a pass."""

    threads: Executor
    workers: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows [first, last) of a block; `runs` are the rows of each slot among them, `position` those of the plan's edges."""

    ground: Ground
    block: Block
    rollup: Rollup | None
    first: int
    last: int
    runs: NDArray[np.int64]
    position: NDArray[np.int64]
    taken_back: bool = False


def over(
    pieces: list[Piece], crew: Crew, zeros: Callable[[], Sums], work: Callable[[Piece, Sums], None]
) -> Sums:
    """Every row of the pieces once: shares of equal size on each thread, then added up."""
    pieces = [piece for piece in pieces if piece.first < piece.last]
    rows = sum(piece.last - piece.first for piece in pieces)
    shares = [pieces] if rows < _ALONE_ROWS else _shares(pieces, rows, crew.workers)

    def one(share: list[Piece]) -> Sums:
        sums = zeros()
        for piece in share:
            work(piece, sums)
        return sums

    if len(shares) == 1:
        return one(shares[0])
    first, *others = crew.threads.map(one, shares)
    for other in others:
        for into, what in zip(first, other, strict=True):
            into += what
    return first


def pieces_of(land: Land, plan: Plan) -> list[Piece]:
    """Every block of the regions, as far as the windows reach."""
    slots = np.flatnonzero(plan.covered)
    if not len(slots):
        return []
    reach = int(slots[0]), int(slots[-1]) + 1
    return [
        _whole(ground, block, number, plan, reach)
        for ground in land.grounds
        if not ground.chosen.empty
        for number, block in enumerate(ground.blocks)
    ]


def _whole(ground: Ground, block: Block, number: int, plan: Plan, reach: tuple[int, int]) -> Piece:
    """`reach` are the first edge of the windows and the last."""
    rollup = ground.rollups[number] if number < len(ground.rollups) else None
    position = block.positions(plan.edges)
    runs = np.empty((plan.slots, 2), np.int64)
    np.multiply(position[:-1], plan.covered, out=runs[:, 0])
    np.multiply(position[1:], plan.covered, out=runs[:, 1])
    return Piece(ground, block, rollup, int(position[reach[0]]), int(position[reach[1]]), runs, position)


def unsettled(piece: Piece, settled: int) -> Piece:
    """Only those rows of a piece that had not ended by a moment (microseconds), where they lie side by side."""
    block = piece.block
    if block.unsettled is None or settled < block.horizon:
        return piece
    rows = block.unsettled_rows    # looked for by numbers of its own type, or all of it would be converted
    runs, ends = (
        np.searchsorted(rows, np.asarray(one, rows.dtype)) for one in (piece.runs, (piece.first, piece.last))
    )
    return replace(piece, block=block.unsettled, first=int(ends[0]), last=int(ends[1]), runs=runs.astype(np.int64))


def _shares(pieces: list[Piece], rows: int, workers: int) -> list[list[Piece]]:
    """The pieces cut so that every worker has as many rows as another."""
    shares: list[list[Piece]] = [[] for _ in range(workers)]
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


def parts_of(piece: Piece, made: bool) -> list[Piece]:
    """The piece, or parts of it small enough for columns that are `made` for them."""
    if not made:
        return [piece]
    cuts = range(piece.first, piece.last, _MADE_ROWS)
    return [replace(piece, first=at, last=min(at + _MADE_ROWS, piece.last)) for at in cuts]


def runs_of(piece: Piece) -> NDArray[np.int64]:
    """Rows of each slot counted from the first of the piece."""
    found: NDArray[np.int64] = np.minimum(np.maximum(piece.runs, piece.first), piece.last) - piece.first
    return found
