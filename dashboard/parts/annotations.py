"""The events of a trend beside its head: a menu that lists and adds them, and the list that screen readers hear."""

from __future__ import annotations

from typing import Any

from dashboard.figures.notes import SIGNS, days, words
from dashboard.parts import html
from dashboard.state import View
from data.annotations import Annotation
from data.answers import Trend


def menu(trend: Trend, view: View) -> html.Details:
    """«События 2»: each with its days and a way to change it, and the button that notes another."""
    texts, own = view.texts, [note for note in trend.notes if not note.shipped]
    head = [
        html.Span(texts("event.menu"), className="menu-label"),
        html.B(texts.number(len(own))) if own else None,
        html.I(className="caret"),
    ]
    rows = [_row(note, view) for note in trend.notes] or [html.P(texts("event.none"), className="event-none")]
    add = html.Button(texts("event.add"), type="button", className="button event-add", **_new(trend, view))
    body = [*rows, html.P(texts("event.why"), className="event-why"), add if view.region else None]
    return html.Details(
        [
            html.Summary([each for each in head if each is not None], className="menu-head"),
            html.Div([each for each in body if each is not None], className="menu-list events"),
        ],
        className="menu menu-events",
        **{"data-menu": "several"},
    )


def spoken(trend: Trend, view: View) -> html.Ol | None:
    """The same in words, for who does not see the drawing."""
    if not trend.notes:
        return None
    items = [html.Li(said(note, view)) for note in trend.notes]
    return html.Ol(items, className="spoken unseen", **{"aria-label": view.texts("event.title")})


def said(note: Annotation, view: View) -> str:
    """«погода, 4 ноя: Гололёд (Азовский)»"""
    texts = view.texts
    kind = texts("event.kind." + note.kind)
    return texts("event.list_row", kind=kind, days=days(note, texts), text=_text(note, view))


def _text(note: Annotation, view: View) -> str:
    text = words(note, view.texts)
    if note.district is None:
        return text
    known = view.district(note.district)
    name = known.short_name if known is not None else note.district
    return view.texts("event.in_district", text=text, district=name)


def _row(note: Annotation, view: View) -> html.Div:
    texts = view.texts
    kind = texts("event.kind." + note.kind)
    lines = html.Div(
        [html.Span(_text(note, view)), html.Small(f"{kind}, {days(note, texts)}")], className="event-words"
    )
    sign = html.I(SIGNS[note.kind], className="event-sign", **{"aria-hidden": "true"})
    edit = None if note.shipped else html.Button(texts("event.edit"), type="button", className="event-edit", **_data(note))
    tone = "event-row faint" if note.shipped else "event-row"
    return html.Div([each for each in (sign, lines, edit) if each is not None], className=tone)


def _data(note: Annotation) -> dict[str, Any]:
    """What assets/js/notes.js fills its form with."""
    return {
        "data-note": str(note.number),
        "data-region": note.region,
        "data-district": note.district or "",
        "data-kind": note.kind,
        "data-from": note.since.isoformat(),
        "data-to": note.until.isoformat(),
        "data-text": note.text,
    }


def _new(trend: Trend, view: View) -> dict[str, Any]:
    """A new event begins with the last day shown, in the place shown."""
    day = trend.rows[-1].at.date().isoformat() if trend.rows else trend.asof.date().isoformat()
    district = view.filters.district[0] if len(view.filters.district) == 1 else ""
    region = view.region.code if view.region is not None else ""
    known = {"data-note": "", "data-kind": "outage", "data-text": ""}
    return known | {"data-region": region, "data-district": district, "data-from": day, "data-to": day}
