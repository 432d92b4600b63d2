"""What pages share: the bar of filters with its calendar."""

from __future__ import annotations

import dash_mantine_components as dmc
from dash import html

from dashboard.texts import Texts


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
    return html.Div(
        [
            html.Div(id="where", className="where-bar"),
            html.Div(
                [html.Div(id="periods"), calendar, html.Div(id="switches", className="switches")],
                className="switch-bar",
            ),
        ],
        className="filters",
        role="search",
        **{"aria-label": texts("filter.label")},
    )
