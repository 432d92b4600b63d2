"""The bins of a trend: where each begins and ends, whether it is whole, and how it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from dashboard.texts import Texts
from data.answers import Bin, Trend

MAX_TICKS = 7
TICK_HOURS = 6
_STEP = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


def start_of(at: datetime, step: str) -> datetime:
    """The beginning of the hour, day, Monday's week or month that holds a moment."""
    if step == "hour":
        return at.replace(minute=0, second=0, microsecond=0)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def end_of(at: datetime, step: str) -> datetime:
    """The end of the step that holds a moment."""
    start = start_of(at, step)
    if step == "month":
        return (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    return start + _STEP[step]


def is_whole(trend: Trend, index: int) -> bool:
    """Whether the window holds the whole of a bin: the first may begin late, the last may not be over."""
    at = trend.rows[index].at
    return at == start_of(at, trend.step) and end_of(at, trend.step) <= trend.asof


def wholes(trend: Trend) -> slice:
    """The rows that are whole: all but a first and a last one that are cut."""
    count = len(trend.rows)
    if count == 0:
        return slice(0, 0)
    first = 0 if is_whole(trend, 0) else 1
    last = count if is_whole(trend, count - 1) else count - 1
    return slice(first, max(first, last))


def days(trend: Trend, row: Bin) -> list[str]:
    """First and last day of a bin, for the filters `from` and `to`."""
    last = end_of(row.at, trend.step) - timedelta(seconds=1)
    return [start_of(row.at, trend.step).date().isoformat(), min(last, trend.asof).date().isoformat()]


def called(texts: Texts, at: datetime, step: str) -> str:
    """«сб, 21 ноя», «21 ноя, 14:00–15:00», «неделя с 16 ноя», «ноя 2026»."""
    start, end = start_of(at, step), end_of(at, step)
    if step == "hour":
        return f"{texts.day(start)}, {start:%H:%M}–{end:%H:%M}"
    if step == "week":
        return texts("trend.hover_week", day=texts.day(start))
    return texts.month(start) if step == "month" else texts.weekday_day(start)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the bins count: a metric, and the unit that a plain count is of."""

    metric: str
    unit: str

    def said(self, value: float | None, texts: Texts) -> str:
        """«5 обращений»; the figure and the name of the metric for all others."""
        if self.metric == "count" and value is not None:
            return f"<b>{texts.count(self.unit, value)}</b>"
        return f"<b>{texts.value(self.metric, value)}</b> {texts('metric.short.' + self.metric)}"


def hover(texts: Texts, trend: Trend, index: int, measure: Measure) -> str:
    """Everything about one bin: when, the figure, what is usual, whether it is cut."""
    row = trend.rows[index]
    lines = [called(texts, row.at, trend.step), measure.said(row.value, texts)]
    if row.usual is not None:
        usual, low, high = (texts.value(measure.metric, each) for each in (row.usual, row.low, row.high))
        lines.append(texts("trend.hover_usual", usual=usual, low=low, high=high))
    if not is_whole(trend, index):
        lines.append(texts("trend.hover_partial"))
    return "<br>".join(lines)


def ticks(trend: Trend, texts: Texts) -> tuple[list[datetime], list[str]]:
    """At most seven named moments, counted back from the newest so that it always has a name."""
    starts = [start_of(row.at, trend.step) for row in trend.rows]
    if trend.step == "hour":
        near = len(starts) <= 48
        chosen = [at for at in starts if (at.hour % TICK_HOURS == 0 if near else at.hour == 0)]
        return chosen, [texts.day(at) if at.hour == 0 else f"{at:%H:%M}" for at in chosen]
    stride = max(1, -(-len(starts) // MAX_TICKS))
    chosen = starts[::-1][::stride][::-1]
    if trend.step == "month":
        return chosen, [texts.month(at) for at in chosen]
    return chosen, _with_years(texts, chosen)


def _with_years(texts: Texts, chosen: Sequence[datetime]) -> list[str]:
    """Days; the year is named where it changes."""
    named = [texts.day(at) for at in chosen]
    for index, (before, after) in enumerate(pairwise(chosen), start=1):
        if before.year != after.year:
            named[index] = f"{texts.day(after)}<br>{after.year}"
    return named
