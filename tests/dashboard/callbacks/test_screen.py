"""The parts of a change come together: what is asked for, what is laid where, what a failure leaves."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from dashboard.callbacks import screen
from data.errors import QuestionTimeout
from tests.dashboard.screen_world import World, said

LIVE = {"notice", "lead", "kpis", "placed", "map-table", "ranking", "feed", "freshness", "trend", "topics"}
MAP = {"map-mode"}
STILL = {"header", "where", "periods", "period-head", "period-ways", "period-now", "versus", "compare-ways", "switches"}
STILL |= {"words-head"}


@pytest.fixture
def world() -> World:
    return World()


def parts(world: World, params: dict[str, str], path: str = "/", by: set[str] | None = None) -> Any:
    return asyncio.run(screen.drawn(world.desk, params, path, screen.wanted(path, by or set(), [])))


@pytest.mark.parametrize(
    ("path", "by", "names"),
    [
        ("/", set(), LIVE | STILL | MAP),
        ("/", {"state"}, LIVE | STILL | MAP),
        ("/", {"state", "live"}, LIVE | STILL | MAP),
        ("/", {"live"}, LIVE),
        ("/", {"live", "opened"}, LIVE),
        ("/", {"opened"}, {"topics"}),
        ("/records", {"state"}, STILL | {"freshness"}),
        ("/records", {"live"}, {"freshness"}),
    ],
)
def test_a_change_asks_for_what_it_can_have_touched(path: str, by: set[str], names: set[str]) -> None:
    assert set(screen.wanted(path, by, [])) == names


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ({"menus"}, {"choices-source"}),
        ({"menus", "opened"}, {"choices-source", "topics"}),
        ({"menus", "live"}, LIVE | {"choices-source"}),
        ({"live"}, LIVE),
        ({"state"}, LIVE | STILL | MAP | {"choices-source"}),
    ],
)
def test_open_menus_are_drawn_when_they_open_and_with_every_new_state(by: set[str], names: set[str]) -> None:
    assert set(screen.wanted("/", by, [], ("source", "units"))) == names


@pytest.mark.parametrize("path", ["/", "/district", "/record", "/sources", "/wall"])
def test_the_head_is_drawn_before_the_freshness_that_stands_in_it(path: str) -> None:
    names = list(screen.wanted(path, {"state"}, []))
    assert names.index("header") < names.index("freshness")


def test_every_place_of_the_overview_is_filled_at_once(world: World) -> None:
    found = parts(world, {})
    assert set(found) == (LIVE | STILL | MAP | {"problem", "trend-head", "trend-note"})
    assert [name for name in LIVE - {"trend", "map-table", "notice"} if not said(found[name])] == []
    assert found["problem"] == found["trend-note"] == []
    assert found["trend"]["data"]


def test_a_bad_address_has_its_head_and_what_is_wrong_and_leaves_the_rest(world: World) -> None:
    found = parts(world, {"perod": "7d", "lang": "ru"})
    assert set(found) == {"problem", "header"}
    assert "Условие «perod»" in said(found["problem"])
    assert "Теплокарта" in said(found["header"])


def test_a_bad_address_keeps_its_head_when_the_store_changes(world: World) -> None:
    assert set(parts(world, {"perod": "7d"}, by={"live"})) == {"problem"}


def test_a_part_that_fails_says_so_in_its_own_place(world: World) -> None:
    world.fault = RuntimeError("база недоступна")
    found = parts(world, {})
    assert "Не удалось получить данные" in said(found["ranking"])
    assert "база" not in said(found["ranking"])


def test_a_problem_that_cannot_be_told_leaves_the_parts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(screen, "problem_of", broken)
    found = parts(world, {})
    assert "problem" not in found
    assert said(found["kpis"])


def test_the_line_in_words_speaks_of_what_is_measured(world: World) -> None:
    assert "За 30 дней в Ростовской области поступило 100 обращений" in said(parts(world, {})["lead"])
    assert "Из поступивших за 30 дней не закрыто 40 обращений" in said(parts(world, {"metric": "overdue"})["lead"])


def test_a_slow_question_is_told_apart(world: World) -> None:
    world.fault = QuestionTimeout("30 с")
    assert "слишком много времени" in said(parts(world, {})["kpis"])


def test_a_failed_trend_covers_the_old_drawing(world: World) -> None:
    world.fault = RuntimeError()
    found = parts(world, {}, by={"live"})
    assert "Не удалось" in said(found["trend-note"])
    assert not {"trend", "trend-head"} & set(found)


def test_a_trend_of_nothing_is_a_note_without_a_drawing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.parts.trend.note", lambda *_: "пусто")
    found = parts(world, {}, by={"live"})
    assert (found["trend"], found["trend-note"]) == (None, ["пусто"])
