"""Puts the events of its days on a trend: what people noted, and public holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from data import annotations as events
from data import holidays
from data.answers import Trend
from data.filters import Filters
from data.known import ALL, Known
from data.windows import step_end

_TICK = timedelta(microseconds=1)


def noted(found: Trend, filters: Filters, known: Known) -> Trend:
    """The trend with the events of its days, oldest first; in zones of Russia its public holidays among them."""
    if not found.rows:
        return found
    first = found.rows[0].at.date()
    end = step_end(found.rows[-1].at, found.step).replace(tzinfo=None) - _TICK
    last = min(end, found.asof.replace(tzinfo=None)).date()
    region = None if filters.region == ALL else filters.region
    shown = events.concerning(known.annotations(), region, filters.district, first, last)
    if known.store.settings.holidays and holidays.is_russian(known.zone(filters.region).key):
        shown += events.of_holidays(holidays.between(first, last), filters.region)
    return replace(found, notes=tuple(sorted(shown, key=lambda note: (note.since, note.until, note.number or 0))))
