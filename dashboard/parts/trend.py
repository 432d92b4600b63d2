"""The head of the trend: what is drawn, by which step, and the words where there is nothing to draw."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.parts.common import heading
from dashboard.parts.common import note as note_line
from dashboard.parts.controls import Choice, segmented
from dashboard.state import View
from data.answers import Trend

STEPS_FOR = {
    "24h": ("hour",),
    "7d": ("hour", "day"),
    "30d": ("day", "week"),
    "90d": ("day", "week"),
    "1y": ("day", "week", "month"),
    "all": ("week", "month"),
}
ANY = ("day", "week", "month")


def head(trend: Trend, view: View, names: dict[str, str]) -> html.Header:
    """«Динамика: число обращений» and the switch of steps."""
    texts = view.texts
    sub = f"{texts('metric.short.' + view.filters.metric)}, {texts('trend.step_' + trend.step)}"
    return heading(texts("trend.title"), sub, steps(trend, view))


def steps(trend: Trend, view: View) -> html.Div | None:
    """The steps that make sense for the length of the window."""
    allowed = STEPS_FOR.get(view.filters.period or "", ANY)
    if len(allowed) < 2:
        return None
    texts = view.texts
    choices = [Choice(texts("trend.step_" + each), view.href(step=each), each == trend.step) for each in allowed]
    return segmented(texts("trend.title"), choices, "steps")


def note(trend: Trend, view: View) -> Any:
    """Words in the place of an empty drawing; None where there is one."""
    if any(row.value for row in trend.rows):
        return None
    return note_line(view.texts("trend.empty"))
