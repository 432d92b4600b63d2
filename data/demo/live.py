"""The appeals of each day after the history, whenever and however often they are asked for: always the same ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from data.demo.calendar import DAY_US, Calendar, build_calendar, from_us, to_us
from data.demo.generator import draw_seeds
from data.demo.life import NEVER
from data.demo.plan import REPEAT_WITHIN_US, Plan, Seeds, World, draw, join, take

_FIRST_NUMBER = 1_000_000_000
_NUMBERS_A_DAY = 1_000_000
_LIVELY_FROM = 500_000
"""Within a day's numbers: the lively ones begin here."""
_USUAL_DAYS = 28
_MINUTES = 24 * 60


@dataclass(frozen=True)
class Live:
    """Days after the history that ends at `until`: the usual appeals of every day, and lively ones besides.

    The usual ones go on as the history ended, in its density and rhythm. Lively ones come evenly, `rate` a minute,
    night and day: for an hour they let a screen be seen at work, for a day they would spoil every figure.
    """

    world: World
    tz: str
    history: Plan
    until: datetime
    rate: float

    @property
    def usual_rate(self) -> float:
        """Appeals a minute in the last four weeks of the history."""
        last = self.history.received >= to_us(self.until) - _USUAL_DAYS * DAY_US
        return float(last.sum()) / (_USUAL_DAYS * _MINUTES)

    def usual(self, day: int) -> Plan:
        """The usual appeals of the UTC day (counted from 1970), oldest first."""
        calendar = self._calendar(day)
        busy = float(calendar.busy.sum()) / (self.world.themes.weight.sum() / 7)
        return self._day(day, calendar, self.usual_rate * busy, 0)

    def lively(self, day: int) -> Plan:
        """The lively appeals of the UTC day, oldest first."""
        calendar = self._calendar(day)
        return self._day(day, replace(calendar, busy=np.ones(len(calendar.busy))), self.rate, _LIVELY_FROM)

    def between(self, draw_day: Callable[[int], Plan], since: int, until: int) -> Plan:
        """The appeals of `usual` or `lively` days received after `since` up to `until` (microseconds since 1970)."""
        plan = draw_day(since // DAY_US)
        for number in range(since // DAY_US + 1, until // DAY_US + 1):
            plan = join(plan, draw_day(number))
        return take(plan, np.flatnonzero((plan.received > since) & (plan.received <= until)))

    def _calendar(self, day: int) -> Calendar:
        since, until = from_us(day * DAY_US), from_us((day + 1) * DAY_US)
        return build_calendar(self.world.themes, self.tz, since, until, self.world.seed)

    def _day(self, day: int, calendar: Calendar, rate: float, first: int) -> Plan:
        rng = np.random.default_rng([self.world.seed, 2, day, first])
        count = min(int(rng.poisson(rate * _MINUTES)), _LIVELY_FROM)
        seeds = draw_seeds(calendar, count, (day * DAY_US, (day + 1) * DAY_US), rng)
        seeds = take(seeds, np.argsort(seeds.received, kind="stable"))
        number = _FIRST_NUMBER + day * _NUMBERS_A_DAY + first + np.arange(count)
        return draw(self.world, Seeds(number, seeds.received, seeds.topic, seeds.address), rng, self._recent())

    def _recent(self) -> Seeds:
        """What the appeals of a live day may repeat: the end of the history."""
        history = self.history
        rows = np.flatnonzero((history.received >= to_us(self.until) - REPEAT_WITHIN_US) & (history.address >= 0))
        return Seeds(history.number[rows], history.received[rows], history.topic[rows], history.address[rows])


def events(plan: Plan) -> NDArray[np.int64]:
    """Moments at which each appeal changes, shape (events, n); NEVER where it does not."""
    life = plan.life
    return np.stack([
        life.registered, life.assigned, life.work, life.first_answer, life.answered, life.closed,
        life.marked, life.reopened, life.reclosed,
    ])  # fmt: skip


def changed(plan: Plan, since: int, until: int) -> NDArray[np.bool_]:
    """Which appeals change after `since` up to `until`."""
    moments = events(plan)
    return np.asarray(((moments > since) & (moments <= until)).any(axis=0))


def unfinished(plan: Plan, now: int) -> Plan:
    """The appeals that still change after `now`."""
    moments = events(plan)
    return take(plan, np.flatnonzero(((moments > now) & (moments < NEVER)).any(axis=0)))


