"""The store: opens and migrates the DuckDB file, hands out reading connections and tells who asks of each commit."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data import sql
from data.connection import fetch, first
from data.errors import QuestionTimeout, StoreBusy, StoreTooNew
from data.settings import Settings
from data.watchdog import Watchdog
from data.writer import Job, Touched, Writer

_CONFIG: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": "v1.5.0"}


@dataclass(frozen=True, slots=True)
class Change:
    """One commit: how many rows it touched and where; `bulk` means too many to list, ask everything again."""

    version: int
    regions: frozenset[str]
    rows: int
    ids: NDArray[np.uint64]
    cells: NDArray[np.uint64]
    bulk: bool


Listener = Callable[[Change], None]


class Store:
    """The one holder of a DuckDB file: a single writer thread, any number of readers, a version that only grows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        self._root = connection
        self._local = threading.local()
        self._listeners: list[Listener] = []
        self._watchdog = Watchdog(settings.question_timeout_s)
        self._version = int(self.meta("version", "0"))
        self.salt = bytes.fromhex(self.meta("salt", ""))
        self._writer = Writer(connection.cursor(), self._version, settings.queue_max_rows, self._committed)

    @classmethod
    def open(cls, path: Path, settings: Settings) -> Store:
        """Open or create the file and bring its schema up to date.

        Raises StoreBusy when another process holds the file, StoreTooNew when a newer program wrote it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            connection = duckdb.connect(str(path), config=_CONFIG)
        except duckdb.IOException as fault:
            raise StoreBusy(
                f"Хранилище {path} открыть нельзя: его держит другой процесс или это не файл хранилища. "
                f"Остановите второй сервер или укажите другой файл через --db. ({str(fault).splitlines()[0]})"
            ) from fault
        _migrate(connection, path)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return cls(connection, path, settings)

    def close(self) -> None:
        """Finish what is queued, then close the file."""
        self._writer.close()
        self._watchdog.close()
        self._root.close()

    @property
    def version(self) -> int:
        """Version of the committed store: grows with every commit that changes something."""
        return self._version

    def meta(self, key: str, default: str) -> str:
        """A single fact about the store."""
        return str(first(self.cursor(), sql.statement("ask/meta"), {"key": key}).get("value", default))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's own reading connection (DuckDB's may not be shared by threads)."""
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._root.cursor()
        return cursor

    def ask(self, statement: str, values: Mapping[str, Any] | None = None) -> pa.Table:
        """The answer to one question as an Arrow table; QuestionTimeout when it takes too long."""
        cursor = self.cursor()
        try:
            with self._watchdog.watching(cursor.interrupt):
                return fetch(cursor, statement, values)
        except duckdb.InterruptException as fault:
            seconds = self.settings.question_timeout_s
            raise QuestionTimeout(
                f"Вопрос не уложился в {seconds:g} с. Сузьте период или фильтры."
            ) from fault

    def write(self, job: Job[Any], rows: int = 1, wait: bool = True) -> Any:
        """Run a job in the writer's next transaction and return its result once that is on disk."""
        return self._writer.submit(job, rows, wait).result()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on the writer's thread after each commit; the returned function ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def _committed(self, version: int, touched: Touched) -> None:
        self._version = version
        change = Change(version, touched.regions, touched.rows, touched.ids, touched.cells, touched.bulk)
        for listener in tuple(self._listeners):
            listener(change)


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Apply the schema files the store has not seen; its schema version is their number."""
    files = sql.names("schema")
    connection.execute(sql.statement("write/create_schema_version"))
    done = int(first(connection, sql.statement("ask/schema_version"))["version"])
    if done > len(files):
        connection.close()
        raise StoreTooNew(f"Хранилище {path} записано более новой версией программы. Обновите программу.")
    for number, name in enumerate(files[done:], start=done + 1):
        connection.begin()
        connection.execute(sql.statement(name))
        connection.execute(sql.statement("write/set_schema_version"), {"version": number})
        connection.commit()
    connection.execute(sql.statement("write/first_meta"), {"salt": secrets.token_hex(16)})
