"""Rows of a breakdown beside what chance alone explains: the figure, what is expected, the limits, and the verdict in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.briefing.wording import Data, changed
from dashboard.figures.funnel import K998, Funnel, Judged, Observed, funnel, limit
from dashboard.parts import funnel as districts_funnel
from dashboard.sentences import standing
from dashboard.state import View
from data.answers import Row

_SMALL_RATE = 0.0095
LITTLE = "little"
"""The verdict of a row that too little is expected of: nothing more is said of it."""
_ROOM = 1.08
"""How much longer than the longest bar the scale is; limits that are wider are cut there."""


@dataclass(frozen=True, slots=True)
class Limited:
    """A row as drawn: `value`, `expected` and the 99.8 % limits on one scale; None where nothing is known to compare with."""

    row: Row
    value: float
    expected: float | None
    low: float | None
    high: float | None
    verdict: str


def of_topics(own: Sequence[Row], whole: Sequence[Row], share: float, least: float) -> list[Limited]:
    """A district's topics against the region's, `share` of which (by residents, else by appeals) is the district's."""
    all_counts = {row.code: row.count for row in whole}
    found = [
        Observed(row.code or "", float(row.count), all_counts.get(row.code, 0) * share, all_counts.get(row.code, 0) * share)
        for row in own
    ]
    judged = funnel(found, least) if share < 1 else Funnel((), (), 1.0)
    by_code = {one.code: one for one in judged.points}
    rows = [_in_counts(row, by_code.get(row.code or ""), judged.phi) for row in own]
    return sorted(rows, key=lambda one: (-one.value, one.row.name or ""))


def of_districts(rates: Sequence[Row], counts: Sequence[Row], view: View, least: float) -> tuple[list[Limited], bool]:
    """A topic's districts by rate, the shrunk one deciding the order, so that the small ones are not first by chance;
    those with too little to tell stand last.

    By number against what is usual where residents are unknown; the second value says which.
    """
    rated = districts_funnel.judge(tuple(rates), measured(view, "per1000"), least)
    if rated is not None and rated.points:
        by_code = {one.code: one for one in rated.points}
        known = [row for row in rates if row.code in by_code]
        order = sorted(known, key=lambda row: (by_code[row.code or ""].verdict == LITTLE, -by_code[row.code or ""].shrunk))
        return [_in_rates(row, by_code[row.code or ""], rated.phi) for row in order], True
    judged = districts_funnel.judge(tuple(counts), measured(view, "count"), least)
    by_code = {one.code: one for one in judged.points} if judged is not None else {}
    phi = judged.phi if judged is not None else 1.0
    rows = [_in_counts(row, by_code.get(row.code or ""), phi) for row in counts if row.code is not None]
    return sorted(rows, key=lambda one: (-one.value, one.row.name or "")), False


def drawn(rows: Sequence[Limited], name: Callable[[Row], str], say: Callable[[Limited], str], view: View) -> list[Data]:
    """The rows as a sheet takes them, lengths as shares of one scale; `view` has the metric of the rows."""
    top = max((one.value for one in rows), default=0.0)
    top = max([top, *(one.expected for one in rows if one.expected is not None)], default=0.0) * _ROOM or 1.0

    def part(length: float | None) -> float | None:
        return None if length is None else min(length / top, 1.0)

    return [
        {
            "number": str(number),
            "name": name(one.row),
            "share": part(one.value),
            "expected": part(one.expected),
            "low": part(one.low),
            "high": part(one.high),
            "value": view.texts.number(one.row.count),
            "note": say(one),
            "verdict": _said(one.verdict, view),
            "change": None if one.verdict == LITTLE else changed(standing.change(one.row, view.filters.metric), view),
        }
        for number, one in enumerate(rows, start=1)
    ]


def _in_counts(row: Row, one: Judged | None, phi: float) -> Limited:
    if one is None:
        return Limited(row, float(row.count), None, None, None, "unknown")
    low, high = (limit(one.expected, k, phi) for k in (-K998, K998))
    return Limited(row, float(row.count), one.expected, low, high, one.verdict)


def _in_rates(row: Row, one: Judged, phi: float) -> Limited:
    rate = (row.value or 0.0) / one.count if one.count else 1000 / one.size
    found = _in_counts(row, one, phi)
    expected, low, high = (None if each is None else each * rate for each in (found.expected, found.low, found.high))
    return replace(found, value=row.value or 0.0, expected=expected, low=low, high=high)


def measured(view: View, metric: str) -> View:
    """The view that measures by another metric."""
    return replace(view, filters=replace(view.filters, metric=metric))


def _said(verdict: str, view: View) -> Data | None:
    """The verdict as a mark: an arrow only outside 99.8 %."""
    if verdict in ("unknown", "within"):
        return None
    way = "up" if verdict == "high" else "down" if verdict == "low" else "flat"
    tone = {"up": "bad", "down": "good"}.get(way, "flat")
    return {"text": view.texts("funnel.mark_" + verdict), "way": way, "tone": tone}


def topic_said(one: Limited, share: float, people: tuple[int | None, int | None], view: View) -> str:
    """A district's topic beside the region's: per 1,000 residents of (district, region), else as parts of all appeals."""
    texts, (own, everyone) = view.texts, people
    if one.expected is None:
        return texts("brief.sheet.rate", n=rate_said(one.value * 1000 / own, view)) if own else ""
    if own and everyone:
        rates = (one.value * 1000 / own, one.expected / share * 1000 / everyone)
        return texts("brief.sheet.rate_beside", n=rate_said(rates[0], view), mean=rate_said(rates[1], view))
    return texts("brief.sheet.expected", n=texts.number(one.expected))


def district_said(one: Limited, rated: bool, view: View) -> str:
    """A topic's district: per 1,000 residents, else what is usual."""
    if rated:
        return view.texts("brief.sheet.rate", n=rate_said(one.value, view))
    return view.texts("brief.usually", n=view.texts.number(one.expected)) if one.expected is not None else ""


def rate_said(rate: float, view: View) -> str:
    """Two decimals; three where these would leave none."""
    return view.texts.number(rate, 2 if rate >= _SMALL_RATE or not rate else 3)
