"""Borders, names and figures of several regions on one map: the country's level above districts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard import mapgeo
from dashboard.mapcells import Bounds
from data.answers import ByRegion, RegionInfo
from geo import basemap
from geo.boundaries import Boundaries
from geo.places import Gazetteer

PARTS_ACROSS = 8_000
"""Borders are simplified to one part of so many of the whole width: about a pixel where a region fills the screen."""

GREATEST = {"rivers": 5, "water": 3}
"""Ranks of Natural Earth up to which rivers and lakes are drawn."""

CITIES = 5
"""Settlements named in each region: there, one opens the region."""


def tolerance(bounds: Bounds) -> float:
    """Degrees by which borders may be simplified where the whole lies within these bounds."""
    across = (bounds[2] - bounds[0]) % 360 or 360
    return max(mapgeo.TOLERANCE, across / PARTS_ACROSS)


def districts(regions: Sequence[Boundaries], bounds: Bounds) -> bytes:
    """As `mapgeo.districts`, with the outline of every region, each simplified by itself; a glow would drown small ones."""
    features: list[dict[str, Any] | None] = []
    lines: dict[str, list[BaseGeometry]] = {"outer": [], "inner": []}
    for region in regions:
        shapes = _simplified(region, bounds)
        for district, shape in zip(region.districts, shapes, strict=True):
            own = {"kind": "district", "code": district.code, "name": district.name, "region": region.code}
            features.append(mapgeo.feature(shape, len(features), **own))
        outer, inner = mapgeo.border_lines(shapes)
        lines["outer"].append(outer)
        lines["inner"].append(inner)
    for kind, drawn in lines.items():
        features.append(mapgeo.feature(shapely.union_all(drawn), len(features), kind=kind))
    return mapgeo.collection(features)


def _simplified(region: Boundaries, bounds: Bounds) -> NDArray[np.object_]:
    shapes = [mapgeo.in_one_piece(district.geometry, bounds) for district in region.districts]
    simplified: NDArray[np.object_] = shapely.coverage_simplify(np.array(shapes, dtype=object), tolerance(bounds))
    return simplified


def base(bounds: Bounds) -> bytes:
    """As `mapgeo.base`, of what is seen from so far: land, coasts, great rivers and lakes, as smooth as the borders.

    The shipped file ends within such a view: past its edge the ground goes on as it is there.
    """
    features = [mapgeo.feature(shape, at, kind="land", rank=0) for at, shape in enumerate(basemap.beyond())]
    for kind, layer in basemap.layers(mapgeo.spread(bounds)).items():
        for each in layer["features"]:
            rank = (each.get("properties") or {}).get("scalerank") or 0
            if rank <= GREATEST.get(kind, rank):
                shape = shapely.simplify(shapely.geometry.shape(each["geometry"]), tolerance(bounds))
                shape = mapgeo.in_one_piece(shapely.make_valid(shape), bounds)
                features.append(mapgeo.feature(shape, len(features), kind=kind, rank=rank))
    return mapgeo.collection(features)


def places(regions: Sequence[Boundaries], bounds: Bounds) -> bytes:
    """Names of the regions, and as one comes closer of their largest settlements."""
    features: list[dict[str, Any] | None] = []
    for region in regions:
        shape = mapgeo.in_one_piece(shapely.union_all([one.geometry for one in region.districts]), bounds)
        point = shapely.Point(shapely.maximum_inscribed_circle(shape, tolerance(bounds)).coords[0])
        features.append(mapgeo.label(point, bounds, region.name, "town", 1, region.population))
        towns = sorted(Gazetteer.for_region(region).settlements(), key=lambda town: -(town.population or 0))
        for place, town in enumerate(towns[:CITIES]):
            at = shapely.Point(town.lon, town.lat)
            features.append(mapgeo.label(at, bounds, town.name, "town", 3 if place else 2, town.population))
    return mapgeo.collection(features)


def figures(answer: ByRegion, infos: Sequence[RegionInfo]) -> list[list[Any]]:
    """[code, name, value, count, first district, number of districts] of each region, as the map's districts stand."""
    rows = {row.code: row for row in answer.rows}
    found, first = [], 0
    for info in infos:
        if row := rows.get(info.code):
            found.append([info.code, info.name, row.value, row.count, first, len(info.districts)])
        first += len(info.districts)
    return found
