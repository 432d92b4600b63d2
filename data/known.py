"""What the store knows of its regions: borders, residents, sources, channels, hexagons, and the reach of its records.

Told from the facts in memory where they are there, else from the records; kept for one version of the store.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import is_
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from data import annotations as events
from data import sql
from data.annotations import Annotation
from data.answers import RegionInfo, SourceFreshness
from data.cache import SingleFlight, Unchanged
from data.facts.mirror import Mirror
from data.facts.region import RegionFacts
from data.filters import Filters
from data.regions import Regions
from data.selection import cell_steps
from data.store import Store
from data.windows import to_zone
from geo.boundaries import Boundaries, District

ALL = "all"
_EPOCH = datetime(1970, 1, 1)
_MOMENT_S = 5.0
"""A live moment holds for this long (and until the next commit), so that the parts of one screen agree."""

_T = TypeVar("_T")
Extent = tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True)
class Ground:
    """Districts of the regions asked about, as (region, district), and residents by code; of code None: of all.

    `several`: they are all regions, not one.
    """

    districts: tuple[tuple[str, District], ...]
    residents: dict[str | None, int | None]
    several: bool


class Known:
    """Facts about the store itself; thread-safe."""

    def __init__(self, store: Store, regions: Regions, cache: SingleFlight) -> None:
        self.store = store
        self.borders = regions
        self.mirror = Mirror.of(store) if store.settings.facts else None
        self._cache = cache
        self._moments: dict[str, tuple[int, datetime, float]] = {}
        self._edges, self._by_source = Unchanged(_edges), Unchanged(RegionFacts.by_source)
        self._grounds: dict[str, tuple[tuple[Boundaries, ...], Ground]] = {}

    def facts(self, region: str) -> dict[str, RegionFacts] | None:
        """The facts of a region (or of all); None where they are not kept or still being read."""
        if self.mirror is None:
            return None
        return self.mirror.facts(None if region == ALL else region, self.store.settings.facts_wait_s)

    def regions(self) -> tuple[RegionInfo, ...]:
        """Installed regions, the default one first."""
        return self.borders.infos()

    def annotations(self) -> tuple[Annotation, ...]:
        """Events that people noted on the time axis, oldest first."""
        version = self.store.version
        return self._cache.get(("annotations", version), lambda: events.listed(self.store))

    def extent(self, region: str, version: int) -> Extent:
        """The first and the last receipt of a region's records (naive UTC)."""

        def told(facts: dict[str, RegionFacts]) -> Extent:
            return _extent([self._edges.of(code, one) for code, one in facts.items()])

        return self._kept(("extent", region, version), told, lambda: self._asked_extent(region))

    def sources(self, region: str, version: int) -> tuple[SourceFreshness, ...]:
        """Each source of a region: its last record (in the region's zone) and how many it has."""
        zone = self.zone(region)

        def asked() -> tuple[SourceFreshness, ...]:
            rows = self.store.ask(sql.statement("ask/sources"), {"region": None if region == ALL else region}).to_pylist()
            return tuple(SourceFreshness(row["source"], to_zone(row["last"], zone), row["rows"]) for row in rows)

        def told(facts: dict[str, RegionFacts]) -> tuple[SourceFreshness, ...]:
            return _sources([self._by_source.of(code, one) for code, one in facts.items()], zone)

        return self._kept(("sources", region, version), told, asked)

    def channels(self, region: str) -> tuple[str, ...]:
        """Channels that records of a region came by."""

        def told(facts: dict[str, RegionFacts]) -> tuple[str, ...]:
            return tuple(sorted(set[str]().union(*(one.channels() for one in facts.values()))))

        def asked() -> tuple[str, ...]:
            return tuple(self.store.ask(sql.statement("ask/channel_names"), {"region": region})["name"].to_pylist())

        return self._kept(("channels", region, self.store.version), told, asked)

    def all_cells(self, region: str, res: int) -> NDArray[np.uint64]:
        """Every cell of a resolution that ever held a placed record of the region, ascending."""

        def told(facts: dict[str, RegionFacts]) -> NDArray[np.uint64]:
            return reduce(np.union1d, (one.book.hexagons.at(res) for one in facts.values()), np.empty(0, np.uint64))

        def asked() -> NDArray[np.uint64]:
            values = {"region": region, **cell_steps(res)}
            found: NDArray[np.uint64] = self.store.ask(sql.statement("ask/all_cells"), values)["cell"].to_numpy()
            return found

        return self._kept(("all_cells", region, res, self.store.version), told, asked)

    def zone(self, region: str) -> ZoneInfo:
        """A region's zone; of all regions together the default one's."""
        return self._cache.get(("zone", region, self.store.version), lambda: self._zone(region))

    def ground(self, region: str) -> Ground:
        """Districts and residents of a region."""
        return self._cache.get(("ground", region, self.store.version), lambda: self._ground(region))

    def population(self, filters: Filters) -> dict[str | None, int | None]:
        """Unknown for the whole where a part is unknown, or where the place is cut finer than districts."""
        ground = self.ground(filters.region)
        if filters.cell or filters.bbox or filters.area:
            return {**ground.residents, None: None}
        if not filters.district:
            return ground.residents
        chosen = [ground.residents[code] for code in filters.district if code in ground.residents]
        return {**ground.residents, None: _whole(chosen)}

    def moment(self, filters: Filters, version: int) -> datetime:
        """`asof` as given, else now where a feed is live, else the latest receipt."""
        zone = self.zone(filters.region)
        if filters.asof is not None:
            return filters.asof if filters.asof.tzinfo else filters.asof.replace(tzinfo=zone)
        kept = self._moments.get(filters.region)
        if kept is None or kept[0] != version or time.monotonic() - kept[2] > _MOMENT_S:
            present = self._present(filters.region, version)
            kept = self._moments[filters.region] = (version, present, time.monotonic())
        return kept[1].astimezone(zone)

    # ---- inside

    def _zone(self, region: str) -> ZoneInfo:
        code, zones = self.borders.default() if region == ALL else region, self.borders.names_and_zones()
        return ZoneInfo(zones[code][1]) if code in zones else ZoneInfo("UTC")

    def _present(self, region: str, version: int) -> datetime:
        live = self.borders.live(None if region == ALL else region)
        _, last = self.extent(region, version)
        return datetime.now(UTC) if live or last is None else last.replace(tzinfo=UTC)

    def _kept(self, key: tuple[Any, ...], told: Callable[[dict[str, RegionFacts]], _T], asked: Callable[[], _T]) -> _T:
        """The answer to a question of a region (the second part of its key), from its facts or else by asking."""

        def compute() -> _T:
            facts = self.facts(key[1])
            return asked() if facts is None else told(facts)

        return self._cache.get(key, compute)

    def _asked_extent(self, region: str) -> Extent:
        row = self.store.ask(sql.statement("ask/extent"), {"region": region}).to_pylist()[0]
        return row["first"], row["last"]

    def _ground(self, region: str) -> Ground:
        """Told anew only where borders were installed since."""
        codes = self.borders.codes() if region == ALL else (region,)
        borders = tuple(map(self.borders.boundaries, codes))
        kept = self._grounds.get(region)
        if kept is None or len(kept[0]) != len(borders) or not all(map(is_, kept[0], borders)):
            kept = self._grounds[region] = (borders, _ground(borders, region == ALL))
        return kept[1]


