"""Stretches of time as the index asks them: few days by their terms, many by the moments of receipt."""

from __future__ import annotations

from dataclasses import dataclass

from data.search.clauses import Clause, between, codes, must
from data.search.contents import Contents, Counts
from data.search.schema import DAY_US

_FEW = 50_000
"""The lists of the days of so many appeals are shorter to go through than everyone's moment."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was received in [lo, hi), microseconds since 1970."""

    lo: int
    hi: int

    def days(self, contents: Contents) -> tuple[Counts, Counts]:
        """The days it touches, ascending, and the appeals of each."""
        days, counts = contents.days
        touched = ((days + 1) * DAY_US > self.lo) & (days * DAY_US < self.hi) & (self.lo < self.hi)
        return days[touched], counts[touched]

    def clauses(self, contents: Contents) -> list[Clause]:
        """It and nothing else; none, where that is all there is."""
        first, last = contents.reach
        if self.lo <= first and last < self.hi:
            return []
        days, counts = self.days(contents)
        if counts.sum() > _FEW:
            return [must(between("received", self.lo, self.hi))]
        of_days = must(codes("day", [str(day) for day in days.tolist()]))
        within = len(days) and self.lo <= days[0] * DAY_US and (days[-1] + 1) * DAY_US <= self.hi
        return [of_days] if within or not len(days) else [of_days, must(between("received", self.lo, self.hi))]
