"""What pages share: places that parts are drawn into, and the bar of filters with its calendar."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.parts.common import spot
from dashboard.texts import Texts


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
