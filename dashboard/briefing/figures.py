"""The figures of a sheet: every question asked once, at one moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.callbacks.desk import Desk
from dashboard.state import Catalogue, View
from data.answers import Breakdown, Cells, Kpi, Row, Summary, Trend
from data.filters import Filters

DAY, MONTH = "24h", "30d"
_SHORT = (DAY, "7d")
"""Periods whose course is shown as a part of a month's."""
CELLS = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """What the parts of a sheet are written from."""

    desk: Desk
    view: View
    filters: Filters
    """The view's, with the moment named."""
    catalogue: Catalogue
    summary: Summary
    kpis: tuple[Kpi, ...]
    topics: Breakdown
    districts: Breakdown
    trend: Trend
    cells: Cells

    @classmethod
    def of(cls, desk: Desk, view: View) -> Figures:
        """Ask for all of them; the moment of the first answer is that of the others."""
        ask, summary = desk.questions, desk.questions.summary(view.filters)
        filters = replace(view.filters, asof=summary.asof)
        course = replace(filters, period=MONTH) if filters.period in _SHORT else filters
        return cls(
            desk,
            view,
            filters,
            desk.catalogue(view),
            summary,
            ask.kpis(filters),
            ask.topics(filters),
            ask.districts(filters),
            ask.trend(course, "day" if course.period == MONTH else None),
            ask.worst(filters, CELLS),
        )

    @property
    def widened(self) -> bool:
        """Whether the trend is of a month, longer than what is counted."""
        return self.filters.period in _SHORT

    @property
    def count(self) -> Kpi | None:
        """The plain number of appeals, which the noise of other figures is judged by."""
        return next((one for one in self.kpis if one.name == "count"), None)

    @property
    def narrow_topics(self) -> tuple[Row, ...]:
        """The topic groups; within chosen ones their topics."""
        inside = bool(self.filters.topic)
        return tuple(row for row in self.topics.rows if (row.parent is not None) == inside)

    @property
    def places(self) -> tuple[Row, ...]:
        """The districts, without what has none."""
        return tuple(row for row in self.districts.rows if row.code is not None)
