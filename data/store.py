"""The store: answers questions, hands jobs to its one writer, and tells who listens of each commit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data import sql
from data.connection import Connection, fetch, fetch_rows
from data.database import Database
from data.disk import Disk
from data.errors import QuestionTimeout, StoreDown
from data.settings import Settings
from data.watchdog import Watchdog
from data.writer import EVERYTHING, Job, Touched, Writer


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
Mirror = Callable[[Touched, int], None]


class Companion(Protocol):
    """What lives with a store and ends before it."""

    def close(self) -> None: ...


C = TypeVar("C", bound=Companion)
_T = TypeVar("_T")

_LOG = logging.getLogger(__name__)


def _no_mirror(_touched: Touched, _version: int) -> None:
    """Nobody keeps facts in memory."""


class Store:
    """The one holder of a DuckDB file: a single writer thread, any number of readers, a version that only grows."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        self.disk = Disk(path.parent, settings.disk_free_min_mb)
        self._listeners: list[Listener] = []
        self._mirror: Mirror = _no_mirror
        self._companions: dict[type, Companion] = {}
        self._company = threading.Lock()
        self._database = Database(path, self._reopened, settings.question_timeout_s, settings.records_memory_mb)
        self._watchdog = Watchdog(settings.question_timeout_s)
        self._version = int(self.meta("version", "0"))
        self.salt = bytes.fromhex(self.meta("salt", ""))
        self._writer = Writer(self._database, self.disk, self, settings.queue_max_rows)

    @classmethod
    def open(cls, path: Path, settings: Settings) -> Store:
        """Open or create the file and bring its schema up to date; what a kill left in its log is replayed.

        Raises StoreBusy when another process holds the file, StoreTooNew when a newer program wrote it,
        StoreDamaged when it is torn or no store, StoreDown when its disk takes no writes.
        """
        return cls(path, settings)

    def close(self) -> None:
        """Finish what is queued, then close the file."""
        self._writer.close()
        for companion in self._companions.values():
            companion.close()
        self._watchdog.close()
        self._database.close()

    @property
    def reopened(self) -> int:
        """How often the file was opened anew after a fault."""
        return self._database.reopened

    @property
    def version(self) -> int:
        """Version of the committed store: grows with every commit that changes something."""
        return self._version

    def meta(self, key: str, default: str) -> str:
        """A single fact about the store."""
        found = self.ask(sql.statement("ask/meta"), {"key": key}).to_pylist()
        return str(found[0]["value"]) if found else default

    def ask(self, statement: str, values: Mapping[str, Any] | None = None) -> pa.Table:
        """The answer to one question as an Arrow table; QuestionTimeout when it takes too long.

        Raises StoreDown when a fault has ended the store and it cannot be opened anew yet.
        """
        return self._asked(fetch, statement, values)

    def rows(self, statement: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The same answer as rows by column name, quicker where they are few and wide."""
        return self._asked(fetch_rows, statement, values)

    def _asked(self, fetched: Callable[..., _T], statement: str, values: Mapping[str, Any] | None) -> _T:
        try:
            return self._answer(fetched, statement, values)
        except StoreDown:  # a question may be repeated: the second time finds the file opened anew
            return self._answer(fetched, statement, values)

    def _answer(self, fetched: Callable[..., _T], statement: str, values: Mapping[str, Any] | None) -> _T:
        with self._database.using() as session:
            cursor = session.cursor()
            try:
                with self._watchdog.watching(cursor.interrupt):
                    return fetched(cursor, statement, values)
            except duckdb.InterruptException as fault:
                if session.dead:
                    raise
                seconds = self.settings.question_timeout_s
                raise QuestionTimeout(
                    f"Вопрос не уложился в {seconds:g} с. Сузьте период или фильтры."
                ) from fault

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """This thread's own connection for reading much, piece by piece; no clock runs against it."""
        with self._database.using() as session:
            yield session.cursor()

    def interrupt(self) -> None:
        """Let go every question under way: who asked hears that it was interrupted."""
        self._database.interrupt()

    def write(self, job: Job[Any], rows: int = 1, wait: bool = True) -> Any:
        """Run a job in the writer's next transaction and return its result once that is on disk."""
        return self._writer.submit(job, rows, wait).result()

    def claim(self, rows: int) -> None:
        """Take room for rows that will be put; QueueFull when there is none, DiskFull when the disk takes no more."""
        self._writer.claim(rows, wait=False)

    def give_back(self, rows: int) -> None:
        """Free claimed room that no job will use."""
        self._writer.give_back(rows)

    def put(self, job: Job[Any], rows: int) -> Future[Any]:
        """Queue a job whose room is claimed; its result comes once it is on disk."""
        return self._writer.put(job, rows)

    def companion(self, kind: type[C], make: Callable[[], C]) -> C:
        """The one object of a kind that lives as long as the store: made on the first call, closed with the store."""
        with self._company:
            if kind not in self._companions:
                self._companions[kind] = make()
            return cast(C, self._companions[kind])

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on the writer's thread after each commit; the returned function ends it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def mirror(self, mirror: Mirror) -> None:
        """Call `mirror` on the writer's thread after each commit, before its version is the store's."""
        self._mirror = mirror

    def committed(self, version: int, touched: Touched) -> None:
        """Take on the version of a commit, the mirror first, and tell the listeners of it."""
        try:
            self._mirror(touched, version)
        except Exception:
            _LOG.exception("the facts in memory did not take on version %s", version)
        self._version = version
        change = Change(version, touched.regions, touched.rows, touched.ids, touched.cells, touched.bulk)
        for listener in tuple(self._listeners):
            listener(change)

    def _reopened(self) -> None:
        """A commit whose fault hid that it is durable shows now: everyone asks anew."""
        stored = int(self.meta("version", "0"))
        if stored > self._version:
            self.committed(stored, EVERYTHING)
