"""The overview: headline figures, map, districts, topics, trend and newest records of one selection."""

from __future__ import annotations

from dash import dcc, html

from dashboard.pages.common import filter_bar, stale_note, title
from dashboard.parts.common import spot
from dashboard.texts import Texts

GRAPH: dcc.Graph.Config = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}

BLANK = {
    "data": [],
    "layout": {
        "template": None,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
    },
}
"""What stands in the trend's place until the first answer: nothing, and not plotly's white sheet."""


def layout(texts: Texts, map_card: html.Section) -> html.Div:
    """Places only: every part is drawn by a callback of its own."""
    placed = spot("placed", "card placed", html.Section)
    parts = [
        html.Div([spot("lead", "lead", html.P), spot("kpis", "kpis", html.Section)], className="heads"),
        html.Div([map_card, spot("map-table", "map-table"), placed], className="place-column"),
        spot("ranking", "card ranking", html.Section),
        spot("topics", "card topics", html.Section),
        trend_card(texts),
        spot("feed", "card feed", html.Section),
    ]
    return html.Div(
        [
            stale_note(texts),
            title(texts("nav.overview")),
            filter_bar(texts),
            html.Div(parts, className="overview"),
        ],
        className="screen",
    )


def trend_card(texts: Texts) -> html.Section:
    """The card of the trend, with the graph that its callback fills."""
    graph = dcc.Graph(id="trend", responsive=True, config=GRAPH, className="trend-graph", figure=BLANK)
    return html.Section(
        [
            spot("trend-head", "head"),
            html.Div([graph, spot("trend-note")], className="body", **{"data-name": texts("trend.by_keys")}),
        ],
        className="card trend",
        title=texts("trend.select_hint"),
    )
