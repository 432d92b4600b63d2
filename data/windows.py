"""Windows of time: what a period means at a moment, the equal windows before it, and the steps of a trend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from data.errors import BadFilter
from data.filters import PERIOD_DAYS, Filters

WEEK = timedelta(days=7)
USUAL_WEEKS = 8
"""How many preceding equal windows, stepped by a week, tell what is usual."""

BEGINNING = datetime(1, 1, 1)
_TICK = timedelta(microseconds=1)
_MOST_BINS = 3_000
STEPS = ("hour", "day", "week", "month")


@dataclass(frozen=True, slots=True)
class Window:
    """Received in [lo, hi), judged as at `at` (all UTC, naive); `k` and `bin` say which window of a question it is."""

    k: int
    bin: int
    lo: datetime
    hi: datetime
    at: datetime

    def back(self, by: timedelta, k: int) -> Window:
        """The equally long window that much earlier, judged that much earlier."""
        return replace(self, k=k, lo=self.lo - by, hi=self.hi - by, at=self.at - by)


@dataclass(frozen=True, slots=True)
class Span:
    """A resolved period: its window, how far back the equal one before lies (None: there is none), and the zone."""

    window: Window
    shift: timedelta | None
    zone: ZoneInfo

    @property
    def open_ended(self) -> bool:
        """Without a beginning of its own: it begins with the data."""
        return self.window.lo == BEGINNING


def to_utc(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment (naive = in the zone) as naive UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC).replace(tzinfo=None)


def to_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """A naive UTC moment as an aware one of the zone."""
    return moment.replace(tzinfo=UTC).astimezone(zone)


def resolve(filters: Filters, asof: datetime, zone: ZoneInfo) -> Span:
    """The span of a selection as of a moment (naive UTC).

    `24h … 1y` end before `asof`; `all`, `from` and `to` take what was received up to and including it.
    """
    if filters.period in PERIOD_DAYS:
        length = timedelta(days=PERIOD_DAYS[filters.period])
        return Span(Window(0, 0, asof - length, asof, asof), shift(length), zone)
    lo = BEGINNING if filters.since is None else _midnight(filters.since, zone)
    hi = asof + _TICK
    if filters.until is not None:
        hi = min(hi, _midnight(filters.until + timedelta(days=1), zone))
    hi = max(lo, hi)
    return Span(Window(0, 0, lo, hi, asof), None if lo == BEGINNING else shift(hi - lo), zone)


def shift(length: timedelta) -> timedelta:
    """The smallest multiple of 7 days that is not shorter, so that weekdays match."""
    return max(1, -(-length // WEEK)) * WEEK


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return to_utc(datetime(day.year, day.month, day.day), zone)


def previous(span: Span, reach: datetime, k: int) -> Window | None:
    """The equal window before, if the data (from `reach` on) cover it."""
    if span.shift is None:
        return None
    window = span.window.back(span.shift, k)
    return window if window.lo >= reach else None


def usual(window: Window, reach: datetime, first_k: int) -> list[Window]:
    """The preceding equal windows stepped by a week that the data cover."""
    if window.lo == BEGINNING:
        return []
    windows = [window.back(week * WEEK, first_k + week - 1) for week in range(1, USUAL_WEEKS + 1)]
    return [back for back in windows if back.lo >= reach]


def auto_step(filters: Filters, span: Span, reach: datetime) -> str:
    """Hours for a day, days up to 90 days, weeks up to a year, months beyond; whatever part of it the data cover.

    A window without a beginning of its own (`to` alone) begins with the data.
    """
    length = span.window.hi - (max(span.window.lo, reach) if span.open_ended else span.window.lo)
    if filters.period == "all" or length > timedelta(days=400):
        return "month"
    if length <= timedelta(days=2):
        return "hour"
    return "day" if length <= timedelta(days=92) else "week"


def bins(span: Span, step: str, reach: datetime) -> list[Window]:
    """The span cut at the zone's hours, midnights, Mondays or first days of months; the outer ones may be partial."""
    lo = max(span.window.lo, reach) if span.open_ended else span.window.lo
    edges = [lo]
    local = _floor(to_zone(lo, span.zone).replace(tzinfo=None), step)
    while edges[-1] < span.window.hi:
        if len(edges) > _MOST_BINS:
            hint = "Возьмите более крупный шаг"
            raise BadFilter("step", f"«{step}» слишком мелок для этого периода", hint, code="step")
        local = _next(local, step)
        edge = min(to_utc(local, span.zone), span.window.hi)
        if edge > edges[-1]:
            edges.append(edge)
    return [Window(0, number, lo, hi, span.window.at) for number, (lo, hi) in enumerate(pairwise(edges))]


def _floor(local: datetime, step: str) -> datetime:
    local = local.replace(minute=0, second=0, microsecond=0)
    if step == "hour":
        return local
    local = local.replace(hour=0)
    if step == "week":
        return local - timedelta(days=local.weekday())
    return local.replace(day=1) if step == "month" else local


def step_end(at: datetime, step: str) -> datetime:
    """Where the whole step ends that holds this moment."""
    return _next(_floor(at, step), step)


def _next(local: datetime, step: str) -> datetime:
    if step == "month":
        return (local.replace(day=1) + timedelta(days=32)).replace(day=1)
    return local + {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": WEEK}[step]


def bins_back(bins_now: list[Window], weeks: int, zone: ZoneInfo) -> list[Window]:
    """The same bins whole weeks earlier by the wall clock of the zone, so that hours and midnights match."""
    by = weeks * WEEK
    return [
        Window(weeks, one.bin, _back(one.lo, weeks, zone), _back(one.hi, weeks, zone), one.at - by) for one in bins_now
    ]


@lru_cache(maxsize=16_384)
def _back(moment: datetime, weeks: int, zone: ZoneInfo) -> datetime:
    """A moment weeks earlier by the wall clock; most edges of a trend come again in the next one."""
    return to_utc(to_zone(moment, zone).replace(tzinfo=None) - weeks * WEEK, zone)
