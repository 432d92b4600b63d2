"""The sentence of each scene: what it says of real figures, in both languages."""

from __future__ import annotations

import pytest

from dashboard.sentences import above_usual, overall, topics_now
from data.answers import Breakdown, Row
from tests.dashboard.sentences.world import BOSTON, NAMES, breakdown, row, summary, trend, view

NOTHING = breakdown()
DAYS = trend("day", [20.0, 20.0, 20.0])
TOPICS = breakdown(row("02", 309, 35), row("01", 2328, 1777), row("03", 40, 40))
PLACES = breakdown(row("1", 913, 604), row("2", 2742, 2343), row("3", 255, 250), row(None, 50))


def whole(params: dict[str, str], total: int, previous: int | None, *, lang: str = "ru") -> str:
    return overall(view(params, lang), summary(total, previous), DAYS, NOTHING, NOTHING, NAMES)


@pytest.mark.parametrize(
    ("params", "total", "previous", "said"),
    [
        ({}, 12551, 11654, "За 30 дней в Ростовской области поступило 12\u202f551 обращение — на 7,7\u202f% больше, чем за такие же 30 дней до этого."),
        ({"period": "24h"}, 422, 340, "За 24 часа в Ростовской области поступило 422 обращения — на 24\u202f% больше, чем неделю назад."),
        ({"period": "7d"}, 3137, 3190, "За 7 дней в Ростовской области поступило 3\u202f137 обращений — примерно столько же, сколько неделей раньше."),
        ({"period": "7d", "district": "1"}, 300, 120, "За 7 дней в Шахтах поступило 300 обращений — в 2,5 раза больше, чем неделей раньше."),
        ({"period": "7d", "district": "3"}, 7, 1, "За 7 дней в Белокалитвинском районе поступило 7 обращений — мало данных для сравнения."),
        ({"period": "7d", "district": "4"}, 60, 12, "Back Bay: за 7 дней поступило 60 обращений — неделей раньше было 12."),
        ({"period": "1y"}, 50, 200, "За год в Ростовской области поступило 50 обращений — на 75\u202f% меньше, чем годом раньше."),
        ({"period": "all"}, 21, None, "За всё время в Ростовской области поступило 21 обращение."),
        ({"unit": "authors", "topic": "01"}, 523, None, "За 30 дней в Ростовской области обратились 523 заявителя по теме «Дороги и движение»."),
        ({"unit": "problems", "topic": "01,02"}, 1, None, "За 30 дней в Ростовской области заявлена 1 проблема по 2 темам."),
        ({"district": "1,2", "status": "open"}, 5, None, "За 30 дней в 2 районах поступило 5 обращений по условиям отбора."),
        ({"district": "none", "topic": "none", "q": "яма"}, 5, None, "За 30 дней без указания района поступило 5 обращений без указания темы и по условиям отбора."),
        ({"bbox": "39,47,40,48"}, 0, 4, "За 30 дней на выбранном участке обращений не поступало."),
        ({"region": "all"}, 5, None, "За 30 дней во всех регионах поступило 5 обращений."),
        ({"from": "2026-11-01", "to": "2026-11-15"}, 60, 40, "С 1 по 15 ноября в Ростовской области поступило 60 обращений — на 50\u202f% больше, чем за такие же 15 дней до этого."),
        ({"from": "2026-10-28", "to": "2026-11-03"}, 5, None, "С 28 октября по 3 ноября в Ростовской области поступило 5 обращений."),
        ({"from": "2025-10-28", "to": "2025-10-28"}, 5, None, "За 28 октября 2025 в Ростовской области поступило 5 обращений."),
        ({"from": "2026-11-20"}, 500, 300, "С 20 ноября в Ростовской области поступило 500 обращений — на 67\u202f% больше, чем за такой же срок до этого."),
        ({"to": "2026-11-20"}, 5, None, "По 20 ноября в Ростовской области поступило 5 обращений."),
        ({"asof": "2026-11-22T09:37"}, 5, None, "За 30 дней до 09:37 22 ноября 2026 в Ростовской области поступило 5 обращений."),
        ({"vs": "period=7d"}, 500, 5, "За 30 дней в Ростовской области поступило 500 обращений."),
    ],
)  # fmt: skip
def test_the_whole_is_said_with_place_time_and_change(
    params: dict[str, str], total: int, previous: int | None, said: str
) -> None:
    assert whole(params, total, previous) == said


