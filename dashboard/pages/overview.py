"""The overview: headline figures, map, districts, topics, trend and newest records of one selection."""

from __future__ import annotations

from dash import dcc, html

from dashboard.pages.common import filter_bar
from dashboard.parts.states import loading
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
    """Places only: every part is filled by a callback of its own, from skeleton to answer."""
    return html.Div(
        [
            filter_bar(texts),
            html.Div(
                [
                    html.Section(
                        _kpi_places(), id="kpis", className="kpis", **{"aria-label": texts("kpi.label")}
                    ),
                    html.Div(
                        [map_card, html.Section(loading(2), id="placed", className="card placed")],
                        className="place-column",
                    ),
                    html.Section(loading(11), id="ranking", className="card ranking"),
                    html.Section(loading(11), id="topics", className="card topics"),
                    _trend(texts),
                    html.Section(loading(6), id="feed", className="card feed"),
                ],
                className="overview",
            ),
        ],
        className="screen",
    )


def _kpi_places() -> list[html.Div]:
    return [html.Div(loading(2), className="card kpi") for _ in range(6)]


def _trend(texts: Texts) -> html.Section:
    graph = dcc.Graph(
        id="trend",
        responsive=True,
        config=GRAPH,
        className="trend-graph",
        figure=BLANK,
    )
    return html.Section(
        [
            html.Div(id="trend-head", className="head"),
            html.Div([graph, html.Div(id="trend-note")], className="body"),
            dcc.Store(id="trend-figure"),
        ],
        className="card trend",
        title=texts("trend.select_hint"),
    )
