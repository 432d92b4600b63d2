"""The open DuckDB file: connections for readers and the writer, opened anew after a fault that ended it."""

from __future__ import annotations

import secrets
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from data import sql, trouble
from data.connection import Connection, first
from data.errors import StillOpen, StoreDown, StoreTooNew, TeplokartaError

CONFIG: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": "v1.5.0"}
_TRY_EVERY_S = 1.0
_LET_GO_EVERY_S = 0.1


class Session:
    """One opening of the file. DuckDB ends all of it at once: `dead` says that it did."""

    def __init__(self, path: Path, memory_mb: int) -> None:
        self.dead = False
        self._local = threading.local()
        self._cursors: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._root = _opened(path, memory_mb)
        self.writer = self._root.cursor()

    def cursor(self) -> Connection:
        """This thread's own reading connection (DuckDB's may not be shared by threads)."""
        cursor: Connection | None = getattr(self._local, "cursor", None)
        if cursor is None:
            with self._lock:
                cursor = self._local.cursor = self._root.cursor()
                self._cursors.add(cursor)
        return cursor

    def end_if_invalid(self) -> bool:
        """Whether DuckDB has given this opening up; its questions under way are then let go."""
        try:
            with self._root.cursor() as probe:
                probe.execute(sql.statement("ask/alive"))
        except duckdb.FatalException:
            self.dead = True
            self.interrupt()
        return self.dead

    def interrupt(self) -> None:
        """Let go whoever waits for an answer."""
        with self._lock:
            for cursor in self._cursors:
                cursor.interrupt()

    def close(self) -> None:
        """Close every connection: only then can the file be opened anew."""
        with self._lock:
            for connection in (*self._cursors, self.writer, self._root):
                with suppress(duckdb.Error):  # busy beyond all patience: it ends with the process
                    connection.close()


class Database:
    """Lends the open file to its users; a dead opening is replaced when its last user has left and the next one comes."""

    def __init__(self, path: Path, renewed: Callable[[], None], patience_s: float, memory_mb: int = 0) -> None:
        self._path = path
        self._memory_mb = memory_mb
        self._renewed = renewed
        self._patience_s = patience_s
        self._gate = threading.Condition()
        self._users = 0
        self._failed: tuple[float, TeplokartaError] | None = None
        self._session = Session(path, memory_mb)
        self.reopened = 0

    @contextmanager
    def using(self) -> Iterator[Session]:
        """Hold the open file for the length of the block; faults of the store itself come out in words."""
        session = self._enter()
        try:
            yield session
        except duckdb.Error as fault:
            if session.end_if_invalid():
                raise trouble.broken(fault, self._path) from fault
            worded = trouble.in_use(fault, self._path)
            if worded is fault:
                raise
            raise worded from fault
        finally:
            with self._gate:
                self._users -= 1
                self._gate.notify_all()

    def interrupt(self) -> None:
        """Let go the questions under way."""
        self._session.interrupt()

    def close(self) -> None:
        """Let go the questions under way and close the file; what the log still holds goes into it."""
        with self._gate:
            self._vacate(self._session)
            self._session.close()

    def _enter(self) -> Session:
        with self._gate:
            if self._session.dead:
                self._renew()
            self._users += 1
            return self._session

    def _session_anew(self) -> Session:
        """A new opening; DuckDB's threads may hold the closed one for a moment after an interrupted question."""
        deadline, pause = time.monotonic() + self._patience_s, threading.Event()
        while True:
            try:
                return Session(self._path, self._memory_mb)
            except StillOpen:
                if time.monotonic() > deadline:
                    raise
            pause.wait(_LET_GO_EVERY_S)

    def _vacate(self, session: Session) -> bool:
        """Wait until nobody uses this opening, letting go whoever does (a question just beginning misses the first call)."""
        deadline = time.monotonic() + self._patience_s
        while self._users and self._session is session and time.monotonic() < deadline:
            session.interrupt()
            self._gate.wait(_LET_GO_EVERY_S)
        return not self._users

    def _renew(self) -> None:
        """Open the file anew, once, when nobody uses the dead opening any more; tried once a second at most."""
        free = self._vacate(self._session)
        if not self._session.dead:
            return
        if self._failed and time.monotonic() - self._failed[0] < _TRY_EVERY_S:
            raise self._failed[1]
        try:
            if not free:
                raise StoreDown(f"Хранилище {self._path} ещё занято прежними вопросами. Повторите позже.")
            self._session.close()
            self._session = self._session_anew()
        except TeplokartaError as fault:
            self._failed = time.monotonic(), fault
            raise
        self.reopened += 1
        self._failed = None
        self._renewed()


def _opened(path: Path, memory_mb: int) -> Connection:
    """The file opened (its log replayed), migrated and locked against other files of the machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection: Connection | None = None
    try:
        limit = {"memory_limit": f"{memory_mb}MB"} if memory_mb else {}
        connection = duckdb.connect(str(path), config=CONFIG | limit)
        _migrate(connection, path)
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException as fault:
        if connection is not None:
            connection.close()
        if isinstance(fault, duckdb.Error):
            raise trouble.at_opening(fault, path) from fault
        raise
    return connection


def _migrate(connection: Connection, path: Path) -> None:
    """Apply the schema files the store has not seen; its schema version is their number."""
    files = sql.names("schema")
    connection.execute(sql.statement("write/create_schema_version"))
    done = int(first(connection, sql.statement("ask/schema_version"))["version"])
    if done > len(files):
        raise StoreTooNew(f"Хранилище {path} записано более новой версией программы. Обновите программу.")
    for number, name in enumerate(files[done:], start=done + 1):
        connection.begin()
        connection.execute(sql.statement(name))
        connection.execute(sql.statement("write/set_schema_version"), {"version": number})
        connection.commit()
    connection.execute(sql.statement("write/first_meta"), {"salt": secrets.token_hex(16)})
