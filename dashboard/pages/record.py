"""The page of one record: a single place, drawn by its callback."""

from __future__ import annotations

from dash import html

from dashboard.pages.common import stale_note
from dashboard.parts.common import spot
from dashboard.texts import Texts


def layout(texts: Texts) -> html.Div:
    """Places only."""
    body = html.Div(spot("record-card", "record-page"), className="profile")
    return html.Div([stale_note(texts), body], className="screen plain")
