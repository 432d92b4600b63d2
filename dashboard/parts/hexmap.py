"""The map card: the graph that carries the map, and what lies over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import dcc

from dashboard.figures.mapcolours import DARK
from dashboard.figures.mapfigure import GRAPH_CONFIG, figure
from dashboard.figures.mapown import Tiles
from dashboard.mapasks import MapQuestions, info_of
from dashboard.parts import html
from dashboard.parts.common import spot
from dashboard.parts.help import button
from dashboard.parts.legend import legend
from dashboard.texts import Texts
from data.answers import RegionInfo

GRAPH_ID = "map"
TOOLS = (
    ("in", "+", "hexmap.closer"),
    ("out", "\u2212", "hexmap.farther"),
    ("home", "\u2302", "hexmap.whole"),
)


def card(
    questions: MapQuestions, params: Mapping[str, str], words: Texts, tiles: Tiles | None = None
) -> html.Section:
    """The map card of the region a page asks for; of the first region when it is not there, empty when none is."""
    regions = questions.regions()
    info = info_of(questions, params.get("region") or "", words.lang) or (regions[0] if regions else None)
    if info is None:
        return html.Section(className="card map-card")
    return layout(info, words, figure(info, words, params.get("theme") or DARK, tiles), spot("map-mode"))


def layout(
    info: RegionInfo, words: Texts, drawn: dict[str, Any] | None = None, controls: Any = None, crumbs: Any = None
) -> html.Section:
    """The card of a region's map; `controls` and `crumbs` are the page's own and lie in its head.

    assets/js/hexmap finds everything in it by class name. Ids: `map` (the graph), `map-controls`, `map-crumbs`.
    """
    head = html.Div(
        [
            html.Div(
                [
                    html.H2([words("hexmap.title"), button("map", words)], className="map-title"),
                    html.Div(controls, id="map-controls"),
                ],
                className="map-bar",
            ),
            html.Div(crumbs, id="map-crumbs"),
        ],
        className="map-head",
    )
    foot = html.Div(
        [
            legend(),
            _corner(words),
        ],
        className="map-foot",
    )
    return html.Section(
        [
            graph(drawn or figure(info, words)),
            head,
            _tools(words),
            html.Div(className="map-note", hidden=True, role="status"),
            foot,
        ],
        className="card map-card",
        **{"aria-label": words("hexmap.label")},
    )


def _corner(words: Texts) -> html.Div:
    """The scale bar and the sources of the ground."""
    credit = html.Div(words("hexmap.credit"), className="map-credit")
    return html.Div([html.Div(className="map-scale"), credit], className="map-corner")


def graph(drawn: dict[str, Any]) -> dcc.Graph:
    """The graph itself; a change of the region is drawn into it by assets/js/hexmap."""
    return dcc.Graph(
        id=GRAPH_ID, figure=drawn, responsive=True, config=GRAPH_CONFIG, className="map-graph"
    )


def _tools(words: Texts) -> html.Div:
    """Zoom buttons; assets/js/hexmap listens for `data-map`."""
    buttons = [
        html.Button(sign, type="button", title=words(key), **{"data-map": what, "aria-label": words(key)})
        for what, sign, key in TOOLS
    ]
    return html.Div(buttons, className="map-tools")
