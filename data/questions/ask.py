"""What every question shares: the moment, the selection, the data's reach, and the windowed statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from data import sql
from data.filters import Filters
from data.selection import Selection
from data.store import Store
from data.windows import Span, Window, to_zone

_CONDITIONS = {"overdue": "overdue", "repeat": "repeat"}
_MEANS = ("answer_days", "rating")


@dataclass(frozen=True, slots=True)
class Asking:
    """One selection at one moment, ready to be asked about."""

    store: Store
    filters: Filters
    selection: Selection
    span: Span
    reach: datetime
    version: int
    population: dict[str | None, int | None]
    """Residents by district code; None is the whole selection, its value None where unknown."""

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
        return self.filters.metric in _MEANS

    def windowed(self, key: str, windows: Sequence[Window], selection: Selection | None = None) -> pa.Table:
        """The filters' metric by a key part in each window: columns key, k, bin, value, n."""
        metric = self.filters.metric
        measure = metric if metric in _MEANS else "counted"
        return self._ask(key, measure, _CONDITIONS.get(metric, "count"), windows, selection or self.selection)

    def headline(self, windows: Sequence[Window], key: str = "total") -> pa.Table:
        """All headline figures by a key part in each window."""
        return self._ask(key, "headline", "count", windows, self.selection)

    def _ask(
        self, key: str, measure: str, condition: str, windows: Sequence[Window], selection: Selection
    ) -> pa.Table:
        statement = sql.windowed(key, measure, selection.where, self.filters.unit, condition)
        return self.store.ask(statement, {**selection.values, **_bound(windows)})


def _bound(windows: Sequence[Window]) -> dict[str, Any]:
    return {
        "k": [one.k for one in windows],
        "bin": [one.bin for one in windows],
        "lo": [one.lo for one in windows],
        "hi": [one.hi for one in windows],
        "at": [one.at for one in windows],
        "first": min(one.lo for one in windows),
        "last": max(one.hi for one in windows),
    }
