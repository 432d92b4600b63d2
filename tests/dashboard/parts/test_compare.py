"""The comparison on the screen: a menu of ways in, both sets by letter and name, both figures in cards and rows."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import pytest

from dashboard import versus
from dashboard.callbacks import beside
from dashboard.figures import beside as lines
from dashboard.figures import trend as trend_figure
from dashboard.figures.bins import Measure
from dashboard.parts import compare, kpis, ranking, rows, topics
from dashboard.parts import trend as trend_part
from dashboard.texts import texts
from data.answers import Breakdown
from data.query import Questions
from tests.dashboard.screen_world import (
    ASOF,
    CATALOGUE,
    KPIS,
    ZONE,
    World,
    having,
    links,
    row,
    summary,
    trend,
    view,
    words,
)

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=ZONE)
BOTH = {"vs": "asof=2026-10-18T10:00"}


def test_both_sets_stand_with_letters_and_a_way_out() -> None:
    shown = view({"district": "61", "vs": "district=62"})
    strip = compare.strip(versus.sides(cast(Questions, World()), shown, CATALOGUE), shown)
    assert [words(each) for each in having(strip, "set-name")] == ["А Северный", "Б Южный"]
    found = dict(links(strip))
    assert found["Закончить сравнение"] == "/?district=61"
    assert "district=62" in found["Поменять местами"]
    assert compare.strip(None, view()) is None


def test_without_a_district_or_topic_one_is_asked_for_first() -> None:
    found = words(compare.ways(view(), NOW, CATALOGUE))
    assert "Сначала выберите район" in found
    assert "Сначала выберите тему" in found
    assert "год назад" in found


def test_all_of_time_has_no_window_before() -> None:
    assert "У всего времени нет прошлого отрезка" in words(compare.ways(view({"period": "all"}), NOW, CATALOGUE))


def test_a_chosen_district_is_compared_with_another_and_a_topic_with_a_group() -> None:
    found = dict(links(compare.ways(view({"district": "61", "topic": "01"}), NOW, CATALOGUE)))
    assert found["Южный"] == "/?district=61&topic=01&vs=district%3D62%26topic%3D01"
    assert "map=change" in found["Дворы"]
    assert "Ямы" not in found


def test_only_the_overview_compares() -> None:
    assert compare.ways(view(path="/records"), NOW, CATALOGUE) is None


def test_a_card_has_both_figures_and_their_difference() -> None:
    found = kpis.render(KPIS, summary(), view(BOTH))
    assert "А" in words(having(found[0], "kpi-value"))
    assert words(having(found[0], "kpi-other")) == "Б 100"


def test_the_second_sets_figures_take_the_place_of_those_before() -> None:
    world = World()
    assert beside.kpis(world.desk, view()) is KPIS
    assert [one.previous for one in beside.kpis(world.desk, view(BOTH))] == [one.value for one in KPIS]
    assert len([name for name, _ in world.asked if name == "kpis"]) == 3


def test_rows_have_both_values_where_the_sets_share_them() -> None:
    answer = Breakdown(7, ASOF, (row("61", 30.0, previous=20.0), row("62", 50.0, previous=80.0)))
    listed = having(ranking.render(answer, view(BOTH)), "versus")
    assert [words(having(each, "other")) for each in listed] == ["80", "20"]
    assert "А 50, Б 80" in listed[0].title
    assert rows.against(answer.rows, view(BOTH)) == "to_other"
    tree = topics.render(Breakdown(7, ASOF, (row("01", 30.0, previous=20.0),)), CATALOGUE, [], view(BOTH))
    assert having(tree, "versus")


@pytest.mark.parametrize("name", ["district", "topic"])
def test_a_list_by_what_the_sets_differ_in_is_of_the_first_alone(name: str) -> None:
    codes = {"district": ("61", "62"), "topic": ("01", "02")}[name]
    shown = view({name: codes[0], "vs": f"{name}={codes[1]}"})
    filters, alone = beside.by(name, World().desk, shown, shown.filters)
    assert filters.vs is None
    assert alone.filters.vs is None
    same, kept = beside.by(name, World().desk, view(BOTH), view(BOTH).filters)
    assert same.vs == BOTH["vs"]
    assert kept.filters.vs == BOTH["vs"]


def test_two_lines_stand_over_each_other_from_the_start() -> None:
    found, other = beside.trends(World().desk, view(BOTH))
    assert other is not None
    assert all(each.usual is None for each in found.rows)
    drawn = trend_figure.figure(found, Measure("count", "appeals"), texts("ru"), other)
    line = next(each for each in drawn.data if each["line"].get("dash") == "dash")
    assert len(line["x"]) == len(line["y"]) == 9
    assert line["text"][0].startswith("<b>Б</b>")
    assert beside.trends(World().desk, view())[1] is None
    assert "А Б" in words(trend_part.legend(trend(usual=None), view(BOTH)))


def test_a_longer_second_set_ends_with_the_first() -> None:
    drawn = trend_figure.figure(trend(count=4), Measure("count", "appeals"), texts("ru"))
    lines.add(drawn, trend(count=4), trend(count=10), Measure("count", "appeals"), texts("ru"))
    assert len(drawn.data[-1]["x"]) == 4


@pytest.mark.parametrize("params", [BOTH, {"topic": "01", "vs": "topic=02"}])
def test_a_sentence_says_how_the_sets_differ(params: dict[str, str]) -> None:
    assert "100 обращений" in beside.sentence(World().desk, view(params))
    assert beside.sentence(World().desk, view()) == ""
