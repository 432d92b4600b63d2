"""The page of sources and methods: a place for what is loaded and refused, and the list of all help."""

from __future__ import annotations

from dash import html

from dashboard.pages.common import stale_note
from dashboard.parts.common import place
from dashboard.parts.help import section
from dashboard.texts import Texts


def layout(texts: Texts) -> html.Div:
    """What is counted is drawn by a callback; what is explained stands from the beginning."""
    parts = [*place("sources", "sources-body"), section(texts)]
    return html.Div([stale_note(texts), html.Div(parts, className="sources-page")], className="screen")
