"""The legend's places; assets/js/hexmap fills them from the very answer that colours the map, so they cannot differ."""

from __future__ import annotations

from dashboard.parts import html


def legend() -> html.Div:
    """Title, what a cell is, the ramp with its limits, a pin for the value under the pointer, and what hatching means."""
    return html.Div(
        [
            html.Div(
                [html.Span(className="map-legend-title"), html.Span(className="map-legend-where")],
                className="map-legend-head",
            ),
            html.Div(html.I(className="map-legend-pin", hidden=True), className="map-legend-bar"),
            html.Div(className="map-legend-ticks"),
            html.Div([html.I(className="map-legend-hatch"), html.Span()], className="map-legend-few", hidden=True),
            html.Div(className="map-legend-more", hidden=True),
        ],
        className="map-legend",
        id="map-legend",
    )