def _ground(borders: tuple[Boundaries, ...], several: bool) -> Ground:
    districts = tuple((one.code, district) for one in borders for district in one.districts)
    whole = _whole([district.population for _, district in districts])
    residents: dict[str | None, int | None] = {None: whole}
    residents |= {district.code: district.population for _, district in districts}
    return Ground(districts, residents, several)


def _whole(residents: list[int | None]) -> int | None:
    """Residents of all; None where one is unknown."""
    known = [one for one in residents if one is not None]
    return sum(known) if known and len(known) == len(residents) else None


def _edges(facts: RegionFacts) -> tuple[int | None, int | None]:
    """The first and the last receipt of a region in microseconds."""
    return facts.edge(newest=False), facts.edge(newest=True)


def _extent(edges: list[tuple[int | None, int | None]]) -> Extent:
    first = [moment for moment, _ in edges if moment is not None]
    last = [moment for _, moment in edges if moment is not None]
    return (_moment(min(first)), _moment(max(last))) if first and last else (None, None)


def _sources(told: list[dict[str, tuple[int, int]]], zone: ZoneInfo) -> tuple[SourceFreshness, ...]:
    found: dict[str, tuple[int, int]] = {}
    for by_source in told:
        for name, (rows, last) in by_source.items():
            known = found.get(name, (0, last))
            found[name] = (known[0] + rows, max(known[1], last))
    return tuple(SourceFreshness(name, to_zone(_moment(last), zone), rows) for name, (rows, last) in sorted(found.items()))


def _moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)
