"""One row of a list of districts or topics: name, bar to scale, value, deviation."""

from __future__ import annotations

from typing import Any

from dashboard.figures.change import Change, from_previous, from_usual
from dashboard.parts import html
from dashboard.parts.common import bar, change_text, link, mark
from dashboard.state import View
from data.answers import Row


def against(rows: tuple[Row, ...], view: View | None = None) -> str:
    """What the deviations of a list are against: the other set of a comparison, what is usual where any row has it, else the
    window before, else nothing."""
    if view is not None and view.filters.vs:
        return "to_other"
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
    return from_previous(row, metric) if kind in ("to_previous", "to_other") else None


def hint(row: Row, view: View, name: str) -> str:
    """The whole story of a row in one sentence."""
    texts, metric = view.texts, view.filters.metric
    previous = texts.value(metric, row.previous)
    if view.filters.vs:
        return texts("versus.row_hint", name=name, value=texts.value(metric, row.value), other=previous)
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
    beside = kind[0] == "to_other"
    tick = row.previous if beside else row.usual if metric != "excess" else None
    cells: list[Any] = [
        html.Span(name, className="name"),
        bar(row.value, tick, span, kind[1]),
        html.Span(view.texts.value(metric, row.value), className="value"),
        html.Span(view.texts.value(metric, row.previous), className="value other") if beside else None,
        mark(change, change_text(view.texts, change) if change is not None else "", None),
    ]
    cells = [each for each in cells if each is not None]
    state = {"aria-current": "true"} if selected else {}
    names = ("row versus" if beside else "row") + (" on" if selected else "") + (" unnamed" if row.code is None else "")
    return link(cells, href, className=names, title=hint(row, view, name), **state)
