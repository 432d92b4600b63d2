"""Asks an application without a network, or over a real socket of this machine."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import httpx
from dash import Dash, Input, Output, dcc, html
from starlette.types import ASGIApp, Message

from dashboard import serving
from dashboard.server import Server, build
from data.query import Questions
from data.settings import Settings
from tests.dashboard.fakes import FakePipeline, FakeQuestions

T = TypeVar("T")
HTML = {"accept": "text/html,*/*"}


def small_screens(questions: Questions, settings: Settings) -> Dash:
    """The smallest Dash app: a page, a graph and one callback."""
    app = Dash("teplokarta-test", backend="fastapi", add_log_handler=False)
    app.layout = html.Div([dcc.Input(id="word"), html.Div(id="echo"), dcc.Graph(id="graph")])

    @app.callback(Output("echo", "children"), Input("word", "value"))
    async def echo(word: str | None) -> str | None:
        return word

    return app


def make(
    questions: FakeQuestions | None = None, pipeline: FakePipeline | None = None, **settings: Any
) -> Server:
    """The application on fakes, with the smallest screens."""
    asked, taken = questions or FakeQuestions(), pipeline or FakePipeline()
    return build(asked.store.real, asked.real, taken.real, Settings(**settings), small_screens)


@asynccontextmanager
async def alive(app: ASGIApp) -> AsyncIterator[None]:
    """The application between its start and its stop."""
    orders: asyncio.Queue[Message] = asyncio.Queue()
    said: asyncio.Queue[Message] = asyncio.Queue()
    task = asyncio.ensure_future(app({"type": "lifespan", "asgi": {"version": "3.0"}}, orders.get, said.put))
    await orders.put({"type": "lifespan.startup"})
    assert (await said.get())["type"] == "lifespan.startup.complete"
    try:
        yield
    finally:
        await orders.put({"type": "lifespan.shutdown"})
        await task


@asynccontextmanager
async def client(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a living application, without a network."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with alive(app), httpx.AsyncClient(transport=transport, base_url="http://localhost") as asking:
        yield asking


def run(work: Coroutine[Any, Any, T], seconds: float = 20) -> T:
    """The result of asynchronous work, or a failure when it takes too long."""
    return asyncio.run(asyncio.wait_for(work, seconds))


def ask(app: ASGIApp, path: str, method: str = "GET", **more: Any) -> httpx.Response:
    """One request to an application that lives only for it."""

    async def work() -> httpx.Response:
        async with client(app) as asking:
            return await asking.request(method, path, **more)

    return run(work())


@contextmanager
def listening(app: Server, **settings: Any) -> Iterator[str]:
    """The application on a free port of this machine; gives its address."""
    listener = serving.listen("127.0.0.1", 0)
    heard: list[str] = []
    started = threading.Event()

    def on_started(url: str) -> None:
        heard.append(url)
        started.set()

    server = serving.server(app, Settings(**settings), listener, on_started)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield heard[0]
    finally:
        server.should_exit = True
        thread.join(15)
        assert not thread.is_alive(), "the server does not stop"


class Events:
    """Reads a live stream message by message."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.opening: dict[str, str] = {}
        self._lines = response.iter_lines()

    def block(self) -> dict[str, str]:
        """The next block of fields."""
        found: dict[str, str] = {}
        for line in self._lines:
            if not line:
                return found
            name, _, value = line.partition(": ")
            found[name] = value
        return found

    def message(self) -> dict[str, Any]:
        """The next message that is no heartbeat."""
        return self.until(lambda block: "data" in block and "event" not in block)

    def until(self, wanted: Callable[[dict[str, str]], bool]) -> dict[str, Any]:
        """The data of the next block that is wanted; fails at the end of the stream."""
        while block := self.block():
            if wanted(block):
                found: dict[str, Any] = json.loads(block["data"])
                return found
        raise AssertionError("the stream ended")
