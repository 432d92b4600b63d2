"""What sheets share in words: a moment that reads back as itself, and a foot that says nothing of what there is none of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.briefing import wording
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.typeset import Paper
from data.filters import parse_filters
from data.windows import to_utc

ZONES = ("Europe/Moscow", "Asia/Kamchatka", "America/New_York")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("micros", [0, 451_418])
def test_the_moment_of_an_address_is_read_back_as_the_very_same(zone: str, micros: int) -> None:
    """Also within the hour that the clocks of autumn show twice."""
    first = datetime(2026, 11, 1, 3, 30, 15, micros, tzinfo=UTC)
    for hours in range(8):
        asof = (first + timedelta(hours=hours)).astimezone(ZoneInfo(zone))
        said = wording.moment(asof, zone)
        read = parse_filters({"region": "x", "asof": said}, None).asof
        assert read is not None
        assert to_utc(read, ZoneInfo(zone)) == asof.astimezone(UTC).replace(tzinfo=None)


def test_a_zone_is_named_only_where_the_clock_does_not_tell() -> None:
    zone = ZoneInfo("America/New_York")
    once, again = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC).astimezone(zone) for hour in (5, 6))
    assert wording.moment(once, zone.key) == "2026-11-01T01:30:00"
    assert wording.moment(again, zone.key) == "2026-11-01T01:30:00-05:00"


def test_a_foot_without_records_says_so(briefings: Briefings) -> None:
    desk = briefings.desk
    view = desk.view({"period": "all"}, "/")
    summary, texts = desk.questions.summary(view.filters), view.texts
    full = wording.common(view, summary, desk.catalogue(view), desk.settings, Paper())
    none = replace(summary, total=0, placed={}, sources=())
    empty = wording.common(view, none, desk.catalogue(view), desk.settings, Paper())
    assert texts("brief.no_sources") == empty["sources"] != full["sources"]
    assert wording.share_placed(view, summary) in full["method"]
    assert "%" not in empty["method"]
    assert empty["method"].startswith("Отбор: ")
