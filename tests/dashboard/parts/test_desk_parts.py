"""The menus of questions and events, and help: words, plain links and what scripts need."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.parts import annotations as events
from dashboard.parts import help as help_part
from dashboard.parts import questions
from dashboard.parts.wire import wire
from dashboard.texts import texts
from data.annotations import Annotation
from data.filters import parse_filters
from data.model import METRICS
from data.saved import Saved
from tests.dashboard.screen_world import having, links, nodes, said, trend, view, words

RU, EN = texts("ru"), texts("en")
KEPT = Saved(3, "Ямы в Северном", "/records", "region=rostov&topic=01.001", 2, datetime(2026, 11, 1))
OUTAGE = Annotation(7, "rostov", "61", "outage", date(2026, 11, 5), date(2026, 11, 6), "Авария")
HOLIDAY = Annotation(None, "rostov", None, "holiday", date(2026, 11, 4), date(2026, 11, 4), "unity")


def props(node: Any) -> dict[str, Any]:
    found: dict[str, Any] = node.to_plotly_json()["props"]
    return found


@pytest.mark.parametrize("each", questions.SHIPPED, ids=lambda each: each.code)
def test_a_shipped_question_speaks_the_vocabulary_and_says_what_it_asks(each: questions.Shipped) -> None:
    parse_filters(each.params, "rostov")
    for words_ in (RU, EN):
        assert words_(f"question.{each.code}.name")
        assert words_(f"question.{each.code}.about")


def test_the_menu_has_plain_links_with_their_present_numbers() -> None:
    found = questions.render(view({"lang": "ru"}), (KEPT,), lambda params, figure: 1234.0)
    addresses = dict(links(found))
    own = next(href for text, href in addresses.items() if "Ямы" in text)
    assert urlsplit(own).path == "/records"
    assert dict(parse_qsl(urlsplit(own).query)) == {"region": "rostov", "topic": "01.001", "lang": "ru"}
    assert "1\u202f234 обращений" in words(found)
    assert "+1\u202f234 к обычному" in words(found)
    assert len(addresses) == len(questions.SHIPPED) + 1
    assert said(wire(found))


def test_a_question_that_no_longer_fits_says_so_and_can_still_be_removed() -> None:
    found = questions.render(view(), (KEPT,), lambda params, figure: None)
    assert "больше не подходит" in words(found)
    (edit,) = having(found, "question-edit")
    assert (props(edit)["data-question"], props(edit)["data-name"], props(edit)["data-count"]) == ("3", KEPT.name, "1")


def test_an_empty_list_says_what_to_do() -> None:
    assert "сохраните его под именем" in words(questions.render(view(), (), lambda params, figure: 0.0))


def test_the_list_is_asked_for_when_the_menu_opens() -> None:
    (place,) = having(questions.menu(RU), "question-list")
    assert (place.id, getattr(place, "children", None)) == ("questions", None)


def test_the_menu_of_events_lists_them_and_offers_to_change_those_of_people() -> None:
    found = events.menu(replace(trend(), notes=(HOLIDAY, OUTAGE)), view())
    assert "Авария (Северный) авария, 5 ноя – 6 ноя" in words(found)
    (edit,) = having(found, "event-edit")
    assert props(edit)["data-note"] == "7"
    assert props(edit)["data-from"] == "2026-11-05"
    assert words(having(found, "menu-head")).strip() == "События 1"


def test_a_new_event_begins_with_the_last_day_of_the_place_shown() -> None:
    (add,) = having(events.menu(trend(), view({"district": "61"})), "event-add")
    assert (props(add)["data-from"], props(add)["data-district"]) == ("2026-11-21", "61")
    bare = having(events.menu(replace(trend(), rows=()), view()), "event-add")
    assert props(bare[0])["data-from"] == "2026-11-21"


def test_where_all_regions_are_shown_no_event_is_noted() -> None:
    assert having(events.menu(trend(), view({"region": "all"})), "event-add") == []


def test_screen_readers_hear_every_event_in_words() -> None:
    unknown = replace(OUTAGE, district="99")
    spoken = events.spoken(replace(trend(), notes=(HOLIDAY, OUTAGE, unknown)), view())
    assert [words(item) for item in nodes(spoken) if item._type == "Li"] == [
        "праздник, 4 ноя: День народного единства",
        "авария, 5 ноя – 6 ноя: Авария (Северный)",
        "авария, 5 ноя – 6 ноя: Авария (99)",
    ]
    assert events.spoken(trend(), view()) is None


@pytest.mark.parametrize("lang", [RU, EN], ids=lambda each: each.lang)
@pytest.mark.parametrize("name", [*help_part.METRICS, *help_part.CHARTS])
def test_every_figure_and_chart_is_explained_in_full(lang: Any, name: str) -> None:
    assert all(lang(f"help.{name}.{each}") for each in ("name", *help_part.LINES))


def test_every_metric_has_help() -> None:
    assert set(METRICS) <= set(help_part.METRICS)


def test_the_help_sign_says_what_it_explains() -> None:
    assert props(help_part.button("overdue", RU))["aria-label"] == "Что это: Просрочено"


def test_scripts_have_their_words() -> None:
    spoken = json.loads(props(help_part.words(RU))["data-words"])
    assert spoken["form.save"] == "Сохранить"
    assert {f"event.kind.{kind}" for kind in ("outage", "weather")} <= set(spoken)
    assert all(isinstance(text, str) for text in spoken.values())


def test_the_list_of_all_help_has_an_anchor_each() -> None:
    anchors = [node.id for node in nodes(help_part.section(RU)) if getattr(node, "id", None)]
    assert {"methods", "help-count", "help-trend"} <= set(anchors)
    assert len(anchors) == len(set(anchors))
