"""Sentences of a district, of a topic and of two selections compared."""

from __future__ import annotations

import pytest

from dashboard.sentences import Side, change, district, of_district, topic
from data.answers import Row
from tests.dashboard.sentences.world import NAMES, breakdown, row, summary, view

TOPICS = breakdown(row("02", 309), row("01", 129), row("01.001", 80, parent="01"), row(None, 5))
PLACES = breakdown(row("2", 519), row("1", 146), row(None, 400))


@pytest.mark.parametrize(
    ("params", "found", "said"),
    [
        ({}, row("1", 895, 604), "За 30 дней в Шахтах поступило 895 обращений — на 48\u202f% больше обычного. Больше всего — «Отходы и свалки» (309) и «Дороги и движение» (129)."),
        ({}, row("3", 40, None, previous=90), "За 30 дней в Белокалитвинском районе поступило 40 обращений — на 56\u202f% меньше, чем за такие же 30 дней до этого. Больше всего — «Отходы и свалки» (309) и «Дороги и движение» (129)."),
        ({}, row("4", 40), "Back Bay: за 30 дней поступило 40 обращений. Больше всего — «Отходы и свалки» (309) и «Дороги и движение» (129)."),
        ({"topic": "01"}, row("1", 40), "За 30 дней в Шахтах поступило 40 обращений по теме «Дороги и движение»."),
        ({"metric": "overdue"}, row("1", 4, 2, count=40), "За 30 дней в Шахтах поступило 40 обращений. Больше всего — «Отходы и свалки» (309) и «Дороги и движение» (129)."),
        ({"unit": "authors"}, row("1", 21, count=40), "За 30 дней в Шахтах обратился 21 заявитель. Больше всего — «Отходы и свалки» (309) и «Дороги и движение» (129)."),
    ],
)  # fmt: skip
def test_a_district_is_told_by_number_and_matter(params: dict[str, str], found: Row, said: str) -> None:
    assert district(view(params), found, TOPICS, NAMES) == said


def test_a_district_without_appeals_and_appeals_without_a_district() -> None:
    assert district(view(), row("1", 0), breakdown(), NAMES) == "За 30 дней в Шахтах обращений не поступало."
    assert district(view(), row(None, 5), breakdown(), NAMES) == "За 30 дней без указания района поступило 5 обращений."


def test_a_topic_is_told_by_number_and_place() -> None:
    assert topic(view(), row("01", 2328, 1777), PLACES, NAMES) == (
        "За 30 дней в Ростовской области поступило 2\u202f328 обращений по теме «Дороги и движение» — на 31\u202f% больше обычного. "
        "Больше всего — Ростов-на-Дону (519) и Шахты (146)."
    )


def test_a_topic_of_a_district_names_no_others_and_one_unknown_keeps_its_name() -> None:
    said = topic(view({"district": "1"}), row("g-new", 21, name="Новая тема"), PLACES, NAMES)
    assert said == "За 30 дней в Шахтах поступило 21 обращение по теме «Новая тема»."


def compared(first: dict[str, str], now: int, second: dict[str, str], then: int, *rows: Row) -> str:
    one, other = Side(view(first), summary(now)), Side(view(second), summary(then))
    return change(one, other, rows, of_district(one.view), NAMES)


@pytest.mark.parametrize(
    ("first", "now", "second", "then", "said"),
    [
        ({"district": "1"}, 913, {"district": "2"}, 604, "За 30 дней в Шахтах поступило 913 обращений — на 51\u202f% больше, чем в Ростове-на-Дону."),
        ({"district": "1"}, 913, {"district": "4"}, 604, "За 30 дней в Шахтах поступило 913 обращений — на 51\u202f% больше, чем в районе «Back Bay»."),
        ({"topic": "01"}, 600, {"topic": "02"}, 610, "За 30 дней в Ростовской области поступило 600 обращений по теме «Дороги и движение» — примерно столько же, сколько по теме «Отходы и свалки»."),
        ({"from": "2026-11-01", "to": "2026-11-15"}, 600, {"from": "2026-10-01", "to": "2026-10-15"}, 150, "С 1 по 15 ноября в Ростовской области поступило 600 обращений — в 4 раза больше, чем с 1 по 15 октября 2026."),
        ({"period": "7d"}, 600, {"period": "30d"}, 2500, "За 7 дней в Ростовской области поступило 600 обращений — за 30 дней было 2\u202f500."),
        ({}, 600, {}, 600, "За 30 дней в Ростовской области поступило 600 обращений."),
        ({}, 0, {"district": "1"}, 600, "За 30 дней в Ростовской области обращений не поступало."),
    ],
)  # fmt: skip
def test_two_selections_are_compared_by_what_sets_them_apart(
    first: dict[str, str], now: int, second: dict[str, str], then: int, said: str
) -> None:
    assert compared(first, now, second, then) == said


def test_the_rows_that_moved_most_follow() -> None:
    moved = (row("1", 90, previous=40), row("2", 10, previous=60), row("3", 41, previous=40), row(None, 900, previous=0))
    said = compared({"topic": "01"}, 600, {"topic": "02"}, 610, *moved)
    assert said.endswith(" Самое заметное: рост — Шахты (+50), снижение — Ростов-на-Дону (−50).")


def test_rows_within_noise_are_no_news() -> None:
    said = compared({"topic": "01"}, 600, {"topic": "02"}, 610, row("1", 44, previous=40), row("2", 44))
    assert "Самое заметное" not in said
