"""The application as a whole: who answers which address, and how."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
import threading
from typing import Any

import httpx
import pytest
from dash import Dash, Input, Output, html

from dashboard.server import build
from data.query import Questions
from data.settings import Settings
from tests.dashboard.fakes import FakePipeline, FakeQuestions
from tests.dashboard.harness import HTML, ask, client, make, run

CALL = {
    "output": "echo.children",
    "outputs": {"id": "echo", "property": "children"},
    "inputs": [{"id": "word", "property": "value", "value": "привет"}],
    "changedPropIds": ["word.value"],
}
DOOR = "/_dash-update-component"


@pytest.mark.parametrize("path", ["/", "/records"])
def test_a_page_is_there(path: str) -> None:
    answer = ask(make(), path, headers=HTML)
    assert answer.status_code == 200
    assert "react-entry-point" in answer.text


@pytest.mark.parametrize("path", ["/", "/records"])
def test_a_page_can_be_asked_for_its_head(path: str) -> None:
    assert ask(make(), path, "HEAD").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "NONSENSE"])
def test_a_page_is_only_read(method: str) -> None:
    answer = ask(make(), "/", method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/docs",
        "/redoc",
        "/walls",
        "/nonsense",
        "/records/",
        "/_dash-ws-callback",
        "/_mcp",
        "/api/v1/nonsense",
        "/docs/oauth2-redirect",
    ],
)
def test_an_address_that_does_not_exist_is_404(path: str) -> None:
    assert ask(make(), path, headers=HTML).status_code == 404


def test_a_lost_visitor_gets_a_page_in_russian_or_english() -> None:
    russian, english = ask(make(), "/nonsense", headers=HTML), ask(make(), "/nonsense?lang=en", headers=HTML)
    assert "Такой страницы нет" in russian.text
    assert 'lang="en"' in english.text
    assert 'href="/"' in russian.text
    assert 'href="/assets/css/00-fonts.css"' in russian.text
    assert russian.headers["content-type"].startswith("text/html")


def test_a_lost_program_gets_the_shape_of_the_contract() -> None:
    for answer in (ask(make(), "/nonsense"), ask(make(), "/api/v1/nonsense", headers=HTML)):
        assert set(answer.json()["error"]) == {"name", "message", "allowed"}


def test_the_address_is_not_repeated_in_the_page() -> None:
    assert "repeated" not in ask(make(), "/%3Cscript%3Erepeated", headers=HTML).text


@pytest.mark.parametrize("path", ["/", "/lost"])
def test_every_inline_script_of_a_page_is_in_the_policy(path: str) -> None:
    answer = ask(make(), path, headers=HTML)
    page = re.sub(r"<!--.*?-->", "", answer.text, flags=re.DOTALL)
    scripts = re.findall(r"<script(?![^>]*src)(?![^>]*application/json)[^>]*>(.*?)</script>", page, re.DOTALL)
    assert scripts
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_a_page_offers_no_websocket() -> None:
    assert "_dash-ws-callback" not in ask(make(), "/").text


def call(body: object, app: Any = None, **headers: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ask(
        app or make(), DOOR, "POST", content=content, headers={"content-type": "application/json", **headers}
    )


def test_a_callback_is_answered() -> None:
    assert call(CALL).json()["response"]["echo"]["children"] == "привет"


@pytest.mark.parametrize(
    "body",
    [
        b"{bad",
        b"",
        b"[" * 100_000,
        b"[]",
        b"null",
        {},
        {**CALL, "output": "unknown.children"},
        {**CALL, "output": ["echo"]},
        {**CALL, "inputs": "no"},
        {**CALL, "state": 5},
        {**CALL, "changedPropIds": None},
    ],
    ids=lambda body: ascii(body)[:20],
)
def test_a_malformed_callback_is_400(body: object) -> None:
    answer = call(body)
    assert answer.status_code == 400
    assert answer.json()["error"]["name"] == "body"


def test_a_callback_of_another_kind_of_body_is_400() -> None:
    assert call(CALL, **{"content-type": "text/plain"}).status_code == 400


def test_a_page_of_another_site_may_not_call_back() -> None:
    assert call(CALL, origin="http://evil.example").status_code == 403


def test_a_huge_callback_is_413() -> None:
    assert call(b"x" * 20_000, make(body_max_kb=16)).status_code == 413


def slow_screens(entered: list[int], gate: threading.Event) -> Any:
    """Screens with a callback that waits for a gate."""

    def screens(questions: Questions, settings: Settings) -> Dash:
        app = Dash("teplokarta-slow", backend="fastapi", add_log_handler=False)
        app.layout = html.Div([html.Div(id="echo"), html.Div(id="word")])

        @app.callback(Output("echo", "children"), Input("word", "value"))
        async def slow(word: str | None) -> str | None:
            entered.append(1)
            await asyncio.to_thread(gate.wait, 10)
            return word

        return app

    return screens


def test_only_so_many_callbacks_run_at_once_and_wait() -> None:
    entered: list[int] = []
    gate = threading.Event()
    questions = FakeQuestions()
    settings = Settings(callbacks_at_once=2, waiting_max=3)
    app = build(
        questions.store.real, questions.real, FakePipeline().real, settings, slow_screens(entered, gate)
    )

    async def work() -> list[httpx.Response]:
        async with client(app) as asking:
            tasks = [asyncio.create_task(asking.post(DOOR, json=CALL)) for _ in range(10)]
            while len(entered) < 2 or sum(task.done() for task in tasks) < 5:
                await asyncio.sleep(0)
            assert len(entered) == 2
            gate.set()
            return await asyncio.gather(*tasks)

    statuses = [answer.status_code for answer in run(work())]
    assert (statuses.count(200), statuses.count(503)) == (5, 5)


def test_a_large_answer_is_packed_for_those_who_take_it() -> None:
    packed = ask(make(), "/openapi.json", headers={"accept-encoding": "gzip"})
    plain = ask(make(), "/openapi.json", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_the_maps_routes_are_there_and_word_their_faults_alike() -> None:
    answer = ask(make(), "/map/values.bin?metric=nonsense")
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, "metric")
    assert ask(make(), "/map/nonsense/rostov.geojson").status_code == 404


def test_an_application_can_be_asked_before_it_is_told_to_start() -> None:
    async def work() -> int:
        transport = httpx.ASGITransport(app=make())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as asking:
            return (await asking.get("/api/v1/summary")).status_code

    assert run(work()) == 200
