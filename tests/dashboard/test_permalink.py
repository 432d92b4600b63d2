"""The whole address of a screen: a moment that reads back as itself, in any zone and on either side of a change of clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.permalink import moment, permalink
from data.filters import parse_filters
from data.windows import to_utc
from tests.dashboard.screen_world import World

ZONES = ("Europe/Moscow", "Asia/Kamchatka", "America/New_York")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("micros", [0, 451_418])
def test_the_moment_of_an_address_is_read_back_as_the_very_same(zone: str, micros: int) -> None:
    """Also within the hour that the clocks of autumn show twice."""
    first = datetime(2026, 11, 1, 3, 30, 15, micros, tzinfo=UTC)
    for hours in range(8):
        asof = (first + timedelta(hours=hours)).astimezone(ZoneInfo(zone))
        said = moment(asof, zone)
        read = parse_filters({"region": "x", "asof": said}, None).asof
        assert read is not None
        assert to_utc(read, ZoneInfo(zone)) == asof.astimezone(UTC).replace(tzinfo=None)


def test_a_zone_is_named_only_where_the_clock_does_not_tell() -> None:
    zone = ZoneInfo("America/New_York")
    once, again = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC).astimezone(zone) for hour in (5, 6))
    assert moment(once, zone.key) == "2026-11-01T01:30:00"
    assert moment(again, zone.key) == "2026-11-01T01:30:00-05:00"


def test_the_address_is_whole_and_keeps_the_selection() -> None:
    view = World().desk.view({"period": "7d", "topic": "01"}, "/")
    asof = datetime(2026, 11, 21, 18, tzinfo=ZoneInfo(view.tz))
    region = view.filters.region
    link = permalink(view, asof, "https://karta.example/", "/topic")
    assert link == f"https://karta.example/topic?region={region}&period=7d&asof=2026-11-21T18:00:00&topic=01"