@pytest.mark.parametrize(
    ("params", "total", "previous", "said"),
    [
        ({}, 12551, 11654, "Ростовская область: 12,551 appeals in 30 days, 7.7% more than over the matching 30 days before."),
        ({"period": "24h", "district": "1,2"}, 1, None, "1 appeal in 24 hours in 2 districts."),
        ({"period": "7d", "topic": "01"}, 300, 120, "Ростовская область: 300 appeals on “Дороги и движение” in 7 days, 2.5 times as many as a week earlier."),
        ({"from": "2026-11-01", "to": "2026-11-15"}, 0, 40, "Ростовская область: no appeals from 1 to 15 November."),
    ],
)  # fmt: skip
def test_english_says_the_same(params: dict[str, str], total: int, previous: int | None, said: str) -> None:
    assert whole(params, total, previous, lang="en") == said


def test_a_region_of_another_tongue_is_named_not_declined() -> None:
    said = overall(view(region=BOSTON), summary(5), DAYS, NOTHING, NOTHING, NAMES)
    assert said == "Boston: за 30 дней поступило 5 обращений."


def growth(topics: Breakdown, places: Breakdown, params: dict[str, str] | None = None) -> str:
    said = overall(view(params), summary(5), DAYS, topics, places, NAMES)
    return said.partition("поступило 5 обращений.")[2].strip()


def test_the_topic_and_the_district_that_grew_most_follow() -> None:
    said = "Главный рост — «Отходы и свалки» (в 8,8 раза больше обычного), среди районов — Шахты (+51\u202f%)."
    assert growth(TOPICS, PLACES) == said
    assert growth(TOPICS, PLACES, {"district": "1"}).startswith("Главный рост — «Отходы и свалки»")


@pytest.mark.parametrize(
    ("topics", "places", "said"),
    [
        (NOTHING, PLACES, "Главный рост — Шахты (на 51\u202f% больше обычного)."),
        (breakdown(row("01", 15, 4)), NOTHING, "Главный рост — «Дороги и движение» (15, обычно 4)."),
        (breakdown(row("01", 40, 40)), breakdown(row("1", 40, 40)), "Ни одна тема и ни один район заметно не выше обычного."),
        (breakdown(row("01", 9, 1)), NOTHING, "Ни одна тема заметно не выше обычного."),
        (NOTHING, breakdown(row("1", 20, 40)), "Ни один район заметно не выше обычного."),
        (breakdown(row("01", 40)), breakdown(row("1", 40)), ""),
    ],
)  # fmt: skip
def test_only_what_is_more_than_noise_is_news(topics: Breakdown, places: Breakdown, said: str) -> None:
    assert growth(topics, places) == said


def test_rows_that_count_something_else_tell_no_growth() -> None:
    assert growth(TOPICS, PLACES, {"metric": "overdue"}) == ""


def test_the_highest_day_stands_where_rows_cannot_be_compared() -> None:
    days = trend("day", [20.0, 20.0, 90.0, 20.0], usual=20.0)
    said = overall(view(), summary(150), days, NOTHING, NOTHING, NAMES)
    assert said.endswith("Больше всего обращений сверх обычного — 21 ноября: 90, обычно 20.")


def test_districts_above_usual_are_counted_and_the_furthest_named() -> None:
    said = above_usual(view(), PLACES)
    assert said == (
        "За 30 дней обращений больше обычного в 2 районах из 3. Прежде всего — Шахты (+51\u202f%) и Ростов-на-Дону (+17\u202f%)."
    )
    assert above_usual(view(lang="en"), PLACES) == (
        "More appeals than usual in 30 days in 2 districts of 3. Above all: Шахты (+51%) and Ростов-на-Дону (+17%)."
    )


def test_a_single_district_above_usual_is_named() -> None:
    said = above_usual(view({"period": "24h"}), breakdown(row("1", 60, 30), row("2", 30, 30)))
    assert said == "За 24 часа обращений больше обычного в 1 районе из 2. Это Шахты (в 2 раза)."


def test_where_nothing_is_above_a_single_district_is_named_and_several_are_not() -> None:
    low = (row("1", 30, 30), row("2", 30, 30))
    assert above_usual(view(), breakdown(low[0])) == "Шахты: заметного роста против обычного нет."
    assert above_usual(view(), breakdown(*low)) == "Ни один район заметно не выше обычного."


