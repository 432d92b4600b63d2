"""Promises of the calendar: growth, seasons, weekdays, hours and zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from data.demo.calendar import HOUR_US, Calendar, build_calendar, from_us, pick_topics, to_us
from data.demo.words import Themes, read_themes

SINCE = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def themes() -> Themes:
    return read_themes()


@pytest.fixture(scope="module")
def two_years(themes: Themes) -> Calendar:
    return build_calendar(themes, "Europe/Moscow", SINCE, SINCE + timedelta(days=730), 1)


def share(calendar: Calendar, themes: Themes, code: str, month: int) -> float:
    """The topic's share of the mix in a month of the first year."""
    at = themes.index(code)
    mix = np.diff(calendar.topics, axis=1, prepend=0.0)[:, at]
    days = [(SINCE + timedelta(days=day)).month == month for day in range(365)]
    return float(mix[:365][days].mean())


def test_moments_survive_the_way_to_microseconds_and_back() -> None:
    moment = datetime(2026, 3, 10, 12, 34, 56, 789, tzinfo=UTC)
    assert from_us(to_us(moment)) == moment


def test_snow_falls_in_winter(two_years: Calendar, themes: Themes) -> None:
    assert share(two_years, themes, "01.003", 1) > 15 * share(two_years, themes, "01.003", 7)


def test_grass_grows_in_summer(two_years: Calendar, themes: Themes) -> None:
    assert share(two_years, themes, "02.005", 7) > 10 * share(two_years, themes, "02.005", 1)


def test_dark_months_ask_for_street_light(two_years: Calendar, themes: Themes) -> None:
    assert share(two_years, themes, "02.001", 12) > 1.3 * share(two_years, themes, "02.001", 6)


def test_appeals_grow_over_the_years(two_years: Calendar) -> None:
    assert two_years.busy[-8760:].sum() > 1.3 * two_years.busy[:8760].sum()


def test_a_working_day_is_busier_than_two_sundays(two_years: Calendar) -> None:
    daily = two_years.busy[: 700 * 24].reshape(-1, 7, 24).sum(axis=(0, 2))
    assert daily[1] > 2 * daily[6]


def test_hours_are_those_of_the_region_not_of_greenwich(themes: Themes) -> None:
    day = datetime(2025, 6, 3, tzinfo=UTC)
    calendar = build_calendar(themes, "Asia/Kamchatka", day, day + timedelta(days=1), 1)
    local = (np.arange(24) + 12) % 24
    assert 9 <= local[int(calendar.busy.argmax())] <= 12


def test_january_holidays_are_calm(two_years: Calendar) -> None:
    daily = two_years.busy[:730 * 24].reshape(-1, 24).sum(axis=1)
    assert daily[:7].sum() < 0.85 * daily[14:21].sum()


def test_calendars_of_different_spans_agree_on_a_shared_day(themes: Themes, two_years: Calendar) -> None:
    day = SINCE + timedelta(days=400)
    alone = build_calendar(themes, "Europe/Moscow", day, day + timedelta(days=1), 1)
    assert np.allclose(alone.topics[0], two_years.topics[400])


def test_topics_are_picked_by_the_mix_of_the_day(two_years: Calendar, themes: Themes) -> None:
    hours = np.full(50_000, to_us(SINCE) // HOUR_US + 12, np.int64)
    picked = pick_topics(two_years, hours, np.random.default_rng(1).random(50_000))
    mix = np.diff(two_years.topics[0], prepend=0.0)
    assert np.abs(np.bincount(picked, minlength=len(themes.codes)) / 50_000 - mix).max() < 0.005
