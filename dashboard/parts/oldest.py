"""The appeals that have been open longest: for how long, how far past their term, about what and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.parts import html
from dashboard.parts.common import link, note
from dashboard.parts.feed import place_words, topic_words
from dashboard.parts.record_link import href as record_href
from dashboard.state import View
from dashboard.texts.durations import lasting
from data.answers import Page


def listed(page: Page, names: Mapping[str, str], view: View) -> Any:
    """The list; every row leads to its record."""
    if not page.rows:
        return note(view.texts("oldest.none"))
    return html.Ol([html.Li(_row(row, names, page, view)) for row in page.rows], className="feed-rows oldest")


def all_time(view: View) -> Any:
    """The way to those of all time, where a period leaves them out."""
    if view.filters.period == "all":
        return None
    return link(view.texts("oldest.all_time"), view.href(period="all"), className="more")


def _row(row: dict[str, Any], names: Mapping[str, str], page: Page, view: View) -> html.A:
    texts, due = view.texts, row.get("due")
    age = texts("oldest.age", time=lasting(page.asof - row["received"], texts))
    late = due is not None and due < page.asof
    if due is None:
        term = texts("oldest.no_term")
    else:
        term = texts("oldest.overdue" if late else "oldest.left", time=lasting(page.asof - due, texts))
    cells = [
        html.B(age, className="age"),
        html.Span(topic_words(row, names, view), className="topic"),
        html.Span(texts(f"status.{row['status']}"), className="badge overdue" if late else "badge open"),
        html.Span(term, className="term late" if late else "term"),
        html.Span(place_words(row, view), className="place"),
    ]
    return html.A(cells, href=record_href(row, view), className="old", title=row.get("text"))
