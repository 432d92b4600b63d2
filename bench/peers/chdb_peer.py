"""ClickHouse in process (chdb): MergeTree sorted by time, LowCardinality columns, one statement a question."""

from __future__ import annotations

import shutil
from typing import Any

import numpy as np
import pyarrow as pa
from chdb import session
from numpy.typing import NDArray

from bench.peers import shape, statements
from bench.peers.base import Ints, Peer
from bench.plan import Plan
from bench.statements import statement

_FOLDER = "chdb"


class Chdb(Peer):
    """A session with one table."""

    name = "chdb"
    _session: Any = None

    def prepare(self) -> dict[str, float]:
        """The table, made from the shards."""
        return self.once(self.folder / _FOLDER, self._make)

    def _make(self) -> None:
        shutil.rmtree(self.folder / _FOLDER, ignore_errors=True)
        self.open()
        for name in ("database", "drop", "table"):
            self._session.query(statement(f"chdb/{name}"))
        self._session.query(statement("chdb/fill"), params={"shards": str(self.parquet.resolve() / "*.parquet")})
        self.close()

    def open(self) -> None:
        """Open the session's folder."""
        begin: Any = session.Session
        self._session = begin(str((self.folder / _FOLDER).resolve()))

    def close(self) -> None:
        """End the session."""
        self._session.close()

    def headline(self, asked: Plan) -> shape.Headline:
        """All precisions in one go."""
        rows = self._fetch("headline", asked)
        sums = {name: sum(rows[name].to_pylist()) for name in ("total", "open", "overdue", "previous")}
        placed = dict(zip(_texts(rows["precision"]), rows["total"].to_pylist(), strict=True))
        previous = sums["previous"] if asked.before else None
        return shape.Headline(sums["total"], previous, sums["open"], sums["overdue"], placed)

    def cells(self, asked: Plan) -> tuple[NDArray[np.uint64], Ints]:
        """Parents by two bits of arithmetic."""
        rows = self._fetch("heat", asked)
        return rows["parent"].to_numpy(), rows["n"].to_numpy().astype(np.int64)

    def by_district(self, asked: Plan) -> tuple[list[Any], Ints]:
        """All windows in one scan."""
        rows = self._fetch("districts", asked)
        return _texts(rows["district"]), _matrix(rows, 1)

    def by_topic(self, asked: Plan) -> tuple[list[Any], Ints]:
        """All windows in one scan."""
        rows = self._fetch("topics", asked)
        return _texts(rows["topic"]), _matrix(rows, 1)

    def over_time(self, asked: Plan) -> tuple[Ints, Ints]:
        """Days or hours cut at the moment's clock time."""
        rows = self._fetch("trend", asked)
        bucket, late = (rows[name].to_numpy().astype(np.int64) for name in ("bucket", "late"))
        return asked.anchor + bucket * asked.unit + late * asked.rest, _matrix(rows, 2)

    def newest(self, asked: Plan) -> list[int]:
        """The newest records, whole."""
        seconds: list[int] = self._fetch("newest", asked)["second"].to_pylist()
        return seconds

    def _fetch(self, question: str, asked: Plan) -> pa.Table:
        text = statements.text("chdb", question, asked)
        found = statements.values(asked, question == "trend")
        used = {name: _bound(name, value) for name, value in found.items() if f"{{{name}:" in text}
        return self._session.query(text, "ArrowTable", params=used)


def _bound(name: str, value: int | str) -> int | str:
    """A DateTime parameter is read from ten digits."""
    return value if isinstance(value, str) or name in ("cell_step", "cell_mask", "anchor", "unit", "rest") else f"{value:010d}"


def _texts(column: pa.ChunkedArray) -> list[Any]:
    """Text, whether chdb answers with bytes or with text."""
    return [value.decode() if isinstance(value, bytes) else value for value in column.to_pylist()]


def _matrix(rows: pa.Table, start: int) -> Ints:
    """The columns of counts, side by side."""
    return np.column_stack([column.to_numpy().astype(np.int64) for column in rows.columns[start:]])
