"""The only writer: one thread and one queue; what waits together is committed together, and acknowledged after."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeAlias, TypeVar

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data import sql
from data.connection import Connection
from data.database import Database
from data.disk import Disk
from data.errors import QueueFull, StoreDown

_LOG = logging.getLogger(__name__)
_BULK_ROWS = 5_000
_GROUP = 64
_CLOSING = "Хранилище закрывается. Повторите после запуска."
_T = TypeVar("_T")


def _none() -> NDArray[np.uint64]:
    return np.empty(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a job changed: rows in regions (none named: in any), their ids and cells (old and new); if too many, only how many.

    `gone` and `come` are the facts that left and came, in the columns of `ask/facts_gone` and whatever their number; the
    facts of the regions in `stale` (None: of all) are to be read anew from the table instead.
    """

    rows: int = 0
    regions: frozenset[str] = frozenset()
    ids: NDArray[np.uint64] = field(default_factory=_none)
    cells: NDArray[np.uint64] = field(default_factory=_none)
    bulk: bool = False
    gone: tuple[pa.Table, ...] = ()
    come: tuple[pa.Table, ...] = ()
    stale: frozenset[str] | None = frozenset()

    def __add__(self, other: Touched) -> Touched:
        rows, bulk = self.rows + other.rows, self.bulk or other.bulk
        regions = frozenset() if self._anywhere or other._anywhere else self.regions | other.regions
        stale = None if self.stale is None or other.stale is None else self.stale | other.stale
        both = Touched(
            rows, regions, bulk=True, gone=self.gone + other.gone, come=self.come + other.come, stale=stale
        )
        if bulk or rows > _BULK_ROWS:
            return both
        ids, cells = (np.union1d(a, b) for a, b in ((self.ids, other.ids), (self.cells, other.cells)))
        return replace(both, ids=ids, cells=cells, bulk=False)

    @property
    def _anywhere(self) -> bool:
        return self.rows > 0 and not self.regions


EVERYTHING = Touched(rows=1, bulk=True, stale=None)
"""A job changed more than rows can tell (borders, a whole region)."""

Job: TypeAlias = Callable[[Connection], tuple[_T, Touched]]


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: Job[Any]
    rows: int
    future: Future[Any]


class Versions(Protocol):
    """Who knows the store's version and hears of each commit."""

    @property
    def version(self) -> int: ...

    def committed(self, version: int, touched: Touched) -> None: ...


class Writer:
    """Runs jobs one after another in shared transactions; a job that fails spoils no other."""

    def __init__(self, database: Database, disk: Disk, versions: Versions, most_rows: int) -> None:
        self._database = database
        self._disk = disk
        self._versions = versions
        self._most_rows = most_rows
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._rows = 0
        self._room = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[_T], rows: int, wait: bool) -> Future[_T]:
        """Queue a job of that many rows, as `claim` and `put` do."""
        self.claim(rows, wait)
        return self.put(job, rows)

    def claim(self, rows: int, wait: bool) -> None:
        """Take that many rows' room in the queue; a full one is waited for, or (`wait` false) refused with QueueFull.

        Raises DiskFull at once while too little of the disk is free.
        """
        self._disk.check()
        with self._room:
            if not wait and self._rows and self._rows + rows > self._most_rows:
                raise QueueFull("Очередь записи заполнена. Повторите через несколько секунд.")
            self._room.wait_for(
                lambda: self._closed or not self._rows or self._rows + rows <= self._most_rows
            )
            if self._closed:
                raise QueueFull(_CLOSING)
            self._rows += rows

    def put(self, job: Job[_T], rows: int) -> Future[_T]:
        """Queue a job whose room is claimed already; the room is free again when the job is done or refused."""
        waiting = _Waiting(job, rows, Future())
        with self._room:
            if not self._closed:
                self._queue.put(waiting)
                return waiting.future
        self.give_back(rows)
        raise QueueFull(_CLOSING)

    def give_back(self, rows: int) -> None:
        """Free claimed room."""
        with self._room:
            self._rows -= rows
            self._room.notify_all()

    def close(self) -> None:
        """Do what is queued, then stop."""
        with self._room:
            self._closed = True
            self._room.notify_all()
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (group := self._next_group()) is not None:
            try:
                self._commit(group)
            except Exception as fault:
                self._one_by_one(group, fault)
            self.give_back(sum(waiting.rows for waiting in group))

    def _next_group(self) -> list[_Waiting] | None:
        first = self._queue.get()
        if first is None:
            return None
        group = [first]
        while len(group) < _GROUP and not self._queue.empty():
            following = self._queue.get()
            if following is None:
                self._queue.put(None)
                break
            group.append(following)
        return group

    def _one_by_one(self, group: list[_Waiting], fault: Exception) -> None:
        """After a failed transaction: each job in its own, so that the fault stays with its cause.

        A fault of the store itself is everyone's: their callers come again, which changes nothing twice.
        """
        if len(group) == 1 or isinstance(fault, StoreDown):
            for waiting in group:
                waiting.future.set_exception(fault)
            return
        for waiting in group:
            try:
                self._commit([waiting])
            except Exception as own:
                waiting.future.set_exception(own)

    def _commit(self, group: list[_Waiting]) -> None:
        self._disk.check()
        with self._database.using() as session:
            results, touched, version = self._transact(session.writer, group)
            if touched.rows:
                self._tell(version, touched)
        for waiting, result in zip(group, results, strict=True):
            waiting.future.set_result(result)

    def _transact(self, connection: Connection, group: list[_Waiting]) -> tuple[list[Any], Touched, int]:
        results, touched = [], Touched()
        connection.begin()
        try:
            for waiting in group:
                result, what = waiting.job(connection)
                results.append(result)
                touched += what
            version = self._versions.version + bool(touched.rows)
            connection.execute(sql.statement("write/set_version"), {"version": str(version)})
            connection.commit()
        except BaseException:
            with suppress(duckdb.Error):  # nothing is left to roll back where the commit itself failed
                connection.rollback()
            raise
        return results, touched, version

    def _tell(self, version: int, touched: Touched) -> None:
        """What is on disk stays acknowledged, whatever a listener makes of it."""
        try:
            self._versions.committed(version, touched)
        except Exception:
            _LOG.exception("a listener failed at version %s", version)
