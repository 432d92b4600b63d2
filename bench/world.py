"""An invented country: 80 regions, 2,500 districts of Zipf sizes, their towns, and a pool of addresses with their cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo import cells
from geo.boundaries import Boundaries, District

REGIONS = 80
DISTRICTS = 2_500
ADDRESSES = 6_000_000
_PEOPLE = 146_000_000
_SEED = 20_260_701
_COLUMNS = 16
_WEST, _SOUTH, _WIDE, _HIGH = 28.0, 45.0, 8.8, 4.8
_FILLED = 0.96
_LEAST_DISTRICTS = 8
_TOWNS = 12
_KM = 111.2
_ZONES = ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Krasnoyarsk", "Asia/Vladivostok")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the districts lie and how busy they are; a district's `region` is an index, the first is the largest."""

    region: Ints
    codes: tuple[str, ...]
    share: Floats
    people: Ints
    box: Floats
    """West, south, east, north of each district."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Addresses in the order of their districts; those of district d are first[d] … first[d + 1]."""

    first: Ints
    district: NDArray[np.int16]
    lon: Floats
    lat: Floats
    cell: NDArray[np.uint64]


def region_code(number: int) -> str:
    """The code of a region."""
    return f"b{number:02d}"


REGION_CODES = tuple(region_code(number) for number in range(REGIONS))


def layout() -> Layout:
    """The same country every time."""
    rng = np.random.default_rng([_SEED, 1])
    sizes = np.power(np.arange(REGIONS, dtype=np.float64) + 2.0, -0.9)
    shares: Floats = np.asarray(sizes / sizes.sum())
    counts = _districts_by_region(shares)
    region = np.repeat(np.arange(REGIONS), counts)
    within = np.concatenate([_zipf(count) for count in counts])
    share = shares[region] * within
    codes = [f"99{number:03d}{one:03d}000" for number, count in enumerate(counts) for one in range(1, count + 1)]
    patches = rng.permutation(REGIONS)
    box = np.concatenate([_boxes(int(patch), int(count)) for patch, count in zip(patches, counts, strict=True)])
    return Layout(region, tuple(codes), share, np.maximum((share * _PEOPLE).astype(np.int64), 900), box)


def _districts_by_region(shares: Floats) -> Ints:
    """All districts handed out: some to each region, the rest by the root of its size."""
    roots = np.sqrt(shares)
    counts = _LEAST_DISTRICTS + np.floor((DISTRICTS - REGIONS * _LEAST_DISTRICTS) * roots / roots.sum()).astype(np.int64)
    counts[: DISTRICTS - int(counts.sum())] += 1
    return np.asarray(counts)


def _zipf(count: int) -> Floats:
    weights = 1.0 / np.arange(1.0, count + 1.0)
    return np.asarray(weights / weights.sum())


def _boxes(patch: int, count: int) -> Floats:
    """Districts as the fields of a grid over the region's patch."""
    across = int(np.ceil(np.sqrt(count * 1.4)))
    down = -(-count // across)
    number = np.arange(count)
    wide, high = _WIDE * _FILLED / across, _HIGH * _FILLED / down
    west = _WEST + _WIDE * (patch % _COLUMNS) + wide * (number % across)
    south = _SOUTH + _HIGH * (patch // _COLUMNS) + high * (number // across)
    return np.column_stack([west, south, west + wide, south + high])


def zone(patch_west: float) -> str:
    """The clock of a region by how far east it lies."""
    return _ZONES[min(int((patch_west - _WEST) / (_COLUMNS * _WIDE) * len(_ZONES)), len(_ZONES) - 1)]


def boundaries(plan: Layout) -> list[Boundaries]:
    """The regions as they are installed into a store: box districts with their people."""
    found = []
    for number in range(REGIONS):
        mine = np.flatnonzero(plan.region == number)
        districts = tuple(
            District(plan.codes[one], f"Район {plan.codes[one]}", f"Район {plan.codes[one][2:8]}",
                     int(plan.people[one]), shapely.box(*plan.box[one]))
            for one in mine
        )
        west = float(plan.box[mine, 0].min())
        tz = _ZONES[0] if number == 0 else zone(west)
        found.append(Boundaries(region_code(number), f"Область {number + 1}", tz, districts))
    return found


def pool(plan: Layout, addresses: int = ADDRESSES) -> Pool:
    """Addresses crowded in towns, one large town and many villages a district, with their cells of resolution 10."""
    rng = np.random.default_rng([_SEED, 2])
    counts = np.maximum((plan.share**0.8 / (plan.share**0.8).sum() * addresses).astype(np.int64), 4)
    district = np.repeat(np.arange(DISTRICTS), counts)
    centre, sigma, share = _towns(plan, counts, rng)
    cumulative = np.cumsum(share, axis=1)
    town = (rng.random(len(district))[:, None] > cumulative[district]).sum(axis=1).clip(0, _TOWNS - 1)
    off = rng.normal(0.0, 1.0, (len(district), 2)) * (sigma[district, town] / _KM)[:, None]
    lat = centre[district, town, 1] + off[:, 1]
    lon = centre[district, town, 0] + off[:, 0] / np.cos(np.radians(lat))
    box = plan.box[district]
    lon = np.round(np.clip(lon, box[:, 0] + 1e-4, box[:, 2] - 1e-4), 6)
    lat = np.round(np.clip(lat, box[:, 1] + 1e-4, box[:, 3] - 1e-4), 6)
    first = np.concatenate([[0], np.cumsum(counts)])
    return Pool(first, district.astype(np.int16), lon, lat, cells.index(lon, lat))


def _towns(plan: Layout, counts: Ints, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Centres (d, towns, 2), spreads in km (d, towns) and shares (d, towns)."""
    share = np.array([0.55, *(0.45 * _zipf(_TOWNS - 1))])
    spot = rng.uniform(0.12, 0.88, (DISTRICTS, _TOWNS, 2))
    low, high = plan.box[:, None, :2], plan.box[:, None, 2:]
    spread = np.clip(0.036 * np.sqrt(counts[:, None] * share), 0.2, 8.0)
    return low + spot * (high - low), spread, np.broadcast_to(share, (DISTRICTS, _TOWNS))
