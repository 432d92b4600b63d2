"""The live stream as a browser reads it, over a real socket."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from starlette.types import Message

from dashboard.message import RETRY_MS
from tests.dashboard.fakes import FakeQuestions
from tests.dashboard.harness import Events, alive, ask, listening, make, run

PATH = "/api/v1/events"


@contextmanager
def stream(url: str, query: str = "", **headers: str) -> Iterator[Events]:
    """An open stream, after its first words."""
    with httpx.stream("GET", f"{url}{PATH}{query}", headers=headers, timeout=20) as response:
        events = Events(response)
        events.opening = events.block()
        yield events


def test_a_stream_opens_with_the_version_and_when_to_come_back() -> None:
    with listening(make()) as url, stream(url) as events:
        assert events.opening == {"retry": str(RETRY_MS), "id": "7"}
        headers = events.response.headers
        assert headers["content-type"].startswith("text/event-stream")
        assert headers["cache-control"] == "no-store"
        assert "content-encoding" not in headers
        assert "content-security-policy" in headers


def test_a_commit_is_on_the_wire_with_its_version() -> None:
    questions = FakeQuestions(n=3)
    with listening(make(questions)) as url, stream(url, "?res=6") as events:
        questions.store.commit("rostov")
        block = events.block()
        found = json.loads(block["data"])
        assert (block["id"], found["v"], found["n"]) == ("8", 8, 3)
        assert found["cells"][0][0].startswith("86")


def test_a_reader_who_takes_gzip_gets_messages_at_once_all_the_same() -> None:
    questions = FakeQuestions()
    with listening(make(questions)) as url, stream(url, **{"accept-encoding": "gzip"}) as events:
        questions.store.commit("rostov")
        assert events.message()["v"] == 8


@pytest.mark.parametrize(
    ("query", "headers", "reload"),
    [
        ("?since=6", {}, True),
        ("?since=7", {}, False),
        ("", {"last-event-id": "6"}, True),
        ("?since=6", {"last-event-id": "7"}, False),
        ("", {"last-event-id": "nonsense"}, True),
    ],
)
def test_a_reader_who_comes_back_learns_what_it_missed(
    query: str, headers: dict[str, str], reload: bool
) -> None:
    questions = FakeQuestions()
    with listening(make(questions)) as url, stream(url, query, **headers) as events:
        if not reload:
            questions.store.commit("rostov")
        assert events.message().get("reload", False) == reload


def test_silence_is_filled_with_heartbeats_that_change_nothing() -> None:
    with listening(make(heartbeat_s=0.01)) as url, stream(url) as events:
        block = events.block()
        assert block["event"] == "heartbeat"
        assert json.loads(block["data"]) == {"v": 7, "n": 0, "cells": []}


@pytest.mark.parametrize(
    ("query", "name"), [("foo=1", "foo"), ("res=3", "res"), ("since=x", "since"), ("metric=x", "metric")]
)
def test_a_wrong_parameter_is_refused_before_the_stream_opens(query: str, name: str) -> None:
    answer = ask(make(), f"{PATH}?{query}")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)


def test_one_stream_too_many_is_told_to_come_later() -> None:
    with listening(make(events_max_streams=1)) as url, stream(url):
        answer = httpx.get(f"{url}{PATH}")
        assert answer.status_code == 503
        assert "retry-after" in answer.headers


def test_a_stop_does_not_wait_for_open_streams() -> None:
    with listening(make(heartbeat_s=60, stop_s=30)) as url, stream(url) as events:
        begun = time.monotonic()
    assert time.monotonic() - begun < 5
    assert events.opening["id"] == "7"


def test_an_open_stream_ends_when_the_server_stops() -> None:
    app = make(heartbeat_s=60)
    heard: list[dict[str, str]] = []
    opened = threading.Event()

    def read(url: str) -> None:
        with stream(url) as events:
            opened.set()
            heard.append(events.block())

    with listening(app) as url:
        reader = threading.Thread(target=read, args=(url,))
        reader.start()
        assert opened.wait(10)
    reader.join(10)
    assert heard == [{}]


def test_a_reader_who_leaves_is_forgotten_at_once() -> None:
    questions = FakeQuestions()

    async def work() -> list[Message]:
        app = make(questions)
        said: asyncio.Queue[Message] = asyncio.Queue()
        sent: asyncio.Queue[Message] = asyncio.Queue()
        scope: dict[str, Any] = {
            "type": "http", "method": "GET", "path": PATH, "query_string": b"", "headers": [(b"host", b"localhost")],
        }  # fmt: skip
        async with alive(app):
            task = asyncio.create_task(app(scope, sent.get, said.put))
            begun = [await said.get(), await said.get()]
            await sent.put({"type": "http.request", "body": b"", "more_body": False})
            await sent.put({"type": "http.disconnect"})
            await asyncio.wait_for(task, 10)
            return begun

    begun = run(work())
    assert begun[0]["status"] == 200
    assert begun[1]["body"].startswith(b"retry:")
