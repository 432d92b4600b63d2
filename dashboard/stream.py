"""The live stream's route: one open response that sends the hub's messages until the reader or the server leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dashboard import message, params
from dashboard.asker import Asker
from dashboard.channel import Client
from dashboard.live import Hub
from data.filters import Filters
from data.query import Questions

VERSION_MAX = 10**15
EXTRAS = frozenset({"since"})
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class EventStream(Response):
    """Server-Sent Events of one client; notices at once when the reader goes."""

    media_type = "text/event-stream"

    def __init__(self, hub: Hub, client: Client, heartbeat_s: float) -> None:
        super().__init__(b"", headers=HEADERS)
        del self.headers["content-length"]
        self._hub = hub
        self._client = client
        self._heartbeat_s = heartbeat_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        watch = asyncio.create_task(_gone(receive, self._client))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await _chunk(send, message.opening(self._hub.seen))
            while not self._client.closed:
                await self._next(send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            watch.cancel()
            self._hub.leave(self._client)

    async def _next(self, send: Send) -> None:
        news = await self._client.take(self._heartbeat_s)
        if news is not None:
            await _chunk(send, news.wire)
        elif not self._client.closed:
            await _chunk(send, message.heartbeat(self._hub.seen))


async def _chunk(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _gone(receive: Receive, client: Client) -> None:
    """Close the client when its connection ends."""
    while (await receive())["type"] != "http.disconnect":
        pass
    client.close()


def last_seen(request: Request, own: dict[str, str]) -> int | None:
    """The version the client has: `Last-Event-ID` of a reconnecting browser, else `since`; None for a first visit.

    An unreadable Last-Event-ID is a client of another time: it has missed everything.
    """
    header = request.headers.get("last-event-id", "").strip()
    if not header:
        return params.whole(own, "since", None, 0, VERSION_MAX)
    return int(header) if header.isascii() and header.isdigit() and len(header) <= 15 else -1


def _read(questions: Questions, query: dict[str, str]) -> tuple[Filters, datetime]:
    """The selection of a stream and the moment that its answers are of now."""
    filters = questions.parse(query, EXTRAS)
    return filters, questions.moment(filters)


def endpoint(
    hub: Hub, questions: Questions, asker: Asker, heartbeat_s: float
) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `GET /api/v1/events`."""

    async def handle(request: Request) -> Response:
        query = params.single(request.query_params.multi_items())
        own = params.own(query, EXTRAS)
        since = last_seen(request, own)
        filters, asof = await asker.run(lambda: _read(questions, query))
        return EventStream(hub, hub.join(filters, since, asof), heartbeat_s)

    return handle
