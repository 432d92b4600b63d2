"""The appeals of each day after the history, whenever and however often they are asked for: always the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from data.demo.calendar import DAY_US, build_calendar, from_us, to_us
from data.demo.generator import draw_seeds
from data.demo.life import NEVER
from data.demo.plan import REPEAT_WITHIN_US, Plan, Seeds, World, draw, join, take

_FIRST_NUMBER = 1_000_000_000
_NUMBERS_A_DAY = 1_000_000
_USUAL_DAYS = 28
_MINUTES = 24 * 60


@dataclass(frozen=True)
class Live:
    """Days after the history that ends at `until`; `rate` new appeals a minute, averaged over a week.

    Each day is drawn at the higher of `rate` and the usual density of the history; `at_rate` and `usual` then keep
    the same appeals however often they are asked, the thinner ones within the denser ones.
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

    def day(self, number: int) -> Plan:
        """All the appeals of the UTC day `number` (since 1970), oldest first."""
        rng = np.random.default_rng([self.world.seed, 2, number])
        since, until = number * DAY_US, (number + 1) * DAY_US
        calendar = build_calendar(self.world.themes, self.tz, from_us(since), from_us(until), self.world.seed)
        busy = calendar.busy.sum() / (self.world.themes.weight.sum() / 7)
        count = min(int(rng.poisson(self._most * _MINUTES * busy)), _NUMBERS_A_DAY)
        seeds = draw_seeds(calendar, count, (since, until), rng)
        order = np.argsort(seeds.received, kind="stable")
        first = _FIRST_NUMBER + number * _NUMBERS_A_DAY
        seeds = take(Seeds(first + np.arange(count), seeds.received, seeds.topic, seeds.address), order)
        numbered = Seeds(first + np.arange(count), seeds.received, seeds.topic, seeds.address)
        return draw(self.world, numbered, rng, self._recent())

    def span(self, since: int, until: int) -> Plan:
        """The appeals received after `since` up to `until` (microseconds since 1970)."""
        plan = self.day(max(since, 0) // DAY_US)
        for number in range(max(since, 0) // DAY_US + 1, until // DAY_US + 1):
            plan = join(plan, self.day(number))
        return take(plan, np.flatnonzero((plan.received > since) & (plan.received <= until)))

    def at_rate(self, plan: Plan) -> Plan:
        """Those that come while the feed runs."""
        return self._thinned(plan, self.rate)

    def usual(self, plan: Plan) -> Plan:
        """Those that came while nobody looked: no more than the usual density."""
        return self._thinned(plan, min(self.rate, self.usual_rate))

    @property
    def _most(self) -> float:
        return max(self.rate, self.usual_rate)

    def _thinned(self, plan: Plan, rate: float) -> Plan:
        """A share of the appeals by a hash of their number."""
        if self._most <= 0:
            return take(plan, slice(0, 0))
        chance = (plan.number.astype(np.uint64) * np.uint64(11_400_714_819_323_198_485)) >> np.uint64(40)
        return take(plan, np.flatnonzero(chance < rate / self._most * 2**24))

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


