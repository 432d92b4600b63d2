"""How one settlement is laid out: dense quarters, a street grid turned its own way, addresses along the streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KM_PER_DEGREE = 111.32
_SPREAD_KM = 0.07
_SPREAD_POWER = 0.3
"""Spread of a settlement in km = 0.07 · people^0.3: 0.5 km for a village, 1.4 km for 20,000, 4.5 km for a million."""
_PEOPLE_PER_QUARTER = 22_000
_MOST_QUARTERS = 26
_BLOCK_KM = 0.17
_HOUSE_KM = 0.021
_ALONG_STREET = 0.88
"""Share of addresses that stand along a street; the rest lies inside the blocks."""
_SPRAWL = 0.12
"""Share of addresses scattered over the whole settlement instead of one of its quarters."""


@dataclass(frozen=True)
class Town:
    """A settlement's plan in km east and north of its centre; quarters (q) have a centre, spread, turn and weight."""

    lon: float
    lat: float
    spread: float
    stretch: float
    turn: float
    centres: NDArray[np.float64]
    spreads: NDArray[np.float64]
    shares: NDArray[np.float64]

    @property
    def quarters(self) -> int:
        """Number of quarters."""
        return len(self.shares)


@dataclass(frozen=True)
class Spots:
    """Points of a town with their address: `street` numbers a line of the grid, across it even, along it odd."""

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    quarter: NDArray[np.int64]
    street: NDArray[np.int64]
    house: NDArray[np.int64]


def plan_town(lon: float, lat: float, people: int, rng: np.random.Generator) -> Town:
    """Lay a town out: the larger, the more quarters, of uneven size and density, strung along one axis."""
    people = max(people, 200)
    spread = _SPREAD_KM * people**_SPREAD_POWER
    count = int(np.clip(1 + people / _PEOPLE_PER_QUARTER, 1, _MOST_QUARTERS))
    stretch, turn = float(rng.uniform(1.1, 2.3)), float(rng.uniform(0, np.pi))
    centres = rng.normal(0, 1.1 * spread, (count, 2)) * [np.sqrt(stretch), 1 / np.sqrt(stretch)]
    centres[0] *= 0.15
    spreads = spread * rng.uniform(0.10, 0.34, count) if count > 1 else np.full(1, spread * 0.75)
    shares = rng.dirichlet(np.full(count, 0.8)) + np.where(np.arange(count) == 0, 0.12, 0.0)
    return Town(lon, lat, spread, stretch, turn, centres, spreads, shares / shares.sum())


def draw_spots(town: Town, count: int, shrink: float, rng: np.random.Generator) -> Spots:
    """`count` addresses of the town; `shrink` below 1 draws them closer to its centre."""
    quarter = rng.choice(town.quarters, count, p=town.shares)
    local = town.centres[quarter] + rng.normal(0, 1, (count, 2)) * town.spreads[quarter, None]
    scattered = rng.random(count) < _SPRAWL
    wide = rng.normal(0, town.spread, (count, 2)) * [np.sqrt(town.stretch), 1 / np.sqrt(town.stretch)]
    local = np.where(scattered[:, None], wide, local) * shrink
    local, street, house = _along_streets(local, rng)
    cos, sin = np.cos(town.turn), np.sin(town.turn)
    east, north = local[:, 0] * cos - local[:, 1] * sin, local[:, 0] * sin + local[:, 1] * cos
    lat = town.lat + north / KM_PER_DEGREE
    lon = town.lon + east / (KM_PER_DEGREE * np.cos(np.radians(town.lat)))
    return Spots(wrap(lon), lat, quarter, street, house)


def wrap(lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes within [-180, 180)."""
    return np.asarray((lon + 180.0) % 360.0 - 180.0)


def _along_streets(
    local: NDArray[np.float64], rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Pull points to the nearest line of the street grid; the distance along it is the house number."""
    count = len(local)
    axis = rng.integers(0, 2, count)
    rows = np.arange(count)
    line = np.round(local[rows, axis] / _BLOCK_KM).astype(np.int64)
    on_street = rng.random(count) < _ALONG_STREET
    side = rng.integers(0, 2, count)
    beside = line * _BLOCK_KM + (side - 0.5) * 0.03 + rng.normal(0, 0.004, count)
    placed = local.copy()
    placed[rows, axis] = np.where(on_street, beside, local[rows, axis])
    along = np.abs(local[rows, 1 - axis]) / _HOUSE_KM
    house = 1 + side + 2 * (along.astype(np.int64) % 110)
    return placed, line * 2 + axis, house
