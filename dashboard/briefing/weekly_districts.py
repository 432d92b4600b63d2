"""The weekly report's districts: the funnel drawn, and every district ranked with its rate and what the funnel says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.briefing import funnelchart, wording
from dashboard.briefing.weekly_figures import Week
from dashboard.briefing.weekly_topics import kept
from dashboard.briefing.wording import Data
from dashboard.figures.change import from_usual
from dashboard.figures.funnel import Funnel
from dashboard.parts.funnel import judge
from dashboard.parts.ranking import name_of
from dashboard.parts.ranking_rates import in_order
from dashboard.parts.rows import in_order as by_value
from dashboard.state import View
from data.answers import Row

ROWS = 64
"""More districts than this are a country's: the first ones are shown and the others counted."""


@dataclass(frozen=True, slots=True)
class Districts:
    """The funnel (None: nothing to compare by), its measure's view, and the rows of all districts."""

    week: Week
    funnel: Funnel | None
    view: View
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, week: Week, few: int, least: int) -> Districts:
        """By rates where residents are known, else by numbers against the usual. All are judged together, those of fewer
        appeals than `least` are not drawn: their numbers could be read off the drawing."""
        view = week.figures.view
        rows = tuple(row for row in week.counts.rows if row.code is not None)
        for metric, answer in (("per1000", week.rates), ("count", week.counts)):
            measured = replace(view, filters=replace(view.filters, metric=metric, vs=None))
            found = judge(answer.rows, measured, few)
            if found is not None and len(found.points) > 2:
                told = {row.code for row in kept(rows, least)}
                points = tuple(point for point in found.points if point.code in told)
                return cls(week, replace(found, points=points), measured, rows)
        return cls(week, None, view, rows)

    @property
    def rates(self) -> bool:
        """Whether rates were judged."""
        return self.view.filters.metric == "per1000"

    @property
    def chosen(self) -> tuple[str, ...]:
        """The districts of the filters."""
        return self.view.filters.district

    def chart(self, size: tuple[float, float]) -> str:
        """The funnel; empty where there is none."""
        if self.funnel is None:
            return ""
        names = {row.code or "": name_of(row, self.view) for row in self.rows}
        return funnelchart.svg(self.funnel, funnelchart.Words(names, self.chosen, self.rates, self.view.texts), size)

    def ranked(self, least: int) -> list[Row]:
        """Districts in order, those that the small-cell rule lets out; of chosen ones only these."""
        rows = [row for row in self.rows if row.code in self.chosen or not self.chosen]
        rows = kept([row for row in rows if row.count or row.usual], least)
        return in_order(rows, self.funnel, self.view) if self.funnel is not None and self.rates else by_value(tuple(rows))

    def table(self, least: int) -> list[Data]:
        """The rows of the table; one alone is what the report is about."""
        rows = self.ranked(least)[:ROWS]
        return [self._row(number, row, least) for number, row in enumerate(rows, 1)] if len(rows) > 1 else []

    def _late(self, row: Row, least: int) -> str:
        """How many are overdue, whenever they came; of too few only that."""
        late = next((one.value or 0.0 for one in self.week.late.rows if one.code == row.code), None)
        if late is None:
            return "—"
        return self.view.texts.number(late) if wording.told([late], float, least) else f"<\u202f{least}"

    def _row(self, number: int, row: Row, least: int) -> Data:
        texts = self.view.texts
        rate = self.week.rate(row.code)
        judged = {one.code: one for one in self.funnel.points} if self.funnel is not None else {}
        known = judged.get(row.code or "")
        return {
            "number": str(number),
            "name": name_of(row, self.view),
            "value": texts.number(row.count),
            "rate": texts.value("per1000", rate.value if rate is not None else None) if self.rates else None,
            "change": wording.changed(from_usual(row, "count"), self.view),
            "late": self._late(row, least),
            "verdict": known.verdict if known is not None else "unknown",
        }

    def left(self, least: int) -> str:
        """How many districts the table does not name, and why."""
        texts = self.view.texts
        regions = self.view.regions if self.view.region is None else (self.view.region,)
        known = {row.code for row in kept(self.rows, least)}
        hidden = [one for region in regions for one in region.districts if one.code not in known]
        rest = max(len(self.ranked(least)) - ROWS, 0)
        said = [("weekly.sub.rest", rest), ("weekly.sub.hidden", 0 if self.chosen or least <= 1 else len(hidden))]
        return " ".join(texts.count(key, number) for key, number in said if number)
