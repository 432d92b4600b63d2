"""The ranking of districts: every one of them, by value, against what is usual."""

from __future__ import annotations

from typing import Any

from dashboard.figures.funnel import Funnel
from dashboard.parts import funnel, html, ranking_rates, twin, twin_tables
from dashboard.parts.common import domain, heading, note, unfold
from dashboard.parts.controls import Choice, segmented
from dashboard.parts.help import helped
from dashboard.parts.rows import against, in_order, row_link
from dashboard.state import View
from data.answers import Breakdown, Row
from data.filters import NONE

FEW = 5
"""Fewest appeals to be expected of a district before it is called anything, where no setting is at hand."""


def name_of(row: Row, view: View) -> str:
    """The short name of a district where the region gives one."""
    if row.code is None:
        return view.texts("ranking.no_district")
    known = view.district(row.code)
    return known.short_name if known is not None else row.name or row.code


def render(answer: Breakdown, view: View, few: float = FEW) -> list[Any]:
    """The card's head and its list; the row without a district stands last and is reachable like the others.

    A rate, and whatever is asked for as a funnel, is judged against what chance explains (`few`: fewest appeals expected
    for that); as a table stands whatever is asked for as one.
    """
    found = funnel.judge(answer.rows, view, few)
    shown = [row for row in answer.rows if row.code is not None or row.count]
    extra = _switches(found is not None, view)
    names = {row.code or NONE: name_of(row, view) for row in shown}
    named = view.texts("ranking.title" if view.region is not None else "ranking.title_all")
    title = helped(named, "ranking", view.texts)
    if twin.is_on("ranking", view):
        sub = view.texts("ranking.plain", metric=view.texts("metric.short." + view.filters.metric))
        return [heading(title, sub, extra), twin.render(twin_tables.ranking(answer, names, view), view)]
    if view.params.get("rank") == "funnel":
        return [heading(title, view.texts("funnel.sub"), extra), html.Div(funnel.render(found, names, view), className="funnel")]
    if found is not None and view.filters.metric in funnel.RATES:
        return _rates(shown, found, names, (title, extra), view)
    return _list(answer, (title, extra), view)


def _switches(has_funnel: bool, view: View) -> list[Any]:
    """List or funnel, where there is one; and the table."""
    texts, now = view.texts, view.params.get("rank") or "list"
    choices = [
        Choice(texts("funnel.as_" + each), view.href(rank=None if each == "list" else each, table=_without(view)), each == now)
        for each in ("list", "funnel")
    ]
    shown = [segmented(texts("funnel.how"), choices, "steps")] if has_funnel or now == "funnel" else []
    return [*shown, twin.switch("ranking", view)]


def _without(view: View) -> str | None:
    return ",".join(each for each in twin.chosen(view) if each != "ranking") or None


def _rates(
    shown: list[Row], found: Funnel, names: dict[str, str], head: tuple[Any, list[Any]], view: View
) -> list[Any]:
    judged = {one.code: one for one in found.points}
    rows = ranking_rates.in_order(shown, found, view)
    span = domain([row.value for row in rows if row.code is not None])
    listed = [ranking_rates.row(row, judged.get(row.code or ""), names[row.code or NONE], view, span) for row in rows]
    more = unfold(view.texts("ranking.unfold", rows=view.texts.number(len(rows))), len(rows))
    tools = html.Div([html.Span(view.texts("funnel.order"), className="sub"), ranking_rates.orders(view)], className="rank-tools")
    return [
        heading(head[0], view.texts("funnel.sub_rates"), head[1]),
        tools,
        html.Div(listed, className="rows", id="ranking-rows"),
        more,
    ]


def _list(answer: Breakdown, head: tuple[Any, list[Any]], view: View) -> list[Any]:
    texts, kind = view.texts, against(answer.rows, view)
    rows = [row for row in in_order(answer.rows) if row.code is not None or row.count]
    title, extra = head
    sub = texts("ranking." + kind, metric=texts("metric.short." + view.filters.metric))
    if not any(row.count or row.usual for row in rows):
        return [heading(title, sub, extra), note(texts("ranking.empty"))]
    span = domain([row.value for row in rows if row.code is not None] + _usual_within(rows) + _other_within(rows, kind))
    listed = [_row(row, view, span, kind) for row in rows]
    more = unfold(texts("ranking.unfold", rows=texts.number(len(rows))), len(rows))
    return [heading(title, sub, extra), html.Div(listed, className="rows", id="ranking-rows"), more]


def _usual_within(rows: list[Row]) -> list[float | None]:
    """What is usual widens the scale of the bars too, so that no tick falls off."""
    return [row.usual for row in rows if row.code is not None and row.low is not None]


def _other_within(rows: list[Row], kind: str) -> list[float | None]:
    return [row.previous for row in rows if row.code is not None] if kind == "to_other" else []


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
