"""Plain DuckDB on the typed table: ENUM columns, sorted by time, one statement a question."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bench.peers import shape, statements
from bench.peers.base import Ints, Peer
from bench.plan import Plan
from bench.statements import filled

CODED = (
    "region", "district", "topic_group", "topic", "source", "channel", "status", "type", "precision", "needs_budget",
)  # fmt: skip
_FILE = "duckdb.db"
_US = 1_000_000


class DuckDbPlain(Peer):
    """A file with one table."""

    name = "duckdb"
    _connection: duckdb.DuckDBPyConnection

    def prepare(self) -> dict[str, float]:
        """The table, made from the shards."""
        return self.once(self.folder / _FILE, self._make)

    def _make(self) -> None:
        path = self.folder / _FILE
        path.unlink(missing_ok=True)
        shards = {"shards": str(self.parquet / "*.parquet")}
        with duckdb.connect(str(path)) as connection:
            for column in CODED:
                connection.execute(filled("duckdb/kind", {"column": column, **shards}))
            connection.execute(filled("duckdb/table", shards))

    def open(self) -> None:
        """Open the file."""
        self._connection = duckdb.connect(str(self.folder / _FILE), read_only=True)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def headline(self, asked: Plan) -> shape.Headline:
        """All precisions in one go."""
        rows = self._fetch("headline", asked)
        sums = {name: sum(rows[name].to_pylist()) for name in ("total", "open", "overdue", "previous")}
        placed = dict(zip(rows["precision"].to_pylist(), rows["total"].to_pylist(), strict=True))
        previous = sums["previous"] if asked.before else None
        return shape.Headline(sums["total"], previous, sums["open"], sums["overdue"], placed)

    def cells(self, asked: Plan) -> tuple[NDArray[np.uint64], Ints]:
        """Parents by two bits of arithmetic."""
        rows = self._fetch("heat", asked)
        return rows["cell"].to_numpy(), rows["n"].to_numpy()

    def by_district(self, asked: Plan) -> tuple[list[Any], Ints]:
        """All windows in one scan."""
        rows = self._fetch("districts", asked)
        return rows["district"].to_pylist(), _matrix(rows, 1)

    def by_topic(self, asked: Plan) -> tuple[list[Any], Ints]:
        """All windows in one scan."""
        rows = self._fetch("topics", asked)
        return rows["topic"].to_pylist(), _matrix(rows, 1)

    def over_time(self, asked: Plan) -> tuple[Ints, Ints]:
        """Days or hours cut at the moment's clock time."""
        rows = self._fetch("trend", asked)
        late = rows["late"].to_numpy().astype(np.int64)
        return asked.anchor + rows["bucket"].to_numpy() * asked.unit + late * asked.rest, _matrix(rows, 2)

    def newest(self, asked: Plan) -> list[int]:
        """The newest records, whole."""
        rows = self._fetch("newest", asked)
        seconds: list[int] = (rows["received"].cast(pa.int64()).to_numpy() // _US).tolist()
        return seconds

    def _fetch(self, question: str, asked: Plan) -> pa.Table:
        statement = statements.text("duckdb", question, asked)
        found = statements.values(asked, question == "trend")
        used = {name: _bound(name, value) for name, value in found.items() if f"${name}" in statement}
        return self._connection.sql(statement, params=used).to_arrow_table()


def _bound(name: str, value: int | str) -> int | str | datetime:
    """Moments as moments, pieces of time in microseconds."""
    if isinstance(value, str) or name.startswith("cell_"):
        return value
    if name in ("anchor", "unit", "rest"):
        return value * _US
    return datetime.fromtimestamp(value, UTC).replace(tzinfo=None)


def _matrix(rows: pa.Table, start: int) -> Ints:
    """The columns of counts, side by side."""
    columns = [column.to_numpy() for column in rows.columns[start:]]
    return np.column_stack(columns).astype(np.int64)
