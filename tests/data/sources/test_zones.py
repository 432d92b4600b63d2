"""Clock times become UTC as the zone's own rules say, also where the clocks jump."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.zones import to_utc

ZONES = ("Europe/Moscow", "America/New_York", "Asia/Kamchatka", "Asia/Anadyr", "UTC", "Australia/Lord_Howe")


def _utc(local: str, zone: str) -> str:
    return str(to_utc(np.array([local], "M8[us]").astype(np.int64), zone).astype("M8[us]").astype("M8[s]")[0])


@pytest.mark.parametrize(
    ("local", "zone", "utc"),
    [
        ("2025-12-24T21:29:05", "Europe/Moscow", "2025-12-24T18:29:05"),
        ("2013-07-01T12:00:00", "Europe/Moscow", "2013-07-01T08:00:00"),
        ("2011-07-01T01:32:33", "America/New_York", "2011-07-01T05:32:33"),
        ("2011-12-01T01:32:33", "America/New_York", "2011-12-01T06:32:33"),
        ("2025-01-01T00:00:00", "Asia/Anadyr", "2024-12-31T12:00:00"),
    ],
)
def test_winter_and_summer_are_told_apart(local: str, zone: str, utc: str) -> None:
    assert _utc(local, zone) == utc


def test_a_time_that_the_spring_jump_leaves_out_moves_on() -> None:
    assert _utc("2011-03-13T02:30:00", "America/New_York") == "2011-03-13T07:30:00"


def test_a_time_that_happens_twice_is_the_first() -> None:
    assert _utc("2011-11-06T01:30:00", "America/New_York") == "2011-11-06T05:30:00"


@given(st.datetimes(datetime(1991, 1, 1), datetime(2059, 12, 31)), st.sampled_from(ZONES))
def test_it_agrees_with_the_zone_database(local: datetime, zone: str) -> None:
    expected = (local - (local.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta())).replace(
        microsecond=0
    )
    assert _utc(local.isoformat(), zone) == expected.isoformat()
