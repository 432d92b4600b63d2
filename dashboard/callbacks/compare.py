"""What the callbacks of the overview draw of the period picker and the map's switches."""

from __future__ import annotations

from typing import Any

from dashboard.callbacks.desk import Desk, Draw
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


PERIOD: dict[str, Draw] = {
    "periods": draw_periods,
    "period-head": draw_period_head,
    "period-ways": draw_period_ways,
    "period-now": draw_period_now,
}
"""The period picker, on every page with a bar of filters."""

STATIC: dict[str, Draw] = {"map-mode": draw_map_mode}
"""Parts that follow the state alone."""
