"""The time zone of a place, guessed from the shipped settlements in or near it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.antimeridian import bounds_of
from geo.coords import KM_PER_DEGREE, within
from geo.reference import PLACES

Floats = NDArray[np.float64]

NEAR_KM = 150.0
"""A settlement farther than this says nothing of the place's zone."""


def guess_zone(shapes: Sequence[BaseGeometry]) -> tuple[str, str]:
    """The zone most people of the place live in, and a note in Russian saying how it was found."""
    table = pq.read_table(
        PLACES / "settlements.parquet", columns=["name", "lon", "lat", "population", "timezone"]
    )
    lon, lat = table["lon"].to_numpy(), table["lat"].to_numpy()
    zones = table["timezone"].to_pylist()
    inside = _inside(shapes, lon, lat)
    if len(inside):
        people = table["population"].to_numpy()
        votes: dict[str, int] = {}
        for row in inside.tolist():
            votes[zones[row]] = votes.get(zones[row], 0) + int(people[row]) + 1
        zone = max(votes, key=lambda one: votes[one])
        return zone, f"Часовой пояс {zone}: в нём живёт большинство жителей территории."
    point = shapely.union_all([shape.representative_point() for shape in shapes]).representative_point()
    distance = _distance_km(lon, lat, point.x, point.y)
    nearest = int(distance.argmin())
    if distance[nearest] <= NEAR_KM:
        return zones[
            nearest
        ], f"Часовой пояс {zones[nearest]}: как в ближайшем пункте «{table['name'][nearest]}»."
    return _of_nearest_city(point.x, point.y)


def _of_nearest_city(x: float, y: float) -> tuple[str, str]:
    """The zone of the nearest city that names one (the list of the IANA database): near borders it may be wrong."""
    names, lon, lat = _zone_cities()
    nearest = int(_distance_km(lon, lat, x, y).argmin())
    return names[
        nearest
    ], f"Часовой пояс {names[nearest]} выбран по ближайшему городу; если он другой, укажите --tz."


@cache
def _zone_cities() -> tuple[list[str], Floats, Floats]:
    """Zones of `zone1970.tab` and the coordinates of the cities that name them."""
    text = (files("tzdata") / "zoneinfo" / "zone1970.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    pairs = [re.fullmatch(r"([+-]\d+)([+-]\d+)", row[1]) for row in rows]
    known = [(row[2], pair[1], pair[2]) for row, pair in zip(rows, pairs, strict=True) if pair]
    lat, lon = (np.array([_degrees(row[part]) for row in known]) for part in (1, 2))
    return [row[0] for row in known], lon, lat


def _degrees(text: str) -> float:
    """±DDMM, ±DDDMM, ±DDMMSS or ±DDDMMSS in degrees."""
    digits = text[1:]
    seconds = digits[-2:] if len(digits) > 5 else "0"
    whole = digits[:-4] if len(digits) > 5 else digits[:-2]
    minutes = digits[len(whole) : len(whole) + 2]
    value = int(whole) + int(minutes) / 60 + int(seconds) / 3600
    return -value if text[0] == "-" else value


def _inside(shapes: Sequence[BaseGeometry], lon: Floats, lat: Floats) -> NDArray[np.int64]:
    near = np.flatnonzero(within(lon, lat, bounds_of(shapes)))
    found = np.zeros(len(near), dtype=bool)
    for shape in shapes:
        found |= shapely.intersects_xy(shape, lon[near], lat[near])
    inside: NDArray[np.int64] = near[found]
    return inside


def _distance_km(lon: Floats, lat: Floats, x: float, y: float) -> Floats:
    run = ((lon - x + 180.0) % 360.0 - 180.0) * np.cos(np.radians(y))
    return np.asarray(np.hypot(run, lat - y) * KM_PER_DEGREE, dtype=np.float64)
