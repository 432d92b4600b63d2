"""The page of briefings: places for the composer with its picture, for the schedules and for the history."""

from __future__ import annotations

from dash import dcc, html

from dashboard.pages.common import stale_note
from dashboard.parts.common import spot
from dashboard.texts import Texts


def layout(texts: Texts) -> html.Div:
    """Parts are drawn by a callback; the picture is asked for by assets/js/briefings.js."""
    picture = html.Figure(
        [
            html.Img(id="brief-picture", alt=texts("briefings.preview"), hidden=True),
            html.Figcaption(
                texts("briefings.preview_wait"),
                id="brief-said",
                role="status",
                **{f"data-{name}": texts(f"briefings.preview_{name}") for name in ("wait", "fault")},
            ),
        ],
        className="brief-preview",
        id="brief-preview",
    )
    beside = [
        spot("brief-composer", "card brief-composer", html.Section),
        picture,
        spot("brief-plans", "card brief-plans", html.Section),
    ]
    history = spot("brief-history", "card brief-history", html.Section)
    parts = [spot("brief-head"), html.Div(beside, className="brief-compose"), history]
    stores = [dcc.Store(id="briefings-wire"), dcc.Store(id="briefings-tick")]
    return html.Div([stale_note(texts), *stores, html.Div(parts, className="briefings-page")], className="screen")
