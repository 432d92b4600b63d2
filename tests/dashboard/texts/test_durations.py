"""Lengths of time in words of both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dashboard.texts import texts
from dashboard.texts.durations import days_long, lasting

RU, EN = texts("ru"), texts("en")


@pytest.mark.parametrize(
    ("length", "ru", "en"),
    [
        (timedelta(seconds=20), "меньше минуты", "less than a minute"),
        (timedelta(minutes=7), "7 мин", "7 min"),
        (timedelta(hours=2), "2 ч", "2 h"),
        (timedelta(hours=2, minutes=10), "2 ч 10 мин", "2 h 10 min"),
        (timedelta(days=1), "1 день", "1 day"),
        (timedelta(days=-3, hours=-4), "3 дня 4 ч", "3 days 4 h"),
        (timedelta(days=21, hours=5), "21 день", "21 days"),
    ],
)
def test_the_two_largest_units_that_matter(length: timedelta, ru: str, en: str) -> None:
    assert (lasting(length, RU), lasting(length, EN)) == (ru, en)


@pytest.mark.parametrize(("days", "said"), [(0.5, "12 ч"), (4.13, "4,1 дня"), (21.2, "21 день")])
def test_days_as_a_figure(days: float, said: str) -> None:
    assert days_long(days, RU) == said
