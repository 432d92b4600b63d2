"""One row of a list of districts or topics: name, bar to scale, value, deviation."""

from __future__ import annotations

from dash import html

from dashboard.figures.change import Change, from_previous, from_usual
from dashboard.parts.common import bar, change_text, link, mark
from dashboard.state import View
from data.answers import Row


def against(rows: tuple[Row, ...]) -> str:
    """What the deviations of a list are against: `usual` where any row has it, else `previous`, else `plain`."""
    if any(row.usual is not None for row in rows):
        return "to_usual"
    return "to_previous" if any(row.previous is not None for row in rows) else "plain"


def in_order(rows: tuple[Row, ...]) -> list[Row]:
    """Largest first; what has no value, then what has no code, comes last."""
    return sorted(
        rows, key=lambda row: (row.code is None, row.value is None, -(row.value or 0.0), row.name or "")
    )


def deviation(row: Row, kind: str, metric: str) -> Change | None:
    """The change that the last column shows."""
    if kind == "to_usual":
        return from_usual(row, metric)
    return from_previous(row, metric) if kind == "to_previous" else None


def hint(row: Row, view: View, name: str) -> str:
    """The whole story of a row in one sentence."""
    texts, metric = view.texts, view.filters.metric
    previous = texts.value(metric, row.previous)
    if row.usual is None:
        return texts(
            "ranking.row_hint_plain", name=name, value=texts.value(metric, row.value), previous=previous
        )
    usual, low, high = (texts.value("count", each) for each in (row.usual, row.low, row.high))
    value = texts.value(metric, row.value)
    return texts(
        "ranking.row_hint", name=name, value=value, usual=usual, low=low, high=high, previous=previous
    )


def row_link(
    row: Row,
    view: View,
    name: str,
    *,
    href: str,
    span: tuple[float, float],
    kind: tuple[str, str],
    selected: bool,
) -> html.A:
    """The row as a link; `kind` is what deviations are against and the colour of the bar."""
    metric, change = view.filters.metric, deviation(row, kind[0], view.filters.metric)
    tick = row.usual if metric != "excess" else None
    cells = [
        html.Span(name, className="name"),
        bar(row.value, tick, span, kind[1]),
        html.Span(view.texts.value(metric, row.value), className="value"),
        mark(change, change_text(view.texts, change) if change is not None else "", None),
    ]
    state = {"aria-current": "true"} if selected else {}
    names = "row" + (" on" if selected else "") + (" unnamed" if row.code is None else "")
    return link(cells, href, className=names, title=hint(row, view, name), **state)
