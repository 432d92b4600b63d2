"""Borders, base map and labels of a region as small GeoJSON texts for the map."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from dashboard.figures.maplabels import OUTSIDE
from dashboard.mapcells import Bounds, continuous
from geo import basemap
from geo.boundaries import Boundaries
from geo.places import Gazetteer
from geo.roads import Roads

TOLERANCE = 0.0012
"""Degrees by which borders may be simplified: about 100 m, less than a pixel until a district fills the screen."""

SLIT = 0.004
"""Degrees up to which two neighbours' borders may lie apart and still count as one."""

GLOW_SHARE = 0.007
"""Of the region's height, how far its glow keeps off the border: a smooth line, since a blurred one shows every kink."""

DIGITS = 5
RANKS = ((250_000, 1, 1), (50_000, 4, 2), (12_000, 15, 3), (2_500, 60, 4))
"""Settlements with so many people, or so high up in their region, get the label of this rank; all others rank 5."""

OFF_MAP_SHARE = 3.0
"""Of its larger side, how far plain ground reaches round a region that the base map does not know."""

NEAR_PEOPLE = 90_000
"""A city outside the region with so many people is named, quietly: where one is, one knows by its neighbours."""


def districts(regions: Sequence[Boundaries], bounds: Bounds) -> bytes:
    """Polygons of the districts (`kind` district), the lines between them (`inner`) and round the region (`outer`).

    Neighbours are simplified together, so that no gap opens between them.
    """
    owned = [(district, region.code) for region in regions for district in region.districts]
    shapes = shapely.coverage_simplify(
        np.array([in_one_piece(district.geometry, bounds) for district, _ in owned], dtype=object), TOLERANCE
    )
    features = [
        feature(shape, index, kind="district", code=district.code, name=district.name, region=region)
        for index, ((district, region), shape) in enumerate(zip(owned, shapes, strict=True))
    ]
    outer, inner = border_lines(shapes)
    off = (bounds[3] - bounds[1]) * GLOW_SHARE
    glow = shapely.boundary(
        shapely.union_all(shapely.polygonize(shapely.get_parts(outer))).buffer(off).simplify(off / 2)
    )
    drawn = {"outer": outer, "inner": inner, "glow": glow}
    lines = [feature(line, len(owned) + at, kind=kind) for at, (kind, line) in enumerate(drawn.items())]
    return collection([*features, *lines])


def border_lines(shapes: NDArray[np.object_]) -> tuple[BaseGeometry, BaseGeometry]:
    """The line round all districts and the lines between them, each once; slits where neighbours do not quite meet
    are closed, and holes smaller than a village are taken for such slits."""
    whole = (
        shapely.union_all(shapes)
        .buffer(SLIT, quad_segs=2, join_style="mitre")
        .buffer(-SLIT, join_style="mitre")
    )
    shells = [_without_slits(part) for part in shapely.get_parts(whole)]
    outer = shapely.simplify(shapely.boundary(shapely.union_all(shells)), TOLERANCE)
    inner = shapely.difference(shapely.union_all(shapely.boundary(shapes)), outer.buffer(2 * SLIT))
    return outer, shapely.line_merge(inner)


def _without_slits(polygon: BaseGeometry) -> BaseGeometry:
    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area > 40 * SLIT**2]
    return shapely.Polygon(polygon.exterior, holes)


def base(bounds: Bounds, roads: Roads | None = None) -> bytes:
    """Land, lakes, rivers and the customer's roads round the region in one collection, told apart by `kind`."""
    features: list[dict[str, Any] | None] = []
    if roads is not None:
        lines = [(rank, in_one_piece(line, bounds)) for rank, line in roads.within(spread(bounds))]
        features = [feature(line, at, kind="roads", rank=rank) for at, (rank, line) in enumerate(lines)]
    for kind, layer in basemap.layers(spread(bounds)).items():
        for each in layer["features"]:
            shape = in_one_piece(shapely.geometry.shape(each["geometry"]), bounds)
            rank = (each.get("properties") or {}).get("scalerank", 9)
            features.append(feature(shape, len(features), kind=kind, rank=rank))
    if not any(each and each["properties"]["kind"] == "land" for each in features):
        features.append(feature(_all_round(bounds), len(features), kind="land", rank=9))
    return collection(features)


def _all_round(bounds: Bounds) -> BaseGeometry:
    """Plain ground where the shipped base map has none: a city off its edge must not look as if it lay in the sea."""
    west, south, east, north = spread(bounds)
    east = east if east >= west else east + 360
    pad = OFF_MAP_SHARE * max(east - west, north - south)
    return shapely.box(west - pad, max(south - pad, -85.0), east + pad, min(north + pad, 85.0))


