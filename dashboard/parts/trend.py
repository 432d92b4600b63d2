"""The head of the trend: what is drawn, by which step, and the words where there is nothing to draw."""

from __future__ import annotations

from typing import Any

from dashboard.figures.trend import above_usual, cut
from dashboard.parts import annotations as events
from dashboard.parts import html, twin
from dashboard.parts.common import heading
from dashboard.parts.common import note as note_line
from dashboard.parts.controls import Choice, segmented
from dashboard.parts.help import helped
from dashboard.parts.trendwords import summary
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


def head(trend: Trend, view: View) -> list[Any]:
    """What is drawn, its events, the switch of steps or the one there is, and the legend of what this drawing has."""
    texts = view.texts
    switch, sub = steps(trend, view), texts("metric.short." + view.filters.metric)
    if switch is None:
        sub += ", " + texts("trend.step_" + trend.step)
    said = html.P(summary(trend, view), className="unseen", id="trend-summary")
    extra = [events.menu(trend, view), switch, twin.switch("trend", view, "kpis")]
    head_ = heading(helped(texts("trend.title"), "trend", texts), sub, extra)
    found = [head_, legend(trend, view), said, events.spoken(trend, view)]
    return [each for each in found if each is not None]


def legend(trend: Trend, view: View) -> html.Div:
    """Signs and words, only of what is there."""
    shown = [
        ("band", any(row.low is not None for row in trend.rows)),
        ("usual", any(row.usual is not None for row in trend.rows)),
    ]
    shown += [("high", bool(above_usual(trend, view.filters.metric))), ("partial", bool(cut(trend)))]
    if view.filters.vs:
        shown = [("set-a", True), ("set-b", True), *shown]
    items = [
        html.Span([html.I(className=f"sign {name}"), view.texts("trend.legend_" + name)])
        for name, there in shown
        if there
    ]
    return html.Div(items, className="trend-legend")


def steps(trend: Trend, view: View) -> html.Div | None:
    """The steps that make sense for the length of the window."""
    allowed = STEPS_FOR.get(view.filters.period or "", ANY)
    if len(allowed) < 2:
        return None
    texts = view.texts
    choices = [
        Choice(texts("trend.step_" + each), view.href(step=each), each == trend.step) for each in allowed
    ]
    return segmented(texts("trend.title"), choices, "steps")


def note(trend: Trend, view: View) -> Any:
    """Words in the place of an empty drawing; None where there is one."""
    if any(row.value for row in trend.rows):
        return None
    return note_line(view.texts("trend.empty"))
