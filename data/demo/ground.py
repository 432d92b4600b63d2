"""The pool of addresses a demonstration draws from: inside true borders, on dry land, in proportion to the people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.demo.towns import Town, draw_spots, plan_town, wrap
from data.demo.words import words
from geo import basemap
from geo.boundaries import Boundaries
from geo.coords import Bounds
from geo.places import Gazetteer, Settlement

POOL = 60_000
"""Addresses of a region; appeals share them, as the tenants of a house do."""
_ROAD_SHARE = 0.025
_HAMLET_PEOPLE = 1_400
_MOST_HAMLETS = 26
_FEWEST_PEOPLE = 2_000
_ROUNDS = 14
_NEAREST = 4


@dataclass(frozen=True)
class Ground:
    """Addresses as columns (p of them); -1 stands for no settlement and for a spot without a street name.

    `weight` is the chance of an address; `quarter` numbers the quarters of the region through (-1 = a road);
    `people` is how many live in the settlement; `settlement` and `street` point into the lists of names.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    district: NDArray[np.int64]
    settlement: NDArray[np.int64]
    quarter: NDArray[np.int64]
    street: NDArray[np.int64]
    house: NDArray[np.int64]
    weight: NDArray[np.float64]
    people: NDArray[np.float64]
    settlements: tuple[str, ...]
    streets: tuple[str, ...]

    @property
    def size(self) -> int:
        """Number of addresses."""
        return len(self.lon)


@dataclass(frozen=True)
class _Site:
    """A place to put a town: its people, district and number among the named settlements (-1 = a hamlet)."""

    lon: float
    lat: float
    people: float
    district: int
    settlement: int


def build_ground(boundaries: Boundaries, gazetteer: Gazetteer, seed: int, size: int = POOL) -> Ground:
    """Lay out the region's towns, hamlets and roads; every address lies in the district its settlement belongs to."""
    rng = np.random.default_rng([seed, 11])
    named = gazetteer.settlements()
    sites = _sites(boundaries, named, rng)
    shares = _shares(boundaries, sites, rng)
    roads = round(size * _ROAD_SHARE)
    counts = rng.multinomial(size - roads, shares)
    wet = _Water(boundaries.bounds)
    parts = _town_parts(boundaries, sites, counts, wet, rng)
    parts += _road_parts(boundaries, sites, roads, wet, rng)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    lon, lat, district, settlement, quarter, street, house, people = columns
    weight = rng.lognormal(0, 0.85, len(lon)) * np.where(street <= _ROAD, 1.6, 1.0)
    names = tuple(one.name for one in named)
    return Ground(
        lon, lat, district.astype(np.int64), settlement.astype(np.int64), quarter.astype(np.int64),
        _street_names(settlement, street), house.astype(np.int64), weight / weight.sum(), people, names, _all_streets(),
    )  # fmt: skip


_ROAD = -(10**6)
"""Street numbers from here down are roads between settlements."""


def _sites(boundaries: Boundaries, named: tuple[Settlement, ...], rng: np.random.Generator) -> list[_Site]:
    """The named settlements, and hamlets for the people of a district who live in none of them."""
    numbers = {one.code: index for index, one in enumerate(boundaries.districts)}
    sites = [
        _Site(one.lon, one.lat, float(max(one.population, 300)), numbers[one.district], number)
        for number, one in enumerate(named)
    ]
    for index, district in enumerate(boundaries.districts):
        known = sum(site.people for site in sites if site.district == index)
        rest = (district.population or 0) - known
        count = int(np.clip(rest / _HAMLET_PEOPLE, 3, _MOST_HAMLETS)) if rest > _HAMLET_PEOPLE or not known else 0
        points = _points_inside(boundaries, index, count, rng) if count else np.empty((0, 2))
        each = max(rest, _FEWEST_PEOPLE) / max(count, 1) * rng.dirichlet(np.full(max(count, 1), 3.0)) * count
        sites += [_Site(x, y, float(people), index, -1) for (x, y), people in zip(points, each, strict=False)]
    return sites


