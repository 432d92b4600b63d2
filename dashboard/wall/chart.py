"""A course over time for a wall: usual band, usual line, value line, what is above; scaled to any box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.figures import bins
from dashboard.figures.trend import above_usual
from dashboard.parts import html
from dashboard.parts.wire import Drawing
from dashboard.texts import Texts
from data.answers import Bin, Trend

WIDE = TALL = 100.0
HEADROOM = 1.08
Points = list[tuple[float, float]]


def chart(trend: Trend, metric: str, texts: Texts, axis: bool = True) -> html.Div | None:
    """The drawing of the whole steps, from zero up; None with fewer than two of them."""
    rows = trend.rows[bins.wholes(trend)]
    known = [value for row in rows for value in (row.value, row.high) if value is not None]
    if len(rows) < 2 or not known:
        return None
    scale = _Scale(len(rows), min(0.0, *known), max(max(known), 1e-9) * HEADROOM)
    foot = _axis(rows, trend, texts) if axis else None
    above = set(map(id, above_usual(trend, metric)))
    dots = [
        _dot(scale, index, row, "high" if id(row) in above else "last")
        for index, row in enumerate(rows)
        if row.value is not None and (id(row) in above or index == len(rows) - 1)
    ]
    plot = html.Div([_lines(scale, rows), *dots], className="wall-plot")
    return html.Div([plot, *([foot] if foot else [])], className="wall-chart", **{"aria-hidden": "true"})


class _Scale:
    """Places of steps and values in a box of 100 by 100, y downwards."""

    def __init__(self, count: int, low: float, high: float) -> None:
        self._stride = WIDE / (count - 1)
        self._low, self._span = low, high - low

    def x(self, index: int) -> float:
        return round(index * self._stride, 2)

    def y(self, value: float) -> float:
        return round(TALL - (value - self._low) / self._span * TALL, 2)

    def points(self, rows: Sequence[Bin], get: Callable[[Bin], float | None]) -> Points:
        values = [(index, get(row)) for index, row in enumerate(rows)]
        return [(self.x(index), self.y(value)) for index, value in values if value is not None]


def _lines(scale: _Scale, rows: Sequence[Bin]) -> Drawing:
    high = scale.points(rows, lambda row: row.high)
    low = scale.points(rows, lambda row: row.low)
    shapes: list[Any] = []
    if len(high) > 1:
        shapes.append(path("band", [*high, *reversed(low)], closed=True))
        shapes.append(path("usual", scale.points(rows, lambda row: row.usual)))
    shapes.append(path("value", scale.points(rows, lambda row: row.value)))
    return drawing(shapes)


def drawing(shapes: list[Any]) -> Drawing:
    """The box that shapes are drawn in; it takes the proportions of its place."""
    return Drawing("svg", {"viewBox": f"0 0 {WIDE:g} {TALL:g}", "preserveAspectRatio": "none"}, tuple(shapes))


def path(name: str, points: Points, closed: bool = False) -> Drawing:
    """A line through points, or the area within them."""
    d = "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + ("Z" if closed else "") if points else ""
    return Drawing("path", {"class": name, "d": d}, ())


def _dot(scale: _Scale, index: int, row: Bin, kind: str) -> html.I:
    place = {"left": f"{scale.x(index)}%", "top": f"{scale.y(row.value or 0.0)}%"}
    return html.I(className=f"wall-dot {kind}", style=place)


def _axis(rows: Sequence[Bin], trend: Trend, texts: Texts) -> html.Div:
    """The first, the middle and the last step by name."""
    chosen = [rows[0], rows[len(rows) // 2], rows[-1]]
    return html.Div([html.Span(_called(texts, row, trend.step)) for row in chosen], className="wall-axis")


def _called(texts: Texts, row: Bin, step: str) -> str:
    if step == "hour":
        return f"{row.at:%H:%M}"
    return texts.month(row.at) if step == "month" else texts.day(row.at)
