"""Every scene asks its questions, says its sentence and draws its picture, also where there is little to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.parts.wire import wire
from dashboard.wall import answers, region, surges, topics, usual
from dashboard.wall.above import standings
from dashboard.wall.scenes import draw
from dashboard.wall.setting import SCENES
from data.answers import AnswerTimes, Bin, Breakdown, Kpi, Share, Trend
from data.filters import Filters
from tests.dashboard.screen_world import (
    ASOF,
    CATALOGUE,
    KPIS,
    World,
    having,
    kpi,
    row,
    styled,
    view,
    words,
)

SENTENCE = "Всё спокойно."
NAMES = CATALOGUE.names


def of(*rows: Any) -> Breakdown:
    return Breakdown(7, ASOF, rows)


def high(code: str, value: float, base: float, **more: Any) -> Any:
    return row(code, value, usual=base, low=base - 3, high=base + 3, **more)


class Warm(World):
    """A world with a usual: the south is far above it, potholes drive it."""

    def districts(self, filters: Filters) -> Breakdown:
        self._note("districts", filters)
        return of(high("61", 30.0, 29.0), high("62", 90.0, 30.0), row(None, 20.0))

    def topics(self, filters: Filters) -> Breakdown:
        self._note("topics", filters)
        return of(high("01", 60.0, 20.0), high("01.001", 60.0, 20.0, parent="01"), high("02", 40.0, 41.0))


def drawn(scene: str, world: World | None = None, focus: str | None = None, **params: str) -> Any:
    found = world or Warm()
    return draw(scene, focus, found.desk, view(params, path="/wall"))


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("world", [World, Warm])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_scene_is_a_tree_with_a_title_and_a_sentence(scene: str, world: type[World], lang: str) -> None:
    found = wire(drawn(scene, world(), lang=lang))
    assert found[0][1]["class"] == f"wall-scene scene-{scene}"
    (sentence,) = having(drawn(scene, world(), lang=lang), "wall-sentence")
    assert len(words(sentence)) > 10


def test_the_region_has_a_hole_for_its_map_four_figures_and_its_districts() -> None:
    found = drawn("region")
    assert len(having(found, "wall-hole")) == 1
    assert len(having(found, "wall-tile")) == 4
    assert [words(node) for node in having(found, "name")] == ["Южный", "Северный"]


def test_within_one_district_the_region_lists_topics_and_without_any_says_so() -> None:
    here = view(path="/wall")
    one = region.most_of(of(high("61", 30.0, 29.0)), of(high("01", 60.0, 20.0), row("01.001", 1.0, parent="01")), NAMES, here)
    found = region.render(KPIS, one, SENTENCE, here)
    assert [words(node) for node in having(found, "name")] == ["Дороги"]
    empty = region.render(KPIS, replace(one, found=of()), SENTENCE, here)
    assert having(empty, "wall-empty")


def test_a_figure_that_is_unknown_is_a_dash_and_a_long_sentence_is_set_smaller() -> None:
    here = view(path="/wall")
    found = region.render((kpi("count", None),), region.most_of(of(), of(), {}, here), "слово " * 30, here)
    assert words(having(found, "wall-figure")) == "—"
    assert having(found, "long")


def test_surges_show_the_furthest_first_and_what_drives_them() -> None:
    found = drawn("surges")
    assert [words(node) for node in having(found, "wall-name")] == ["Южный", "Северный"]
    assert [node.className for node in having(found, "wall-column")] == ["wall-column above", "wall-column calm"]
    assert "+40 Ямы" in words(having(found, "wall-driver")[0])
    assert "90 вместо обычных 30" in " ".join(words(found).split())


def test_a_district_that_has_just_risen_comes_first_and_is_marked() -> None:
    rows = tuple(high(f"{at}", 900.0 - at, 100.0) for at in range(5))
    assert [one.row.code for one in surges.chosen(of(*rows), "count", "4")] == ["4", "0", "1"]
    assert [one.row.code for one in surges.chosen(of(*rows), "count", None)] == ["0", "1", "2"]
    found = drawn("surges", focus="62")
    assert words(having(found, "wall-badge")) == "только что"
    assert not having(drawn("surges", focus="61"), "wall-badge")


def test_surges_of_an_excess_say_the_whole_and_without_a_usual_why_there_are_none() -> None:
    here = view({"metric": "excess"}, path="/wall")
    rows = of(row("62", 60.0, usual=0.0, low=-3.0, high=3.0, count=90))
    (standing,) = surges.chosen(rows, "excess", None)
    short = Trend(7, ASOF, "day", ())
    found = surges.render([surges.Surge(standing, short, of())], NAMES, SENTENCE, here)
    assert "всего 90" in words(found)
    assert len(having(found, "wall-empty")) == 2
    assert "Обычное ещё неизвестно" in words(surges.render([], NAMES, SENTENCE, here))


def test_topics_are_the_largest_groups_each_with_its_course() -> None:
    found = drawn("topics")
    assert [words(node) for node in having(found, "wall-topic")] == ["Дороги", "Дворы"]
    assert [node.className for node in having(found, "topic")] == ["wall-tile topic up", "wall-tile topic flat"]
    assert len(having(found, "wall-plot")) == 2
    assert having(topics.render(of(), {}, NAMES, SENTENCE, view()), "wall-empty")
    assert not having(topics.render(of(row("01", 3.0)), {}, NAMES, SENTENCE, view()), "wall-plot")


def test_answers_show_the_spread_the_days_and_the_tail() -> None:
    found = drawn("answers")
    said_ = " ".join(words(found).split())
    assert "4,6 дн." in said_
    assert "9,9 дн." in said_
    assert "+0,05" in said_
    assert [words(node) for node in having(found, "day")] == ["30 до 1", "20 1–3", "0 30+"]
    assert "до 3 дней 3" in said_
    assert "14–30 дней 2" in said_


def times(**changes: Any) -> AnswerTimes:
    return replace(World().answer_times(view().filters), **changes)


def test_the_tail_holds_every_overdue_one() -> None:
    late = times(tail=tuple(Share(edge, 1) for edge in (1.0, 3.0, 7.0, 14.0, 30.0, None)))
    assert answers.tail(late) == [("3", 2), ("7", 1), ("14", 1), ("30", 1), ("more", 1)]


def test_where_nobody_was_answered_and_nothing_is_late_it_is_said() -> None:
    kpis: tuple[Kpi, ...] = (kpi("answer_days", None), kpi("overdue", 0.0))
    found = answers.render(kpis, times(overdue=0, median=None, days=()), of(), SENTENCE, view())
    assert words(found).count("никому ещё не ответили") == 2
    assert words(found).count("Просроченных нет") == 2
    fast = answers.render(KPIS, times(median=None), of(), SENTENCE, view())
    assert "Половина" not in words(fast)


def hours(count: int, value: float = 5.0, high_at: int = -1, usual_: float | None = 5.0) -> Trend:
    start = ASOF.replace(hour=0, minute=0)
    rows = [
        Bin(start + timedelta(hours=hour), 50.0 if hour == high_at else value, usual_, None if usual_ is None else 2.0,
            None if usual_ is None else 8.0)
        for hour in range(count)
    ]  # fmt: skip
    return Trend(7, ASOF, "hour", tuple(rows))


class Surging(World):
    """A world whose ninth hour of today is far above its usual."""

    def trend(self, filters: Filters, step: str | None = None) -> Trend:
        self._note("trend", filters)
        return hours(19, high_at=9) if step == "hour" else today(91.0, 90.0)


def today(value: float, usual_: float | None) -> Trend:
    band = (None, None) if usual_ is None else (usual_ - 5, usual_ + 5)
    return Trend(7, ASOF, "day", (Bin(ASOF.replace(hour=0, minute=0), value, usual_, *band),))


def test_today_stands_against_the_usual_by_this_hour_and_the_day_by_hours() -> None:
    found = usual.render(today(150.0, 90.0), hours(19, high_at=9), hours(24), SENTENCE, view())
    kinds = [node.className.split()[1] for node in having(found, "hour")]
    assert kinds == [*["plain"] * 9, "high", *["plain"] * 8, "partial", *["future"] * 5]
    assert "обычно к этому часу 90, от\u00a072 до\u00a0108" in words(found)
    assert [(words(node), node.style["bottom"]) for node in having(found, "wall-level")] == [("20", "37.04%"), ("40", "74.07%")]
    assert having(found, "wall-number")[0].className == "wall-number up"
    assert styled(wire(found), "band")


def test_a_day_within_the_usual_says_so_and_one_without_a_usual_too() -> None:
    calm = usual.render(today(91.0, 90.0), hours(2), hours(24), SENTENCE, view())
    assert "в пределах обычного" in words(calm)
    blank = usual.render(today(91.0, None), hours(2, usual_=None), hours(24, usual_=None), SENTENCE, view())
    assert "Обычное ещё неизвестно" in words(blank)
    assert not styled(wire(blank), "band")
    assert having(usual.render(Trend(7, ASOF, "day", ()), hours(0), hours(0), SENTENCE, view()), "wall-empty")


@pytest.mark.parametrize("value", [71.0, 72.0, 90.0, 108.0, 109.0])
def test_the_range_named_is_the_very_one_that_is_called_usual(value: float) -> None:
    said = words(usual.render(today(value, 90.0), hours(2), hours(24), SENTENCE, view()))
    assert "от\u00a072 до\u00a0108" in said
    assert ("в пределах обычного" in said) == (72 <= value <= 108)


def test_where_nothing_came_no_district_is_shown_and_it_is_said() -> None:
    quiet = of(row("61", 0.0, usual=0.0, low=0.0, high=0.0, count=0), row("62", 0.0, usual=4.0, low=0.0, high=9.0, count=0))
    assert surges.chosen(quiet, "count", None) == []
    assert "нет ни одного района" in words(surges.render([], NAMES, SENTENCE, view(), came=False))


def test_the_region_says_what_share_the_map_shows() -> None:
    assert "на карте" in words(having(drawn("region"), "wall-kind")[0])


def test_today_is_the_day_of_the_moment_whatever_the_period_and_the_metric() -> None:
    world = Warm()
    drawn("usual", world, period="1y", metric="rating", asof="2026-11-03T10:00:00")
    asked = [filters for name, filters in world.asked if name == "trend"]
    assert {(one.metric, one.period) for one in asked} == {("count", None)}
    assert [str(one.since) for one in asked] == ["2026-11-03", "2026-11-03", "2026-10-27"]


def test_a_day_of_few_appeals_is_compared_with_nothing() -> None:
    said = words(usual.render(today(4.0, 3.0), hours(2), hours(24), SENTENCE, view()))
    assert "мало данных для сравнения" in said
    assert "обычно к этому часу 3" in said
    assert "%" not in said
    assert "в пределах обычного" not in said


@pytest.mark.parametrize(("value", "said"), [(9.0, "мало данных"), (40.0, "×10,0")])
def test_few_appeals_are_not_compared_in_percent(value: float, said: str) -> None:
    found = topics.render(of(high("01", value, 4.0)), {}, NAMES, SENTENCE, view(path="/wall"))
    (tile,) = having(found, "topic")
    assert said in words(tile)
    assert tile.className.endswith("up") == (value >= 10)


def test_a_name_of_a_list_is_never_cut() -> None:
    here = view(path="/wall")
    called = {"a": "Короткое", "b": "Петропавловск-Камчатский"}
    rows = region.Most(of(high("a", 30.0, 29.0), high("b", 20.0, 19.0)), lambda row: called[row.code or ""], "wall.most")
    found = region.render(KPIS, rows, SENTENCE, here)
    assert [node.className for node in having(found, "name")] == ["name", "name wide"]


def test_the_hour_above_its_usual_is_told_beside_the_number_of_the_day() -> None:
    (sentence,) = having(drawn("usual", Surging()), "wall-sentence")
    assert "Больше обычного с 09:00 до 10:00. Тогда пришло 50, обычно 5." in words(sentence)


def test_what_grew_is_told_in_appeals_where_the_metric_is_a_rate() -> None:
    driver = row("01.001", 0.4, parent="01", usual=0.1, low=0.08, high=0.12, count=40)
    shown = surges.Surge(standings((high("62", 0.9, 0.3, count=90),), "per1000")[0], Trend(7, ASOF, "day", ()), of(driver))
    said = words(surges.render([shown], NAMES, SENTENCE, view({"metric": "per1000"})))
    assert "+30 Ямы" in said
