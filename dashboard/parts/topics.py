"""The tree of topics: groups that open, each row a filter."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from dashboard.parts import html, twin, twin_tables
from dashboard.parts.common import domain, heading, note, unfold
from dashboard.parts.help import helped
from dashboard.parts.rows import against, in_order, row_link
from dashboard.state import Catalogue, View
from data.answers import Breakdown, Row
from data.filters import NONE


def render(answer: Breakdown, catalogue: Catalogue, opened: Collection[str], view: View) -> list[Any]:
    """The card's head and the groups; open stand the `opened` ones and the group that holds the chosen topic."""
    texts, kind = view.texts, against(answer.rows, view)
    sub = texts("ranking." + kind, metric=texts("metric.short." + view.filters.metric))
    rows = tuple(
        row._replace(name=catalogue.names.get(row.code or "", row.name)) for row in answer.rows if row.count
    )
    groups = in_order(tuple(row for row in rows if row.parent is None))
    head = heading(helped(texts("topics.title"), "topics", texts), sub, twin.switch("topics", view))
    if not groups:
        return [head, note(texts("topics.empty"))]
    if twin.is_on("topics", view):
        return [head, twin.render(twin_tables.topics(answer, catalogue.names, view), view)]
    span = domain([row.value for row in groups] + [row.previous for row in groups if kind == "to_other"])
    standing = {
        *opened,
        *(code for each in view.filters.topic for code in (each, catalogue.parents.get(each))),
    }
    listed = [_group(group, rows, view, span, (kind, group.code in standing)) for group in groups]
    more = unfold(texts("topics.unfold", rows=texts.number(len(groups))), len(groups))
    return [
        head,
        html.Div(listed, className="rows tree", id="topic-rows"),
        more,
    ]


def _group(
    group: Row, rows: tuple[Row, ...], view: View, span: tuple[float, float], how: tuple[str, bool]
) -> html.Div | html.Details:
    """`how`: what deviations are against, and whether the group stands open; only then are its topics drawn."""
    kind, opened = how
    head = _row(group, view, span, kind, "topic")
    inner = tuple(row for row in rows if group.code is not None and row.parent == group.code)
    if not inner:
        return html.Div(head, className="leaf")
    within = [_row(row, view, span, kind, "topic sub") for row in in_order(inner)] if opened else []
    title = view.texts("topics.open_group", name=_name(group, view))
    props = {"open": "open"} if opened else {}
    return html.Details(
        [html.Summary(head, title=title), *within],
        className="group",
        **{"data-group": group.code or ""},
        **props,
    )


def _name(row: Row, view: View) -> str:
    return row.name or row.code or view.texts("topics.no_topic")


def _row(row: Row, view: View, span: tuple[float, float], kind: str, colour: str) -> html.A:
    code = row.code or NONE
    selected = code in view.filters.topic
    href = view.href(topic=None if selected else code)
    return row_link(row, view, _name(row, view), href=href, span=span, kind=(kind, colour), selected=selected)
