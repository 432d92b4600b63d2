"""The typed questions of the screens: one door for API, pages, briefings and exports."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from data import answers
from data.cache import SingleFlight, Unchanged
from data.demo.install import share_stored
from data.errors import BadFilter, UnknownRegion
from data.facts import tally
from data.filters import NONE, Filters, parse_filters
from data.known import ALL, Known
from data.questions import (
    answer_times,
    breakdown,
    by_facts,
    change,
    frames,
    heat,
    oldest,
    record,
    records,
    regions,
    structure,
    summary,
    trend,
    versus,
    worst,
)
from data.questions.ask import Asking
from data.questions.codes import check_codes
from data.regions import Regions
from data.search.matching import bind
from data.search.search import Search
from data.search.state import State, state
from data.search.surges import Surges, surges
from data.selection import select
from data.settings import Settings
from data.store import Store
from data.topics import TopicCatalogue
from data.windows import STEPS, resolve, to_utc
from geo.boundaries import Boundaries

if TYPE_CHECKING:
    from data.pipeline import Pipeline

_T = TypeVar("_T")


class Questions:
    """Answers from one store; thread-safe, synchronous, cached by question, filters and version."""

    def __init__(
        self, store: Store, settings: Settings, regions: Regions, topics: Callable[[], TopicCatalogue]
    ) -> None:
        self.store = store
        self.settings = settings
        self.search = Search.of(store)
        self._regions = regions
        self._read_topics = topics
        self._cache = SingleFlight(settings.cache_entries, answers.weight, settings.cache_memory_mb << 20)
        self.known = Known(store, regions, self._cache)
        self._tallies = SingleFlight(settings.tally_entries, tally.weight, settings.tally_memory_mb << 20)
        self._places = Unchanged(breakdown.Places)
        self._turns = threading.BoundedSemaphore(settings.question_threads)

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

    def change(self, filters: Filters, base: str = change.PREVIOUS) -> answers.Change:
        """Hexagons against the window before, what is usual, or the second selection where there is one."""
        other = None if filters.vs is None else replace(self._other(filters), vs=None, lang=None)
        moment = None if other is None else self.known.moment(other, self.store.version)
        most = self.settings.max_cells

        def answer(asking: Asking) -> answers.Change:
            against = None if other is None else self._asking(replace(other, asof=moment), asking.version)
            return change.change(asking, against, base, most)

        return self._ask(("change", base, other, moment), filters, answer)

    def frames(self, filters: Filters) -> answers.Frames:
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
        return self._ask(("trend", step), filters, lambda asking: trend.trend(asking, step))

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

    def structure(self, filters: Filters, field: str) -> answers.Structure:
        """The selection by `source`, `channel` or `status`."""
        return self._ask(("structure", field), filters, lambda asking: structure.structure(asking, field))

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

    def places(self, filters: Filters, limit: int = 20) -> tuple[answers.PlaceRow, ...]:
        """Appeals known only to a settlement or a district, by place."""
        return self._ask(("places", limit), filters, lambda asking: records.places(asking, limit))

    # ---- what there is

    def moment(self, filters: Filters) -> datetime:
        """The moment that answers to a selection are of: as given, now where a feed is live, else of the latest receipt."""
        return self.known.moment(filters, self.store.version)

    def all_cells(self, region: str, res: int) -> NDArray[np.uint64]:
        """Every cell of a resolution that ever held a placed record of the region, ascending."""
        return self.known.all_cells(region, res)

    def regions(self) -> tuple[answers.RegionInfo, ...]:
        """Installed regions, the default one first."""
        return self._regions.infos()

    def region(self, code: str) -> answers.RegionInfo:
        """One installed region; UnknownRegion when it is not."""
        found = [info for info in self.regions() if info.code == code]
        if not found:
            raise UnknownRegion(f"Регион «{code}» не установлен. Добавьте границы командой region.")
        return found[0]

    def boundaries(self, code: str) -> Boundaries:
        """Borders of an installed region."""
        return self._regions.boundaries(code)

    def filling(self) -> float | None:
        """How much of a demonstration under way is stored, 0 to 1; None when there is none."""
        return share_stored(self.store)

    def default_region(self) -> str | None:
        """The region asked about when none is named."""
        return self._regions.default()

    def topic_catalogue(self) -> TopicCatalogue:
        """Shipped topics and those met in records."""
        return self._cache.get(("topics", self.store.version), self._read_topics)

    def sources(self, region: str) -> tuple[str, ...]:
        """Sources that have records in the region (or in `all`)."""
        return tuple(one.name for one in self.known.sources(region, self.store.version))

    def channels(self, region: str) -> tuple[str, ...]:
        """Channels that records of the region (or of `all`) came by."""
        return self.known.channels(region)

    def parse(self, params: Mapping[str, str], allowed_extra: frozenset[str] = frozenset()) -> Filters:
        """Read filters and check their codes against what this store knows; BadFilter names what is wrong."""
        filters = parse_filters(params, self.default_region(), allowed_extra)
        check_codes(
            filters,
            {
                "region": lambda: (*self._regions.codes(), "all"),
                "district": lambda: (*filter(None, self.known.ground(filters.region).residents), NONE),
                "topic": self._topic_codes,
                "source": lambda: self.sources(ALL),
                "channel": lambda: self.channels(ALL),
            },
        )
        if filters.vs:
            self._other(filters)
        return filters

    # ---- inside

    def _other(self, filters: Filters) -> Filters:
        """The second set of a comparison; BadFilter names `vs` and what is wrong in it."""
        try:
            return self.parse(versus.params_of(filters))
        except BadFilter as fault:
            raise BadFilter("vs", f"{fault.name}: {fault.message}", fault.allowed) from None

    def _ask(self, question: object, filters: Filters, answer: Callable[[Asking], _T]) -> _T:
        version = self.store.version
        filters = replace(filters, lang=None, vs=None, asof=self.known.moment(filters, version))
        key = (question, filters, version)

        def compute() -> _T:
            with self._turns:
                return answer(self._asking(filters, version))

        return self._cache.get(key, compute)

    def _asking(self, filters: Filters, version: int) -> Asking:
        zone = self.known.zone(filters.region)
        asof = to_utc(self.known.moment(filters, version), zone)
        selection = select(filters, self.topic_catalogue().expand)
        first, _ = self.known.extent(filters.region, version)
        span = resolve(filters, asof, zone)
        if filters.q:
            selection = bind(self.search, selection, filters.q, span, version)
        population = self.known.population(filters)
        facts = self._facts_of(filters) if by_facts.fits(filters, selection) else None
        return Asking(self.store, filters, selection, span, first or asof, version, population, facts)

    def _facts_of(self, filters: Filters) -> by_facts.Facts | None:
        """The facts of the regions asked about; None while they are being read."""
        found, mirror = self.known.facts(filters.region), self.known.mirror
        return by_facts.Facts(mirror, found, self._tallies) if mirror and found is not None else None

    def _topic_codes(self) -> tuple[str, ...]:
        catalogue = self.topic_catalogue()
        return (
            *(part.code for part in catalogue.roll_ups),
            *(topic.code for topic in catalogue.topics),
            NONE,
        )