def test_without_a_usual_it_says_so() -> None:
    assert above_usual(view(), breakdown(row("1", 60))) == "Обычный уровень пока не известен — мало данных."


@pytest.mark.parametrize(
    ("params", "found", "said"),
    [
        ({"metric": "overdue"}, row("1", 40, 20), "За 30 дней просроченных больше обычного в 1 районе из 1. Это Шахты (в 2 раза)."),
        ({"metric": "answer_days"}, row("1", 5.0, 4.0, count=400), "За 30 дней ответа ждут дольше обычного в 1 районе из 1. Это Шахты (+25\u202f%)."),
        ({"metric": "per1000"}, row("1", 1.2, 0.6, count=120), "За 30 дней обращений больше обычного в 1 районе из 1. Это Шахты (в 2 раза)."),
        ({"metric": "excess"}, row("1", 60.0, 0.0, low=-6.0, high=6.0, count=120), "За 30 дней обращений больше обычного в 1 районе из 1. Это Шахты (в 2 раза)."),
        ({"unit": "problems"}, row("1", 120, 60), "За 30 дней проблем больше обычного в 1 районе из 1. Это Шахты (в 2 раза)."),
        ({"metric": "per1000"}, row("1", 1.2, 0.6, count=8), "Шахты: заметного роста против обычного нет."),
    ],
)  # fmt: skip
def test_every_metric_has_its_words(params: dict[str, str], found: Row, said: str) -> None:
    assert above_usual(view(params), breakdown(found)) == said


def test_districts_of_all_regions_are_named_with_their_region() -> None:
    said = above_usual(view({"region": "all"}), breakdown(row("1", 60, 30, parent="rostov")))
    assert "Это Шахты, Ростовская область (в 2 раза)." in said
    two = breakdown(row("1", 600, 300, parent="rostov"), row("2", 60, 30, parent="rostov"), row("3", 60, 40, parent="rostov"))
    said = above_usual(view({"region": "all"}), two)
    assert "Шахты, Ростовская область (в 2 раза); Ростов-на-Дону, Ростовская область (в 2 раза) и Белокалитвинский" in said


def test_the_most_frequent_topic_and_those_above_usual() -> None:
    assert topics_now(view(), TOPICS, NAMES) == (
        "Чаще всего за 30 дней — «Дороги и движение»: 2\u202f328 обращений, на 31\u202f% больше обычного. "
        "Ещё выше обычного — «Отходы и свалки» (в 8,8 раза)."
    )


def test_topics_above_usual_beside_a_usual_leader() -> None:
    said = topics_now(view(), breakdown(row("01", 400, 400), row("02", 60, 30)), NAMES)
    assert said.endswith("400 обращений, в пределах обычного. Выше обычного — «Отходы и свалки» (в 2 раза).")


def test_topics_without_others_without_usual_and_without_appeals() -> None:
    assert topics_now(view(), breakdown(row("01", 4, 4)), NAMES).endswith("4 обращения, мало данных для сравнения. Остальные темы заметно не выше обычного.")
    assert topics_now(view(), breakdown(row("01", 41)), NAMES) == "Чаще всего за 30 дней — «Дороги и движение»: 41 обращение."
    assert topics_now(view(), NOTHING, NAMES) == "За 30 дней обращений не поступало."


def test_topics_of_overdue_and_of_means() -> None:
    said = topics_now(view({"metric": "overdue"}), breakdown(row("01", 49, 31)), NAMES)
    assert said.startswith("Больше всего просроченных за 30 дней — «Дороги и движение»: 49, на 58\u202f% больше обычного.")
    found = breakdown(row("02", 9.0, 4.0, count=20), row("01", 4.0, 4.0, count=400))
    said = topics_now(view({"metric": "answer_days"}), found, NAMES)
    assert said == "Чаще всего за 30 дней — «Дороги и движение»: 400 обращений."


def test_a_topic_with_quotation_marks_keeps_one_pair() -> None:
    said = topics_now(view(), breakdown(row("09", 41, name='Завод "Заря" и «Луч»')), {})
    assert said == "Чаще всего за 30 дней — «Завод Заря и „Луч“»: 41 обращение."
