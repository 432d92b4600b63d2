"""The printed trend: every value in its place, whole steps solid, cut ones dotted, nothing outside the drawing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from dashboard.briefing import chart
from dashboard.texts import texts
from data.answers import Bin, Trend
from tests.dashboard.screen_world import ASOF

MIDNIGHT = ASOF.replace(hour=0, minute=0)


def trend(values: list[float | None], usual: float | None = 10.0) -> Trend:
    first = MIDNIGHT - timedelta(days=len(values))
    low, high = (None, None) if usual is None else (usual * 0.8, usual * 1.2)
    rows = [Bin(first + timedelta(days=at), value, usual, low, high) for at, value in enumerate(values)]
    return Trend(1, MIDNIGHT, "day", tuple(rows))


def parts(drawing: str, tag: str) -> list[dict[str, str]]:
    return [one.attrib for one in ElementTree.fromstring(drawing).iter(f"{{http://www.w3.org/2000/svg}}{tag}")]


def test_what_is_above_usual_is_ringed() -> None:
    drawn = chart.svg(trend([10.0, 11.0, 40.0, 9.0]), "count", texts("ru"))
    rings = [one for one in parts(drawn, "circle") if one["stroke"] == "#b3400b"]
    assert len(rings) == 1


def test_a_step_that_the_window_cuts_is_hollow_and_not_part_of_the_line() -> None:
    whole = trend([10.0, 11.0, 12.0])
    cut = replace(whole, asof=MIDNIGHT - timedelta(hours=6))
    assert [len(parts(chart.svg(one, "count", texts("ru")), "circle")) for one in (whole, cut)] == [0, 1]


def test_the_line_is_broken_where_a_value_is_missing() -> None:
    drawn = chart.svg(trend([3.0, None, 4.0, 5.0], None), "answer_days", texts("ru"))
    solid = next(one["d"] for one in parts(drawn, "path") if one.get("stroke") == chart.INK)
    assert (solid.count("M"), solid.count("L")) == (2, 1)


@pytest.mark.parametrize(
    "values",
    [[0.0, 0.0, 0.0], [0.01, 0.5, 0.2], [5.0], [], [1e6, 3.0, 2.0], [None, None], [40.0, -25.0], [-3.0, -90.0]],
)
@pytest.mark.parametrize("metric", ["count", "per1000"])
def test_no_point_lies_outside_the_drawing(values: list[float | None], metric: str) -> None:
    drawn = chart.svg(trend(values, None), metric, texts("ru"))
    for shape in parts(drawn, "path"):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", shape["d"]):
            assert -0.1 <= float(x) <= chart.WIDTH + 0.1
            assert -0.1 <= float(y) <= chart.HEIGHT + 0.1
    assert "nan" not in drawn


def test_days_have_the_names_of_the_screen() -> None:
    drawn = chart.svg(trend([float(number) for number in range(14)]), "count", texts("ru"))
    assert texts("ru").day(MIDNIGHT - timedelta(days=1)) in drawn


def test_what_is_below_zero_stands_below_the_line_of_zero() -> None:
    drawn = chart.svg(trend([40.0, -30.0, 20.0, -10.0], None), "excess", texts("ru"))
    said = [one.text for one in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert {"0", "+20", "\u221220", "+40"} <= set(said)
