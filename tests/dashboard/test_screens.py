"""The parts of a screen over HTTP: what is asked for is answered whole, and what is asked wrongly is said."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from dashboard import faults, screens
from dashboard.asker import Turnstile
from data.errors import TeplokartaError
from tests.dashboard.harness import run
from tests.dashboard.screen_world import World, said


def ask(query: str, world: World | None = None, places: tuple[int, int] = (2, 2), encoding: str = "identity") -> httpx.Response:
    handle = screens.endpoint((world or World()).desk, Turnstile(*places))
    app = Starlette(routes=[Route(screens.PATH, handle)], exception_handlers={TeplokartaError: cast(Any, faults.answer_request)})

    async def work() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
            return await client.get(f"{screens.PATH}?{query}", headers={"accept-encoding": encoding})

    return run(work())


def test_a_page_that_begins_is_answered_whole() -> None:
    parts = ask("page=/").json()
    assert {"header", "kpis", "ranking", "topics", "feed", "trend", "trend-head", "problem"} <= set(parts)
    assert parts["trend"]["data"][0]["x"][0].startswith("2026-11-")


def test_the_state_is_read_as_the_page_reads_it() -> None:
    found = ask("page=/&of=" + quote("lang=ru&metric=count&metric=overdue&theme=")).json()
    assert "не закрыто" in said(found["lead"])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("page=/&by=opened&opened=01", {"problem", "topics"}),
        ("page=/&by=menus&menus=source,period", {"problem", "choices-source"}),
        ("page=/records&by=live", {"problem", "freshness"}),
        ("page=/&by=state&of=perod%3D7d", {"problem", "header"}),
    ],
)
def test_what_did_not_change_stays_away(query: str, names: set[str]) -> None:
    assert set(ask(query).json()) == names


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page=/nowhere", "page"),
        ("page=//other.example", "page"),
        ("by=weather", "by"),
        ("period=7d", "period"),
        ("of=" + quote("&".join(f"a{number}=1" for number in range(screens.MOST_NAMES + 1))), "of"),
    ],
)
def test_what_is_asked_wrongly_is_named(query: str, name: str) -> None:
    answer = ask(query)
    assert (answer.status_code, answer.json()["error"]["name"]) == (422, name)


def test_a_part_that_fails_is_an_answer_too() -> None:
    world = World()
    world.fault = RuntimeError()
    answer = ask("page=/", world)
    assert answer.status_code == 200
    assert "Не удалось" in said(answer.json()["ranking"])


def test_a_body_is_packed_for_those_who_take_it_and_kept_by_none() -> None:
    plain, packed = ask("page=/"), ask("page=/", encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert (packed.headers["content-encoding"], packed.headers["cache-control"]) == ("gzip", "no-store")
    assert packed.json()["ranking"] == plain.json()["ranking"]
    assert "content-encoding" not in ask("page=/nowhere", encoding="gzip").headers


def test_more_than_can_be_answered_are_turned_away() -> None:
    answer = ask("page=/", places=(0, 0))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
