"""A course over time fills its box: from zero to the highest, whole steps only."""

from __future__ import annotations

from datetime import timedelta

from dashboard.parts.wire import wire
from dashboard.texts import texts
from dashboard.wall.chart import chart
from data.answers import Bin, Trend
from tests.dashboard.screen_world import ASOF, having, said, styled, trend

RU = texts("ru")


def shapes(found: object) -> dict[str, str]:
    ((_, _, plot),) = [node for node in wire(found)[0][2] if node[1]["class"] == "wall-plot"]
    return {path[1]["class"]: path[1]["d"] for path in plot[0][2]}


def test_band_usual_and_value_are_drawn_and_what_is_above_is_marked() -> None:
    found = chart(trend(), "count", RU)
    drawn = shapes(found)
    assert set(drawn) == {"band", "usual", "value"}
    assert drawn["band"].endswith("Z")
    assert drawn["value"].startswith("M0 ")
    assert [node.className for node in having(found, "wall-dot")] == ["wall-dot high"]
    assert said(wire(found)).strip() == "12 ноя 16 ноя 20 ноя"


def test_a_course_without_a_usual_is_a_line_with_its_last_point() -> None:
    found = chart(trend(usual=None), "count", RU, axis=False)
    assert set(shapes(found)) == {"value"}
    assert [node.className for node in having(found, "wall-dot")] == ["wall-dot last"]
    assert not styled(wire(found), "wall-axis")


def test_hours_and_months_are_called_by_their_names() -> None:
    hours = tuple(Bin(ASOF.replace(hour=hour, minute=0), 1.0, None, None, None) for hour in range(3, 6))
    assert said(wire(chart(Trend(1, ASOF, "hour", hours), "count", RU))).strip() == "03:00 04:00 05:00"
    months = tuple(Bin(ASOF.replace(month=month, day=1, hour=0, minute=0), 1.0, None, None, None) for month in (3, 4, 5))
    assert said(wire(chart(Trend(1, ASOF, "month", months), "count", RU))).strip() == "март 2026 апр 2026 май 2026"


def test_one_whole_step_is_no_course() -> None:
    assert chart(trend(count=2), "count", RU) is None
    nothing = tuple(Bin(ASOF - timedelta(days=day), None, None, None, None) for day in (3, 2, 1))
    assert chart(Trend(1, ASOF, "day", nothing), "rating", RU) is None
