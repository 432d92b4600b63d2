"""Every part answers a state, fails by itself, and leaves a bad address to the page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest
from dash import Dash, no_update

from dashboard.callbacks import page, records, screen
from dashboard.parts import hexmap
from data.errors import QuestionTimeout
from tests.dashboard.screen_world import ASOF, OTHER, REGION, World, having, said, view

Handler = Callable[..., Awaitable[Any]]


class Board:
    """Takes the place of Dash: keeps handlers by the id of their first output."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}

    def callback(self, *dependencies: Any, **_: Any) -> Callable[[Handler], Handler]:
        def keep(handler: Handler) -> Handler:
            self.handlers[dependencies[0].component_id.removesuffix("-wire")] = handler
            return handler

        return keep

    def ask(self, target: str, *values: Any) -> Any:
        async def run() -> Any:
            return await self.handlers[target](*values)

        return asyncio.run(run())


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def board(world: World, monkeypatch: pytest.MonkeyPatch) -> Board:
    monkeypatch.setattr(hexmap, "card", lambda *_: "карта")
    found = Board()
    for module in (page, screen, records):
        module.connect(cast(Dash, found), world.desk)
    return found


SCRIPT = (Path(__file__).parents[3] / "assets" / "js" / "draw.js").read_text(encoding="utf-8")
LIVE = ("kpis", "placed", "ranking", "feed", "freshness")
STILL = ("where", "periods", "switches")


@pytest.mark.parametrize("target", LIVE)
def test_every_live_part_draws_the_state(board: Board, target: str) -> None:
    assert said(board.ask(target, {}, None, "/"))


def test_the_head_says_how_far_a_demonstration_has_come(board: Board, world: World) -> None:
    world.share = 0.4
    found = said(board.ask("freshness", {}, None, "/"))
    assert "демонстрация заполняется: 40" in found
    assert "данные на" in found


@pytest.mark.parametrize("target", STILL)
def test_every_still_part_draws_the_state(board: Board, target: str) -> None:
    assert said(board.ask(target, {}, "/"))


@pytest.mark.parametrize("target", LIVE)
def test_before_the_state_is_known_nothing_changes(board: Board, target: str) -> None:
    assert board.ask(target, None, None, None) is no_update


@pytest.mark.parametrize("target", LIVE)
def test_a_bad_address_leaves_the_parts_alone(board: Board, target: str) -> None:
    assert board.ask(target, {"perod": "7d"}, None, "/") is no_update


def test_a_part_that_fails_says_so_in_its_own_place(board: Board, world: World) -> None:
    world.fault = RuntimeError("база недоступна")
    found = said(board.ask("ranking", {}, None, "/"))
    assert "Не удалось получить данные" in found
    assert "база" not in found


def test_a_slow_question_is_told_apart(board: Board, world: World) -> None:
    world.fault = QuestionTimeout("30 с")
    assert "слишком много времени" in said(board.ask("kpis", {}, None, "/"))


def test_the_ranking_asks_for_every_district(board: Board, world: World) -> None:
    board.ask("ranking", {"district": "61", "cell": "882d440ea9fffff", "topic": "01"}, None, "/")
    ((_, asked),) = world.asked
    assert (asked.district, asked.cell, asked.topic) == ((), (), ("01",))


def test_the_tree_asks_for_every_topic_of_the_place(board: Board, world: World) -> None:
    found = board.ask("topics", {"district": "61", "topic": "01.001"}, None, [], "/")
    ((_, asked),) = world.asked
    assert (asked.district, asked.topic) == (("61",), ())
    assert "Ямы" in said(found)


def test_the_tree_keeps_what_was_opened(board: Board) -> None:
    assert "Ямы" in said(board.ask("topics", {}, None, ["01"], "/"))


def test_topics_have_english_names(board: Board) -> None:
    assert "Roads" in said(board.ask("topics", {"lang": "en"}, None, [], "/"))


def test_the_trend_is_a_head_a_drawing_and_no_note(board: Board) -> None:
    head, figure, note = board.ask("trend-head", {}, None, "/")
    assert "Динамика" in said(head)
    assert figure["data"]
    assert note == []


