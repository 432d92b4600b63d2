"""The register: every record of the selection in a grid that pages on the server."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
from dash import dcc, html

from dashboard.pages.common import filter_bar, stale_note, title
from dashboard.parts import grid
from dashboard.parts.common import place
from dashboard.texts import Texts


def layout(texts: Texts) -> html.Div:
    """The bar of filters, a head with the count, the grid."""
    options: dict[str, Any] = {
        **grid.OPTIONS,
        "localeText": grid.locale(texts),
        "theme": {"function": grid.THEME},
    }
    table = dag.AgGrid(
        id="grid",
        columnDefs=grid.columns(texts),
        defaultColDef=grid.DEFAULT_COLUMN,
        rowModelType="infinite",
        dashGridOptions=options,
        eventListeners={"modelUpdated": ["arrangeRecords(params)"]},
        className="grid",
        style={"height": "100%", "width": "100%"},
    )
    body = html.Section(
        [
            html.Div([*place("records-head"), _words(texts)], className="head"),
            html.Div(table, className="grid-box"),
        ],
        className="card register",
    )
    return html.Div(
        [
            stale_note(texts),
            title(texts("nav.records")),
            filter_bar(texts, search=False),
            html.Div(body, className="records"),
        ],
        className="screen",
    )


def _words(texts: Texts) -> html.Div:
    """A search in the texts: on Enter, or when the field is left."""
    field = dcc.Input(
        id="words", type="search", debounce=True, maxLength=200, placeholder=texts("records.words")
    )
    props = {"aria-label": texts("records.words")}
    return html.Div(field, className="search-words", role="search", title=texts("words.help"), **props)
