"""Moments of a rhythm: in the region's hours, over changes of clocks, in short months."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.rhythm import Rhythm

MOSCOW, KAMCHATKA, BERLIN = (ZoneInfo(name) for name in ("Europe/Moscow", "Asia/Kamchatka", "Europe/Berlin"))
EVENING = Rhythm("day", time(18))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_every_day_is_by_the_clock_of_the_region() -> None:
    now = utc("2026-11-22T10:00")
    assert EVENING.after(now, MOSCOW) == utc("2026-11-22T15:00")
    assert EVENING.after(now, KAMCHATKA) == utc("2026-11-23T06:00")
    assert EVENING.latest(now, KAMCHATKA) == utc("2026-11-22T06:00")


def test_a_moment_itself_is_the_latest_and_not_the_next() -> None:
    now = utc("2026-11-22T15:00")
    assert EVENING.latest(now, MOSCOW) == now
    assert EVENING.after(now, MOSCOW) == now + timedelta(days=1)


def test_chosen_weekdays_only() -> None:
    rhythm = Rhythm("week", time(8, 30), (1, 5))
    now = utc("2026-11-22T10:00")  # a Sunday
    assert rhythm.after(now, MOSCOW) == utc("2026-11-23T05:30")
    assert rhythm.latest(now, MOSCOW) == utc("2026-11-20T05:30")


@pytest.mark.parametrize(
    ("monthday", "now", "expected"),
    [
        (31, "2026-02-10T00:00", "2026-02-28T15:00"),
        (31, "2028-02-10T00:00", "2028-02-29T15:00"),
        (30, "2026-04-01T00:00", "2026-04-30T15:00"),
        (5, "2026-11-22T00:00", "2026-12-05T15:00"),
    ],
)
def test_a_day_that_a_month_lacks_is_its_last(monthday: int, now: str, expected: str) -> None:
    assert Rhythm("month", time(18), monthday=monthday).after(utc(now), MOSCOW) == utc(expected)


def test_an_hour_left_out_in_spring_happens_once_an_hour_later_and_one_told_twice_in_autumn_once() -> None:
    rhythm = Rhythm("day", time(2, 30))
    spring = rhythm.after(utc("2026-03-28T12:00"), BERLIN)
    assert spring == utc("2026-03-29T01:30")
    assert rhythm.after(spring, BERLIN) == utc("2026-03-30T00:30")
    autumn = rhythm.after(utc("2026-10-24T12:00"), BERLIN).astimezone(UTC)  # Python finds an hour told twice equal to nothing
    assert autumn == utc("2026-10-25T00:30")
    assert rhythm.after(autumn, BERLIN) == utc("2026-10-26T01:30")


@pytest.mark.parametrize("rhythm", [EVENING, Rhythm("week", time(0), (7,)), Rhythm("month", time(23, 59), monthday=31)])
def test_between_the_latest_moment_and_the_next_lies_none(rhythm: Rhythm) -> None:
    for hours in range(0, 24 * 70, 7):
        now = utc("2026-01-01T00:00") + timedelta(hours=hours)
        latest, after = rhythm.latest(now, MOSCOW), rhythm.after(now, MOSCOW)
        assert latest <= now < after
        assert rhythm.after(latest, MOSCOW) == after
        assert rhythm.latest(after, MOSCOW) == after


def test_a_rhythm_without_days_is_a_fault() -> None:
    with pytest.raises(ValueError, match="nothing is ever due"):
        Rhythm("week", time(18)).after(utc("2026-01-01T00:00"), MOSCOW)
