"""The scene of the region: its map (which the page holds), headline figures, the districts or topics with most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from dashboard.parts import html
from dashboard.parts.common import domain
from dashboard.parts.kpis import period_words
from dashboard.parts.placed import percent
from dashboard.parts.ranking import name_of
from dashboard.parts.rows import against, in_order
from dashboard.state import View
from dashboard.wall.pieces import by_name, figure, frame, listed, nothing
from data.answers import Breakdown, Kpi, Row

FIGURES = ("count", "open", "overdue", "answer_days")
ROWS = 6


@dataclass(frozen=True, slots=True)
class Most:
    """What has most: a breakdown, how its rows are called, and the key of its title."""

    found: Breakdown
    name: Callable[[Row], str]
    title: str


def render(
    kpis: tuple[Kpi, ...], most: Most, sentence: str, view: View, placed: float | None = None
) -> html.Section:
    """The place of the map stays empty here: the map lies beneath and is never drawn anew. `placed`: the share on it."""
    sub = "" if placed is None else view.texts("wall.placed", share=percent(view, placed))
    return frame("region", sentence, [html.Div(className="wall-hole"), _side(kpis, most, view)], view, sub)


def most_of(districts: Breakdown, topics: Breakdown, names: Mapping[str, str], view: View) -> Most:
    """The districts, or within one of them the groups of topics."""
    if sum(1 for row in districts.rows if row.code is not None) > 1:
        return Most(districts, lambda row: name_of(row, view), "wall.most")
    groups = tuple(row for row in topics.rows if row.parent is None)
    found = replace(topics, rows=groups)
    return Most(found, lambda row: names.get(row.code or "", row.name or ""), "wall.most_topics")


def _side(kpis: tuple[Kpi, ...], most: Most, view: View) -> html.Div:
    named, texts = by_name(kpis), view.texts
    count = named.get("count")
    tiles = [
        figure(named[name], count, texts(f"wall.figure.{name}", period=period_words(view)), view)
        for name in FIGURES
        if name in named
    ]
    return html.Div([html.Div(tiles, className="wall-tiles"), _listing(most, view)], className="wall-side")


def _listing(most: Most, view: View) -> html.Div:
    rows = [row for row in in_order(most.found.rows) if row.code is not None and row.value][:ROWS]
    if not rows:
        return nothing(view.texts("ranking.empty"))
    kind = against(most.found.rows)
    span = domain([row.value for row in rows] + [row.usual for row in rows])
    metric = view.texts("metric.short." + view.filters.metric)
    title = html.Div(view.texts(most.title, sub=view.texts("ranking." + kind, metric=metric)), className="wall-label")
    listing = [listed(row, most.name(row), span, kind, view) for row in rows]
    return html.Div([title, *listing], className="wall-rows")
