"""What pages share: places that parts are drawn into, and the bar of filters with its calendar."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.texts import Texts


def spot(name: str, style: str = "", tag: Any = html.Div) -> Any:
    """An empty place that assets/js/draw.js draws a part of `parts` into."""
    return tag(id=name, className=f"place-of {style}".rstrip())


def place(name: str, style: str = "", tag: Any = html.Div) -> list[Any]:
    """An empty place and the store of the tree that a callback of its own gives."""
    return [spot(name, style, tag), dcc.Store(id=f"{name}-wire")]


def stale_note(texts: Texts) -> html.Div:
    """Shown by assets/js/live.js when the server has been silent for long."""
    return html.Div(texts("state.stale"), className="stale-note", id="stale-note", role="status")


def filter_bar(texts: Texts) -> html.Div:
    """The bar; the calendar stands in the layout, so that an answer never closes it."""
    calendar = dmc.DatePickerInput(
        id="dates",
        type="range",
        size="xs",
        clearable=True,
        allowSingleDateInRange=True,
        valueFormat="DD.MM.YY",
        placeholder=texts("period.dates"),
        className="dates",
        popoverProps={"shadow": "md"},
        **{"aria-label": texts("period.dates_hint")},
    )
    dates = dmc.DatesProvider(calendar, settings={"locale": texts.lang, "firstDayOfWeek": 1})
    return html.Div(
        [
            spot("where", "where-bar"),
            html.Div(
                [spot("periods"), dates, spot("switches", "switches")],
                className="switch-bar",
            ),
        ],
        className="filters",
        role="search",
        **{"aria-label": texts("filter.label")},
    )
