"""The scene of topics: the largest groups as small multiples, each against its own usual."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.parts import html
from dashboard.parts.rows import against, deviation, in_order
from dashboard.state import View
from dashboard.wall.chart import chart
from dashboard.wall.pieces import compared, frame, is_few, nothing
from data.answers import Breakdown, Row, Trend

SHOWN = 12


def largest(topics: Breakdown) -> list[Row]:
    """The groups with most, by their metric."""
    groups = tuple(row for row in topics.rows if row.parent is None and row.code is not None and row.count)
    return in_order(groups)[:SHOWN]


def render(
    topics: Breakdown, trends: Mapping[str, Trend], names: Mapping[str, str], sentence: str, view: View
) -> html.Section:
    """A tile a group; `trends` by code."""
    groups = largest(topics)
    if not groups:
        return frame("topics", sentence, [nothing(view.texts("topics.empty"))], view)
    kind = against(topics.rows)
    tiles = [_tile(row, trends.get(row.code or ""), names, kind, view) for row in groups]
    metric = view.texts("metric.short." + view.filters.metric)
    return frame("topics", sentence, tiles, view, view.texts("ranking." + kind, metric=metric))


def _tile(
    row: Row, trend: Trend | None, names: Mapping[str, str], kind: str, view: View
) -> html.Div:
    texts, metric = view.texts, view.filters.metric
    change = deviation(row, kind, metric)
    drawn = chart(trend, metric, texts, axis=False) if trend is not None else None
    name = names.get(row.code or "", row.name or row.code or "")
    head = html.Div(
        [html.Span(texts.value(metric, row.value), className="wall-figure"), compared(row, kind, view)],
        className="wall-tile-head",
    )
    parts = [html.Div(name, className="wall-topic"), head, drawn or html.Div(className="wall-chart")]
    tone = f" {change.direction}" if change is not None and not is_few(row, kind, metric) else ""
    return html.Div(parts, className="wall-tile topic" + tone)
