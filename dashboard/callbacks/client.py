"""What the browser does by itself: boot, the trend's scale, the calendar, the search, clicks, the grid's refresh."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

SPACE = "teplokarta"
STATE, LIVE = Input("state", "data"), Input("live", "data")

SHOW: dict[str, tuple[Output | Input | State, ...]] = {
    "scaled": (Output("trend", "figure"), Input("trend-figure", "data"), Input("scale", "data")),
    "days": (Output("dates", "value"), STATE),
    "words": (Output("words", "value"), STATE),
}
"""Functions of assets/js that put the state into a control."""

ACT: dict[str, tuple[Output | Input | State, ...]] = {
    "chooseDays": (Output("sink", "title"), Input("dates", "value"), State("state", "data")),
    "chooseWords": (Output("sink", "dir"), Input("words", "value"), State("state", "data")),
    "chooseBin": (Output("sink", "lang"), Input("trend", "clickData")),
    "refreshGrid": (Output("sink", "className"), STATE, LIVE),
}
"""Functions that act and show nothing; Dash wants an output of each, so each has a property of a hidden element."""


def connect(app: Dash) -> None:
    """Every clientside callback."""
    boot = Output("path", "data"), Output("state", "data")
    app.clientside_callback(ClientsideFunction(SPACE, "boot"), *boot, Input("shell", "id"))
    for name, dependencies in SHOW.items():
        app.clientside_callback(ClientsideFunction(SPACE, name), *dependencies)
    for name, dependencies in ACT.items():
        app.clientside_callback(ClientsideFunction(SPACE, name), *dependencies, prevent_initial_call=True)
