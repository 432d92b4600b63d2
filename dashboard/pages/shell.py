"""What every page stands in: the stores of the state, the head, the place of the page and of a problem."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.parts.common import spot

FONT = "'Golos Text', system-ui, sans-serif"


def layout() -> dmc.MantineProvider:
    """The layout of the application; pages are put into `#main` by their path."""
    stores = [dcc.Store(id=name) for name in ("state", "path", "live", "desk", "questions-wire")]
    stores += [dcc.Store(id="opened", data=[])]
    body = [
        spot("header", "top", html.Header),
        spot("problem"),
        html.Main(html.Div(id="page"), id="main", tabIndex="-1"),
    ]
    inside = html.Div([*stores, *body], className="app", id="shell")
    return dmc.MantineProvider(
        inside,
        id="mantine",
        forceColorScheme="dark",
        theme={"fontFamily": FONT, "primaryColor": "indigo"}
    )
