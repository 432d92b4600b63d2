"""A tiny region of two districts and the questions about it, for the tests of the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
import shapely
from numpy.typing import NDArray

from data.answers import Breakdown, ByRegion, DistrictInfo, Heat, RegionInfo, Row, Standing
from data.breaks import breaks
from data.filters import Filters, parse_filters
from data.map_answers import Change, Frames
from data.topics import TopicCatalogue
from geo import cells
from geo.antimeridian import bounds_of, cut
from geo.districts import Boundaries, District

ASOF = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)


def boundaries(code: str, west: float, south: float = 47.0) -> Boundaries:
    """Two squares of half a degree side by side, the first named after nothing, cut at 180° where they cross it."""
    squares = [shapely.box(west + 0.5 * k, south, west + 0.5 * (k + 1), south + 0.5) for k in (0, 1)]
    names = (("1", "Западный район", "Западный", 1000), ("2", "Восточный район", "Восточный", None))
    parts = tuple(
        District(f"{code}{n}", name, short, people, cut(square))
        for (n, name, short, people), square in zip(names, squares, strict=True)
    )
    return Boundaries(code, f"Край {code}", "Europe/Moscow", parts)


def info(region: Boundaries) -> RegionInfo:
    """The region as `Questions.regions` tells of it."""
    districts = tuple(
        DistrictInfo(one.code, one.name, one.short_name, one.population, bounds_of([one.geometry]))
        for one in region.districts
    )
    return RegionInfo(region.code, region.name, region.tz, True, True, True, None, region.bounds, districts)


@dataclass
class MapWorld:
    """Records at points; every filter but place and metric is ignored."""

    areas: list[Boundaries]
    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    max_cells: int = 50_000
    version: int = 3
    asked: list[Filters] = field(default_factory=list)
    hidden: int = 0
    """So many of the last cells `all_cells` does not know yet, as if the answer were newer."""

    def parse(self, params: Mapping[str, str]) -> Filters:
        return parse_filters(params, self.areas[0].code)

    def regions(self) -> tuple[RegionInfo, ...]:
        return tuple(info(area) for area in self.areas)

    def boundaries(self, code: str) -> Boundaries:
        return next(area for area in self.areas if area.code == code)

    def topic_catalogue(self) -> TopicCatalogue:
        return TopicCatalogue.shipped()

    def all_cells(self, region: str, res: int) -> NDArray[np.uint64]:
        found = np.unique(cells.index(self.lon, self.lat, res))
        return found[: len(found) - self.hidden]

    def heat(self, filters: Filters, viewport_res: int | None = None) -> Heat:
        self.asked.append(filters)
        chosen, res = self._chosen(filters), filters.res or 8
        while True:
            ids, counts = np.unique(cells.index(self.lon[chosen], self.lat[chosen], res), return_counts=True)
            if len(ids) <= self.max_cells or res == 4:
                break
            res -= 1
        values = np.full(len(ids), np.nan) if filters.metric == "per1000" else counts.astype(np.float64)
        limits = breaks(filters.metric, filters.unit, res, filters.period)
        behind = counts.astype(np.float64) if filters.metric == "rating" else None
        return Heat(self.version, ASOF, res, filters.metric, filters.unit, limits, ids, values, behind)

    def change(self, filters: Filters, base: str = "previous") -> Change:
        """As many before as now, but three times as many now in the hottest cell; nothing before for `all`."""
        heat = self.heat(filters)
        known = filters.period != "all"
        before = heat.values.copy() if known else np.full(len(heat.values), np.nan)
        now, beyond = heat.values.copy(), np.zeros(len(before), np.int8)
        if known and len(now):
            now[now.argmax()] *= 3
            beyond[now.argmax()] = 1
        since = ASOF - timedelta(days=65) if base == "previous" and known else None
        until = ASOF - timedelta(days=35) if base == "previous" and known else None
        head = (heat.version, ASOF, heat.res, filters.metric, filters.unit, "vs" if filters.vs else base, since, until)
        return Change(*head, heat.cells, now, before, beyond)

    def frames(self, filters: Filters) -> Frames:
        """Three days: everything on the second."""
        heat = self.heat(filters)
        at = tuple(ASOF.replace(hour=0, minute=0) + timedelta(days=day) for day in range(4))
        values = np.zeros((3, len(heat.cells)), np.int64)
        values[1] = np.nan_to_num(heat.values)
        head = (heat.version, ASOF, heat.res, "count", filters.unit, "day", heat.breaks)
        return Frames(*head, at, heat.cells, values)

    def districts(self, filters: Filters) -> Breakdown:
        found = self.areas[0].locate(self.lon, self.lat)
        rows = [
            Row(
                one.code,
                one.name,
                None,
                float((found == k).sum()),
                None,
                None,
                None,
                None,
                int((found == k).sum()),
            )
            for k, one in enumerate(self.areas[0].districts)
        ]
        return Breakdown(self.version, ASOF, (*rows, Row(None, None, None, 0.0, None, None, None, None, 0)))

    def by_region(self, filters: Filters) -> ByRegion:
        counts = [int((area.locate(self.lon, self.lat) >= 0).sum()) for area in self.areas]
        rows = [
            Row(area.code, area.name, None, float(count), None, None, None, None, count)
            for area, count in zip(self.areas, counts, strict=True)
        ]
        return ByRegion(self.version, ASOF, tuple(rows), {area.code: Standing(0, 0) for area in self.areas})

    def _chosen(self, filters: Filters) -> NDArray[np.bool_]:
        codes = [one.code for one in self.areas[0].districts]
        owner = self.areas[0].locate(self.lon, self.lat)
        chosen = (
            np.isin(owner, [codes.index(code) for code in filters.district])
            if filters.district
            else owner >= -1
        )
        for text in filters.cell:
            first, last = cells.descendants(cells.from_text(text))
            fine = cells.index(self.lon, self.lat)
            chosen = chosen & (fine >= first) & (fine <= last)
        return np.asarray(chosen)


def world(west: float = 39.0, points: int = 400) -> MapWorld:
    """A region with points strewn over it; at 179.5 it crosses 180°."""
    chance = np.random.default_rng(5)
    lon = (chance.uniform(west + 0.02, west + 0.98, points) + 180) % 360 - 180
    return MapWorld([boundaries("kray", west)], lon, chance.uniform(47.02, 47.48, points))
