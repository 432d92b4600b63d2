"""Drawings of the weekly report: where a map stands, and as many points as its place on the page has room for."""

from __future__ import annotations

from typing import Any

from dashboard.briefing.pages import Fit, Page
from dashboard.briefing.weekly_sizes import POINTS, Sizes


def page(**drawn: float) -> Page:
    return Page(tuple(drawn), 5.0, {name.replace("_", "-"): Fit(0, high, (0.0,)) for name, high in drawn.items()}, 0.0)


def test_the_map_of_change_has_its_list_beside_it_only_where_this_is_long_and_the_map_is_not() -> None:
    assert Sizes(False, 1.0, listed=7).beside
    assert not Sizes(False, 1.0, listed=2).beside
    assert not Sizes(False, 2.0, listed=7).beside
    assert not Sizes(True, 1.0, listed=7).beside


def test_a_drawing_has_the_points_of_its_place() -> None:
    upright, beside = Sizes(False, 1.0, listed=0), Sizes(False, 1.0, listed=7)
    assert upright.points([page(change=100.0, trend=40.0)]) == {
        "change": (round(182 * POINTS), round(100 * POINTS)),
        "trend": (round(182 * POINTS), round(40 * POINTS)),
    }
    assert beside.points([page(change_moved=100.0)])["change"] == (round(112 * POINTS), round(100 * POINTS))


def test_both_maps_of_a_lying_page_are_alike_and_a_trend_beside_words_is_narrower() -> None:
    found = Sizes(True, 1.0).points([page(maps=120.0, trend_changed=60.0), page(method=0.0)])
    assert found["density"] == found["change"]
    assert found["trend"][0] < round(269 * POINTS) * 0.6
    assert set(found) == {"density", "change", "trend"}


def test_what_was_measured_stands_on_pages_in_its_order() -> None:
    def one(high: float) -> list[dict[str, Any]]:
        return [{"share": 1.0, "tight": [high], "loose": [high]}]

    plan = Sizes(True, 1.0, quiet=True).planned({"method": one(80.0), "headline": one(10.0), "trend-changed": one(40.0)})
    assert [page.names for page in plan] == [("headline", "trend-changed", "method")]
