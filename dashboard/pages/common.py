"""What pages share: places that parts are drawn into, and the bar of filters with its calendar."""

from __future__ import annotations

from dash import html

from dashboard.parts import period, words
from dashboard.parts.common import spot
from dashboard.texts import Texts


def stale_note(texts: Texts) -> html.Div:
    """Shown when the server has been silent for long (assets/js/live.js), or an answer takes long (assets/js/screen.js)."""
    said = [html.Span(texts("state.stale"), className="of-late"), html.Span(texts("state.slow"), className="of-slow")]
    return html.Div(said, className="stale-note", id="stale-note", role="status")


def title(text: str) -> html.H1:
    """The page's name for those who do not see it; others have it in the head."""
    return html.H1(text, className="unseen")


def sheet(controls: html.Div, texts: Texts) -> html.Div:
    """The controls; a bar on a desk, on a phone a sheet that assets/js/sheet.js opens and closes."""
    head = html.Div(
        [
            html.B(texts("sheet.title")),
            html.Button(texts("sheet.close"), className="done", type="button", **{"data-sheet": "close"}),
        ],
        className="sheet-head",
    )
    return html.Div(
        [
            html.Div(className="sheet-veil", **{"data-sheet": "close"}),
            html.Div([head, controls], className="sheet-body"),
        ],
        id="sheet",
        className="sheet",
        tabIndex="-1",
        role="group",
        **{"aria-label": texts("sheet.title")},
    )


def filter_bar(texts: Texts, search: bool = True) -> html.Div:
    """The bar: where we are, the period, what narrows and measures, and the search in texts where the page has no other."""
    controls = [period.picker(texts), spot("compare-ways"), spot("switches", "switches")]
    controls += [words.menu(texts)] if search else []
    return html.Div(
        [
            spot("where", "where-bar"),
            spot("versus", "versus-bar"),
            html.Span(id="brief", className="brief", **{"aria-hidden": "true"}),
            sheet(html.Div(controls, className="switch-bar"), texts),
            html.Button(
                [texts("sheet.open"), html.B(id="sheet-count")],
                className="thumb",
                type="button",
                **{"data-sheet": "open", "aria-expanded": "false", "aria-controls": "sheet"},
            ),
            spot("notice", "notice-bar"),
        ],
        className="filters",
        role="search",
        **{"aria-label": texts("filter.label")},
    )
