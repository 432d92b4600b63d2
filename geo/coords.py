"""One pair of coordinates: a plausible WGS 84 point, mended where that is certain, or the reason why not."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees; west > east crosses the 180° meridian."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

KM_PER_DEGREE = 111.32
NULL_ISLAND_DEG = 1e-4
MERCATOR_RADIUS_M = 6_378_137.0
MERCATOR_EDGE_M = math.pi * MERCATOR_RADIUS_M

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]*)?")
_SPACES = re.compile(r"\s+")


class Fault(IntEnum):
    """Why a pair was not believed."""

    OK = 0
    BLANK = 1
    NOT_A_NUMBER = 2
    OUT_OF_RANGE = 3
    NULL_ISLAND = 4
    OUTSIDE = 5


class Mended(IntEnum):
    """What was put right in a pair that is believed."""

    NONE = 0
    SWAPPED = 1
    METRES = 2
    WRAPPED = 3


@dataclass(frozen=True)
class Pairs:
    """Checked pairs, one per row: NaN where `fault` is not OK; `fault` and `mended` hold the enums' numbers."""

    lon: Floats
    lat: Floats
    fault: NDArray[np.uint8]
    mended: NDArray[np.uint8]


def parse_number(text: str | None) -> float | None:
    """A plain finite number: point or decimal comma, digits grouped by blanks, any minus sign; else None."""
    if text is None:
        return None
    plain = _SPACES.sub(" ", text).strip().replace("\u2212", "-").replace(",", ".")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(" ", "")
    if not _PLAIN.fullmatch(plain):
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def within(lon: Floats, lat: Floats, bounds: Bounds) -> Flags:
    """True for points in the box, its edges included; False for NaN."""
    west, south, east, north = bounds
    tall = (lat >= south) & (lat <= north)
    if west > east:
        return tall & (np.abs(lon) <= 180.0) & ((lon >= west) | (lon <= east))
    return tall & (lon >= west) & (lon <= east)


def widen(bounds: Bounds, margin_km: float) -> Bounds:
    """The box with a margin on every side; a box round the whole globe when the margin closes the gap."""
    west, south, east, north = bounds
    rise = margin_km / KM_PER_DEGREE
    south, north = max(south - rise, -90.0), min(north + rise, 90.0)
    run = rise / max(math.cos(math.radians(max(abs(south), abs(north)))), 0.01)
    if (east - west) % 360.0 + 2 * run >= 360.0 or east - west >= 360.0:
        return -180.0, south, 180.0, north
    return _wrap(west - run), south, _wrap(east + run), north


def _wrap(lon: float) -> float:
    return lon if -180.0 <= lon <= 180.0 else (lon + 180.0) % 360.0 - 180.0


def from_mercator(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Degrees of Web Mercator metres (EPSG:3857); NaN beyond the edges of that map."""
    on_map = (np.abs(x) <= MERCATOR_EDGE_M) & (np.abs(y) <= MERCATOR_EDGE_M)
    lon = np.degrees(np.where(on_map, x, np.nan) / MERCATOR_RADIUS_M)
    tilt = np.exp(np.where(on_map, y, np.nan) / MERCATOR_RADIUS_M)
    return lon, np.degrees(2.0 * np.arctan(tilt) - math.pi / 2.0)


def check_pairs(lon: Floats, lat: Floats, bounds: Bounds | None, margin_km: float) -> Pairs:
    """Believe a pair inside the widened box; else try it counted to 360°, swapped, as metres; else say why not.

    NaN is blank, ±inf is not a number. Without a box a pair only has to be on the globe.
    """
    lon, lat = np.array(lon, dtype=np.float64), np.array(lat, dtype=np.float64)
    box = None if bounds is None else widen(bounds, margin_km)
    fault, believed = _obvious_faults(lon, lat), _fits(lon, lat, box)
    open_question = (fault == Fault.OK) & ~believed
    mended = np.zeros(len(lon), dtype=np.uint8)
    for how, x, y in _other_readings(lon, lat, box):
        hit = open_question & _fits(x, y, box)
        lon, lat = np.where(hit, x, lon), np.where(hit, y, lat)
        mended[hit] = how
        open_question &= ~hit
    on_globe = (np.abs(lon) <= 180.0) & (np.abs(lat) <= 90.0)
    fault[open_question & on_globe] = Fault.OUTSIDE
    fault[open_question & ~on_globe] = Fault.OUT_OF_RANGE
    wrong = fault != Fault.OK
    return Pairs(np.where(wrong, np.nan, lon), np.where(wrong, np.nan, lat), fault, mended)


def _obvious_faults(lon: Floats, lat: Floats) -> NDArray[np.uint8]:
    fault = np.zeros(len(lon), dtype=np.uint8)
    fault[(np.abs(lon) < NULL_ISLAND_DEG) & (np.abs(lat) < NULL_ISLAND_DEG)] = Fault.NULL_ISLAND
    fault[np.isinf(lon) | np.isinf(lat)] = Fault.NOT_A_NUMBER
    fault[np.isnan(lon) | np.isnan(lat)] = Fault.BLANK
    return fault


def _fits(lon: Floats, lat: Floats, box: Bounds | None) -> Flags:
    return within(lon, lat, (-180.0, -90.0, 180.0, 90.0) if box is None else box)


def _other_readings(lon: Floats, lat: Floats, box: Bounds | None) -> list[tuple[Mended, Floats, Floats]]:
    """What else the two numbers may mean, likeliest first; metres only where a box can confirm them."""
    swapped = (Mended.SWAPPED, lat, lon)
    if box is None:
        return [swapped]
    with np.errstate(invalid="ignore", over="ignore"):
        metres, turned = from_mercator(lon, lat), from_mercator(lat, lon)
    wrapped = (Mended.WRAPPED, lon - 360.0, lat)
    return [wrapped, swapped, (Mended.METRES, *metres), (Mended.METRES, *turned)]
