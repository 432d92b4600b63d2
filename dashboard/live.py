"""The latest-wins hub of versions: from the writer's thread to every open stream, equal selections measured once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dashboard.asker import Asker
from dashboard.channel import Channel, Client, Measured, News
from dashboard.message import Message
from data.errors import ServerBusy
from data.filters import Filters
from data.query import Questions
from data.settings import Settings
from data.store import Change, Store
from geo import cells

RES_DEFAULT = 8
ALL = "all"


def _nothing() -> None:
    """Before the start and after the stop there is nothing to end."""


class Hub:
    """Open streams by selection; lives on one event loop, from `start` to `stop`."""

    def __init__(self, store: Store, questions: Questions, asker: Asker, settings: Settings) -> None:
        self.measured = 0
        self._store = store
        self._questions = questions
        self._asker = asker
        self._settings = settings
        self._channels: dict[Filters, Channel] = {}
        self._touched: dict[str, int] = {}
        self._everywhere = 0
        self._seen = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unsubscribe: Callable[[], None] = _nothing

    def start(self) -> None:
        """Listen to the store from now on; called on the event loop."""
        self._loop = asyncio.get_running_loop()
        self._seen = self._everywhere = self._store.version
        self._unsubscribe = self._store.subscribe(self._heard)

    def stop(self) -> None:
        """End every stream; new ones are refused."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self._loop = None
        for channel in self._channels.values():
            channel.stop()
        self._channels.clear()

    @property
    def streams(self) -> int:
        """Number of open streams."""
        return sum(len(channel.clients) for channel in self._channels.values())

    @property
    def seen(self) -> int:
        """The newest version the streams know of."""
        return self._seen

    def join(self, filters: Filters, since: int | None, asof: datetime | None = None) -> Client:
        """A new stream; its first message is a reload if the client's version `since` missed a change.

        `asof` is the moment of what the client shows, as far as known. Raises ServerBusy when too many are open or the
        server stops.
        """
        if self._loop is None or self.streams >= self._settings.events_max_streams:
            raise ServerBusy(f"Открыто {self.streams} живых потоков, больше не принимается")
        key = replace(filters, res=filters.res or RES_DEFAULT, lang=None, vs=None)
        channel = self._channels.get(key)
        if channel is None:
            channel = Channel(key, self._measure, lambda: self._seen, self._settings, asof)
            self._channels[key] = channel
        client = Client()
        channel.clients.add(client)
        if self._missed(key.region, since):
            client.offer(Message(self._seen, reload=True))
        return client

    def leave(self, client: Client) -> None:
        """Forget a stream, and its selection with the last one."""
        for key, channel in list(self._channels.items()):
            channel.clients.discard(client)
            if not channel.clients:
                channel.stop()
                del self._channels[key]

    def _missed(self, region: str, since: int | None) -> bool:
        """Whether something of the region changed after `since`, as far as this process can know."""
        if since is None:
            return False
        last = self._seen if region == ALL else self._touched.get(region, 0)
        return since < max(last, self._everywhere) or since > self._store.version

    def _heard(self, change: Change) -> None:
        """On the writer's thread: pass the commit on and be gone."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop closed in this very moment: nobody listens any more
                loop.call_soon_threadsafe(self._spread, change)

    def _spread(self, change: Change) -> None:
        self._seen = max(self._seen, change.version)
        if not change.regions:
            self._everywhere = change.version
        for region in change.regions:
            self._touched[region] = change.version
        for channel in self._channels.values():
            channel.add(change)

    async def _measure(self, filters: Filters, news: News) -> Measured:
        self.measured += 1
        return await self._asker.run(lambda: measure(self._questions, filters, news, self._settings))


def measure(questions: Questions, filters: Filters, news: News, settings: Settings) -> Measured:
    """The message that follows from what is new, None when there is nothing to say; and the moment of the answers."""
    version = max((change.version for change in news.changes), default=0)
    asof = questions.moment(filters)
    if _moved(news, asof, settings.events_roll_s):
        return Message(version, reload=True), asof
    if not news.changes:
        return None, news.asof or asof
    parents = _parents(news.changes, filters.res or RES_DEFAULT)
    if any(change.bulk for change in news.changes) or len(parents) > settings.events_max_cells:
        return Message(version, reload=True), asof
    ids = np.unique(np.concatenate([change.ids for change in news.changes]))
    values = questions.heat_cells(filters, parents)
    found = dict(zip(cells.to_text(parents), values.tolist(), strict=True))
    return Message(version, questions.changed(filters, ids), found), news.asof or asof


def _moved(news: News, asof: datetime, roll_s: float) -> bool:
    """Whether the window is another than the screens', so that more changed than the records that did.

    It moves with the clock where a feed is live, and by leaps where one comes alive or falls silent.
    """
    if news.asof is None or news.asof == asof:
        return False
    return news.rolled or abs((asof - news.asof).total_seconds()) >= roll_s


def _parents(changes: list[Change], res: int) -> NDArray[np.uint64]:
    """The hexagons of a resolution that hold the changed ones; a record without a place (0) has none."""
    fine = np.unique(np.concatenate([change.cells for change in changes]))
    parents: NDArray[np.uint64] = np.unique(cells.parent(fine[fine != 0], res))
    return parents
