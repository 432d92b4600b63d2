"""Rows of a file that tie with what is stored: of equal versions the later in the call holds, so they wait for its end."""

from __future__ import annotations

import pyarrow as pa

from data import sql
from data.connection import Connection, fetch

MOST_HELD = 100_000
"""More rows than this do not wait: the call is then judged in parts."""


class Ties:
    """What waits during one load: rows that say something else than the stored ones of the same version.

    Each is dropped when a later row of the file says what is stored, and replaced when a later one ties too.
    """

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], tuple[pa.Table, int]] = {}
        self._found: pa.Table | None = None

    def put_off(self, connection: Connection) -> None:
        """Inside the writer's transaction, after `fate` is known: take the ties out of what is stored now."""
        self._found = fetch(connection, sql.statement("ask/ties"), {"all_ties": bool(self._held)})
        connection.execute(sql.statement("write/put_off_ties"))

    def hold(self, appeals: pa.Table) -> None:
        """After the commit: keep the rows that were put off; `appeals` are the placed records of that batch."""
        found, self._found = self._found, None
        if found is None:
            return
        source, own, position, differs = (column.to_pylist() for column in found.columns)
        for identity in zip(source, own, strict=True):
            self._held.pop(identity, None)
        places = [place for place, other in zip(position, differs, strict=True) if other]
        chosen = appeals.take(pa.array(places, pa.int64()))
        identities = zip(chosen["source"].to_pylist(), chosen["external_id"].to_pylist(), strict=True)
        self._held |= {identity: (chosen, row) for row, identity in enumerate(identities)}

    @property
    def many(self) -> bool:
        """Whether it is time to store them before the file ends."""
        return len(self._held) > MOST_HELD

    def release(self) -> pa.Table | None:
        """The rows that waited, none of them waiting any more; None where none did."""
        held, self._held = self._held, {}
        tables = {id(table): table for table, _ in held.values()}
        rows: dict[int, list[int]] = {key: [] for key in tables}
        for table, row in held.values():
            rows[id(table)].append(row)
        parts = [tables[key].take(pa.array(rows[key], pa.int64())) for key in tables]
        return pa.concat_tables(parts) if parts else None
