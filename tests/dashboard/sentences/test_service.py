"""Sentences of answers and of today: never a share of few, never noise as news."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from dashboard.sentences import answers, today
from data.answers import Kpi, Trend
from tests.dashboard.sentences.world import ASOF, ROSTOV, ZONE, kpis, quiet, trend, view

FULL = {"count": (12527.0, 11600.0), "open": (2554.0, None), "overdue": (123.0, None)}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (kpis(**FULL, answer_days=(4.1, 4.66)),
         "Из поступивших за 30 дней не закрыто 2\u202f554 обращения, просрочено 123. "
         "Отвечают в среднем за 4,1 дня — на 12\u202f% быстрее, чем за такие же 30 дней до этого."),
        (kpis(count=(100.0, 90.0), open=(1.0, None), answer_days=(5.0, 4.9)),
         "Из поступивших за 30 дней не закрыто 1 обращение, просроченных нет. "
         "Отвечают в среднем за 5 дней — примерно как за такие же 30 дней до этого."),
        (kpis(count=(100.0, 90.0), open=(0.0, None), answer_days=(9.0, 3.0)),
         "Все обращения, поступившие за 30 дней, закрыты. "
         "Отвечают в среднем за 9 дней — в 3 раза дольше, чем за такие же 30 дней до этого."),
        (kpis(count=(5.0, 90.0), open=(2.0, None), overdue=(0.0, 1.0), answer_days=(9.0, 3.0)),
         "Из поступивших за 30 дней не закрыто 2 обращения, просроченных нет. "
         "Отвечают в среднем за 9 дней — мало данных для сравнения."),
        (kpis(**FULL, answer_days=(1.0, None)),
         "Из поступивших за 30 дней не закрыто 2\u202f554 обращения, просрочено 123. Отвечают в среднем за 1 день."),
        (kpis(**FULL, answer_days=(None, None), rating=(3.94, None)),
         "Из поступивших за 30 дней не закрыто 2\u202f554 обращения, просрочено 123. Средняя оценка ответов — 3,9 из 5."),
        (kpis(**FULL), "Из поступивших за 30 дней не закрыто 2\u202f554 обращения, просрочено 123."),
        (kpis(count=(0.0, 4.0), open=(0.0, None)), "За 30 дней обращений не поступало."),
        ((), "За 30 дней обращений не поступало."),
    ],
)  # fmt: skip
def test_answers_are_told_by_what_is_open_and_how_fast(found: tuple[Kpi, ...], said: str) -> None:
    assert answers(view(), found) == said


def test_answers_slower_than_before() -> None:
    said = answers(view({"period": "7d"}), kpis(**FULL, answer_days=(2.2, 2.0)))
    assert said.endswith("Отвечают в среднем за 2,2 дня — на 10\u202f% дольше, чем неделей раньше.")


def test_answers_of_a_district_name_it_and_of_a_foreign_one_do_not_guess() -> None:
    assert answers(view({"district": "1"}), kpis(**FULL)).startswith("Из поступивших за 30 дней в Шахтах не закрыто")
    assert answers(view({"district": "4"}), kpis(**FULL)).startswith("Из поступивших за 30 дней не закрыто")


def test_answers_in_english() -> None:
    assert answers(view(lang="en"), kpis(**FULL, answer_days=(4.1, 4.66))) == (
        "Of those received in 30 days, 2,554 appeals are still open, 123 overdue. "
        "An answer takes 4.1 days on average, 12% faster than over the matching 30 days before."
    )


HOURS = trend("hour", [9.0] * 14 + [10.0, 11.0, 12.0, 10.0, 9.0, 12.0, 11.0, 60.0, 12.0, 5.0], usual=10.0)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (HOURS, "Сегодня к 09:37 поступило 152 обращения — на 52\u202f% больше обычного. Больше обычного с 07:00 до 08:00. Тогда пришло 60, обычно 10."),
        (trend("hour", [10.0] * 24, usual=10.0), "Сегодня к 09:37 поступило 100 обращений — в пределах обычного."),
        (trend("day", [400.0, 400.0, 41.0], usual=40.0), "Сегодня к 09:37 поступило 41 обращение — в пределах обычного."),
        (trend("day", [400.0, 400.0, 120.0], usual=40.0), "Сегодня к 09:37 поступило 120 обращений — в 3 раза больше обычного."),
        (trend("day", [400.0, 400.0, 10.0], usual=40.0), "Сегодня к 09:37 поступило 10 обращений — на 75\u202f% меньше обычного."),
        (trend("day", [400.0, 400.0, 3.0], usual=2.0), "Сегодня к 09:37 поступило 3 обращения — мало данных для сравнения."),
        (trend("day", [400.0, 400.0, 0.0], usual=40.0), "Сегодня к 09:37 обращений не поступало — обычно 40."),
        (trend("day", [400.0, 400.0, 0.0], usual=2.0), "Сегодня к 09:37 обращений не поступало."),
        (quiet(HOURS), "Сегодня к 09:37 поступило 152 обращения."),
        (trend("week", [400.0, 400.0], usual=390.0), "С понедельника, 16 ноября, поступило 400 обращений — в пределах обычного."),
        (trend("hour", [10.0] * 3, usual=10.0), "За 30 дней поступило 30 обращений — в пределах обычного."),
        (Trend(7, ASOF, "day", ()), ""),
    ],
)  # fmt: skip
def test_today_is_told_against_what_is_usual_by_this_time(found: Trend, said: str) -> None:
    assert today(view(), found) == said


def test_a_day_that_is_over_or_of_a_region_without_a_feed_is_named_by_its_date() -> None:
    midnight = datetime(2026, 11, 22, tzinfo=ZONE)
    whole = trend("day", [400.0, 391.0], usual=390.0, asof=midnight.replace(day=21, hour=23, minute=59))
    over = replace(whole, asof=midnight)
    assert today(view(), over) == "За 21 ноября поступило 391 обращение — в пределах обычного."
    silent = replace(view(), region=replace(ROSTOV, live=False))
    assert today(silent, trend("day", [41.0])).startswith("22 ноября к 09:37 поступило 41 обращение")


def test_persons_are_not_added_up_over_hours() -> None:
    assert today(view({"unit": "authors"}), HOURS) == ""
    assert today(view({"unit": "authors"}), trend("day", [400.0, 41.0])) == "Сегодня к 09:37 обратился 41 заявитель."


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("overdue", "Сегодня к 09:37 просроченных 152 — на 52\u202f% больше обычного."),
        ("repeat", "Сегодня к 09:37 повторных 152 — на 52\u202f% больше обычного."),
        ("per1000", "Сегодня к 09:37 обращений на 1000 жителей 152,00."),
        ("excess", "Сегодня к 09:37 сверх обычного +152."),
        ("answer_days", "Сегодня к 09:37 ответ в среднем за 5 дней."),
        ("rating", "Сегодня к 09:37 средняя оценка 5,00."),
    ],
)
def test_other_metrics_have_words_of_their_own(metric: str, said: str) -> None:
    assert today(view({"metric": metric}), HOURS).startswith(said)


def test_today_in_english() -> None:
    assert today(view(lang="en"), HOURS) == (
        "152 appeals today by 09:37, 52% above usual. More than usual from 07:00 to 08:00, 60 instead of 10."
    )
