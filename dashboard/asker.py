"""Runs questions in worker threads: so many at once, equal ones only once, the rest wait or are turned away."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Hashable
from concurrent.futures import Executor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from data.errors import ServerBusy

T = TypeVar("T")
_BEHIND = 10
"""How much less urgent a thread is that lets others go first."""


def stand_back() -> None:
    """Let other threads go before this one; where threads have no urgency of their own nothing is changed."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), os.getpriority(os.PRIO_PROCESS, 0) + _BEHIND)


class Turnstile:
    """Lets `at_once` in and `waiting_max` wait; raises ServerBusy for the next one."""

    def __init__(self, at_once: int, waiting_max: int) -> None:
        self.inside = 0
        self.waiting = 0
        self.refused = 0
        self._waiting_max = waiting_max
        self._at_once = at_once
        self._places = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place for the length of the block."""
        if self._places.locked() and self.waiting >= self._waiting_max:
            self.refused += 1
            raise ServerBusy(f"Сервер занят: {self.inside} запросов выполняется, {self.waiting} ждут")
        self.waiting += 1
        try:
            await self._places.acquire()
        finally:
            self.waiting -= 1
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1
            self._places.release()


class Asker:
    """Bounded worker threads with single flight; `ask` may be cancelled without harm to others who wait."""

    def __init__(self, executor: Executor, turnstile: Turnstile) -> None:
        self.turnstile = turnstile
        self.shared = 0
        self._executor = executor
        self._flights: dict[Hashable, asyncio.Task[Any]] = {}

    async def ask(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of `work`; callers with an equal key while it runs get the same one.

        The key must name the store's version: an answer begun before a commit is not the answer after it.
        """
        flight: asyncio.Task[T] | None = self._flights.get(key)
        if flight is None:
            flight = asyncio.create_task(self._run(work))
            self._flights[key] = flight
            flight.add_done_callback(lambda task: self._landed(key, task))
        else:
            self.shared += 1
        return await asyncio.shield(flight)

    async def run(self, work: Callable[[], T]) -> T:
        """The result of `work`, never shared (pushes)."""
        return await self._run(work)

    def close(self) -> None:
        """Drop what waits for a thread; what runs already ends by itself."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        async with self.turnstile.place():
            return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    def _landed(self, key: Hashable, task: asyncio.Task[Any]) -> None:
        del self._flights[key]
        if not task.cancelled():
            task.exception()  # read, so that a fault whose askers all left is not reported as forgotten
