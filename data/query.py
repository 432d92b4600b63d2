"""The typed questions of the screens: one door for API, pages, briefings and exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data import answers
from data.errors import BadFilter
from data.filters import Filters
from data.known import ALL
from data.map_answers import Change, Frames
from data.model import STATUS_GROUPS
from data.questioning import Questioning
from data.questions import (
    answer_times,
    breakdown,
    change,
    facets,
    frames,
    heat,
    noted,
    oldest,
    record,
    records,
    regions,
    repeats,
    structure,
    summary,
    trend,
    versus,
    whole,
    worst,
)
from data.questions.ask import Asking
from data.search.state import State, state
from data.search.surges import Surges, surges
from data.windows import STEPS

if TYPE_CHECKING:
    from data.pipeline import Pipeline


class Questions(Questioning):
    """Answers from one store; thread-safe, synchronous, cached by question, filters and version."""

    @classmethod
    def of(cls, pipeline: Pipeline) -> Questions:
        """Questions to the store that a pipeline fills."""
        return cls(pipeline.store, pipeline.settings, pipeline.regions, pipeline.topics)

    # ---- figures

    def summary(self, filters: Filters) -> answers.Summary:
        """Totals, precision and freshness."""
        found = self._ask("summary", filters, lambda asking: summary.summary(asking, self.known))
        return replace(found, previous=self.summary(self._other(filters)).total) if filters.vs else found

    def kpis(self, filters: Filters) -> tuple[answers.Kpi, ...]:
        """The row of key figures: count, per1000, open, overdue, answer_days, rating, repeat."""
        return self._ask("kpis", filters, summary.kpis)

    def heat(self, filters: Filters, viewport_res: int | None = None) -> answers.Heat:
        """Values of hexagons; their resolution is the filters', else the viewport's, else 8."""
        most = self.settings.max_cells
        return self._ask(
            ("heat", viewport_res), filters, lambda asking: heat.heat(asking, most, viewport_res)
        )

    def change(self, filters: Filters, base: str = change.PREVIOUS) -> Change:
        """Hexagons against the window before, what is usual, or the second selection where there is one."""
        other = None if filters.vs is None else replace(self._other(filters), vs=None, lang=None)
        moment = None if other is None else self.known.moment(other, self.store.version)
        most = self.settings.max_cells

        def answer(asking: Asking) -> Change:
            against = None if other is None else self._asking(replace(other, asof=moment), asking.version)
            return change.change(asking, against, base, most)

        return self._ask(("change", base, other, moment), filters, answer)

    def frames(self, filters: Filters) -> Frames:
        """Hexagons in every step of the window, for playing it."""
        most = self.settings.max_cells
        return self._ask("frames", filters, lambda asking: frames.frames(asking, most))

    def heat_cells(self, filters: Filters, cells: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Present values of these cells (of resolution `filters.res`), in their order; 0 = none."""
        asking = self._asking(filters, self.store.version)
        ids, values = heat.cell_values(asking, filters.res or 8, np.unique(cells))
        found = dict(zip(ids.tolist(), values.tolist(), strict=True))
        return np.array([found.get(cell, 0.0) for cell in cells.tolist()], np.float64)

    def changed(self, filters: Filters, ids: NDArray[np.uint64]) -> int:
        """How many of these records the selection holds now (the `n` of a live message)."""
        return records.changed(self._asking(filters, self.store.version), ids)

    def districts(self, filters: Filters) -> answers.Breakdown:
        """The selection by district."""
        places = self._places.of(filters.region, self.known.ground(filters.region))
        found = self._ask("districts", filters, lambda asking: breakdown.districts(asking, places))
        return versus.against(found, self.districts(self._other(filters))) if filters.vs else found

    def by_region(self, filters: Filters) -> answers.ByRegion:
        """The selection by region, and how each region's appeals stand."""
        infos = tuple(one for one in self.regions() if filters.region in (ALL, one.code))
        found = self._ask("regions", filters, lambda asking: regions.regions(asking, infos))
        return versus.against(found, self.by_region(self._other(filters))) if filters.vs else found

    def topics(self, filters: Filters) -> answers.Breakdown:
        """The selection by topic group and topic."""
        found = self._ask("topics", filters, lambda asking: breakdown.topics(asking, self.topic_catalogue()))
        return versus.against(found, self.topics(self._other(filters))) if filters.vs else found

    def trend(self, filters: Filters, step: str | None = None) -> answers.Trend:
        """The selection over time; `step` is hour, day, week or month, else fits the period."""
        if step is not None and step not in STEPS:
            raise BadFilter("step", f"недопустимое значение «{step[:40]}»", "Допустимо: " + ", ".join(STEPS))
        found = self._ask(("trend", step), filters, lambda asking: trend.trend(asking, step))
        return noted.noted(found, filters, self.known)

    def surges(self, filters: Filters, limit: int = 20) -> Surges:
        """Words in more texts of the selection than usual, the surest first."""
        key = ("surges", limit, self.search.index.round)
        return self._ask(key, filters, lambda asking: surges(self.search, asking, limit))

    def texts(self) -> State:
        """How far the full-text index has come."""
        return state(self.search)

    def answer_times(self, filters: Filters) -> answers.AnswerTimes:
        """How long answers took, and how late is what is open."""
        return self._ask("answer_times", filters, answer_times.answer_times)

    def repeats(self, filters: Filters) -> repeats.Repeats:
        """Repeats, and how many of them came after a solution."""
        return self._ask("repeats", filters, repeats.repeats)

    def structure(self, filters: Filters, field: str) -> answers.Structure:
        """The selection by `source`, `channel` or `status`."""
        return self._ask(("structure", field), filters, lambda asking: structure.structure(asking, field))

    def facet(self, filters: Filters, field: str) -> answers.Facet:
        """What each value of a field (see `facets.FIELDS`) would find under the other filters: in appeals all fields share
        one pass."""
        if filters.unit == "appeals":
            return facets.facet(self._ask("mix", facets.broad(filters), facets.mix), filters, field)
        alone = facets.apart(filters, field)
        counts = dict(self._ask(("facet", field), alone, lambda asking: facets.distinct(asking, field)))
        if field == "status":
            groups = {name: replace(alone, status=(name,)) for name in STATUS_GROUPS}
            counts |= {name: self._ask("count", group, facets.total) for name, group in groups.items()}
        whole = replace(alone, type=()) if field == "type" else alone
        total, moment = self._ask("count", whole, facets.total), self.known.moment(filters, self.store.version)
        return answers.Facet(self.store.version, moment, field, total, counts)

    def worst(self, filters: Filters, limit: int = 10) -> answers.Cells:
        """The hexagons (of resolution `filters.res`, else 8) with the highest values, and where they lie."""
        return self._ask(("worst", limit), filters, lambda asking: worst.worst(asking, filters.res or 8, limit))

    # ---- records

    def record(self, source: str, external_id: str) -> answers.Record | None:
        """One appeal with its chain of repeats, masked; None where there is none."""
        version, identity = self.store.version, (source, external_id)

        def compute() -> answers.Record | None:
            with self._turns:
                zones = {code: ZoneInfo(tz) for code, (_, tz) in self._regions.names_and_zones().items()}
                return record.record(self.store, version, identity, zones)

        return self._cache.get(("record", identity, version), compute)

    def oldest(self, filters: Filters, limit: int = 10) -> answers.Page:
        """The open records of the selection, the oldest first; `total` is how many are open."""
        return self._ask(("oldest", limit), filters, lambda asking: oldest.oldest(asking, limit))

    def appeals(self, filters: Filters, limit: int = 50, cursor: str | None = None) -> answers.Page:
        """Records newest first, a page after a cursor."""
        return self._ask(
            ("appeals", limit, cursor), filters, lambda asking: records.appeals(asking, limit, cursor)
        )

    def records(self, filters: Filters, start: int, end: int) -> answers.Page:
        """Rows `start` to `end` (exclusive) of the records, newest first."""
        return self._ask(("records", start, end), filters, lambda asking: records.records(asking, start, end))

    def all_records(self, filters: Filters) -> Iterator[pa.Table]:
        """Every record of the selection, newest first, some thousands at a time; for exports."""
        return whole.tables(self._asking(filters, self.store.version))

    def places(self, filters: Filters, limit: int = 20) -> tuple[answers.PlaceRow, ...]:
        """Appeals known only to a settlement or a district, by place."""
        return self._ask(("places", limit), filters, lambda asking: records.places(asking, limit))
