"""The pages of one district and of one topic: the bar of filters and the places of the card's parts."""

from __future__ import annotations

from dash import html

from dashboard.pages.common import filter_bar, stale_note
from dashboard.pages.overview import trend_card
from dashboard.parts.common import spot
from dashboard.texts import Texts


def district(texts: Texts) -> html.Div:
    """A district is made of topics."""
    return _layout(texts, "topics")


def topic(texts: Texts) -> html.Div:
    """A topic is made of districts."""
    return _layout(texts, "ranking")


def _layout(texts: Texts, made_of: str) -> html.Div:
    parts = [
        spot("card-head", "profile-head"),
        spot("kpis", "kpis", html.Section),
        html.Div(
            [
                trend_card(texts),
                spot("card-versus", "card", html.Section),
                spot(made_of, f"card {made_of}", html.Section),
                spot("card-answers", "card", html.Section),
                spot("card-structure", "card", html.Section),
                spot("card-cells", "card", html.Section),
                spot("card-oldest", "card", html.Section),
                spot("feed", "card feed", html.Section),
            ],
            className="profile-grid",
        ),
    ]
    return html.Div([stale_note(texts), filter_bar(texts), html.Div(parts, className="profile")], className="screen")
