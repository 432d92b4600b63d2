"""The page that composes a wall's address: scenes and their order, seconds, selection, look, with a small live picture."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.pages.common import stale_note
from dashboard.parts.common import spot
from dashboard.texts import Texts

SIZES = (("1920", "1080"), ("3840", "1080"), ("1080", "1920"))
"""Shapes of the small picture, in pixels of the wall."""


def layout(texts: Texts) -> html.Div:
    """The choices are links drawn by a callback; the picture is the wall itself, small."""
    frame = html.Iframe(id="wall-preview", title=texts("setup.preview"), tabIndex="-1")
    picture: list[Any] = [
        html.Div(html.Div(frame, className="setup-screen"), className="setup-stage", id="wall-stage"),
        _shapes(texts),
    ]
    parts = [
        html.H1(texts("setup.title"), className="setup-title"),
        html.P(texts("setup.about"), className="setup-about"),
        spot("setup", "setup-choices"),
    ]
    side = [*picture, spot("setup-address", "setup-address")]
    return html.Div(
        [
            stale_note(texts),
            html.Div([html.Div(parts, className="setup-form"), html.Div(side, className="setup-side")], className="setup"),
        ],
        className="screen setup-page",
        id="setup-page",
    )


def _shapes(texts: Texts) -> html.Div:
    buttons = [
        html.Button(
            texts(f"setup.shape.{width}x{height}"),
            type="button",
            className="seg on" if index == 0 else "seg",
            **{"data-shape": f"{width}x{height}", "aria-pressed": "true" if index == 0 else "false"},
        )
        for index, (width, height) in enumerate(SIZES)
    ]
    return html.Div(buttons, className="segmented setup-shapes", role="group", **{"aria-label": texts("setup.shape.label")})
