"""The guard: whom it answers, how much it reads, and what it says in every answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

from dashboard.guard import Guard, Limits, security_headers
from data.settings import Settings
from tests.dashboard.harness import ask as ask_living
from tests.dashboard.harness import run

LIMITS = Limits(body=100, push=1_000, seconds=5.0)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers a lifespan, and any request with the length of its body."""
    if scope["type"] == "lifespan":
        for kind in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{kind}.complete"})
        return
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def guard(names: frozenset[str] = frozenset(), limits: Limits = LIMITS) -> Guard:
    return Guard(echo, names, limits, security_headers(("'sha256-abc='",)))


def ask(path: str = "/", method: str = "GET", **more: Any) -> Any:
    return ask_living(guard(), path, method, **more)


@pytest.mark.parametrize("host", ["localhost", "localhost:8050", "127.0.0.1:1", "[::1]:8050", "LOCALHOST"])
def test_a_loopback_name_is_answered(host: str) -> None:
    assert ask(headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1@evil.example", "[", "", "10.0.0.1"]
)
def test_a_foreign_name_is_refused(host: str) -> None:
    answer = ask(headers={"host": host})
    assert answer.status_code == 400
    assert answer.json()["error"]["name"] == "host"


def test_a_refused_name_is_not_repeated_in_the_answer() -> None:
    assert "evil" not in ask(headers={"host": "evil.example"}).text


def test_two_host_headers_are_refused() -> None:
    assert ask(headers=[("host", "localhost"), ("host", "localhost")]).status_code == 400


def test_a_name_of_the_settings_is_answered() -> None:
    living = guard(frozenset({"Karta.region.example"}))
    assert ask_living(living, "/", headers={"host": "karta.region.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_another_site_may_not_write(headers: dict[str, str]) -> None:
    assert ask(method="POST", headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "http://localhost"}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}],
)
def test_our_own_page_and_services_may_write(headers: dict[str, str]) -> None:
    assert ask(method="POST", headers=headers).status_code == 200


def test_reading_is_not_a_matter_of_origin() -> None:
    assert ask(headers={"origin": "http://evil.example"}).status_code == 200


def test_every_answer_carries_the_security_headers() -> None:
    for answer in (ask(), ask(headers={"host": "evil.example"}), ask(method="POST", content=b"x" * 101)):
        for name, value in security_headers(("'sha256-abc='",)).items():
            assert answer.headers[name] == value


def test_the_policy_names_no_other_host_and_no_eval() -> None:
    policy = security_headers(())["Content-Security-Policy"]
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    assert "*" not in policy


def test_inline_scripts_are_allowed_by_hash_only() -> None:
    policy = security_headers(("'sha256-abc='",))["Content-Security-Policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert script == "script-src 'self' 'sha256-abc='"


def test_an_answer_is_not_kept_unless_it_says_so() -> None:
    assert ask().headers["cache-control"] == "no-cache"


def test_a_body_within_its_limit_arrives_whole() -> None:
    assert ask(method="POST", content=b"x" * 100).text == "100"


def test_a_body_in_pieces_arrives_whole() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"0123456789"

    assert ask(method="POST", content=pieces()).text == "100"


@pytest.mark.parametrize("size", [101, 5_000])
def test_a_larger_body_is_refused(size: int) -> None:
    answer = ask(method="POST", content=b"x" * size)
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"


def test_a_larger_body_without_a_length_is_refused() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 50

    assert ask(method="POST", content=pieces()).status_code == 413


def test_a_push_may_be_larger() -> None:
    assert ask("/api/v1/appeals", "POST", content=b"x" * 1_000).text == "1000"
    assert ask("/api/v1/appeals", "POST", content=b"x" * 1_001).status_code == 413


def test_the_limits_are_the_settings() -> None:
    limits = Limits.of(Settings(body_max_kb=16, push_max_mb=2, body_timeout_s=3))
    assert (limits.most("/"), limits.most("/api/v1/appeals"), limits.seconds) == (16_384, 2_097_152, 3.0)


class Wire:
    """One request by hand: what the client sends, and what it is answered."""

    def __init__(self, *sent: Message, headers: dict[str, str] | None = None, **scope: Any) -> None:
        fields = {"host": "localhost", **(headers or {})}
        raw = [(name.encode(), value.encode()) for name, value in fields.items()]
        self.scope: Scope = {
            "type": "http",
            "method": "POST",
            "path": "/",
            "query_string": b"",
            "headers": raw,
            **scope,
        }
        self.sent = list(sent)
        self.answered: list[Message] = []
        self.read = 0

    async def receive(self) -> Message:
        if not self.sent:
            await asyncio.Event().wait()
        self.read += 1
        return self.sent.pop(0)

    async def send(self, message: Message) -> None:
        self.answered.append(message)

    def pass_through(self, limits: Limits = LIMITS) -> int:
        run(guard(limits=limits)(self.scope, self.receive, self.send))
        return int(self.answered[0].get("status", 0))


def part(body: bytes, more: bool = True) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_sender_who_asks_first_is_refused_before_sending() -> None:
    wire = Wire(part(b"x" * 101, more=False), headers={"content-length": "101", "expect": "100-continue"})
    assert (wire.pass_through(), wire.read) == (413, 0)


def test_a_body_that_does_not_arrive_is_given_up() -> None:
    wire = Wire(part(b"x"), headers={"transfer-encoding": "chunked"})
    assert wire.pass_through(Limits(100, 100, 0.01)) == 408


def test_a_body_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.bodies.DRAIN_BYTES", 1_000)
    wire = Wire(*(part(b"x" * 100) for _ in range(1_000)), headers={"transfer-encoding": "chunked"})
    assert wire.pass_through() == 413
    assert wire.read == 11


def test_a_body_announced_as_hopelessly_large_is_not_read_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.guard.DRAIN_BYTES", 1_000)
    wire = Wire(part(b"x"), headers={"content-length": "1001"})
    assert (wire.pass_through(), wire.read) == (413, 0)


def test_a_sender_who_leaves_halfway_reaches_nobody() -> None:
    wire = Wire(part(b"x"), {"type": "http.disconnect"}, headers={"transfer-encoding": "chunked"})
    assert wire.pass_through() == 413


def test_a_websocket_is_refused() -> None:
    wire = Wire({"type": "websocket.connect"}, type="websocket")
    wire.pass_through()
    assert wire.answered == [{"type": "websocket.close", "code": 1008}]


def test_the_application_still_hears_that_a_client_left() -> None:
    heard: list[str] = []

    async def listener(scope: Scope, receive: Receive, send: Send) -> None:
        heard.extend([(await receive())["type"], (await receive())["type"]])
        await Response()(scope, receive, send)

    wire = Wire(part(b"x", more=False), {"type": "http.disconnect"}, headers={"content-length": "1"})
    run(Guard(listener, frozenset(), LIMITS, {})(wire.scope, wire.receive, wire.send))
    assert heard == ["http.request", "http.disconnect"]
    assert Headers(raw=wire.answered[0]["headers"])["cache-control"] == "no-cache"
