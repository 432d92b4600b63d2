"""Bins of a trend: their limits, whether they are cut, and their names."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from dashboard.figures import bins
from dashboard.texts import texts
from data.answers import Bin, Trend
from tests.dashboard.screen_world import ASOF, ZONE, trend

RU = texts("ru")
AT = datetime(2026, 11, 18, 14, 20, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("step", "start", "end"),
    [
        ("hour", datetime(2026, 11, 18, 14, tzinfo=ZONE), datetime(2026, 11, 18, 15, tzinfo=ZONE)),
        ("day", datetime(2026, 11, 18, tzinfo=ZONE), datetime(2026, 11, 19, tzinfo=ZONE)),
        ("week", datetime(2026, 11, 16, tzinfo=ZONE), datetime(2026, 11, 23, tzinfo=ZONE)),
        ("month", datetime(2026, 11, 1, tzinfo=ZONE), datetime(2026, 12, 1, tzinfo=ZONE)),
    ],
)
def test_a_step_holds_its_moment(step: str, start: datetime, end: datetime) -> None:
    assert (bins.start_of(AT, step), bins.end_of(AT, step)) == (start, end)


def test_the_running_day_is_cut() -> None:
    found = trend(count=3)
    assert [bins.is_whole(found, index) for index in range(3)] == [True, True, False]
    assert bins.wholes(found) == slice(0, 2)


def test_a_first_day_that_begins_with_the_window_is_cut() -> None:
    rows = tuple(
        Bin(at, 1.0, None, None, None) for at in (AT, AT.replace(hour=0, minute=0) + timedelta(days=1))
    )
    assert bins.wholes(Trend(1, ASOF, "day", rows)) == slice(1, 2)


def test_a_trend_of_nothing_has_no_whole_bin() -> None:
    assert bins.wholes(Trend(1, ASOF, "day", ())) == slice(0, 0)


def test_a_click_on_a_week_asks_for_its_days_up_to_now() -> None:
    found = trend(step="week", count=1)
    assert bins.days(found, found.rows[0]) == ["2026-11-16", "2026-11-21"]


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("hour", "18 ноя, 14:00–15:00"),
        ("day", "ср, 18 ноя"),
        ("week", "неделя с 16 ноя"),
        ("month", "ноя 2026"),
    ],
)
def test_every_step_has_a_name(step: str, name: str) -> None:
    assert bins.called(RU, AT, step) == name


def test_the_hover_tells_the_figure_the_usual_and_that_it_is_cut() -> None:
    lines = bins.hover(RU, trend(count=2), 1, bins.Measure("count", "appeals")).split("<br>")
    assert lines == ["сб, 21 ноя", "<b>20 обращений</b>", "обычно 20 (11 – 29)", "отрезок неполный"]


def test_the_hover_of_other_metrics_names_them() -> None:
    found = Trend(1, ASOF, "day", (Bin(AT.replace(hour=0, minute=0), 4.62, None, None, None),))
    assert (
        bins.hover(RU, found, 0, bins.Measure("answer_days", "appeals"))
        == "ср, 18 ноя<br><b>4,6</b> дней до ответа"
    )


def test_at_most_seven_moments_are_named_and_the_newest_is_one() -> None:
    moments, names = bins.ticks(trend(count=40), RU)
    assert len(names) <= bins.MAX_TICKS
    assert names[-1] == "21 ноя"
    assert moments == sorted(moments)


def test_the_year_is_named_where_it_changes() -> None:
    _, names = bins.ticks(trend(count=8, end=datetime(2027, 1, 3, 12, tzinfo=ZONE)), RU)
    assert [name for name in names if "2027" in name] == ["1 янв<br>2027"]


def test_hours_of_a_day_are_named_by_the_clock_and_midnight_by_its_day() -> None:
    rows = tuple(
        Bin(AT.replace(minute=0) + timedelta(hours=hour), 1.0, None, None, None) for hour in range(24)
    )
    _, names = bins.ticks(Trend(1, ASOF, "hour", rows), RU)
    assert names == ["18:00", "19 ноя", "06:00", "12:00"]


def test_hours_of_a_week_are_named_by_days_only() -> None:
    rows = tuple(
        Bin(AT.replace(minute=0) + timedelta(hours=hour), 1.0, None, None, None) for hour in range(100)
    )
    _, names = bins.ticks(Trend(1, ASOF, "hour", rows), RU)
    assert names == ["19 ноя", "20 ноя", "21 ноя", "22 ноя"]


def test_months_are_named_with_their_year() -> None:
    rows = (Bin(datetime(2026, 10, 1, tzinfo=ZONE), 1.0, None, None, None),)
    assert bins.ticks(Trend(1, ASOF, "month", rows), RU)[1] == ["окт 2026"]
