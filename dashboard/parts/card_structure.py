"""What the appeals of a card are made of: how they stand, where they came from, by which channel."""

from __future__ import annotations

from typing import Any

from dashboard.figures.change import of_counts
from dashboard.parts import html
from dashboard.parts.chips import word
from dashboard.parts.common import bar, change_text, heading, link, mark, note
from dashboard.state import View
from data.answers import Part, Structure
from data.filters import Filters

MOST = 6


def render(found: tuple[Structure, ...], view: View) -> list[Any]:
    """A list a field, each row a link that narrows the selection to it."""
    texts = view.texts
    head = heading(texts("cards.structure"), texts("cards.structure_sub"))
    if not any(one.rows for one in found):
        return [head, note(texts("feed.empty"))]
    lists = [part for one in found if one.rows for part in (html.H3(texts("cards.by_" + one.field)), _list(one, view))]
    return [head, html.Div(lists, className="card-body")]


def _list(found: Structure, view: View) -> html.Ol:
    total = sum(part.count for part in found.rows)
    most = max(max(part.count for part in found.rows), 1)
    items = [html.Li(_row(part, found.field, total, most, view)) for part in found.rows[:MOST]]
    rest = found.rows[MOST:]
    if rest:
        others = Part(None, sum(part.count for part in rest), None)
        cells = _cells(view.texts.count("cards.others", len(rest)), others, total, most, view)
        items.append(html.Li(html.Span(cells, className="part")))
    return html.Ol(items, className="parts")


def _row(part: Part, field: str, total: int, most: int, view: View) -> Any:
    if part.value is None:
        return html.Span(_cells(view.texts("cards.blank"), part, total, most, view), className="part")
    cells = _cells(word(view, field, part.value), part, total, most, view)
    on = _chosen(view.filters, field) == (part.value,)
    state = {"aria-current": "true"} if on else {}
    return link(cells, view.href(**{field: None if on else part.value}), className="part on" if on else "part", **state)


def _chosen(filters: Filters, field: str) -> tuple[str, ...]:
    chosen: tuple[str, ...] = getattr(filters, field)
    return chosen


def _cells(name: str, part: Part, total: int, most: int, view: View) -> list[Any]:
    texts = view.texts
    share = part.count / total if total else 0.0
    change = of_counts(part.count, part.previous) if part.previous is not None else None
    return [
        html.Span(name, className="name"),
        bar(part.count or None, None, (0.0, float(most)), "topic"),
        html.Span(texts.number(part.count), className="value"),
        html.Span(texts.percent(share, 1 if 0 < share < 0.01 else 0), className="share"),
        mark(change, change_text(texts, change) if change is not None else "", texts("cards.to_previous") if change else None),
    ]
