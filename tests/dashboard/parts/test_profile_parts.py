"""The parts of the pages of one district and one topic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from shapely.geometry import box

from dashboard.parts import card_answers, card_cells, card_head, card_map, card_structure, card_versus, oldest
from dashboard.parts.card_subject import counted, everyone, subject
from dashboard.parts.card_versus import Side
from dashboard.state import View
from data.answers import Breakdown, Cells, Page, Part, Structure
from data.model import Topic
from tests.dashboard.cards_world import BORDERS, CELL, NO_TIMES, OPEN, PARTS, PLACES, TIMES, CardsWorld
from tests.dashboard.screen_world import ASOF, BOX, CATALOGUE, KPIS, having, kpi, links, row, view, words

DISTRICT = view({"district": "61"}, path="/district")
TOPIC = view({"topic": "01.001"}, path="/topic")
AMONG = Breakdown(7, ASOF, (row("62", 50.0), row("61", 30.0), row(None, 20.0)))


@pytest.mark.parametrize(
    ("found", "name"),
    [
        (DISTRICT, "Северный муниципальный район"),
        (view({"district": "none"}, path="/district"), "Район не определён"),
        (view({"district": "77"}, path="/district"), "77"),
        (TOPIC, "Ямы"),
        (view({"topic": "none"}, path="/topic"), "Тема не указана"),
    ],
)
def test_a_card_is_about_the_one_that_is_chosen(found: View, name: str) -> None:
    who = subject(found, CATALOGUE)
    assert who is not None
    assert who.name == name


@pytest.mark.parametrize(
    "found", [view({}, "/district"), view({"district": "61,62"}, "/district"), view({}, "/topic")]
)
def test_none_or_several_are_no_subject(found: View) -> None:
    assert subject(found, CATALOGUE) is None


def test_everyone_is_the_region_or_all_topics() -> None:
    both = {"district": "61", "topic": "01"}
    assert (everyone(view(both, "/district")).district, everyone(view(both, "/district")).topic) == (
        (),
        ("01",),
    )
    assert (everyone(view(both, "/topic")).district, everyone(view(both, "/topic")).topic) == (("61",), ())
    assert counted(view({"metric": "rating", "unit": "authors"}).filters).metric == "count"


def test_the_head_names_people_place_and_ways() -> None:
    who = subject(DISTRICT, CATALOGUE)
    assert who is not None
    found = card_head.render(who, AMONG, card_head.about_district(who, DISTRICT), "Так.", DISTRICT)
    assert "40\u202f000 жителей 2-е место из 2 по числу обращений" in words(found)
    assert links(found) == [("На карте", "/?district=61"), ("В реестре", "/records?district=61")]
    unknown = view({"district": "62"}, "/district")
    nobody = subject(unknown, CATALOGUE)
    assert nobody is not None
    assert card_head.about_district(nobody, unknown) == ["население неизвестно"]


def test_a_subject_without_appeals_has_no_place() -> None:
    who = subject(view({"district": "none"}, "/district"), CATALOGUE)
    assert who is not None
    assert "место из" not in words(card_head.render(who, Breakdown(7, ASOF, ()), [], "", DISTRICT))


def test_a_topic_tells_its_group_term_and_track() -> None:
    who = subject(TOPIC, CATALOGUE)
    assert who is not None
    topic = Topic("01.001", "Ямы", "01", None, True, 3, 10)
    said = ["группа «Дороги»", "срок ответа 10 дней", "ускоренное рассмотрение"]
    assert card_head.about_topic(who, topic, CATALOGUE, TOPIC) == said
    assert card_head.about_topic(who, None, CATALOGUE, TOPIC) == []
    assert card_head.about_topic(who, Topic("02", "Дворы", None), CATALOGUE, TOPIC) == []


@pytest.mark.parametrize(("kind", "path"), [("district", "/district"), ("topic", "/topic")])
def test_where_nobody_is_chosen_all_are_offered(kind: str, path: str) -> None:
    found = card_head.chooser(kind, AMONG, CATALOGUE, view({}, path))
    assert [href for _, href in links(found)] == [f"{path}?{kind}=62", f"{path}?{kind}=61"]


def test_answer_times_are_told_beside_everyones() -> None:
    said = words(card_answers.render(TIMES, replace(TIMES, median=3.0), DISTRICT))
    for word in (
        "2,5 дня",
        "12 ч",
        "в среднем 3,0 дня",
        "10,0",
        "до 1 дня",
        "1–3 дня",
        "дольше 30 дней",
        "5 просроченных",
    ):
        assert word in said


def test_bars_of_bins_are_to_scale_and_none_for_nothing() -> None:
    found = having(card_answers.render(TIMES, TIMES, DISTRICT), "days")
    bars = having(found, "bar")
    assert [each.style.get("--long") for each in bars] == ["61.22%", "100.00%", "2.04%", None]


def test_without_answers_the_card_says_so() -> None:
    assert "Ответов пока нет" in words(card_answers.render(NO_TIMES, NO_TIMES, DISTRICT))
    late = replace(NO_TIMES, overdue=5)
    said = words(card_answers.render(late, NO_TIMES, DISTRICT))
    assert "нет данных" in said
    assert "За сколько дней" not in said


def test_the_make_up_has_shares_changes_and_links() -> None:
    found = card_structure.render((Structure(7, ASOF, "source", PARTS),), DISTRICT)
    said = words(found)
    assert "Инцидент Менеджмент 60 60\u202f% +100\u202f%" in said
    assert "не указано 10 10\u202f%" in said
    assert dict(links(found))["ПОС 30 30\u202f% −3,2\u202f%"] == "/district?district=61&source=pos"


def test_the_chosen_part_leads_back_and_the_rest_is_summed() -> None:
    many = tuple(Part(f"s{number}", 20 - number, None) for number in range(9))
    found = card_structure.render((Structure(7, ASOF, "source", many),), view({"source": "s0"}, "/district"))
    (on,) = having(found, "on")
    assert (on.href, on.to_plotly_json()["props"]["aria-current"]) == ("/district", "true")
    assert "ещё 3 значения 39" in words(found)
    assert "нет обращений" in words(card_structure.render((Structure(7, ASOF, "source", ()),), DISTRICT))


def test_figures_stand_beside_everyones_grey_inside_noise() -> None:
    other = (*KPIS[:1], kpi("per1000", 1.0), *KPIS[2:5], kpi("rating", 4.48), kpi("repeat", 0.0))
    lines = {line.name: line for line in card_versus.lines(Side.of(KPIS, TIMES), Side.of(other, TIMES), True)}
    assert lines["per1000"].change.direction == "up"
    assert [lines[name].change.direction for name in ("mean", "late", "overdue_share", "rating")] == [
        "flat"
    ] * 4
    found = card_versus.render(list(lines.values()), "district", DISTRICT)
    assert "На 1000 жителей выше 2,50 в среднем 1,00" in words(found)
    assert "не отличается" in words(found)


def test_a_share_beyond_noise_is_called() -> None:
    many = replace(TIMES, termed=600, late=200)
    lines = card_versus.lines(
        Side.of(KPIS, many), Side.of(KPIS, replace(TIMES, termed=6_000, late=600)), False
    )
    late = next(line for line in lines if line.name == "late")
    assert late.change.direction == "up"
    assert [late.own, late.other] == pytest.approx([1 / 3, 0.1])
    assert all(line.name != "per1000" for line in lines)


def test_what_is_not_known_is_not_compared() -> None:
    nothing = Side.of((), NO_TIMES)
    assert card_versus.lines(nothing, nothing, True) == []
    assert "нечего" in words(card_versus.render([], "topic", TOPIC))


def test_worst_places_are_numbered_and_lead_to_the_map() -> None:
    found = card_cells.render(PLACES, None, TOPIC)
    assert "1 Северный, Лесное, ул. Мира 12" in words(found)
    assert "место не указано" in words(found)
    assert links(found)[0][1] == f"/?district=61&topic=01.001&cell={OPEN['cell']}"
    assert card_cells.words(PLACES.rows[0], DISTRICT) == "Лесное, ул. Мира"
    assert "Точных адресов в отборе нет" in words(card_cells.render(Cells(7, ASOF, 7, 0, ()), None, DISTRICT))


def test_marks_of_the_small_map_are_those_of_the_list() -> None:
    marks = card_cells.marks(PLACES, DISTRICT)
    assert [mark.text for mark in marks] == ["1", "2"]
    assert [marks[0].lon, marks[0].lat] == pytest.approx([40.2, 47.7], abs=0.1)


def test_the_small_map_draws_shape_hexagons_and_marks_in_their_places() -> None:
    heat = CardsWorld().heat(DISTRICT.filters)
    found = card_map.render(
        box(39.0, 47.0, 41.0, 48.0), BOX, heat, [card_map.Mark("1", 40.0, 47.5, "Там", "/x")], "Карта"
    )
    (cells,) = having(found, "mini-cells")
    assert cells.src.count("polygon") == 1
    whole = card_map.render(
        box(39.0, 47.0, 41.0, 48.0), BOX, None, [card_map.Mark("", 40.0, 47.5, "Там")], "Карта"
    )
    (point,) = having(whole, "point")
    assert (point.style["left"], point.style["top"]) == ("50.00%", "50.00%")
    assert float(having(whole, "mini-box")[0].style["aspect-ratio"]) == pytest.approx(
        2 * np.cos(np.radians(47.5)), abs=1e-3
    )


@pytest.mark.parametrize(
    ("shape", "res"),
    [(box(39, 47, 39.1, 47.1), 8), (box(39, 47, 40, 48), 7), (box(30, 40, 50, 48), 5), (None, 8)],
)
def test_hexagons_of_the_small_map_fit_its_size(shape: Any, res: int) -> None:
    assert card_map.resolution(shape) == res


def test_a_region_is_put_together_once() -> None:
    whole = card_map.whole(BORDERS)
    assert whole is card_map.whole(BORDERS)
    assert whole.area == pytest.approx(1.5 * 2.5, rel=0.01)
    assert CELL


def test_the_oldest_open_tell_age_term_topic_and_place() -> None:
    page = CardsWorld().oldest(DISTRICT.filters)
    found = oldest.listed(page, CATALOGUE.names, view({"feed": "oldest"}))
    said = [words(each) for each in having(found, "old")]
    assert said[0] == "12 дней Ямы в работе просрочено на 2 дня Лесное, ул. Мира, 3"
    assert "срок не указан" in said[1]
    assert "до срока 1 день" in said[2]
    assert links(found)[0][1] == "/record?feed=oldest&record=im:1"
    assert "нет" in words(oldest.listed(Page(7, ASOF, 0, (), None), {}, DISTRICT))


def test_those_of_all_time_are_offered_where_a_period_leaves_them_out() -> None:
    assert oldest.all_time(view({"period": "all"})) is None
    assert oldest.all_time(view()).href == "/?period=all"
