"""The facts of one region at one version: a base in order of receipt and the changes since, newest last."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.facts.codes import Book
from data.facts.columns import Block, Columns, signed
from data.facts.edges import edge, everything
from data.facts.settle import settled
from data.facts.whole import Rollup, rolled

_LEAST_TAIL_ROWS = 100_000
_TAIL_SHARE = 8
"""Changes are settled into the base when they are more than this part of it, and more than the least number."""

_LEAST_ROLLED_ROWS = 10_000
"""A base of fewer rows is as quickly passed over."""

_NONE_YET = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """Immutable: a change makes a new one, questions under way keep theirs."""

    book: Book
    base: tuple[Block, ...] = ()
    tails: tuple[Block, ...] = ()
    rollups: tuple[Rollup | None, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Everything, base first."""
        return (*self.base, *self.tails)

    @property
    def rows(self) -> int:
        """Facts that hold."""
        return sum(int(block.rows_by_origin.sum()) for block in self.blocks)

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return sum(part.nbytes for part in (*self.blocks, *self.rollups) if part is not None)

    def changed(self, parts: list[Columns]) -> RegionFacts:
        """With these facts added or (sign -1) taken back.

        Raises FactsLost: the region must then be read anew.
        """
        if not parts:
            return self
        tails = _folded((*self.tails, signed(_together(parts))))
        least = max(_LEAST_TAIL_ROWS, sum(map(len, self.base)) // _TAIL_SHARE)
        if sum(map(len, tails)) > least:
            return RegionFacts(self.book, settled(self.base, tails)).rolled_up()
        return replace(self, tails=tails)

    def settled(self) -> RegionFacts:
        """The same with every change in the base."""
        return RegionFacts(self.book, settled(self.base, self.tails)).rolled_up() if self.tails else self

    def rolled_up(self) -> RegionFacts:
        """The same with the roll-ups of its base, where it is large enough to be worth one."""
        return replace(self, rollups=tuple(_rollup(block, self.book) for block in self.base))

    def edge(self, newest: bool) -> int | None:
        """Microseconds of the newest (or oldest) receipt; None without facts."""
        return edge(self.blocks, newest, everything)

    def by_source(self) -> dict[str, tuple[int, int]]:
        """Rows and last receipt (microseconds) by source."""
        sources: dict[str, list[int]] = {}
        for number, origin in enumerate(tuple(self.book.shared.origins.values)):
            sources.setdefault(origin.source, []).append(number)
        found = {name: (self._rows_of(numbers), self._last_of(numbers)) for name, numbers in sources.items()}
        return {name: (rows, last) for name, (rows, last) in found.items() if rows and last is not None}

    def channels(self) -> set[str]:
        """Channels that facts came by."""
        origins = tuple(self.book.shared.origins.values)
        return {one.channel for number, one in enumerate(origins) if one.channel and self._rows_of([number])}

    def _rows_of(self, origins: list[int]) -> int:
        return sum(
            int(block.rows_by_origin[[one for one in origins if one < len(block.rows_by_origin)]].sum())
            for block in self.blocks
        )

    def _last_of(self, origins: list[int]) -> int | None:
        """Last receipt of some origins: the greatest one met, unless all facts of that moment were taken back."""
        met = [
            int(block.last_by_origin[one])
            for block in self.blocks
            for one in origins
            if one < len(block.last_by_origin)
        ]
        last = max(met, default=_NONE_YET)
        if last == _NONE_YET:
            return None
        chosen = np.array(origins, np.uint16)
        return edge(self.blocks, True, lambda block, rows: np.isin(block.origin[rows], chosen), last)


def _rollup(block: Block, book: Book) -> Rollup | None:
    if len(block) < _LEAST_ROLLED_ROWS:
        return None
    columns = (block.district, block.topic, block.origin, block.state, block.cell)
    return rolled(columns, book.shared, len(book.districts.values), len(book.hexagons.ids))


def _together(parts: list[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _folded(tails: tuple[Block, ...]) -> tuple[Block, ...]:
    """Tails of similar size become one, so that there are few of them however many changes there were."""
    while len(tails) > 1 and len(tails[-1]) * 2 >= len(tails[-2]):
        tails = (*tails[:-2], signed(_together([block.columns() for block in tails[-2:]])))
    return tails
