"""The land, water and rivers round a region as GeoJSON, from the shipped Natural Earth file; never state borders."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import geopandas
import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from geo.antimeridian import halves
from geo.coords import Bounds, widen
from geo.reference import BASEMAP

MARGIN_SHARE = 0.5
"""Of the region's larger side, on every side: what a first look at the map shows around it."""

KM_PER_DEGREE_LAT = 111.32
REACH = 60.0
"""Degrees by which the ground goes on past the edge of the file."""
NARROW = 6.0
"""Degrees: the Caspian is narrower, and so is Japan."""
_EDGE = 1e-3
"""Degrees within that edge at which it is read whether land or sea meets it."""
_DECIMALS = 1e-4
_SOURCES = {
    "land": ("land",),
    "water": ("lakes", "lakes_europe"),
    "rivers": ("rivers", "rivers_europe"),
    "coast": ("coastline",),
}
_PROPERTIES = ("name", "scalerank", "min_zoom")


@dataclass(frozen=True, slots=True)
class City:
    """A city with its Russian name and its people."""

    name: str
    lon: float
    lat: float
    people: int


def cities(bounds: Bounds) -> list[City]:
    """Cities in the bounds with a margin, those without a Russian name left out."""
    found = []
    for half in halves(widen(bounds, _margin_km(bounds))):
        frame = pyogrio.read_dataframe(BASEMAP, layer="populated_places", bbox=half, use_arrow=False)
        for row in frame[frame["name_ru"].notna()].itertuples():
            found.append(City(row.name_ru, float(row.longitude), float(row.latitude), int(row.pop_max)))
    return found


def layers(bounds: Bounds) -> dict[str, dict[str, Any]]:
    """FeatureCollections `land`, `water`, `rivers`, `coast` cut to the bounds with a margin; empty off the file."""
    window = widen(bounds, _margin_km(bounds))
    return {name: _collection(sources, window) for name, sources in _SOURCES.items()}


def beyond() -> list[shapely.Geometry]:
    """The ground past the southern and the western edge of the file: land goes on where land meets the edge, and sea where
    the sea does. A map that shows more than the file would have a coast along its edge."""
    land = pyogrio.read_dataframe(BASEMAP, layer="land", use_arrow=False).geometry.to_numpy()
    boxes = shapely.bounds(land)
    west, south = float(boxes[boxes[:, 0] > 0, 0].min()), float(boxes[:, 1].min())
    along = shapely.intersection(land, shapely.LineString([(west, south + _EDGE), (180.0, south + _EDGE)]))
    upward = shapely.intersection(land, shapely.LineString([(west + _EDGE, south), (west + _EDGE, 90.0)]))
    below = [(x0, south - REACH, x1, south + 2 * _EDGE) for x0, x1 in _runs(along, 0)]
    beside = [(west - REACH, y0, west + 2 * _EDGE, y1) for y0, y1 in _runs(upward, 1)]
    return [shapely.box(*box) for box in (*below, *beside)]


def _runs(lines: NDArray[np.object_], axis: int) -> list[tuple[float, float]]:
    """Where land meets the edge, from degree to degree. Narrow seas end there, and so do narrow islands: neither goes on."""
    parts = shapely.get_parts(lines)
    boxes = shapely.bounds(parts[~shapely.is_empty(parts)])
    runs: list[tuple[float, float]] = []
    for begin, end in sorted(zip(boxes[:, axis].tolist(), boxes[:, axis + 2].tolist(), strict=True)):
        if runs and begin - runs[-1][1] < NARROW:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((begin, end))
    return [(begin, end) for begin, end in runs if end - begin >= NARROW]


def _margin_km(bounds: Bounds) -> float:
    west, south, east, north = bounds
    run = ((east - west) % 360.0) * float(np.cos(np.radians((south + north) / 2.0)))
    return max(run, north - south) * MARGIN_SHARE * KM_PER_DEGREE_LAT


def _collection(sources: tuple[str, ...], window: Bounds) -> dict[str, Any]:
    features = [feature for source in sources for half in halves(window) for feature in _features(source, half)]
    return {"type": "FeatureCollection", "features": features}


def _features(source: str, window: Bounds) -> list[dict[str, Any]]:
    frame: geopandas.GeoDataFrame = pyogrio.read_dataframe(BASEMAP, layer=source, bbox=window, use_arrow=False)
    if frame.empty:
        return []
    shapes = shapely.clip_by_rect(frame.geometry.to_numpy(), *window)
    shapes = shapely.set_precision(shapes, _DECIMALS, mode="pointwise")
    kept = ~shapely.is_empty(shapes)
    properties = frame[[name for name in _PROPERTIES if name in frame]][kept].to_dict("records")
    return [
        {"type": "Feature", "properties": _known(row), "geometry": json.loads(text)}
        for row, text in zip(properties, shapely.to_geojson(shapes[kept]), strict=True)
    ]


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and value == value}
