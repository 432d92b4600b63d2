"""Tables beside drawings: the same figures, sorted by links, with heads for readers of screens."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.parts import ranking, topics, trend, twin, twin_tables
from dashboard.parts.twin import Cell, Column, Table
from data.answers import Breakdown
from tests.dashboard.cards_world import PLACES
from tests.dashboard.screen_world import ASOF, CATALOGUE, KPIS, having, links, nodes, row, view, words
from tests.dashboard.screen_world import trend as some_trend

FOUND = Breakdown(
    7,
    ASOF,
    (row("61", 30.0, previous=20.0, usual=25.0, low=20.0, high=28.0), row("62", 50.0), row(None, 9.0)),
)
TOPICS = Breakdown(7, ASOF, (row("01", 60.0), row("01.001", 60.0, parent="01"), row("02", 40.0)))


def table(*keys: float | str | None) -> Table:
    rows = tuple((Cell(f"имя {key}", str(key)), Cell(str(key), key)) for key in keys)
    return Table("ranking", "Подпись", (Column("name", "Имя", figures=False), Column("value", "Число")), rows)


def told(found: Any) -> list[str]:
    return [words(node) for node in nodes(found) if type(node).__name__ == "Td"]


def heads(found: Any) -> list[Any]:
    return [
        node for node in nodes(found) if type(node).__name__ == "Th" and getattr(node, "scope", "") == "col"
    ]


def attribute(node: Any, name: str) -> Any:
    return node.to_plotly_json()["props"][name]


def test_without_a_sort_the_order_is_that_of_the_drawing() -> None:
    assert told(twin.render(table(2.0, 3.0, None, 1.0), view())) == ["2.0", "3.0", "None", "1.0"]


@pytest.mark.parametrize(
    ("sort", "values"),
    [
        ("ranking.value", ["3.0", "2.0", "1.0", "None"]),
        ("ranking.value.up", ["1.0", "2.0", "3.0", "None"]),
        ("topics.value", ["2.0", "3.0", "None", "1.0"]),
        ("ranking.other", ["2.0", "3.0", "None", "1.0"]),
    ],
)
def test_a_column_sorts_its_own_table_and_the_unknown_stays_last(sort: str, values: list[str]) -> None:
    assert told(twin.render(table(2.0, 3.0, None, 1.0), view({"sort": sort}))) == values


def test_heads_are_links_that_sort_and_turn_the_order() -> None:
    name, value = heads(twin.render(table(2.0), view({"sort": "topics.name,ranking.value"})))
    assert [attribute(each, "aria-sort") for each in (name, value)] == ["none", "descending"]
    assert links(name) == [("Имя", "/?sort=topics.name,ranking.name.up")]
    assert links(value) == [("Число", "/?sort=topics.name,ranking.value.up")]


def test_a_table_has_a_caption_and_heads_of_rows() -> None:
    found = twin.render(table(2.0), view())
    kinds = {type(node).__name__: words(node) for node in nodes(found)}
    assert kinds["Caption"] == "Подпись"
    assert [words(node) for node in nodes(found) if getattr(node, "scope", "") == "row"] == ["имя 2.0"]


def test_an_empty_table_says_so() -> None:
    assert "нечего показать" in words(twin.render(table(), view()))


def test_the_sign_turns_a_part_into_a_table_and_back() -> None:
    there, back = (
        twin.switch("trend", view({"table": "map"})),
        twin.switch("trend", view({"table": "map,trend"})),
    )
    assert (there.href, back.href) == ("/?table=map,trend", "/?table=map")
    assert attribute(there, "aria-label") == "Динамика: показать таблицей"
    assert attribute(back, "aria-current") == "true"


def test_the_table_of_all_figures_turns_back_into_the_trend() -> None:
    assert twin.switch("trend", view({"table": "map,kpis"}), "kpis").href == "/?table=map"


def test_the_ranking_as_a_table_has_every_figure_and_district() -> None:
    found = ranking.render(FOUND, view({"table": "ranking", "metric": "overdue"}))
    assert [words(head) for head in heads(found)] == [
        "Район", "Просрочено", "В те же дни раньше", "Обычно", "Обычно от", "Обычно до", "Обращений",
    ]  # fmt: skip
    assert told(found)[:6] == ["50", "—", "—", "—", "—", "50"]
    assert told(found)[6:12] == ["30", "20", "25", "20", "28", "30"]


def test_a_plain_number_does_not_stand_beside_itself() -> None:
    found = ranking.render(FOUND, view({"table": "ranking"}))
    assert "Обращений" not in [words(head) for head in heads(found)]


def test_topics_as_a_table_name_their_group() -> None:
    found = topics.render(TOPICS, CATALOGUE, (), view({"table": "topics"}))
    rows = [words(node) for node in nodes(found) if type(node).__name__ == "Tr"][1:]
    assert [each.split()[0] for each in rows] == ["Дороги", "Ямы", "Дворы"]
    assert rows[1].endswith("Дороги")


def test_the_trend_as_a_table_begins_with_the_newest_and_names_the_cut() -> None:
    found = twin_tables.trend(some_trend(), view())
    assert (found.rows[0][0].text, found.rows[0][1].text) == ("сб, 21 ноя (неполный)", "20")
    assert [cell.text for cell in found.rows[1][1:]] == ["90", "20", "11", "29"]


def test_all_figures_over_time_are_those_of_the_small_lines() -> None:
    found = twin_tables.kpis(KPIS, some_trend(count=3), view())
    assert [column.title for column in found.columns][:2] == ["Когда", "Обращений"]
    assert [line[1].text for line in found.rows] == ["2", "3", "1"]
    assert found.rows[0][2].text == "—"


def test_the_map_as_a_table_tells_places_in_words() -> None:
    found = twin_tables.cells(PLACES, view())
    assert [cell.text for cell in found.rows[0]] == ["Лесное, ул. Мира", "Северный", "12"]
    assert found.rows[0][0].href == f"/?cell={PLACES.rows[0].cell}"
    assert found.rows[1][1].text == "Район не определён"
    assert found.caption.endswith("(первые 2 из 9)")


@pytest.mark.parametrize("other", [{"metric": "per1000"}, {"unit": "authors"}])
def test_beside_another_figure_the_map_as_a_table_tells_the_appeals(other: dict[str, str]) -> None:
    found = twin_tables.cells(PLACES, view(other))
    assert [column.title for column in found.columns][-1] == "Обращений"
    assert found.rows[0][-1].text == "12"


def test_the_head_of_the_trend_has_the_sign() -> None:
    assert having(trend.head(some_trend(), view()), "table-switch")
