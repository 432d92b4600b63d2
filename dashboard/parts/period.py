"""The period picker: standing windows in the open; ways, calendar and the moment «as of» behind one button."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import dash_mantine_components as dmc

from dashboard.parts import html
from dashboard.parts.common import link, spot
from dashboard.parts.controls import Choice, segmented
from dashboard.state import View
from dashboard.texts import Texts
from data.filters import PERIODS

FIELDS = ("day", "time", "show", "wrong")
"""Words of the fields that assets/js/period.js makes: labels, the button, and what is wrong."""

Days = tuple[date, date]


def picker(texts: Texts) -> html.Div:
    """The whole control. The calendar stands in the layout, so that an answer never closes it."""
    calendar = dmc.DatePicker(id="dates", type="range", allowSingleDateInRange=True, size="sm", className="calendar")
    dates = dmc.DatesProvider(calendar, settings={"locale": texts.lang, "firstDayOfWeek": 1})
    moment = html.Div(
        [
            html.B(texts("period.moment")),
            html.Span(texts("period.moment_hint"), className="sub"),
            html.Div(id="moment", **{f"data-{name}": texts("period.moment_" + name) for name in FIELDS}),
            spot("period-now"),
        ],
        className="period-moment",
    )
    days = html.Div([html.B(texts("period.days")), dates], className="period-days")
    more = html.Details(
        [
            html.Summary(spot("period-head", tag=html.Span), className="menu-head", **{"aria-label": texts("period.more")}),
            html.Div([spot("period-ways", "period-ways"), days, moment], className="menu-list"),
        ],
        className="menu menu-period",
        id="period-more",
        **{"data-menu": "several"},
    )
    return html.Div([spot("periods"), more], className="period-picker")


def standing(view: View) -> html.Div:
    """The windows that end now."""
    choices = [
        Choice(view.texts("period." + each), view.href(period=each), view.filters.period == each) for each in PERIODS
    ]
    return segmented(view.texts("period.label"), choices, "periods")


def head(view: View, now: datetime) -> list[Any]:
    """What the button says: the days that are chosen, else that days can be."""
    text = span_words(view)
    label = html.B(text) if text else html.Span(view.texts("period.dates"))
    stamp = html.B(asof_words(view, now), className="period-asof") if view.filters.asof else None
    parts = (html.I(className="calendar-sign"), label, stamp, html.I(className="caret"))
    return [part for part in parts if part is not None]


def span_words(view: View) -> str | None:
    """«1 – 15 ноя», «1 окт – 15 ноя»; None for a standing window."""
    texts, since, until = view.texts, view.filters.since, view.filters.until
    if since and until:
        if since == until:
            return texts.day(since)
        same = (since.year, since.month) == (until.year, until.month) and texts.lang == "ru"
        first = str(since.day) if same else texts.day(since)
        return texts("period.span", since=first, until=texts.day(until))
    if since:
        return texts("period.since", since=texts.day(since))
    return texts("period.until", until=texts.day(until)) if until else None


def asof_words(view: View, now: datetime) -> str:
    """«на 18:00 12 ноября», with the year if it is another one."""
    asof = view.filters.asof
    if asof is None:
        return ""
    local = asof.astimezone(now.tzinfo) if asof.tzinfo else asof
    return view.texts("period.asof", time=f"{local:%H:%M}", day=view.texts.full_date(local, year=local.year != now.year))


def ways(view: View, now: datetime) -> list[Any]:
    """Usual windows of whole days, up to the moment the screen is as of."""
    asof = view.filters.asof or now
    chosen = (view.filters.since, view.filters.until)
    return [
        _way(view.texts("period.way_" + name), days, days == chosen, view) for name, days in spans(asof.date()).items()
    ]


def _way(text: str, days: Days, on: bool, view: View) -> html.A:
    href = view.href(**{"from": days[0].isoformat(), "to": days[1].isoformat()})
    state = {"aria-current": "true"} if on else {}
    return link([html.I(className="dot"), html.Span(text)], href, className="option on" if on else "option", **state)


def spans(today: date) -> dict[str, Days]:
    """First and last day of each way; weeks begin on Monday."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    return {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
        "this_week": (monday, today),
        "last_week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this_month": (first, today),
        "last_month": (before.replace(day=1), before),
        "this_year": (today.replace(month=1, day=1), today),
    }


def back_to_now(view: View) -> html.A | None:
    """The way out of the past."""
    if view.filters.asof is None:
        return None
    return link(view.texts("period.to_now"), view.href(asof=None), className="to-now")
