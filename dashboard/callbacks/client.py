"""What the browser does by itself: boot, the calendar, the search, clicks, the grid's refresh."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State

SPACE = "teplokarta"
STATE, LIVE = (Input(name, "data") for name in ("state", "live"))

SHOW: dict[str, tuple[Output | Input | State, ...]] = {
    "look": (Output("mantine", "forceColorScheme"), Input("shell", "id")),
}
"""Functions of assets/js that show what a page begins with, and what follows the state."""

ACT: dict[str, tuple[Input | State, ...]] = {
    "chooseDays": (Input("dates", "value"), State("state", "data")),
    "chooseWords": (Input("words", "value"), State("state", "data")),
    "chooseBin": (Input("trend", "clickData"),),
    "chooseSpan": (Input("trend", "selectedData"),),
    "refreshGrid": (STATE, LIVE),
    "drawBriefings": (Input("briefings-wire", "data"),),
}
"""Functions that act and show nothing."""

DRAWN = ("records-head", "questions", "sources")
"""Places with a callback of their own, whose trees assets/js/draw.js draws; those of the screen come together (screen.js)."""


def connect(app: Dash) -> None:
    """Every clientside callback."""
    boot = Output("path", "data"), Output("state", "data")
    app.clientside_callback(ClientsideFunction(SPACE, "boot"), *boot, Input("shell", "id"))
    for name, dependencies in SHOW.items():
        app.clientside_callback(ClientsideFunction(SPACE, name), *dependencies)
    for name, dependencies in ACT.items():
        app.clientside_callback(ClientsideFunction(SPACE, name), *dependencies, prevent_initial_call=True)
    for name in DRAWN:
        app.clientside_callback(ClientsideFunction(SPACE, "draw"), Input(f"{name}-wire", "data"))
