"""The planted local surges: one topic, one quarter, some days; what a heat map is there to find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from data.demo.calendar import HOUR_US, Calendar, to_us
from data.demo.ground import Ground
from data.demo.plan import Seeds
from data.demo.words import Themes


@dataclass(frozen=True)
class Surge:
    """A planted surge: `quarter` of the ground, moments in microseconds since 1970, how many appeals."""

    topic: int
    quarter: int
    since: int
    until: int
    rows: int


@dataclass(frozen=True)
class _Recipe:
    """`town` and `quarter` are places by size (0 = the largest); `start` counts days back from the end or is a month."""

    topic: str
    town: int
    quarter: int
    start: int
    days: int
    share: float
    month: bool = False


_RECIPES = (
    _Recipe("04.001", 0, 1, start=6, days=6, share=0.0011),
    _Recipe("03.002", 2, 0, start=19, days=9, share=0.0010),
    _Recipe("09.001", 4, 0, start=27, days=4, share=0.0006),
    _Recipe("01.001", 1, 0, start=3, days=24, share=0.0016, month=True),
    _Recipe("04.005", 3, 0, start=10, days=12, share=0.0012, month=True),
    _Recipe("01.003", 0, 0, start=1, days=7, share=0.0014, month=True),
    _Recipe("12.001", 5, 0, start=8, days=10, share=0.0008, month=True),
)
_LONG_AGO = timedelta(days=60)


def plan_surges(ground: Ground, themes: Themes, until: datetime, count: int) -> tuple[Surge, ...]:
    """The surges of a demonstration of `count` appeals that ends at `until`."""
    return tuple(_surge(recipe, ground, themes, until, count) for recipe in _RECIPES)


def _surge(recipe: _Recipe, ground: Ground, themes: Themes, until: datetime, count: int) -> Surge:
    since = _month_start(recipe.start, until) if recipe.month else until - timedelta(days=recipe.start)
    end = min(since + timedelta(days=recipe.days), until)
    quarter = _quarter(ground, recipe.town, recipe.quarter)
    return Surge(themes.index(recipe.topic), quarter, to_us(since), to_us(end), round(count * recipe.share))


def _month_start(month: int, until: datetime) -> datetime:
    """The tenth of the month, the last time it was at least sixty days ago."""
    day = datetime(until.astimezone(UTC).year, month, 10, tzinfo=UTC)
    while day > until - _LONG_AGO:
        day = day.replace(year=day.year - 1)
    return day


def _quarter(ground: Ground, town: int, place: int) -> int:
    """The quarter of a town, both by the weight of their addresses; a smaller region starts again from its largest."""
    inside = (ground.quarter >= 0) & ((ground.settlement >= 0) | (ground.settlement.max() < 0))
    towns = _by_weight(ground.settlement[inside], ground.weight[inside])
    there = inside & (ground.settlement == towns[town % len(towns)])
    quarters = _by_weight(ground.quarter[there], ground.weight[there])
    return int(quarters[place % len(quarters)])


def _by_weight(codes: NDArray[np.int64], weight: NDArray[np.float64]) -> NDArray[np.int64]:
    found, which = np.unique(codes, return_inverse=True)
    return np.asarray(found[np.argsort(-np.bincount(which, weight), kind="stable")])


def draw_surge(surge: Surge, ground: Ground, calendar: Calendar, rng: np.random.Generator) -> Seeds:
    """The appeals of a surge: steep rise, slow fall, people awake when they write; numbers are given later."""
    since, until = surge.since, surge.until
    hours = np.arange(since // HOUR_US, (until - 1) // HOUR_US + 1)
    into = ((hours + 0.5) * HOUR_US - since) / (until - since)
    shape = np.clip(into, 0, 1) ** 0.6 * np.exp(-2.2 * np.clip(into, 0, 1)) + 0.02
    busy = shape * calendar.busy[np.clip(hours - calendar.first_hour, 0, len(calendar.busy) - 1)]
    hour = rng.choice(hours, surge.rows, p=busy / busy.sum())
    received = np.clip(hour * HOUR_US + rng.integers(0, HOUR_US, surge.rows), since, until - 1)
    there = np.flatnonzero(ground.quarter == surge.quarter)
    weight = ground.weight[there]
    address = rng.choice(there, surge.rows, p=weight / weight.sum())
    return Seeds(np.zeros(surge.rows, np.int64), received, np.full(surge.rows, surge.topic), address)


