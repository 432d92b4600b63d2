"""What the weekly report asks beyond the figures of every sheet, at the same moment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from dashboard.briefing.figures import Figures
from dashboard.figures import bins
from dashboard.figures.change import ADDITIVE
from dashboard.mapasks import around
from data.answers import AnswerTimes, Breakdown, Cells, Page, Row, Structure, Trend
from data.filters import PERIOD_DAYS, Filters
from data.quarantine import Refusal, refused
from data.questions.repeats import Repeats

CELLS = 6
OLDEST = 32
FIELDS = ("source", "channel")
"""Not the status: nobody knows how an appeal of the past stood at that moment, only how it ended."""
COURSE, WEEKS = 90, 13
"""Days of the answer times where the window is shorter, and weeks of the small trends then."""


@dataclass(frozen=True, slots=True)
class Week:
    """Answers beside `Figures`.

    `rates` and `counts` are of all districts, also where some are chosen; `late` counts overdue ones by district, whenever
    they came. `speed` is of what came within `lately`, `standing` and `oldest` of whatever is in the store.
    """

    figures: Figures
    lately: Filters
    rates: Breakdown
    counts: Breakdown
    late: Breakdown
    courses: dict[str, Trend]
    structure: tuple[Structure, ...]
    speed: AnswerTimes
    standing: AnswerTimes
    oldest: Page
    repeats: Repeats
    cells: Cells
    inside: tuple[Breakdown, ...]
    """Topics within each of `cells`."""
    refused: tuple[Refusal, ...]

    @classmethod
    def of(cls, found: Figures) -> Week:
        ask, here = found.desk.questions, found.filters
        lately, ever, wide = since(here), replace(here, period="all", since=None, until=None), around(here)
        cells = ask.worst(of_cells(here), CELLS)
        long, step = _course(lately)
        courses = {
            row.code: ask.trend(replace(long, topic=(row.code,)), step)
            for row in found.narrow_topics
            if row.code is not None and row.count
        }
        return cls(
            figures=found,
            lately=lately,
            rates=ask.districts(replace(wide, metric="per1000")),
            counts=ask.districts(replace(wide, metric="count")),
            late=ask.districts(replace(around(ever), metric="overdue")),
            courses=courses,
            structure=tuple(ask.structure(here, field) for field in FIELDS),
            speed=ask.answer_times(lately),
            standing=ask.answer_times(ever),
            oldest=ask.oldest(ever, OLDEST),
            repeats=ask.repeats(here),
            cells=cells,
            inside=tuple(ask.topics(replace(here, cell=(row.cell,), metric="count")) for row in cells.rows),
            refused=refused(ask.store, None if here.region == "all" else here.region),
        )

    def rate(self, code: str | None) -> Row | None:
        """The rate of a district."""
        return next((row for row in self.rates.rows if row.code == code), None)


def of_cells(filters: Filters) -> Filters:
    """By number whatever is measured: the most frequent places. By another measure they would be cells of a single appeal."""
    return replace(filters, metric="count")


def since(filters: Filters) -> Filters:
    """The filters with at least 90 days: answer times of one week are those of the quick answers only."""
    if filters.period is None:
        return filters
    short = PERIOD_DAYS.get(filters.period, COURSE) < COURSE
    return replace(filters, period="90d") if short else filters


def _course(filters: Filters) -> tuple[Filters, str | None]:
    """Over a quarter 13 weeks that end with the last whole day (weeks of the calendar would leave out the days of the
    report); else what fits the window. By days where these add up to weeks."""
    if filters.period != "90d":
        return filters, None
    if filters.metric not in ADDITIVE or filters.asof is None:
        return filters, "week"
    last = filters.asof.date() - timedelta(days=1)
    return replace(filters, period=None, since=last - timedelta(days=7 * WEEKS - 1), until=last), "day"


def by_weeks(trend: Trend) -> list[float | None]:
    """The values of the whole steps; days added up to weeks, the last of which ends with the last day."""
    values = [row.value for row in trend.rows[bins.wholes(trend)]]
    if trend.step != "day" or len(values) != 7 * WEEKS:
        return values
    return [sum(value or 0.0 for value in values[at : at + 7]) for at in range(0, len(values), 7)]
