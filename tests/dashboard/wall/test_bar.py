"""The head of a wall says what is shown and how fresh it is, and has nothing to press."""

from __future__ import annotations

from datetime import timedelta

from dashboard.texts import texts
from dashboard.wall import bar
from dashboard.wall.setting import Setting
from data.filters import NONE
from tests.dashboard.screen_world import ASOF, CATALOGUE, OTHER, REGION, having, links, summary, view, words


def test_the_head_names_the_place_the_period_and_every_condition() -> None:
    params = {"topic": "01", "period": "7d", "status": "open", "district": "61"}
    found = bar.head(view(params, path="/wall"), CATALOGUE)
    said = " ".join(words(found).split())
    assert "Северный" in said
    assert "Обращения за 7 дней · Дороги · Статус: не закрытые" in said
    assert "синтетические данные" in said
    assert links(found) == []


def test_many_places_and_topics_are_counted_and_all_regions_named() -> None:
    many = bar.head(view({"topic": "01,01.001,02", "district": f"61,62,{NONE}"}, path="/wall"), CATALOGUE)
    assert "3 района" in words(many)
    assert "3 темы" in words(many)
    everywhere = bar.head(view({"region": "all"}, regions=(OTHER, REGION)), CATALOGUE)
    assert "Все регионы" in words(everywhere)
    assert "без района" in words(bar.head(view({"district": NONE}), CATALOGUE))
    assert not having(bar.head(view(region=OTHER), CATALOGUE), "synthetic")
    assert "регион не выбран" in words(bar.head(view({"region": "all"}, regions=()), CATALOGUE))


def test_freshness_names_a_source_that_is_silent() -> None:
    found = bar.freshness(summary(), ASOF, 26.0, view(path="/wall"))
    assert "данные на 18:30" in words(found)
    assert "нет новых: ПОС" in words(found)
    assert having(found, "stamp")[0].to_plotly_json()["props"]["data-asof"] == ASOF.isoformat()
    fresh = bar.freshness(summary(), ASOF - timedelta(days=3), 26.0, view(path="/wall"))
    assert not having(fresh, "late")


def test_the_foot_has_a_segment_a_scene() -> None:
    found = bar.foot(Setting(("usual", "region")), texts("ru"))
    assert [words(node) for node in having(found, "wall-segment")] == ["Сегодня", "Регион"]
