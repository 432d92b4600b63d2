"""What the callbacks of the overview draw of the period picker and the map's switches."""

from __future__ import annotations

from typing import Any

from dashboard.callbacks import beside
from dashboard.callbacks.desk import Desk, Draw
from dashboard.parts import compare as compare_part
from dashboard.parts import mapmode, period
from dashboard.state import View


def draw_map_mode(desk: Desk, view: View) -> Any:
    return mapmode.render(view)


def draw_periods(desk: Desk, view: View) -> Any:
    return period.standing(view)


def draw_period_head(desk: Desk, view: View) -> Any:
    return period.head(view, desk.now(view))


def draw_period_ways(desk: Desk, view: View) -> Any:
    return period.ways(view, desk.now(view))


def draw_period_now(desk: Desk, view: View) -> Any:
    return period.back_to_now(view)


def draw_versus(desk: Desk, view: View) -> Any:
    return compare_part.strip(beside.sides(desk, view), view)


def draw_compare_ways(desk: Desk, view: View) -> Any:
    return compare_part.ways(view, desk.now(view), desk.catalogue(view))


PERIOD: dict[str, Draw] = {
    "periods": draw_periods,
    "period-head": draw_period_head,
    "period-ways": draw_period_ways,
    "period-now": draw_period_now,
    "versus": draw_versus,
    "compare-ways": draw_compare_ways,
}
"""The period picker and the sets compared, on every page with a bar of filters."""

STATIC: dict[str, Draw] = {"map-mode": draw_map_mode}
"""Parts that follow the state alone."""
