"""The newest records of the selection: when, what, where, how it stands, and the masked text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from dashboard import state
from dashboard.parts import html
from dashboard.parts.common import heading, link, note
from dashboard.parts.controls import Choice, segmented
from dashboard.parts.record_link import href as record_href
from dashboard.state import View
from data.answers import Page
from data.model import OPEN_STATUSES

FRESH = timedelta(seconds=20)
"""An appeal received this shortly before the answer is marked as new."""


def tabs(view: View) -> html.Div:
    """The newest, or those that have been open longest."""
    texts, now = view.texts, view.params.get("feed") or "newest"
    choices = [
        Choice(texts("oldest.tab_" + each), view.href(feed=None if each == "newest" else each), each == now)
        for each in ("newest", "oldest")
    ]
    return segmented(texts("oldest.which"), choices, "steps")


def render(page: Page, names: Mapping[str, str], view: View) -> list[Any]:
    """The card's head and the list; texts are plain children, so nothing in them is ever markup."""
    texts = view.texts
    whole = html.A(texts("feed.all"), href=state.href(view.params, "/records"), className="more")
    tabbed = view.path == "/"
    total = texts.number(page.total) if tabbed else texts.count("appeals_of", page.total)
    sub = texts("feed.of", total=total) if page.total else None
    head = heading(texts("oldest.both" if tabbed else "feed.title"), sub, [tabs(view), whole] if tabbed else whole)
    if not page.rows:
        return [head, note(texts("feed.empty"))]
    return [
        head,
        html.Div([_record(row, names, page.asof, view) for row in page.rows], className="feed-rows"),
    ]


def place_words(row: dict[str, Any], view: View) -> str:
    """Settlement and street, else the district."""
    found = view.district(row.get("district") or "")
    parts = [settlement_words(row, view), row.get("street"), row.get("house")]
    if view.country:
        parts.insert(0, next((one.name for one in view.regions if one.code == row.get("region")), None))
    near = ", ".join(str(part) for part in parts if part)
    return near or (found.short_name if found is not None else "") or view.texts("feed.no_place")


def settlement_words(row: dict[str, Any], view: View) -> str | None:
    """The settlement; where a source wrote the municipality into it, that one's short name."""
    found, settlement = view.district(row.get("district") or ""), row.get("settlement")
    return found.short_name if found is not None and settlement == found.name else settlement


def is_overdue(row: dict[str, Any], asof: datetime) -> bool:
    """Open at that moment and past its term."""
    due = row.get("due")
    return row.get("status") in OPEN_STATUSES and isinstance(due, datetime) and due < asof


def status_badge(row: dict[str, Any], asof: datetime, view: View) -> html.Span:
    """The status in words, with the tone of open, closed or overdue."""
    status = str(row.get("status") or "new")
    tone = "overdue" if is_overdue(row, asof) else "open" if status in OPEN_STATUSES else "closed"
    return html.Span(view.texts("status." + status), className=f"badge {tone}")


def topic_words(row: dict[str, Any], names: Mapping[str, str], view: View) -> str:
    code = row.get("topic") or row.get("topic_group")
    return names.get(code, str(code)) if code else view.texts("feed.no_topic")


def _record(row: dict[str, Any], names: Mapping[str, str], asof: datetime, view: View) -> html.Article:
    received: datetime = row["received"]
    code = row.get("topic") or row.get("topic_group")
    said = topic_words(row, names, view)
    topic = (
        link(said, view.href(topic=str(code)), className="topic")
        if code
        else html.Span(said, className="topic")
    )
    fresh = " fresh" if timedelta(0) <= asof - received < FRESH else ""
    open_hint = view.texts("record.open", number=row["external_id"])
    text = html.A(
        row.get("text") or view.texts("feed.no_text"), href=record_href(row, view), className="text", title=open_hint
    )
    cells = [_when(received, asof, view), topic, status_badge(row, asof, view), _place(row, view), text]
    return html.Article(cells, className="record" + fresh)


def _when(received: datetime, asof: datetime, view: View) -> html.Time:
    """The clock, and under it the day when it is another one."""
    said = f"{received:%H:%M}"
    if received.date() != asof.date():
        said += "\n" + view.texts.day(received, year=received.year != asof.year)
    return html.Time(said, dateTime=received.isoformat())


def _place(row: dict[str, Any], view: View) -> Any:
    words, code = place_words(row, view), row.get("district")
    if not code:
        return html.Span(words, className="place")
    return link(words, view.into(str(code)), className="place")
