"""The wall's callbacks: a scene for a place, who is above the usual, and what a failure leaves."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from dash import Dash, no_update

from dashboard import state
from dashboard.callbacks import page, screen, wall
from dashboard.pages.wall import SLOTS
from dashboard.parts import hexmap
from dashboard.texts import texts
from dashboard.wall.setting import PATH, SETUP_PATH
from data.errors import QuestionTimeout
from tests.dashboard.callbacks.board import Board
from tests.dashboard.screen_world import World, having, nodes, said
from tests.dashboard.wall.test_scenes import Warm


@pytest.fixture
def world() -> World:
    return Warm()


def asked(world: World, scene: str = "usual", params: dict[str, str] | None = None, **more: Any) -> Any:
    return wall.drawn(world.desk, {"n": 3, "scene": scene, **more}, params or {})


def test_an_answer_names_its_question(world: World) -> None:
    found = asked(world, "surges", focus="62")
    assert (found["n"], found["scene"], found["focus"]) == (3, "surges", "62")
    assert "только что" in said(found["tree"])
    assert "failed" not in found


@pytest.mark.parametrize("fault", [QuestionTimeout("долго"), RuntimeError("сломалось")])
def test_a_failed_question_is_said_and_marked(world: World, fault: Exception) -> None:
    world.fault = fault
    found = asked(world)
    assert found["failed"]
    assert "Не удалось получить данные" in said(found["tree"])
    assert "Повторить" not in said(found["tree"])


def test_a_bad_address_leaves_everything_to_the_page(world: World) -> None:
    assert asked(world, params={"every": "1"}) is no_update


def test_those_above_are_named_with_words_to_say(world: World) -> None:
    view = state.read(world.desk.questions, {}, PATH)
    assert wall.risen(world.desk, view) == [{"code": "62", "text": "Южный: ×3,0 к обычному"}]


def test_every_place_has_a_callback_that_waits_for_its_question(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board()
    monkeypatch.setattr(Board, "clientside_callback", lambda *_, **__: None, raising=False)
    wall.connect(cast(Dash, board), world.desk)
    for name in SLOTS:
        assert board.ask(name, None, {}) is no_update
        assert board.ask(name, {"scene": "other", "n": 1}, {}) is no_update
        assert board.ask(name, {"scene": "usual", "n": 1}, {})["n"] == 1
    assert board.ask("wall-above", None, {}) is no_update
    assert [row["code"] for row in board.ask("wall-above", 1, {})["rows"]] == ["62"]


def test_the_wall_has_a_map_only_for_the_scene_that_shows_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hexmap, "card", lambda *_: "карта")
    with_map = page.layout(world.desk, PATH, {})
    without = page.layout(world.desk, PATH, {"scenes": "usual"})
    bad = page.layout(world.desk, PATH, {"scenes": "нет"})
    assert having(with_map, "wall-map")[0].children == "карта"
    assert having(without, "wall-map")[0].children is None
    assert having(bad, "wall-map")[0].children is None


def test_the_walls_head_and_freshness_have_no_links(world: World) -> None:
    draws = screen.wanted(PATH, set(), [])
    found = asyncio.run(screen.drawn(world.desk, {}, PATH, draws))
    assert "href" not in str(found["header"])
    assert "data-asof" in str(found["freshness"])


def test_the_page_that_composes_a_wall_has_its_parts(world: World) -> None:
    draws = screen.wanted(SETUP_PATH, set(), [])
    found = asyncio.run(screen.drawn(world.desk, {"scenes": "usual"}, SETUP_PATH, draws))
    assert "/wall?scenes=usual" in str(found["setup-address"])
    assert "Всплески" in said(found["setup"])
    ids = {getattr(node, "id", None) for node in nodes(page.layout(world.desk, SETUP_PATH, {}))}
    assert {"setup", "setup-address", "wall-preview"} <= ids


def test_a_bad_address_of_a_wall_leads_to_where_one_is_composed(world: World) -> None:
    found = page.problem_of(world.desk, {"scenes": "нет", "lang": "en"}, PATH)
    assert [node.href for node in nodes(found) if getattr(node, "href", None)][-1] == f"{SETUP_PATH}?lang=en"
    assert texts("en")("setup.compose")
