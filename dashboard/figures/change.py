"""How a figure changed and whether the change is more than noise."""

from __future__ import annotations

import math
from dataclasses import dataclass

from data.answers import Row

NOISE_SIGMAS = 2.0
RATING_STEP = 0.1
ADDITIVE = frozenset({"count", "open", "overdue", "repeat"})
"""Figures that are numbers of appeals: their noise is Poisson's."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: `share` of the base (None where the base is 0) and `beyond` = more than noise."""

    difference: float
    share: float | None
    beyond: bool

    @property
    def direction(self) -> str:
        """`up`, `down`, or `flat` inside noise."""
        if not self.beyond or self.difference == 0:
            return "flat"
        return "up" if self.difference > 0 else "down"


def _change(value: float, base: float, noise: float) -> Change:
    difference = value - base
    return Change(
        difference, difference / base if base else None, abs(difference) >= noise and difference != 0
    )


def of_counts(value: float, previous: float) -> Change:
    """Two independent counts: noise is two standard deviations of their difference, 2·√(previous + current)."""
    return _change(value, previous, NOISE_SIGMAS * math.sqrt(max(value + previous, 0.0)))


def of_rates(value: float, previous: float, counts: tuple[float, float]) -> Change:
    """Two rates over the same residents: beyond noise when the counts behind them are."""
    change = _change(value, previous, 0.0)
    return Change(change.difference, change.share, of_counts(*counts).beyond)


def of_durations(value: float, previous: float, counts: tuple[float, float]) -> Change:
    """Two mean durations; answer times scatter about as much as their mean, so the error of a mean is mean/√n."""
    if min(counts) <= 0:
        return _change(value, previous, math.inf)
    error = math.hypot(value / math.sqrt(counts[0]), previous / math.sqrt(counts[1]))
    return _change(value, previous, NOISE_SIGMAS * error)


def of_ratings(value: float, previous: float) -> Change:
    """Two mean marks; less than a tenth of a mark is no news."""
    return _change(value, previous, RATING_STEP)


def not_chance(difference: float, usual: float) -> bool:
    """Whether a count is more than two Poisson deviations from the usual one (of at least one appeal)."""
    return abs(difference) >= NOISE_SIGMAS * math.sqrt(max(usual, 1.0))


def usual_range(usual: float, low: float | None, high: float | None) -> tuple[int, int]:
    """The least and the largest count that `from_usual` takes for usual: within the band, or no further off than chance."""
    chance = NOISE_SIGMAS * math.sqrt(max(usual, 1.0))
    least = min(math.ceil(usual if low is None else low), math.floor(usual - chance) + 1)
    most = max(math.floor(usual if high is None else high), math.ceil(usual + chance) - 1)
    return max(least, 0), most


def from_usual(row: Row, metric: str) -> Change | None:
    """How far a row is from what is usual for it; None without a usual value.

    Beyond noise is what lies outside the usual band and, for counts, further off than chance alone explains.
    A row of `excess` already is the difference, and so are its limits: its base is the count less the excess.
    """
    if row.usual is None or row.value is None:
        return None
    base = row.count - row.value if metric == "excess" else row.usual
    difference = row.value if metric == "excess" else row.value - row.usual
    low = row.usual if row.low is None else row.low
    high = row.usual if row.high is None else row.high
    counted = metric == "excess" or metric in ADDITIVE
    beyond = not low <= row.value <= high and (not counted or not_chance(difference, base))
    return Change(difference, difference / base if base > 0 else None, beyond)


def from_previous(row: Row, metric: str) -> Change | None:
    """How far a row is from the equal window before; None where there is none."""
    if row.previous is None or row.value is None:
        return None
    if metric in ADDITIVE:
        return of_counts(row.value, row.previous)
    if metric == "rating":
        return of_ratings(row.value, row.previous)
    count = float(max(row.count, 1))
    return of_durations(row.value, row.previous, (count, count))
