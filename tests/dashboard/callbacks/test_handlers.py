"""Every part answers a state, fails by itself, and leaves a bad address to the page."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any, cast

import pytest
from dash import Dash, no_update

from dashboard.callbacks import page, records, screen
from dashboard.parts import hexmap
from tests.dashboard.callbacks.board import Board
from tests.dashboard.screen_world import ASOF, OTHER, REGION, World, having, said, view


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def board(world: World, monkeypatch: pytest.MonkeyPatch) -> Board:
    monkeypatch.setattr(hexmap, "card", lambda *_: "карта")
    found = Board()
    for module in (page, records):
        module.connect(cast(Dash, found), world.desk)
    return found


def part(world: World, name: str, params: dict[str, str], opened: list[str] | None = None) -> Any:
    """One part of a whole answer, asked for by itself."""
    draws = screen.wanted("/", set(), opened or [])
    own = {name: draws[name]} if name in draws else {}
    return asyncio.run(screen.drawn(world.desk, params, "/", own)).get(name)


SCRIPT = (Path(__file__).parents[3] / "assets" / "js" / "draw.js").read_text(encoding="utf-8")


def test_the_head_says_how_far_a_demonstration_has_come(world: World) -> None:
    world.share = 0.4
    found = said(part(world, "freshness", {}))
    assert "демонстрация заполняется: 40" in found
    assert "данные на" in found


def test_the_ranking_asks_for_every_district(world: World) -> None:
    part(world, "ranking", {"district": "61", "cell": "882d440ea9fffff", "topic": "01"})
    ((_, asked),) = world.asked
    assert (asked.district, asked.cell, asked.topic) == ((), (), ("01",))


def test_the_tree_asks_for_every_topic_of_the_place(world: World) -> None:
    found = part(world, "topics", {"district": "61", "topic": "01.001"})
    ((_, asked),) = world.asked
    assert (asked.district, asked.topic) == (("61",), ())
    assert "Ямы" in said(found)


def test_the_tree_keeps_what_was_opened(world: World) -> None:
    assert "Ямы" in said(part(world, "topics", {}, ["01"]))


def test_topics_have_english_names(world: World) -> None:
    assert "Roads" in said(part(world, "topics", {"lang": "en"}))


def test_the_head_of_a_good_address_has_its_region(world: World) -> None:
    assert "Ростовская область" in said(part(world, "header", {}))


def test_the_head_of_a_bad_address_still_stands(world: World) -> None:
    assert "Теплокарта" in said(part(world, "header", {"perod": "7d"}))


def test_each_path_has_its_page(board: Board) -> None:
    assert having(board.ask("page", "/", {}), "overview")
    assert having(board.ask("page", "/records", None), "records")
    assert board.ask("page", None, {}) is no_update


def test_there_is_no_problem_with_a_good_address(world: World) -> None:
    assert part(world, "problem", {}) == []


def test_a_bad_address_is_a_problem_of_the_page(world: World) -> None:
    found = said(part(world, "problem", {"perod": "7d", "lang": "ru"}))
    assert "Условие «perod»" in found
    assert "Убрать это условие" in found


def test_a_region_that_is_not_there_is_a_problem_with_a_way_out(world: World) -> None:
    world.infos = (REGION, OTHER)
    assert "Курская область" in said(part(world, "problem", {"region": "mars"}))


def test_an_empty_store_is_a_problem_with_its_commands(world: World) -> None:
    world.names = ()
    assert "app.py load" in said(part(world, "problem", {}))
    world.infos = ()
    assert "app.py region" in said(part(world, "problem", {}))


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
    trees = [part(world, name, {}) for name in (*screen.PARTS, *screen.STATIC) if name != "trend"]
    trees += [
        part(world, "header", {}),
        part(world, "topics", {}, ["01"]),
        board.ask("records-head", {}, None),
    ]
    trees += [part(world, "problem", {"perod": "1"}), asyncio.run(screen.drawn(world.desk, {}, "/", screen.PARTS))["trend-head"]]
    world.names, world.fault = (), RuntimeError()
    trees += [part(world, "problem", {}), part(world, "kpis", {})]
    known = re.search(r"TAGS = new Set\(\((.*?)\)\.split", SCRIPT, re.DOTALL)
    assert known is not None
    drawn = set(re.findall(r"[a-z]+[0-9]?", known[1]))
    assert {tag for tree in trees for tag in tags(tree)} <= drawn
