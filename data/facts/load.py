"""Reads the facts of regions from the table, as they are at one version of the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data import sql
from data.connection import Connection, fetch, first
from data.facts.answers import Answers
from data.facts.codes import Book
from data.facts.columns import CODES, SECOND, TIMES, Block, Columns, made, narrow_cells, ticks, whole_seconds
from data.facts.encode import by_region
from data.facts.region import RegionFacts
from data.store import Store

_ROWS_AT_ONCE = 250_000
_TYPES = dict.fromkeys(TIMES[:3], np.int32) | {
    "district": np.uint16, "topic": np.uint16, "origin": np.uint16, "state": np.uint16,
    "cell": np.uint32, "child": np.uint8, "mark": np.int8,
}  # fmt: skip


class _Filling:
    """The columns of one region, filled batch by batch."""

    def __init__(self, book: Book, rows: int) -> None:
        self.book = book
        self._rows = 0
        self._columns: Columns = {name: np.empty(rows, kind) for name, kind in _TYPES.items()}
        self._answers: list[Answers] = []
        self._others: list[Columns] = []

    def add(self, columns: Columns) -> None:
        """Put the rows in their places: those of whole seconds side by side, the others apart."""
        whole = whole_seconds(columns)
        rows = slice(self._rows, self._rows + int(np.count_nonzero(whole)))
        everything = bool(whole.all())
        for name, into in self._columns.items():
            part = columns[name] if everything else columns[name][whole]
            into[rows] = ticks(part, SECOND) if name in TIMES else part
        answered = columns["answered"] if everything else columns["answered"][whole]
        self._answers.append(Answers.of(self._columns["ended"][rows], ticks(answered, SECOND)).after(self._rows))
        self._rows = rows.stop
        if not everything:
            self._others.append({name: columns[name][~whole] for name in (*TIMES, *CODES)})

    def facts(self) -> RegionFacts:
        """What was read, in order of receipt."""
        columns = {name: column[: self._rows] for name, column in self._columns.items()}
        self._columns = {}
        blocks = [_sorted(SECOND, columns, Answers.joined(self._answers))] if self._rows else []
        if self._others:
            others = {name: np.concatenate([part[name] for part in self._others]) for name in (*TIMES, *CODES)}
            blocks.append(_sorted(1, others, Answers.of(others["ended"], others["answered"])))
        return RegionFacts(self.book, tuple(blocks)).rolled_up()


def _sorted(unit: int, columns: Columns, answers: Answers) -> Block:
    received = columns["received"]
    columns["cell"] = narrow_cells(columns["cell"])
    if np.any(received[1:] < received[:-1]):
        order: NDArray[Any] = np.argsort(received, kind="stable")
        columns["answered"] = answers.column(columns["ended"])
        for name in (*TIMES, *CODES):
            columns[name] = columns[name][order]
        answers = Answers.of(columns["ended"], columns["answered"])
    return made(unit, columns, answers=answers)


def read(store: Store, book: Callable[[str], Book], regions: Iterable[str] | None) -> tuple[int, dict[str, RegionFacts]]:
    """Version and facts of the regions named (None: of all that have records), written with the books given."""
    chosen = None if regions is None else sorted(regions)
    with snapshot(store) as (connection, version):
        counted = fetch(connection, sql.statement("facts/rows"), {"regions": chosen})
        rows = dict(zip(counted["region"].to_pylist(), counted["rows"].to_pylist(), strict=True))
        filling = {region: _Filling(book(region), number) for region, number in rows.items()}
        for batch in batches(connection, book, chosen):
            for region, columns in batch.items():
                filling[region].add(columns)
    found = {region: one.facts() for region, one in filling.items()}
    pa.default_memory_pool().release_unused()
    return version, found


def batches(
    connection: Connection, book: Callable[[str], Book], regions: list[str] | None
) -> Iterator[dict[str, Columns]]:
    """The facts of the regions named (None: of all) by region, some records at a time."""
    reader = connection.sql(sql.statement("facts/read"), params={"regions": regions}).to_arrow_reader(_ROWS_AT_ONCE)
    for batch in reader:
        yield by_region(pa.Table.from_batches([batch]), book)


@contextmanager
def snapshot(store: Store) -> Iterator[tuple[Connection, int]]:
    """A reading connection that sees one version, whatever is committed meanwhile; and which version it is."""
    with store.reading() as connection:
        connection.begin()
        try:
            yield connection, int(first(connection, sql.statement("ask/meta"), {"key": "version"})["value"])
        finally:
            connection.rollback()
