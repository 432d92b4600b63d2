"""What every question shares: the moment, the selection, the data's reach, and the way its answer is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from data.answers import Standing
from data.filters import Filters
from data.questions import by_facts, by_records
from data.questions.sums import Head, Spread, Sums
from data.questions.trend import Steps, steps
from data.selection import Selection
from data.store import Store
from data.windows import Span, Window, to_zone


@dataclass(frozen=True, slots=True)
class Asking:
    """One selection at one moment, ready to be asked about.

    `facts` are None where only the records can answer: another unit than appeals, a text, a box, a drawn area, or facts
    that are still being read.
    """

    store: Store
    filters: Filters
    selection: Selection
    span: Span
    reach: datetime
    version: int
    population: dict[str | None, int | None]
    """Residents by district code; None is the whole selection, its value None where unknown."""
    facts: by_facts.Facts | None = None

    @property
    def asof(self) -> datetime:
        """The moment of the answer in the region's zone."""
        return to_zone(self.span.window.at, self.zone)

    @property
    def zone(self) -> ZoneInfo:
        """The region's zone."""
        return self.span.zone

    @property
    def is_mean(self) -> bool:
        """Whether the metric is a mean: an empty window then has no value instead of 0."""
        return self.filters.metric in by_records.MEANS

    def steps(self, step: str | None) -> Steps:
        """The step of the trend (None: the one that fits), its windows, and those of the weeks before."""
        if self.facts is None:
            return steps(self.filters, self.span, self.reach, step)
        return by_facts.screen_steps(self, self.facts, step)

    def sums(self, key: str, windows: Sequence[Window]) -> Sums:
        """The filters' metric by `region`, `district`, `topic`, `topic_group` or as a `total` in each window."""
        if self.facts is None:
            return by_records.sums(self, key, windows)
        return by_facts.sums(self, self.facts, key, windows)

    def cells(
        self, windows: Sequence[Window], res: int, only: NDArray[np.uint64] | None = None
    ) -> tuple[NDArray[np.uint64], Sums]:
        """The same by hexagon of a resolution: ids, ascending, and sums; of all or of `only` these."""
        if self.facts is None:
            return by_records.cells(self, windows, res, only)
        return by_facts.cells(self, self.facts, windows, res, only)

    def headlines(self, windows: Sequence[Window]) -> list[dict[str, Any]]:
        """Every headline figure of each window: count, open, overdue, answer_days, rating, repeat."""
        if self.facts is None:
            return by_records.headlines(self, windows)
        return by_facts.headlines(self, self.facts, windows)

    def standings(self) -> dict[str | None, Standing]:
        """Open and overdue of the window asked about, by region."""
        if self.facts is None:
            return by_records.standings(self)
        return by_facts.standings_of(self, self.facts)

    def many_cells(self, res: int, most: int) -> bool:
        """Whether it is known beforehand that more than `most` cells of a resolution have a value."""
        return self.facts is not None and by_facts.many_cells(self, self.facts, res, most)

    def head(self, before: Window | None) -> Head:
        """Totals of the window asked about and of the one before, open, overdue, and appeals by precision."""
        if self.facts is None:
            return by_records.head(self, before)
        return by_facts.head(self, self.facts, before)

    def spread(self) -> Spread:
        """Appeals of the window asked about by every combination of what menus choose by."""
        if self.facts is None:
            return by_records.spread(self)
        return by_facts.spread(self, self.facts)

    def total(self) -> int:
        """Appeals in the window asked about."""
        if self.facts is None:
            return by_records.total(self)
        return by_facts.total(self, self.facts)

    def newest(self, window: Window, wanted: int) -> list[tuple[int, int]] | None:
        """Stretches of time [from, to) in microseconds that hold the newest appeals of a window; None: not known."""
        return None if self.facts is None else by_facts.newest(self, self.facts, window, wanted)