def _points_inside(boundaries: Boundaries, index: int, count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    polygon = boundaries.districts[index].geometry
    west, south, east, north = polygon.bounds
    tried = np.column_stack([rng.uniform(west, east, 40 * count), rng.uniform(south, north, 40 * count)])
    inside = tried[boundaries.locate(tried[:, 0], tried[:, 1]) == index][:count]
    if len(inside):
        return np.asarray(inside)
    point = polygon.representative_point()
    return np.array([[point.x, point.y]])


def _shares(boundaries: Boundaries, sites: list[_Site], rng: np.random.Generator) -> NDArray[np.float64]:
    """Each site's share: its district's people (as counted, else those of its settlements) split by the site's."""
    district = np.array([site.district for site in sites])
    people = np.array([site.people for site in sites])
    lived = np.bincount(district, people, len(boundaries.districts))
    counted = np.array([one.population or 0 for one in boundaries.districts], float)
    total = np.where(counted > 0, counted, lived) * rng.lognormal(0, 0.16, len(lived))
    shares = total[district] * people / lived[district]
    return np.asarray(shares / shares.sum())


class _Water:
    """Which points lie in the sea or in a lake, as far as the shipped base map knows."""

    def __init__(self, bounds: Bounds) -> None:
        shown = basemap.layers(bounds)
        self._land = _union(shown["land"])
        self._lakes = _union(shown["water"])

    def covers(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
        """True for a point in water; all dry where the base map ends."""
        wet = np.zeros(len(lon), bool)
        if self._land is not None:
            wet |= ~shapely.contains_xy(self._land, lon, lat)
        if self._lakes is not None:
            wet |= shapely.contains_xy(self._lakes, lon, lat)
        return wet


def _union(collection: dict[str, object]) -> shapely.Geometry | None:
    features = collection["features"]
    if not isinstance(features, list) or not features:
        return None
    shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    merged = shapely.union_all(shapely.make_valid(shapes))
    shapely.prepare(merged)
    return merged


_Part = tuple[NDArray[Any], ...]
"""lon, lat, district, settlement, quarter, street, house, people of some addresses."""


def _town_parts(
    boundaries: Boundaries, sites: list[_Site], counts: NDArray[np.int64], wet: _Water, rng: np.random.Generator
) -> list[_Part]:
    """Addresses of all sites; those that fall outside or into water are drawn again, closer to the centre."""
    towns = [plan_town(site.lon, site.lat, int(site.people), rng) for site in sites]
    first = np.concatenate([[0], np.cumsum([town.quarters for town in towns])])
    owner = np.repeat(np.arange(len(sites)), counts)
    district = np.array([site.district for site in sites])[owner]
    drawn = np.zeros((5, len(owner)))
    open_rows = np.arange(len(owner))
    for attempt in range(_ROUNDS):
        for number, rows in _by_owner(owner, open_rows):
            drawn[:, rows] = _spots(towns[number], len(rows), 0.86**attempt, int(first[number]), rng)
        lon, lat = drawn[0, open_rows], drawn[1, open_rows]
        bad = boundaries.locate(lon, lat) != district[open_rows]
        if attempt < _ROUNDS - 4:
            bad |= wet.covers(lon, lat)
        open_rows = open_rows[bad]
    _move_in(boundaries, drawn, owner, district, open_rows, rng)
    settlement = np.array([site.settlement for site in sites])[owner]
    people = np.array([site.people for site in sites])[owner]
    return [(drawn[0], drawn[1], district, settlement, drawn[2], drawn[3], drawn[4], people)]


def _by_owner(owner: NDArray[np.int64], rows: NDArray[np.int64]) -> list[tuple[int, NDArray[np.int64]]]:
    """`rows` (ascending) grouped by their owner, which ascends too."""
    if not len(rows):
        return []
    numbers, starts = np.unique(owner[rows], return_index=True)
    return list(zip(numbers.tolist(), np.split(rows, starts[1:]), strict=True))


def _spots(town: Town, count: int, shrink: float, first: int, rng: np.random.Generator) -> NDArray[np.float64]:
    spots = draw_spots(town, count, shrink, rng)
    return np.stack([spots.lon, spots.lat, first + spots.quarter, spots.street, spots.house])


def _move_in(
    boundaries: Boundaries,
    drawn: NDArray[np.float64],
    owner: NDArray[np.int64],
    district: NDArray[np.int64],
    homeless: NDArray[np.int64],
    rng: np.random.Generator,
) -> None:
    """Give spots that found no ground an address of their town that did; failing that a point inside the district."""
    housed = np.setdiff1d(np.arange(len(owner)), homeless)
    hosts = dict(_by_owner(owner, housed))
    for number, rows in _by_owner(owner, homeless):
        if number in hosts:
            drawn[:, rows] = drawn[:, rng.choice(hosts[number], len(rows))]
        else:
            point = boundaries.districts[int(district[rows[0]])].geometry.representative_point()
            drawn[0, rows], drawn[1, rows] = point.x, point.y


def _road_parts(
    boundaries: Boundaries, sites: list[_Site], count: int, wet: _Water, rng: np.random.Generator
) -> list[_Part]:
    """Spots along bent roads from each settlement to one of its nearest neighbours."""
    lon, lat = np.array([site.lon for site in sites]), np.array([site.lat for site in sites])
    people = np.array([site.people for site in sites])
    start = rng.choice(len(sites), 3 * count, p=np.sqrt(people) / np.sqrt(people).sum())
    end = _neighbour(lon, lat, start, rng)
    along, bend = rng.beta(0.9, 0.9, 3 * count), ((start * 31 + end * 17) % 13 - 6) / 40
    dx, dy = (lon[end] - lon[start] + 180) % 360 - 180, lat[end] - lat[start]
    swing = bend * 4 * along * (1 - along)
    x = wrap(lon[start] + along * dx - swing * dy + rng.normal(0, 0.0006, 3 * count))
    y = lat[start] + along * dy + swing * dx * 0.5 + rng.normal(0, 0.0004, 3 * count)
    district = boundaries.locate(x, y)
    kept = np.flatnonzero((district >= 0) & ~wet.covers(x, y))[:count]
    none = np.full(len(kept), -1.0)
    road = _ROAD - (start[kept] % 1000)
    return [(x[kept], y[kept], district[kept], none, none, road, none, np.full(len(kept), 500.0))]


def _neighbour(
    lon: NDArray[np.float64], lat: NDArray[np.float64], start: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    turn = np.radians(lon)
    flat = np.column_stack([np.cos(turn) * np.cos(np.radians(lat)), np.sin(turn) * np.cos(np.radians(lat)), np.sin(np.radians(lat))])
    distance = ((flat[:, None, :] - flat[None, :, :]) ** 2).sum(axis=2)
    nearest = np.argsort(distance, axis=1, kind="stable")[:, 1 : _NEAREST + 1]
    if not nearest.shape[1]:
        return start
    return np.asarray(nearest[start, rng.integers(0, nearest.shape[1], len(start))])


def _all_streets() -> tuple[str, ...]:
    streets = [f"ул. {name}" for name in words("street")]
    lanes = [f"пер. {name}" for name in words("lane")]
    return (*streets, *lanes, "автодорога местного значения", "автодорога регионального значения")


def _street_names(settlement: NDArray[np.float64], street: NDArray[np.float64]) -> NDArray[np.int64]:
    """The name of each grid line: the same line of a settlement always has the same one."""
    streets, lanes = len(words("street")), len(words("lane"))
    line = street.astype(np.int64)
    mixed = np.abs(line * 2_654_435_761 + settlement.astype(np.int64) * 40_503) // 8
    named = np.where(line % 2 == 0, mixed % streets, streets + mixed % lanes)
    return np.asarray(np.where(line <= _ROAD, streets + lanes + line % 2, named))
