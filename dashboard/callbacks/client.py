"""What the browser does by itself: boot, the trend's scale, the calendar, clicks on the trend, the grid's refresh."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

SPACE = "teplokarta"


def connect(app: Dash) -> None:
    """Every clientside callback; the functions are in assets/js."""
    app.clientside_callback(
        ClientsideFunction(SPACE, "boot"),
        Output("path", "data"),
        Output("state", "data"),
        Input("shell", "id"),
    )
    app.clientside_callback(
        ClientsideFunction(SPACE, "scaled"),
        Output("trend", "figure"),
        Input("trend-figure", "data"),
        Input("scale", "data"),
    )
    app.clientside_callback(
        ClientsideFunction(SPACE, "days"), Output("dates", "value"), Input("state", "data")
    )
    app.clientside_callback(
        ClientsideFunction(SPACE, "chooseDays"),
        Output("sink", "title"),
        Input("dates", "value"),
        State("state", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction(SPACE, "chooseBin"),
        Output("sink", "lang"),
        Input("trend", "clickData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction(SPACE, "refreshGrid"),
        Output("sink", "className"),
        Input("state", "data"),
        Input("live", "data"),
        prevent_initial_call=True,
    )
