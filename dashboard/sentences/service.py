"""Sentences about answers and about today: what is open and overdue, how fast it is answered, today against its usual."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from dashboard.figures import bins
from dashboard.figures import change as changes
from dashboard.figures.change import ADDITIVE, Change
from dashboard.figures.trend import above_usual as high_bins
from dashboard.sentences import frame
from dashboard.sentences.standing import MEANS
from dashboard.sentences.words import (
    SMALL,
    against_usual,
    both,
    is_manifold,
    sentence,
    share,
    tail,
    tenths,
    times,
)
from dashboard.state import View
from data.answers import Bin, Kpi, Trend

_UNITS = {"hour": "day", "day": "day", "week": "week", "month": "month"}


def answers(view: View, kpis: Sequence[Kpi]) -> str:
    """What is not closed and overdue, and how long an answer takes against the same days before."""
    by_name = {kpi.name: kpi for kpi in kpis}
    count, unclosed = (by_name.get(name) for name in ("count", "open"))
    texts, when = view.texts, frame.when_there(view, None)
    if count is None or not count.value or unclosed is None or unclosed.value is None:
        return sentence(texts("sentence.nothing_came", when=when))
    if not unclosed.value:
        first = texts("sentence.all_closed", when=when)
    else:
        opened = texts.count("sentence.open", unclosed.value, when=when)
        late = by_name["overdue"].value if "overdue" in by_name else None
        key = "sentence.overdue" if late else "sentence.no_overdue"
        first = texts(key, open=opened, n=texts.number(late or 0.0))
    return both(first, _speed(view, by_name, count))


def _speed(view: View, by_name: dict[str, Kpi], count: Kpi) -> str:
    """How many days an answer takes; the mean mark where no answer has a date."""
    texts, days, mark = view.texts, by_name.get("answer_days"), by_name.get("rating")
    if days is not None and days.value is not None:
        return tenths(texts, "sentence.answer_in", days.value, tail=tail(texts, _pace(view, days, count)))
    if mark is not None and mark.value is not None:
        return texts("sentence.rating", n=texts.number(mark.value, 1))
    return ""


def _pace(view: View, days: Kpi, count: Kpi) -> str:
    if days.value is None or days.previous is None or count.value is None or count.previous is None:
        return ""
    texts, before = view.texts, frame.before(view)
    if min(count.value, count.previous) < SMALL:
        return texts("sentence.few_data")
    found = changes.of_durations(days.value, days.previous, (count.value, count.previous))
    if found.direction == "flat" or not found.share:
        return texts("sentence.as_fast", before=before)
    if is_manifold(found):
        return times(texts, "sentence.times_slower", found, before=before)
    kind = "sentence.slower" if found.difference > 0 else "sentence.faster"
    return texts(kind, share=share(texts, found), before=before)


def today(view: View, trend: Trend, hours: Trend | None = None) -> str:
    """The newest day (week, month) of the trend against what is usual by this time, and its hour furthest above it.

    `hours`: the same day by hours, where `trend` itself is coarser.
    Blank where there is nothing to add up: no steps, or several of persons, who may have come in more than one.
    """
    texts, unit = view.texts, _UNITS[trend.step]
    start = bins.start_of(trend.rows[-1].at, unit) if trend.rows else trend.asof
    rows = [row for row in trend.rows if bins.start_of(row.at, unit) == start]
    if view.filters.metric in MEANS:
        rows = rows[-1:]
    if not rows or (len(rows) > 1 and view.filters.unit != "appeals"):
        return ""
    core, said = _came(view, rows), _against(view, rows)
    first = texts("sentence.today_said", when=_when(view, trend, start), core=core, tail=tail(texts, said))
    fine = trend if hours is None else hours
    return both(sentence(first), _hour(view, fine, start) if fine.step == "hour" else "")


def _when(view: View, trend: Trend, start: datetime) -> str:
    """«сегодня к 19:37» while a feed is live, else the date; «с понедельника», «с начала месяца»."""
    texts, unit = view.texts, _UNITS[trend.step]
    day = frame.day(view, start.date(), trend.asof.date())
    if trend.rows[0].at > start:
        return frame.when(view, trend.asof)
    if unit != "day":
        return texts("sentence.today." + unit, day=day)
    if bins.end_of(trend.rows[-1].at, "day") <= trend.asof:
        return texts("sentence.today.whole", day=day)
    live = view.region is not None and view.region.live and view.filters.asof is None
    return texts("sentence.today." + ("now" if live else "then"), day=day, clock=f"{trend.asof:%H:%M}")


def _came(view: View, rows: Sequence[Bin]) -> str:
    """How many came in these bins, in the unit or by the metric."""
    texts, metric = view.texts, view.filters.metric
    total = sum(row.value or 0.0 for row in rows)
    if metric == "count":
        return (
            texts.count("sentence.came." + view.filters.unit, total) if total else texts("sentence.none_came")
        )
    if metric == "answer_days":
        return tenths(texts, "sentence.measured.answer_days", total)
    return texts("sentence.measured." + metric, n=texts.value(metric, total))


def _against(view: View, rows: Sequence[Bin]) -> str:
    """The sum against the sum of what is usual, by more than its band and more than chance."""
    usual = _total([row.usual for row in rows])
    if usual is None or view.filters.metric not in ADDITIVE:
        return ""
    value = sum(row.value or 0.0 for row in rows)
    spread = [(row.low, row.high, row.usual) for row in rows]
    down = math.hypot(*((mid or 0.0) - (low if low is not None else mid or 0.0) for low, _, mid in spread))
    up = math.hypot(*((high if high is not None else mid or 0.0) - (mid or 0.0) for _, high, mid in spread))
    beyond = not usual - down <= value <= usual + up and changes.not_chance(value - usual, usual)
    if not value:
        return view.texts("sentence.usually", n=view.texts.number(usual)) if beyond and usual >= SMALL else ""
    return against_usual(
        view.texts, Change(value - usual, (value - usual) / usual if usual else None, beyond), usual
    )


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def _hour(view: View, trend: Trend, start: datetime) -> str:
    """The hour of the day furthest above its usual; blank where none is."""
    high = [one for one in high_bins(trend, view.filters.metric) if one.at >= start]
    if not high or view.filters.metric not in ADDITIVE:
        return ""
    top = max(high, key=lambda one: (one.value or 0.0) - (one.usual or 0.0))
    texts, until = view.texts, bins.end_of(top.at, "hour")
    span = {"since": f"{top.at:%H:%M}", "until": f"{until:%H:%M}"}
    return texts(
        "sentence.hour_above", n=texts.number(top.value or 0.0), usual=texts.number(top.usual or 0.0), **span
    )
