"""The tree of topics: groups that open, each row a filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dash import html

from dashboard.parts.common import domain, heading, note
from dashboard.parts.rows import against, in_order, row_link
from dashboard.state import View
from data.answers import Breakdown, Row
from data.filters import NONE


def render(answer: Breakdown, names: Mapping[str, str], view: View) -> list[Any]:
    """The card's head and the groups; the group that holds the chosen topic stands open."""
    texts, kind = view.texts, against(answer.rows)
    sub = texts("ranking." + kind, metric=texts("metric.short." + view.filters.metric))
    rows = tuple(replace(row, name=names.get(row.code or "", row.name)) for row in answer.rows)
    groups = [row for row in in_order(tuple(row for row in rows if row.parent is None)) if row.count]
    if not groups:
        return [heading(texts("topics.title"), sub), note(texts("topics.empty"))]
    span = domain([row.value for row in groups])
    children = {group.code: [row for row in rows if row.parent == group.code and row.count] for group in groups if group.code}
    listed = [_group(group, children.get(group.code or "", []), view, span, kind) for group in groups]
    return [heading(texts("topics.title"), sub), html.Div(listed, className="rows tree", id="topic-rows")]


def _name(row: Row, view: View) -> str:
    return row.name or row.code or view.texts("topics.no_topic")


def _group(group: Row, inner: list[Row], view: View, span: tuple[float, float], kind: str) -> html.Div | html.Details:
    head = _row(group, view, span, kind, "topic")
    if not inner:
        return html.Div(head, className="leaf")
    chosen = view.filters.topic
    opened = group.code in chosen or any(row.code in chosen for row in inner)
    chevron = html.Span(className="chevron", title=view.texts("topics.open_group", name=_name(group, view)))
    rows = [_row(row, view, span, kind, "topic sub") for row in in_order(tuple(inner))]
    props = {"open": "open"} if opened else {}
    return html.Details(
        [html.Summary([chevron, head]), html.Div(rows, className="inner")],
        className="group",
        **{"data-group": group.code or ""},
        **props,
    )


def _row(row: Row, view: View, span: tuple[float, float], kind: str, colour: str) -> html.A:
    code = row.code or NONE
    selected = code in view.filters.topic
    href = view.href(topic=None if selected else code)
    return row_link(
        row, view, _name(row, view), lead="", href=href, span=span, kind=(kind, colour), selected=selected
    )
