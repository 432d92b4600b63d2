"""The ranking of districts: every one of them, by value, against what is usual."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.parts.common import domain, heading, note, unfold
from dashboard.parts.rows import against, in_order, row_link
from dashboard.state import View
from data.answers import Breakdown, Row
from data.filters import NONE


def name_of(row: Row, view: View) -> str:
    """The short name of a district where the region gives one."""
    if row.code is None:
        return view.texts("ranking.no_district")
    known = view.district(row.code)
    return known.short_name if known is not None else row.name or row.code


def render(answer: Breakdown, view: View) -> list[Any]:
    """The card's head and its list; the row without a district stands last and is reachable like the others."""
    texts, kind = view.texts, against(answer.rows)
    rows = [row for row in in_order(answer.rows) if row.code is not None or row.count]
    title = texts("ranking.title" if view.region is not None else "ranking.title_all")
    sub = texts("ranking." + kind, metric=texts("metric.short." + view.filters.metric))
    if not any(row.count or row.usual for row in rows):
        return [heading(title, sub), note(texts("ranking.empty"))]
    span = domain([row.value for row in rows if row.code is not None] + _usual_within(rows))
    listed = [_row(row, view, span, kind) for row in rows]
    more = unfold(texts("ranking.unfold", rows=texts.number(len(rows))), len(rows))
    return [heading(title, sub), html.Div(listed, className="rows", id="ranking-rows"), more]


def _usual_within(rows: list[Row]) -> list[float | None]:
    """What is usual widens the scale of the bars too, so that no tick falls off."""
    return [row.usual for row in rows if row.code is not None and row.low is not None]


def _row(row: Row, view: View, span: tuple[float, float], kind: str) -> html.A:
    code = row.code or NONE
    selected = code in view.filters.district
    return row_link(
        row,
        view,
        name_of(row, view),
        href=view.href(district=None if selected else code),
        span=span,
        kind=(kind, "heat" if row.code is not None else "none"),
        selected=selected,
    )
