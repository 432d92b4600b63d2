"""The pages of a district, a topic and a record: every place filled, from the right selections."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from dashboard.callbacks import cards, screen
from data.answers import Record
from tests.dashboard.cards_world import CLOSED, OPEN, CardsWorld
from tests.dashboard.screen_world import said, view, words


def drawn(world: CardsWorld, params: dict[str, str], path: str) -> Any:
    return asyncio.run(screen.drawn(world.desk, params, path, screen.wanted(path, set(), [])))


@pytest.mark.parametrize(
    ("path", "params", "made_of"),
    [("/district", {"district": "61"}, "topics"), ("/topic", {"topic": "01"}, "ranking")],
)
def test_every_place_of_a_card_is_filled(path: str, params: dict[str, str], made_of: str) -> None:
    found = drawn(CardsWorld(), params, path)
    assert {*cards.PROFILE, *(set(cards.SHARED[path]) - {"trend"}), made_of} <= set(found)
    assert [name for name in (*cards.PROFILE, made_of) if not said(found[name])] == []
    assert found["problem"] == []


def test_the_card_asks_of_its_own_and_of_everyone() -> None:
    world = CardsWorld()
    drawn(world, {"district": "61", "metric": "rating"}, "/district")
    asked = [(name, filters.district, filters.metric) for name, filters in world.asked]
    assert ("answer_times", ("61",), "count") in asked
    assert ("answer_times", (), "count") in asked
    assert ("worst 7", ("61",), "count") in asked


def test_worst_places_follow_a_metric_that_counts() -> None:
    world = CardsWorld()
    cards.draw_cells(world.desk, view({"district": "61", "metric": "overdue"}, "/district"))
    assert [filters.metric for name, filters in world.asked if name.startswith("worst")] == ["overdue"]


def test_an_unknown_place_has_its_list_without_a_map() -> None:
    world = CardsWorld()
    found = cards.draw_cells(world.desk, view({"district": "none"}, "/district"))
    assert "Лесное" in words(found)
    everywhere = cards.draw_cells(world.desk, view({"region": "all", "topic": "01"}, "/topic", region=None))
    assert "Лесное" in words(everywhere)


def test_a_card_of_nobody_offers_all() -> None:
    assert "Выберите район" in said(drawn(CardsWorld(), {}, "/district")["card-head"])
    assert "Выберите тему" in said(drawn(CardsWorld(), {}, "/topic")["card-head"])


def test_a_subject_without_a_row_says_that_nothing_came() -> None:
    found = cards.draw_head(CardsWorld().desk, view({"district": "99"}, "/district"))
    assert "нет обращений" in words(found)


@pytest.mark.parametrize(
    ("record", "text"),
    [("im:1", "Ход рассмотрения"), ("im:404", "Такого обращения нет"), ("", "Такого обращения нет")],
)
def test_a_record_is_drawn_by_its_name(record: str, text: str) -> None:
    assert text in said(drawn(CardsWorld(), {"record": record}, "/record")["record-card"])


@pytest.mark.parametrize(
    "changes", [{"precision": "settlement"}, {"lon": None}, {"district": "99"}, {"region": "mars"}]
)
def test_a_record_without_a_place_on_the_map_has_no_map(changes: dict[str, Any]) -> None:
    row = {**OPEN, **changes}
    world = CardsWorld(known={("im", "1"): Record(7, row, (CLOSED,), False)})
    tree = drawn(world, {"record": "im:1"}, "/record")["record-card"]
    assert ("mini" in str(tree)) is (changes == {"region": "mars"})


def test_the_newest_give_way_to_the_oldest() -> None:
    found = drawn(CardsWorld(), {"feed": "oldest"}, "/")
    assert "просрочено на 2 дня" in said(found["feed"])
    assert "самые старые" in said(found["feed"])


@pytest.mark.parametrize(("table", "text"), [("trend", "Обычно от"), ("kpis", "Не закрыто")])
def test_the_trend_stands_as_a_table_over_its_drawing(table: str, text: str) -> None:
    found = drawn(CardsWorld(), {"table": table}, "/")
    assert text in said(found["trend-note"])
    assert found["trend"]["data"]


@pytest.mark.parametrize(("metric", "text"), [("count", "Лесное"), ("per1000", "Северный")])
def test_the_map_stands_as_a_table_of_what_it_shows(metric: str, text: str) -> None:
    found = drawn(CardsWorld(), {"table": "map", "metric": metric}, "/")
    assert text in said(found["map-table"])
