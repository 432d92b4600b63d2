"""All clients that look at the same selection: their changes are gathered, measured once and handed to each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from dashboard.message import Message
from data.filters import Filters
from data.settings import Settings
from data.store import Change

LOG = logging.getLogger("teplokarta.live")
Measured = tuple[Message | None, datetime]


@dataclass(frozen=True, slots=True)
class News:
    """What a message is made of: the changes since the last one, and the moment that the screens show.

    `rolled` says that it is time to look whether the clock has moved their window on.
    """

    changes: list[Change]
    asof: datetime | None
    rolled: bool = False


Measure = Callable[[Filters, News], Awaitable[Measured]]
"""Turns news into a message and the moment that the screens show after it."""


class Client:
    """One open stream: at most one unsent message, newer ones join it, so a slow reader costs nothing."""

    def __init__(self) -> None:
        self._unsent: Message | None = None
        self._news = asyncio.Event()
        self.closed = False

    def offer(self, message: Message) -> None:
        """Hand over a message; never waits."""
        self._unsent = self._unsent.then(message) if self._unsent else message
        self._news.set()

    def close(self) -> None:
        """End the stream: the server stops, or the reader has gone."""
        self.closed = True
        self._news.set()

    async def take(self, patience_s: float) -> Message | None:
        """The next message; None after that many seconds without one, or when closed."""
        try:
            async with asyncio.timeout(patience_s):
                await self._news.wait()
        except TimeoutError:
            return None
        self._news.clear()
        message, self._unsent = self._unsent, None
        return None if self.closed else message


class Channel:
    """The pump of one selection: at most so many messages a second, reloads rarer."""

    def __init__(
        self,
        filters: Filters,
        measure: Measure,
        version: Callable[[], int],
        settings: Settings,
        asof: datetime | None = None,
    ) -> None:
        self.filters = filters
        self.clients: set[Client] = set()
        self._measure = measure
        self._version = version
        self._settings = settings
        self._asof = asof
        self._changes: list[Change] = []
        self._news = asyncio.Event()
        self._clock = asyncio.get_running_loop().time
        self._reload_at = float("-inf")
        self._roll_at = self._clock() + settings.events_roll_s
        self._task = asyncio.create_task(self._pump())

    def concerns(self, change: Change) -> bool:
        """Whether a commit may have changed this selection; one that names no region may."""
        return self.filters.region == "all" or not change.regions or self.filters.region in change.regions

    def add(self, change: Change) -> None:
        """Gather a commit for the next message."""
        if self.concerns(change):
            self._changes.append(change)
            self._news.set()

    def stop(self) -> None:
        """End the pump and every stream."""
        self._task.cancel()
        for client in self.clients:
            client.close()

    async def _pump(self) -> None:
        while True:
            news = await self._gathered()
            message: Message | None
            try:
                message, self._asof = await self._measure(self.filters, news)
            except Exception:
                LOG.exception("a live message could not be made; the screens are told to ask anew")
                message = Message(self._version(), reload=True)
            if message is not None:
                await self._send(message)
            await asyncio.sleep(1 / self._settings.events_max_per_s)

    async def _gathered(self) -> News:
        """The changes since the last message; none when the clock alone moved on."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(self._roll_at):
                await self._news.wait()
        self._news.clear()
        changes, self._changes = self._changes, []
        rolled = self._clock() >= self._roll_at
        if rolled:
            self._roll_at = self._clock() + self._settings.events_roll_s
        return News(changes, self._asof, rolled)

    async def _send(self, message: Message) -> None:
        if message.reload:
            await asyncio.sleep(self._reload_at - self._clock())
            self._reload_at = self._clock() + self._settings.events_reload_s
            self._roll_at = self._clock() + self._settings.events_roll_s
            self._changes.clear()
            message = Message(self._version(), reload=True)
        for client in self.clients:
            client.offer(message)
