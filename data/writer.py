"""The only writer: one thread and one queue; what waits together is committed together, and acknowledged after."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from data import sql
from data.connection import Connection
from data.errors import QueueFull

_BULK_ROWS = 5_000
_GROUP = 64
_T = TypeVar("_T")


def _none() -> NDArray[np.uint64]:
    return np.empty(0, np.uint64)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a job changed: rows, their ids and cells (old and new); above a limit only their number."""

    rows: int = 0
    regions: frozenset[str] = frozenset()
    ids: NDArray[np.uint64] = field(default_factory=_none)
    cells: NDArray[np.uint64] = field(default_factory=_none)
    bulk: bool = False

    def __add__(self, other: Touched) -> Touched:
        rows, bulk = self.rows + other.rows, self.bulk or other.bulk
        regions = self.regions | other.regions
        if bulk or rows > _BULK_ROWS:
            return Touched(rows, regions, bulk=True)
        ids, cells = (np.union1d(a, b) for a, b in ((self.ids, other.ids), (self.cells, other.cells)))
        return Touched(rows, regions, ids, cells)


EVERYTHING = Touched(rows=1, bulk=True)
"""A job changed more than rows can tell (borders, a whole region)."""

Job: TypeAlias = Callable[[Connection], tuple[_T, Touched]]


@dataclass(frozen=True, slots=True)
class _Waiting:
    job: Job[Any]
    rows: int
    future: Future[Any]


class Writer:
    """Runs jobs one after another in shared transactions; a job that fails spoils no other."""

    def __init__(
        self, connection: Connection, version: int, most_rows: int, committed: Callable[[int, Touched], None]
    ) -> None:
        self._connection = connection
        self._version = version
        self._most_rows = most_rows
        self._committed = committed
        self._queue: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._rows = 0
        self._room = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[_T], rows: int, wait: bool) -> Future[_T]:
        """Queue a job of that many rows; a full queue is waited for, or (`wait` false) refused with QueueFull."""
        waiting = _Waiting(job, rows, Future())
        with self._room:
            if not wait and self._rows and self._rows + rows > self._most_rows:
                raise QueueFull("Очередь записи заполнена. Повторите через несколько секунд.")
            self._room.wait_for(
                lambda: self._closed or not self._rows or self._rows + rows <= self._most_rows
            )
            if self._closed:
                raise QueueFull("Хранилище закрывается. Повторите после запуска.")
            self._rows += rows
            self._queue.put(waiting)
        return waiting.future

    def close(self) -> None:
        """Do what is queued, then stop."""
        with self._room:
            self._closed = True
            self._room.notify_all()
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (group := self._next_group()) is not None:
            try:
                self._commit(group)
            except Exception as fault:
                self._one_by_one(group, fault)
            with self._room:
                self._rows -= sum(waiting.rows for waiting in group)
                self._room.notify_all()

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
        """After a failed transaction: each job in its own, so that the fault stays with its cause."""
        self._connection.rollback()
        if len(group) == 1:
            group[0].future.set_exception(fault)
            return
        for waiting in group:
            try:
                self._commit([waiting])
            except Exception as own:
                self._connection.rollback()
                waiting.future.set_exception(own)

    def _commit(self, group: list[_Waiting]) -> None:
        self._connection.begin()
        results, touched = [], Touched()
        for waiting in group:
            result, what = waiting.job(self._connection)
            results.append(result)
            touched += what
        version = self._version + bool(touched.rows)
        self._connection.execute(sql.statement("write/set_version"), {"version": str(version)})
        self._connection.commit()
        self._version = version
        if touched.rows:
            self._committed(version, touched)
        for waiting, result in zip(group, results, strict=True):
            waiting.future.set_result(result)
