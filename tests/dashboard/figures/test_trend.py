"""The trend's drawing: honest about bins that are cut, quiet about what is usual."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.figures.bins import Measure
from dashboard.figures.trend import above_usual, cut, figure
from dashboard.texts import texts
from data.answers import Bin, Trend
from tests.dashboard.screen_world import ASOF, trend

COUNT = Measure("count", "appeals")


def drawn(found: Trend, measure: Measure = COUNT) -> dict[str, Any]:
    made: dict[str, Any] = figure(found, measure, texts("ru")).to_plotly_json()
    return made


def test_the_line_ends_with_the_last_whole_bin() -> None:
    lines = [trace for trace in drawn(trend())["data"] if trace.get("line", {}).get("color") == "var(--graph)"]
    assert [len(trace["x"]) for trace in lines] == [9]


def test_the_running_bin_is_hollow_and_can_be_clicked() -> None:
    hollow = [trace for trace in drawn(trend())["data"] if trace.get("marker", {}).get("color") == "var(--card)"]
    assert [list(trace["y"]) for trace in hollow] == [[20.0]]
    assert hollow[0]["customdata"] == [["2026-11-21", "2026-11-21"]]


def test_bins_above_usual_stand_out() -> None:
    assert [row.value for row in above_usual(trend(), "count")] == [90.0]


def test_a_little_above_usual_is_chance_for_counts_but_not_for_means() -> None:
    rows = tuple(Bin(row.at, 3.0, 1.0, 0.0, 2.0) for row in trend(count=3).rows)
    found = Trend(1, ASOF, "day", rows)
    assert len(above_usual(found, "count")) == 2
    assert (
        above_usual(Trend(1, ASOF, "day", tuple(Bin(row.at, 2.5, 1.0, 0.0, 2.0) for row in rows)), "count")
        == []
    )
    assert (
        len(
            above_usual(
                Trend(1, ASOF, "day", tuple(Bin(row.at, 2.5, 1.0, 0.0, 2.0) for row in rows)), "answer_days"
            )
        )
        == 2
    )


def test_without_usual_values_there_is_no_band() -> None:
    assert all("fill" not in trace for trace in drawn(trend(usual=None))["data"])


def test_a_single_running_bin_is_drawn_without_a_way_to_it() -> None:
    found = drawn(trend(count=1))
    assert [trace["mode"] for trace in found["data"] if trace.get("line", {}).get("dash") == "dot"] == [
        "lines"
    ]
    assert "annotations" not in found["layout"]


def test_an_empty_trend_draws_nothing() -> None:
    found = Trend(1, ASOF, "day", ())
    assert cut(found) == []
    assert [len(trace["x"]) for trace in drawn(found)["data"]] == [0]


def test_the_newest_whole_figure_is_written_in_the_colour_of_its_state() -> None:
    (note,) = drawn(trend())["layout"]["annotations"]
    assert (note["text"], note["font"]["color"]) == ("<b>90</b>", "var(--alarm)")


def test_a_difference_has_its_zero_line() -> None:
    assert drawn(trend(), Measure("excess", "appeals"))["layout"]["yaxis"]["zeroline"] is True


def test_moments_are_wall_clock_without_a_zone() -> None:
    assert drawn(trend())["data"][0]["x"][0].tzinfo is None


def test_what_is_usual_ends_with_the_last_whole_bin() -> None:
    usual = [trace for trace in drawn(trend())["data"] if trace.get("line", {}).get("color") == "var(--usual)"]
    assert [len(trace["x"]) for trace in usual] == [9]


def test_the_newest_figure_stands_below_a_falling_line_clear_of_what_goes_on() -> None:
    rows = tuple(replace(row, value=90.0 - 5 * at) for at, row in enumerate(trend().rows))
    (note,) = drawn(replace(trend(), rows=rows))["layout"]["annotations"]
    assert (note["yanchor"], note["yshift"], note["xanchor"], note["xshift"]) == ("top", -5, "right", -2)
