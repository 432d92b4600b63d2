"""The period picker: what is in force, ways of whole days, the moment in words and the way back from it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.parts import chips, header, period
from dashboard.texts import texts
from tests.dashboard.screen_world import ZONE, having, links, nodes, view, words

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=ZONE)
ASOF = "2026-11-12T18:00"


def test_the_period_in_force_is_marked() -> None:
    (on,) = having(period.standing(view({"period": "90d"})), "on")
    assert words(on) == "90 дн"


def test_days_of_ones_own_mark_no_period() -> None:
    assert having(period.standing(view({"from": "2026-01-01"})), "on") == []


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, "Даты"),
        ({"from": "2026-11-01", "to": "2026-11-12"}, "1 – 12 ноя"),
        ({"from": "2026-10-30", "to": "2026-11-12"}, "30 окт – 12 ноя"),
        ({"from": "2026-11-12", "to": "2026-11-12"}, "12 ноя"),
        ({"from": "2026-11-01"}, "с 1 ноя"),
        ({"to": "2026-11-12"}, "по 12 ноя"),
        ({"asof": ASOF}, "Даты на 18:00 12 ноября"),
        ({"asof": "2025-11-12T18:00+03:00"}, "Даты на 18:00 12 ноября 2025"),
    ],
)
def test_the_button_says_what_is_chosen(params: dict[str, str], said: str) -> None:
    assert words(period.head(view(params), NOW)) == said
    assert having(period.head(view(params), NOW), "caret")


def test_english_days_name_their_month_twice() -> None:
    assert period.span_words(view({"from": "2026-11-01", "to": "2026-11-12", "lang": "en"})) == "1 Nov – 12 Nov"


def test_ways_are_whole_days_up_to_the_moment() -> None:
    found = period.spans(date(2026, 11, 22))
    assert found["this_week"] == (date(2026, 11, 16), date(2026, 11, 22))
    assert found["last_week"] == (date(2026, 11, 9), date(2026, 11, 15))
    assert found["last_month"] == (date(2026, 10, 1), date(2026, 10, 31))
    assert found["this_year"] == (date(2026, 1, 1), date(2026, 11, 22))
    assert period.spans(date(2026, 1, 5))["last_month"] == (date(2025, 12, 1), date(2025, 12, 31))


def test_a_way_is_a_link_that_takes_the_place_of_the_period() -> None:
    found = dict(links(period.ways(view({"period": "7d", "asof": ASOF}), NOW)))
    assert found["с начала месяца"] == "/?from=2026-11-01&to=2026-11-12&asof=2026-11-12T18:00"


def test_the_way_in_force_is_marked() -> None:
    params = {"from": "2026-11-22", "to": "2026-11-22"}
    (on,) = having(period.ways(view(params), NOW), "on")
    assert words(on) == "сегодня"


def test_a_moment_has_a_way_back_and_no_chip() -> None:
    back = period.back_to_now(view({"asof": ASOF}))
    assert back is not None
    assert back.href == "/"
    assert period.back_to_now(view()) is None
    assert chips.active(view({"asof": ASOF})) == []
    assert period.asof_words(view(), NOW) == ""


def test_nothing_is_called_live_while_a_moment_is_set() -> None:
    found = words(header.render(view({"asof": ASOF}), "/"))
    assert "на 18:00 12 ноября 2026" in found
    assert "Вернуться к сейчас" in found
    assert not [node for node in nodes(header.render(view({"asof": ASOF}), "/")) if getattr(node, "id", "") == "live-words"]


def test_the_control_stands_in_the_layout_with_its_words() -> None:
    (host,) = [node for node in nodes(period.picker(texts("ru"))) if getattr(node, "id", "") == "moment"]
    assert {name for name in host.to_plotly_json()["props"] if name.startswith("data-")} == {
        "data-day", "data-time", "data-show", "data-wrong",
    }  # fmt: skip
