"""Hexagons packed so that a browser hands the bytes to the graphics card unchanged."""

from __future__ import annotations

import gzip
import struct
from dataclasses import dataclass
from hashlib import blake2s

import numpy as np
from numpy.typing import NDArray

from geo import cells as h3cells

Cells = NDArray[np.uint64]
Floats = NDArray[np.float64]
Bounds = tuple[float, float, float, float]

NO_OWNER = 65_535
"""Owner of a cell whose centre lies in no district."""


@dataclass(frozen=True, slots=True)
class PackedSet:
    """The cells of one region and resolution: ids ascending, the name of this very set, and its bytes (gzip)."""

    res: int
    name: str
    ids: Cells
    packed: bytes


def set_name(ids: Cells, borders: str) -> str:
    """A short hash of the cells and of the borders their owners were found with: part of an immutable address."""
    return blake2s(ids.astype("<u8").tobytes() + borders.encode(), digest_size=8).hexdigest()


def continuous(lon: Floats, bounds: Bounds) -> Floats:
    """Longitudes that run on past 180° where the region crosses it (west > east), else as they are."""
    west, _, east, _ = bounds
    if west <= east:
        return lon
    return np.where(lon < (west + east) / 2, lon + 360.0, lon)


def mercator(lonlat: Floats) -> Floats:
    """Degrees (…, 2) to Web Mercator with the world in 0..1, the coordinates MapLibre gives to custom layers."""
    lat = np.radians(np.clip(lonlat[..., 1], -85.05, 85.05))
    return np.stack([(lonlat[..., 0] + 180.0) / 360.0, (1 - np.arcsinh(np.tan(lat)) / np.pi) / 2], axis=-1)


def pack(ids: Cells, owners: NDArray[np.int64], bounds: Bounds) -> bytes:
    """The bytes of a set, little-endian, 26 a cell.

    header  float64 x 4: origin x, y, span, ring scale (Mercator 0..1); uint32 x 2: number of cells, resolution
    ids     uint64 a cell, ascending
    centre  uint16 x 2 a cell, in 1/65535 of the span from the origin
    owner   uint16 a cell: index of the district, 65535 for none
    ring    int8 x 12 a cell: six corners from the rounded centre, in 1/127 of the ring scale
    """
    corners = _corners(ids, bounds)
    centre = corners.mean(axis=1)
    origin = centre.min(axis=0) if len(ids) else np.zeros(2)
    span = max(float(np.ptp(centre, axis=0).max()), 1e-9) if len(ids) else 1.0
    rounded = np.rint((centre - origin) / span * 65_535).astype("<u2")
    offsets = corners - (origin + rounded[:, None, :] / 65_535 * span)
    scale = max(float(np.abs(offsets).max(initial=0.0)), 1e-12)
    res = h3cells.resolution(int(ids[0])) if len(ids) else 0
    parts = (
        ids.astype("<u8"),
        rounded,
        np.where(owners < 0, NO_OWNER, owners).astype("<u2"),
        np.rint(offsets / scale * 127).astype("i1"),
    )
    header = struct.pack("<4d2I", origin[0], origin[1], span, scale, len(ids), res)
    return header + b"".join(part.tobytes() for part in parts)


def packed_set(ids: Cells, owners: NDArray[np.int64], bounds: Bounds, borders: str) -> PackedSet:
    """A set ready to be served: named and compressed once."""
    res = h3cells.resolution(int(ids[0])) if len(ids) else 0
    return PackedSet(res, set_name(ids, borders), ids, gzip.compress(pack(ids, owners, bounds), 6))


def aligned(ids: Cells, cells: Cells, values: Floats) -> NDArray[np.float32]:
    """`values` of `cells` in the order of the set `ids` (ascending); 0 where a cell has none, unknown cells dropped."""
    out = np.zeros(len(ids), dtype=np.float32)
    if len(ids) == 0 or len(cells) == 0:
        return out
    at = np.minimum(np.searchsorted(ids, cells), len(ids) - 1)
    known = (ids[at] == cells) & np.isfinite(values)
    out[at[known]] = values[known]
    return out


def _corners(ids: Cells, bounds: Bounds) -> Floats:
    """Corners (n, 6, 2) in Mercator, each outline in one piece and the whole region too."""
    rings = h3cells.outlines(ids)
    middle = rings[..., 0].mean(axis=1)
    shift = continuous(middle, bounds) - middle
    rings[..., 0] += shift[:, None]
    return mercator(rings)
