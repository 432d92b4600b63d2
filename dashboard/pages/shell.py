"""What every page stands in: the stores of the state, the head, the place of the page and of a problem."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.texts import Texts

FONT = "'Golos Text', system-ui, sans-serif"


def layout(texts: Texts) -> dmc.MantineProvider:
    """The layout of the application; pages are put into `#main` by their path."""
    stores = [
        dcc.Store(id="state"),
        dcc.Store(id="path"),
        dcc.Store(id="live"),
        dcc.Store(id="opened", data=[]),
        dcc.Store(id="scale", data=1),
        html.Div(id="sink", hidden=True),
    ]
    stale = html.Div(texts("state.stale"), className="stale-note", id="stale-note", role="status")
    body = [
        html.Header(id="header", className="top"),
        html.Div(id="problem"),
        stale,
        html.Main(html.Div(id="page"), id="main", tabIndex="-1"),
    ]
    inside = html.Div([*stores, *body], className="app", id="shell")
    dates = dmc.DatesProvider(inside, settings={"locale": texts.lang, "firstDayOfWeek": 1})
    return dmc.MantineProvider(
        dates, forceColorScheme="dark", theme={"fontFamily": FONT, "primaryColor": "indigo"}
    )
