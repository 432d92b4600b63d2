"""Keeps the packed hexagons and the GeoJSON of regions in memory, built once and in bounded number."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dashboard import mapcountry, mapgeo
from dashboard.figures.mapconfig import version
from dashboard.mapasks import MapQuestions, boundaries_of
from dashboard.mapcells import PackedSet, packed_set, set_name
from data.answers import RegionInfo
from data.cache import SingleFlight
from data.settings import Settings
from geo import cells as h3cells
from geo.districts import Boundaries
from geo.roads import Roads


class MapSets:
    """Cells and drawings of the installed regions, ready to be served."""

    def __init__(self, questions: MapQuestions, entries: int = 48, roads: Roads | None = None) -> None:
        self._questions = questions
        self.roads = roads
        self._sets = SingleFlight(entries)
        self._drawn = SingleFlight(24)

    def current(self, info: RegionInfo, res: int, also: NDArray[np.uint64]) -> PackedSet:
        """The set that holds every cell of the region at a resolution, and those of an answer (it may be newer)."""
        ids = self._questions.all_cells(info.code, res)
        if len(np.setdiff1d(also, ids, assume_unique=True)):
            ids = np.union1d(ids, also)
        key = (info.code, res, set_name(ids, version(info)))
        return self._sets.get(key, lambda: self._pack(info, ids))

    def named(self, region: str, res: int, name: str) -> PackedSet | None:
        """A set that was named before, as long as it is kept."""

        def gone() -> PackedSet:
            raise KeyError(name)

        try:
            return self._sets.get((region, res, name), gone)
        except KeyError:
            return None

    def drawing(self, info: RegionInfo, kind: str) -> bytes:
        """GeoJSON of a kind (districts, base, places), compressed once."""

        def build() -> bytes:
            regions = boundaries_of(self._questions, info.code)
            source = mapcountry if len(regions) > 1 else mapgeo
            if kind == "base":
                text = mapcountry.base(info.bounds) if len(regions) > 1 else mapgeo.base(info.bounds, self.roads)
            else:
                draw = source.districts if kind == "districts" else source.places
                text = draw(regions, info.bounds)
            return gzip.compress(text, 6)

        return self._drawn.get((info.code, version(info), kind), build)

    def _pack(self, info: RegionInfo, ids: NDArray[np.uint64]) -> PackedSet:
        centres = h3cells.centres(ids)
        owners = owners_of(boundaries_of(self._questions, info.code), centres)
        return packed_set(ids, owners, info.bounds, version(info))


def roads_of(settings: Settings) -> Roads | None:
    """The customer's roads, None without any."""
    return Roads.of(Path(settings.map_roads)) if settings.map_roads else None


def owners_of(regions: list[Boundaries], centres: NDArray[np.float64]) -> NDArray[np.int64]:
    """Index of the district that holds each centre, counted on through the regions; -1 for none."""
    owners = np.full(len(centres), -1, dtype=np.int64)
    first = 0
    for region in regions:
        found = region.locate(centres[:, 0], centres[:, 1])
        owners = np.where((owners < 0) & (found >= 0), found + first, owners)
        first += len(region.districts)
    return owners
