"""What there is in a store and how a question is put to it: the ground under the typed questions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from data import answers
from data.cache import SingleFlight, Unchanged
from data.demo.install import share_stored
from data.errors import BadFilter, UnknownRegion
from data.facts import tally
from data.filters import NONE, Filters, parse_filters
from data.known import ALL, Known
from data.questions import breakdown, by_facts, versus
from data.questions.ask import Asking
from data.questions.codes import check_codes
from data.regions import Regions
from data.search.matching import bind
from data.search.search import Search
from data.selection import select
from data.settings import Settings
from data.store import Store
from data.topics import TopicCatalogue
from data.windows import resolve, to_utc
from geo.boundaries import Boundaries

_T = TypeVar("_T")


class Questioning:
    """One store's regions, topics and sources, and the one way a question is asked: cached by filters and version."""

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
        return self._cache.get(("filling", self.store.version), lambda: share_stored(self.store))

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
            said = f"{fault.name}: {fault.message}"
            raise BadFilter("vs", said, fault.allowed, code=fault.code, value=fault.value) from None

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
