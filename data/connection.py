"""The one way a statement's answer leaves DuckDB: as an Arrow table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

Connection: TypeAlias = duckdb.DuckDBPyConnection


def first(connection: Connection, statement: str, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The first row of an answer by column name, empty where there is none."""
    rows: list[dict[str, Any]] = fetch(connection, statement, values).slice(0, 1).to_pylist()
    return rows[0] if rows else {}


def fetch(connection: Connection, statement: str, values: Mapping[str, Any] | None = None) -> pa.Table:
    """Run a question; of `values` only those the statement names are bound (DuckDB refuses the others)."""
    used = {name: value for name, value in (values or {}).items() if f"${name}" in statement}
    return connection.sql(statement, params=used).to_arrow_table()
