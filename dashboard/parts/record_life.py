"""The life of a record as a vertical line of time: what happened when, what lay between, and its term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from dashboard.parts import html
from dashboard.state import View
from dashboard.texts.durations import lasting
from data.model import OPEN_STATUSES

STEPS = ("received", "registered", "first_answer", "answered", "closed")


@dataclass(frozen=True, slots=True)
class Event:
    """One point of the line: its name in the catalogue, its moment, and its tone (`past`, `due`, `late`, `now`)."""

    name: str
    at: datetime
    tone: str


def is_open(row: dict[str, Any]) -> bool:
    """Whether the record's last known status is an open one."""
    return row.get("status") in OPEN_STATUSES


def ended(row: dict[str, Any]) -> datetime | None:
    """When it was closed, as far as the record says; None while it is open or where no moment is known."""
    if is_open(row):
        return None
    found: datetime | None = row.get("closed") or row.get("answered")
    return found


def events(row: dict[str, Any], now: datetime) -> list[Event]:
    """What the record holds, in order of time, the term among them and, while it is open, the present moment.

    Only moments that are stored: a status without one has its own line under the present, never a made-up date.
    """
    found = [Event(name, row[name], "past") for name in STEPS if row.get(name) is not None]
    due, finished = row.get("due"), ended(row)
    if due is not None:
        late = due < (finished or now) and (finished is not None or is_open(row))
        found.append(Event("due", due, "late" if late else "due"))
    if is_open(row):
        found.append(Event("now", now, "now"))
    order = (*STEPS, "due", "now")
    return sorted(found, key=lambda event: (event.at, order.index(event.name)))


def render(row: dict[str, Any], now: datetime, view: View) -> html.Ol:
    """The line itself: every event with the time since the one before it."""
    texts, items, known = view.texts, list[Any](), events(row, now)
    happened = [event for event in known if event.name != "due"]
    before = {event: earlier for earlier, event in pairwise(happened)}
    for event in known:
        since = _since(event, event.at - before[event].at, view) if event in before else None
        items.append(_item(event, row, since, now, view))
    return html.Ol(items, className="life", **{"aria-label": texts("record.life")})


def _since(event: Event, length: timedelta, view: View) -> str:
    """How long after the event before it; of the present moment, how long it has lasted already."""
    if event.name == "now":
        return view.texts("record.already", time=lasting(length, view.texts))
    if length < timedelta(minutes=1):
        return view.texts("record.at_once")
    return view.texts("record.after", time=lasting(length, view.texts))


def _item(event: Event, row: dict[str, Any], since: str | None, now: datetime, view: View) -> html.Li:
    texts = view.texts
    name = texts("record.now", status=texts(f"status.{row['status']}")) if event.name == "now" else texts(f"record.{event.name}")
    lines: list[Any] = [html.Time(moment(event.at, view), dateTime=event.at.isoformat()), html.B(name)]
    if since is not None:
        lines.append(html.Span(since, className="since"))
    note = _note(event, row, now, view)
    if note:
        lines.append(html.Span(note, className="life-note"))
    return html.Li(lines, className=f"event is-{event.tone}")


def moment(at: datetime, view: View) -> str:
    """«3 ноя 2026, 14:05»"""
    return f"{view.texts.day(at, year=True)}, {at:%H:%M}"


def _note(event: Event, row: dict[str, Any], now: datetime, view: View) -> str | None:
    """How the term was met, and since when the present status is known."""
    texts, due, finished = view.texts, row.get("due"), ended(row)
    if event.name == "due":
        at = finished or (now if is_open(row) else None)
        if at is None or due is None:
            return None
        late = "record.late_by" if finished else "record.overdue_by"
        ahead = "record.ahead_by" if finished else "record.left"
        return texts(late if due < at else ahead, time=lasting(at - due, texts))
    if event.name == "now" and row.get("updated") is not None and row["updated"] > row["received"]:
        return texts("record.updated", moment=moment(row["updated"], view))
    return None


def sentence(row: dict[str, Any], now: datetime, view: View) -> str:
    """The record's life in one sentence."""
    texts, finished, due = view.texts, ended(row), row.get("due")
    if is_open(row):
        said = texts("record.said_open", time=lasting(now - row["received"], texts))
        late = due is not None and due < now
        return said + (texts("record.said_overdue", time=lasting(now - due, texts)) if late and due else "") + "."
    status = texts(f"status.{row['status']}")
    if finished is None:
        return texts("record.said_closed_unknown", status=status)
    said = texts("record.said_closed", status=status, time=lasting(finished - row["received"], texts))
    if due is None:
        return said + "."
    late = texts("record.said_late", time=lasting(finished - due, texts))
    return said + (late if due < finished else texts("record.said_in_time")) + "."
