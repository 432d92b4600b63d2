"""Windows of time: equal lengths, matching weekdays, the zone's own midnights."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from data.errors import BadFilter
from data.filters import parse_filters
from data.windows import BEGINNING, Span, auto_step, bins, bins_back, previous, resolve, to_zone, usual

MOSCOW, BOSTON = ZoneInfo("Europe/Moscow"), ZoneInfo("America/New_York")
ASOF = datetime(2026, 3, 10, 15, 30)
LONG_AGO = datetime(2020, 1, 1)


def span(zone: ZoneInfo = MOSCOW, /, **params: str) -> Span:
    return resolve(parse_filters({name.rstrip("_"): text for name, text in params.items()}, "r"), ASOF, zone)


@pytest.mark.parametrize(("period", "days"), [("24h", 7), ("7d", 7), ("30d", 35), ("90d", 91), ("1y", 371)])
def test_the_window_before_lies_back_by_whole_weeks(period: str, days: int) -> None:
    found = span(period=period)
    before = previous(found, LONG_AGO, 1)
    assert before is not None
    assert found.window.lo - before.lo == found.window.at - before.at == timedelta(days=days)
    assert before.hi - before.lo == found.window.hi - found.window.lo


def test_all_takes_what_was_received_up_to_the_moment_and_has_no_window_before() -> None:
    found = span(period="all")
    assert found.window.lo == BEGINNING
    assert found.window.lo < ASOF < found.window.hi
    assert previous(found, LONG_AGO, 1) is None
    assert usual(found.window, LONG_AGO, 1) == []


def test_days_are_the_zones_own_and_both_inclusive() -> None:
    found = span(from_="2026-03-01", to="2026-03-02")
    assert (found.window.lo, found.window.hi) == (datetime(2026, 2, 28, 21), datetime(2026, 3, 2, 21))


def test_days_after_the_moment_are_cut_off() -> None:
    assert span(from_="2026-03-01", to="2026-12-31").window.hi == ASOF + timedelta(microseconds=1)
    assert span(from_="2027-01-01").window.lo == span(from_="2027-01-01").window.hi


def test_an_open_beginning_has_no_window_before() -> None:
    assert span(to="2026-03-01").shift is None


def test_windows_that_the_data_do_not_cover_are_left_out() -> None:
    found = span(period="30d")
    assert previous(found, ASOF - timedelta(days=60), 1) is None
    assert len(usual(found.window, ASOF - timedelta(days=30 + 21), 1)) == 3


@pytest.mark.parametrize(
    ("params", "step"),
    [
        ({"period": "24h"}, "hour"),
        ({"period": "90d"}, "day"),
        ({"period": "1y"}, "week"),
        ({"period": "all"}, "month"),
        ({"from_": "2026-03-01", "to": "2026-03-02"}, "hour"),
        ({"from_": "2022-03-01"}, "month"),
    ],
)
def test_the_step_fits_the_period(params: dict[str, str], step: str) -> None:
    filters = parse_filters({name.rstrip("_"): text for name, text in params.items()}, "r")
    assert auto_step(filters, span(**params), LONG_AGO) == step


@pytest.mark.parametrize(("period", "step"), [("30d", "day"), ("1y", "week")])
def test_the_step_of_a_period_is_the_same_where_the_data_have_just_begun(period: str, step: str) -> None:
    found = parse_filters({"period": period}, "r")
    assert auto_step(found, span(period=period), ASOF - timedelta(hours=5)) == step


@pytest.mark.parametrize("step", ["hour", "day", "week", "month"])
@pytest.mark.parametrize("zone", [MOSCOW, BOSTON])
def test_bins_cover_the_window_without_gap_or_overlap(step: str, zone: ZoneInfo) -> None:
    found = span(zone, period="30d")
    cut = bins(found, step, LONG_AGO)
    assert cut[0].lo == found.window.lo
    assert cut[-1].hi == found.window.hi
    assert all(one.hi == two.lo for one, two in pairwise(cut))


def test_days_begin_at_midnight_also_across_a_change_of_clocks() -> None:
    cut = bins(span(BOSTON, period="7d"), "day", LONG_AGO)
    assert {to_zone(one.lo, BOSTON).hour for one in cut[1:]} == {0}
    assert {one.hi - one.lo for one in cut[1:-1]} == {timedelta(hours=24), timedelta(hours=23)}


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert {to_zone(one.lo, MOSCOW).weekday() for one in bins(span(period="30d"), "week", LONG_AGO)[1:]} == {
        0
    }
    assert {to_zone(one.lo, MOSCOW).day for one in bins(span(period="1y"), "month", LONG_AGO)[1:]} == {1}


def test_earlier_bins_keep_the_hour_of_the_wall_clock() -> None:
    now = bins(span(BOSTON, period="24h"), "hour", LONG_AGO)
    back = bins_back(now, 1, BOSTON)
    assert [to_zone(one.lo, BOSTON).hour for one in back] == [to_zone(one.lo, BOSTON).hour for one in now]


def test_a_step_too_fine_for_the_period_is_refused() -> None:
    with pytest.raises(BadFilter):
        bins(span(period="all"), "hour", LONG_AGO)
