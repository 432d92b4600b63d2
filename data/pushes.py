"""Pushed calls that wait together are prepared and stored as one; each has its own receipt, and a fault its own cause."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from data.connection import Connection
from data.errors import StoreDown
from data.model import Counts, Rejected
from data.normalise import Normalised
from data.settings import Settings
from data.store import Store
from data.upsert import Incoming, upsert_calls
from data.writer import Touched

MOST_ROWS = 5_000
"""Calls are put together up to so many rows."""
_ON_THEIR_WAY = 2
"""Groups between preparation and commit; more calls gather in the meantime."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a push: counts, and the refused rows as (index in the call, reason and hint)."""

    counts: Counts
    errors: tuple[tuple[int, str], ...]


@dataclass(eq=False, slots=True)
class _Call:
    records: Sequence[object]
    region: str | None
    receipt: Future[Receipt] = field(default_factory=Future)


class _Alone(Exception):
    """The group failed: the call is to be tried by itself."""


Prepare = Callable[[list[object], str | None], tuple[Normalised, Incoming]]
"""Records of one region, checked, masked and placed: what was found, and what is to be stored of it."""


class Pushes:
    """One thread prepares for all who wait; while a group is prepared and committed, the next one gathers."""

    def __init__(self, store: Store, settings: Settings, prepare: Prepare) -> None:
        self._store = store
        self._settings = settings
        self._prepare = prepare
        self._waiting: list[_Call] = []
        self._lock = threading.Condition()
        self._on_their_way = 0
        self._preparing = False
        self._preparer = ThreadPoolExecutor(1, "prepare")
        self._room = threading.Semaphore(_ON_THEIR_WAY)

    def push(self, records: Sequence[object], region: str | None) -> Receipt:
        """Store one call's records; returns after they are on disk. Raises QueueFull, DiskFull, what `prepare` raises."""
        self._store.claim(len(records))
        call = _Call(records, region)
        with self._lock:
            self._waiting.append(call)
            begin, self._preparing = not self._preparing, True
            self._lock.notify_all()
        if begin:
            self._preparer.submit(self._lead_while_any_wait)
        try:
            return call.receipt.result()
        except _Alone:
            self._store.claim(len(records))
            return self._submitted([call]).result()[0]

    def _lead_while_any_wait(self) -> None:
        """On the preparing thread: group after group."""
        while True:
            with self._lock:
                self._preparing = bool(self._waiting)
                if not self._preparing:
                    return
            self._lead()

    def _lead(self) -> None:
        """Prepare the calls that wait and hand them to the writer."""
        self._room.acquire()
        group = self._next_group()
        try:
            stored = self._submitted(group)
        except Exception as fault:
            self._arrived(group)
            _fail(group, fault)
            return
        stored.add_done_callback(lambda done: self._deliver(group, done))

    def _next_group(self) -> list[_Call]:
        """The calls of the first one's region, in their order, up to a number of rows.

        While others are on their way, as many gather first: a group of few costs nearly what one of many does.
        """
        with self._lock:
            self._lock.wait_for(lambda: len(self._waiting) >= self._on_their_way)
            first, rows, group, left = self._waiting[0], 0, list[_Call](), list[_Call]()
            for call in self._waiting:
                fits = call.region == first.region and (not group or rows + len(call.records) <= MOST_ROWS)
                (group if fits else left).append(call)
                rows += len(call.records) if fits else 0
            self._waiting = left
            self._on_their_way += len(group)
        return group

    def _submitted(self, group: list[_Call]) -> Future[list[Receipt]]:
        """Prepare a group whose room is claimed, and queue it for the writer."""
        rows = sum(len(call.records) for call in group)
        try:
            found, incoming = self._prepare([one for call in group for one in call.records], group[0].region)
        except BaseException:
            self._store.give_back(rows)
            raise
        ends = np.cumsum([len(call.records) for call in group])
        owners = np.searchsorted(ends, found.rows, side="right")
        sizes = tuple(np.bincount(owners, minlength=len(group)).tolist())
        refused = _by_call(found.rejected, ends)
        merged = replace(incoming, sizes=sizes, rejected=tuple(one for part in refused for one in part))

        def job(connection: Connection) -> tuple[list[Receipt], Touched]:
            counts, touched = upsert_calls(connection, merged, self._settings)
            return [_receipt(own, part) for own, part in zip(counts, refused, strict=True)], touched

        return self._store.put(job, rows)

    def _deliver(self, group: list[_Call], done: Future[list[Receipt]]) -> None:
        """On the writer's thread, after the commit."""
        self._arrived(group)
        fault = done.exception()
        if fault is not None:
            _fail(group, fault)
            return
        for call, receipt in zip(group, done.result(), strict=True):
            call.receipt.set_result(receipt)

    def _arrived(self, group: list[_Call]) -> None:
        """The group is on its way no more."""
        self._room.release()
        with self._lock:
            self._on_their_way -= len(group)
            self._lock.notify_all()


def _fail(group: list[_Call], fault: BaseException) -> None:
    """A call alone, and calls whom the store itself failed, hear of the fault; others are to be tried by themselves."""
    own = len(group) == 1 or isinstance(fault, StoreDown)
    for call in group:
        call.receipt.set_exception(fault if own else _Alone())


def _by_call(rejected: Sequence[Rejected], ends: NDArray[np.int64]) -> list[list[Rejected]]:
    """The refused records of each call, numbered by their places in it."""
    parts: list[list[Rejected]] = [[] for _ in ends]
    for record in rejected:
        owner = int(np.searchsorted(ends, record.row, side="right"))
        parts[owner].append(replace(record, row=record.row - int(ends[owner - 1] if owner else 0)))
    return parts


def _receipt(counts: Counts, refused: list[Rejected]) -> Receipt:
    return Receipt(
        counts + Counts(fetched=len(refused), quarantined=len(refused)),
        tuple((record.row, f"{record.reason}. {record.hint}") for record in refused),
    )