def test_a_trend_of_nothing_is_a_note(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.parts.trend.note", lambda *_: "пусто")
    _, figure, note = board.ask("trend-head", {}, None, "/")
    assert (figure, note) == (None, ["пусто"])


def test_a_failed_trend_covers_the_old_drawing(board: Board, world: World) -> None:
    world.fault = RuntimeError()
    head, figure, note = board.ask("trend-head", {}, None, "/")
    assert (head, figure) == (no_update, no_update)
    assert "Не удалось" in said(note)


def test_a_bad_address_leaves_the_trend(board: Board) -> None:
    assert board.ask("trend-head", {"perod": "1"}, None, "/") == (no_update,) * 3


def test_the_head_of_a_good_address_has_its_region(board: Board) -> None:
    assert "Ростовская область" in said(board.ask("header", {}, "/"))


def test_the_head_of_a_bad_address_still_stands(board: Board) -> None:
    assert "Теплокарта" in said(board.ask("header", {"perod": "7d"}, "/"))
    assert board.ask("header", None, None) is no_update


def test_each_path_has_its_page(board: Board) -> None:
    assert having(board.ask("page", "/", {}), "overview")
    assert having(board.ask("page", "/records", None), "records")
    assert board.ask("page", None, {}) is no_update


def test_there_is_no_problem_with_a_good_address(board: Board) -> None:
    assert board.ask("problem", {}, None, "/") == []
    assert board.ask("problem", None, None, None) is no_update


def test_a_bad_address_is_a_problem_of_the_page(board: Board) -> None:
    found = said(board.ask("problem", {"perod": "7d", "lang": "ru"}, None, "/"))
    assert "Условие «perod»" in found
    assert "period" in found


def test_a_region_that_is_not_there_is_a_problem_with_a_way_out(board: Board, world: World) -> None:
    world.infos = (REGION, OTHER)
    assert "Курская область" in said(board.ask("problem", {"region": "mars"}, None, "/"))


def test_an_empty_store_is_a_problem_with_its_commands(board: Board, world: World) -> None:
    world.names = ()
    assert "app.py load" in said(board.ask("problem", {}, None, "/"))
    world.infos = ()
    assert "app.py region" in said(board.ask("problem", {}, None, "/"))


def test_the_register_has_a_head_with_its_count(board: Board) -> None:
    found = said(board.ask("records-head", {}, None))
    assert "1 обращение за 30 дней" in found
    assert "Личные сведения" in found


def test_the_grid_gets_the_rows_it_asks_for(board: Board, world: World) -> None:
    found = board.ask("grid", {"startRow": 100, "endRow": 200}, {"district": "61"})
    assert found["rowCount"] == 1
    assert world.asked[-1][0] == "records 100-200"
    assert world.asked[-1][1].district == ("61",)


@pytest.mark.parametrize(
    ("request_", "asked"),
    [
        ({"startRow": -5, "endRow": -9}, "records 0-1"),
        ({"startRow": 0, "endRow": 10**9}, "records 0-500"),
        ({}, "records 0-1"),
    ],
)
def test_the_grid_cannot_ask_for_everything(
    board: Board, world: World, request_: dict[str, int], asked: str
) -> None:
    board.ask("grid", request_, {})
    assert world.asked[-1][0] == asked


def test_the_grid_of_a_bad_address_is_empty(board: Board) -> None:
    assert board.ask("grid", {"startRow": 0, "endRow": 100}, {"perod": "1"}) == {"rowData": [], "rowCount": 0}
    assert board.ask("grid", None, None) is no_update


def test_the_clock_of_a_desk_is_the_regions(world: World) -> None:
    assert world.desk.now(view()).utcoffset() == ASOF.utcoffset()
    assert world.desk.now(view({"region": "all"}, region=None)).utcoffset() == ASOF.utcoffset()


def tags(tree: Any) -> set[str]:
    return {tag for node in tree if not isinstance(node, str) for tag in ({node[0]} | tags(node[2]))}


def test_every_tag_of_every_part_is_one_the_browser_draws(board: Board, world: World) -> None:
    trees = [board.ask(target, {}, None, "/") for target in LIVE] + [
        board.ask(target, {}, "/") for target in STILL
    ]
    trees += [
        board.ask("header", {}, "/"),
        board.ask("topics", {}, None, ["01"], "/"),
        board.ask("records-head", {}, None),
    ]
    trees += [board.ask("problem", {"perod": "1"}, None, "/"), board.ask("trend-head", {}, None, "/")[0]]
    world.names, world.fault = (), RuntimeError()
    trees += [board.ask("problem", {}, None, "/"), board.ask("kpis", {}, None, "/")]
    known = re.search(r"TAGS = new Set\(\((.*?)\)\.split", SCRIPT, re.DOTALL)
    assert known is not None
    drawn = set(re.findall(r"[a-z]+[0-9]?", known[1]))
    assert {tag for tree in trees for tag in tags(tree)} <= drawn
