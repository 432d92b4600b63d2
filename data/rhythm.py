"""When something is due: every day, on chosen weekdays or on a day of the month, at an hour of a zone."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

REPEATS = ("day", "week", "month")
WEEKDAYS = (1, 2, 3, 4, 5, 6, 7)
"""Monday is 1."""
_FARTHEST_DAYS = 63
"""Between two moments of a rhythm lie at most two months."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`weekdays` are those of `week`; `monthday` is that of `month`, and where a month has no such day its last one."""

    repeat: str
    clock: time
    weekdays: tuple[int, ...] = ()
    monthday: int = 1

    def falls_on(self, day: date) -> bool:
        """Whether it is due on a day."""
        if self.repeat == "week":
            return day.isoweekday() in self.weekdays
        if self.repeat == "month":
            return day.day == min(self.monthday, monthrange(day.year, day.month)[1])
        return True

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The first moment later than a moment, in the zone."""
        return self._nearest(moment, zone, 1)

    def latest(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The last moment that is not later than a moment, in the zone."""
        return self._nearest(moment, zone, -1)

    def _nearest(self, moment: datetime, zone: ZoneInfo, way: int) -> datetime:
        start = moment.astimezone(zone).date() - timedelta(days=way)
        for step in range(_FARTHEST_DAYS):
            day = start + timedelta(days=way * step)
            if not self.falls_on(day):
                continue
            # By way of UTC: an hour that a change of clocks leaves out is the one after it, an hour told twice is the first.
            found = datetime.combine(day, self.clock, zone).astimezone(UTC)
            if (found > moment) == (way > 0):
                return found.astimezone(zone)
        raise ValueError(f"nothing is ever due on {self}")