def spread(bounds: Bounds) -> Bounds:
    """The bounds made at least twice as wide as high on the map, as cards and walls are; west > east across 180°."""
    west, south, east, north = bounds
    width = (east - west) % 360 or 360
    missing = 2 * (north - south) / math.cos(math.radians((south + north) / 2)) - width
    if missing <= 0 or width + missing >= 360:
        return bounds
    return (west - missing / 2 + 180) % 360 - 180, south, (east + missing / 2 + 180) % 360 - 180, north


def places(regions: Sequence[Boundaries], bounds: Bounds) -> bytes:
    """Points of labels: settlements by rank, and districts that are not named after a settlement already shown."""
    features: list[dict[str, Any] | None] = []
    for region in regions:
        towns = sorted(Gazetteer.for_region(region).settlements(), key=lambda town: -(town.population or 0))
        named = {town.name for town in towns if (town.population or 0) >= RANKS[2][0]}
        for place, town in enumerate(towns, 1):
            point = shapely.Point(town.lon, town.lat)
            features.append(
                label(point, bounds, town.name, "town", rank(town.population, place), town.population)
            )
        for district in region.districts:
            if plain(district.short_name) not in named:
                point = shapely.maximum_inscribed_circle(in_one_piece(district.geometry, bounds)).coords[0]
                features.append(
                    label(
                        shapely.Point(point), bounds, district.short_name, "district", 2, district.population
                    )
                )
    return collection([*features, *_neighbours(regions, bounds)])


def _neighbours(regions: Sequence[Boundaries], bounds: Bounds) -> list[dict[str, Any] | None]:
    """Large cities of the ground round the region."""
    cities = [city for city in basemap.cities(spread(bounds)) if city.people >= NEAR_PEOPLE]
    lon, lat = (np.array([getattr(city, name) for city in cities], np.float64) for name in ("lon", "lat"))
    outside = np.ones(len(cities), np.bool_)
    for region in regions:
        outside &= region.locate(lon, lat) < 0
    return [
        label(shapely.Point(city.lon, city.lat), bounds, city.name, "town", OUTSIDE, city.people)
        for city, is_outside in zip(cities, outside.tolist(), strict=True)
        if is_outside
    ]


def rank(population: int | None, place: int) -> int:
    """Label rank of a settlement, 1 (large) to 5, by its people and its place among those of the region."""
    return next((rank for least, last, rank in RANKS if (population or 0) >= least or place <= last), len(RANKS) + 1)


def plain(name: str) -> str:
    """A district's short name without the word for "town", to be compared with settlements."""
    for prefix in ("город ", "г. ", "г "):
        name = name.removeprefix(prefix)
    return name.strip()


def in_one_piece(shape: BaseGeometry, bounds: Bounds) -> BaseGeometry:
    """A shape cut at 180° joined again on continuous longitudes where the region crosses it, else as it is."""
    if bounds[0] <= bounds[2]:
        return shape

    def moved(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([continuous(xy[:, 0], bounds), xy[:, 1]])

    parts = [shapely.transform(part, moved) for part in shapely.get_parts(shape) if not part.is_empty]
    seam = [part for part in parts if part.geom_type == "Polygon"]
    return shapely.union_all(_closed(seam)) if seam else shapely.union_all(parts)


def _closed(parts: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Polygons whose points next to 180° lie exactly on it, so that a union leaves no seam."""

    def snapped(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        near = np.abs(xy[:, 0] - 180.0) < 1e-4
        return np.column_stack([np.where(near, 180.0, xy[:, 0]), xy[:, 1]])

    return [shapely.make_valid(shapely.transform(part, snapped)) for part in parts]


def label(
    point: BaseGeometry, bounds: Bounds, name: str, kind: str, place_rank: int, people: int | None
) -> dict[str, Any] | None:
    order = place_rank * 100 - min(len(str(people or 0)) * 10, 99) + (5 if kind == "district" else 0)
    return feature(in_one_piece(point, bounds), None, kind=kind, name=name, rank=place_rank, order=order)


def feature(shape: BaseGeometry, index: int | None, **properties: object) -> dict[str, Any] | None:
    """A GeoJSON feature; None of an empty shape."""
    if shape is None or shape.is_empty:
        return None
    geometry = rounded(mapping(shape))
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return feature if index is None else {"id": index, **feature}


def rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """A GeoJSON geometry with its coordinates cut to about a metre."""
    if "geometries" in geometry:
        parts = [rounded(part) for part in geometry["geometries"] if "Polygon" in part["type"]]
        return {"type": "GeometryCollection", "geometries": parts}
    return {"type": geometry["type"], "coordinates": _short(geometry["coordinates"])}


def _short(coordinates: Any) -> Any:
    if isinstance(coordinates, int | float):
        return round(float(coordinates), DIGITS)
    return [_short(part) for part in coordinates]


def collection(features: Iterable[dict[str, Any] | None]) -> bytes:
    """A compact GeoJSON text of the features there are."""
    whole = {
        "type": "FeatureCollection",
        "features": [feature for feature in features if feature is not None],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
