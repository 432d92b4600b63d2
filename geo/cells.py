"""H3 cells in bulk: index, parents by bit arithmetic, ranges of descendants, centres and outlines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

import h3.api.basic_int as h3
import numpy as np
from numpy.typing import NDArray

from geo.antimeridian import cut_ring

Cells = NDArray[np.uint64]
Floats = NDArray[np.float64]

RESOLUTION = 10
"""Resolution of a stored cell; coarser cells are its parents."""

FINEST = 15
CORNERS = 6
_RES_SHIFT = 52
_DIGIT_BITS = 3
_ONE = np.uint64(1)


def index(lon: Floats, lat: Floats, res: int = RESOLUTION) -> Cells:
    """Cell ids of points in degrees; 0 where a coordinate is NaN or off the globe (h3 itself takes latitude 91)."""
    cells = np.zeros(len(lon), dtype=np.uint64)
    good = np.flatnonzero((np.abs(lon) <= 180.0) & (np.abs(lat) <= 90.0))
    found = map(h3.latlng_to_cell, np.asarray(lat)[good].tolist(), np.asarray(lon)[good].tolist(), repeat(res))
    cells[good] = np.fromiter(found, np.uint64, len(good))
    return cells


def parent(cells: Cells, res: int) -> Cells:
    """Ancestors at resolution `res` of cells that share one finer or equal resolution; 0 stays 0.

    The logical parent of h3: two bits of arithmetic on the id, the same in SQL.
    """
    cells = np.asarray(cells, dtype=np.uint64)
    own = (cells >> np.uint64(_RES_SHIFT)) & np.uint64(15)
    if bool(np.any((own < res) & (cells != 0))):
        raise ValueError(f"a parent of resolution {res} must be coarser than its cells")
    tail = (_ONE << np.uint64(_DIGIT_BITS * (FINEST - res))) - _ONE
    steps = np.where(cells == 0, np.uint64(0), own - np.uint64(res))
    return np.where(cells == 0, np.uint64(0), (cells - (steps << np.uint64(_RES_SHIFT))) | tail)


def resolution(cell: int) -> int:
    """Resolution 0–15 of a cell id."""
    return (int(cell) >> _RES_SHIFT) & 15


def descendants(cell: int) -> tuple[int, int]:
    """First and last id, both inclusive, of the resolution-10 cells inside a cell of resolution ≤ 10."""
    cell, own = int(cell), resolution(cell)
    if own > RESOLUTION:
        raise ValueError(f"cell {cell:x} is finer than resolution {RESOLUTION}")
    kept = _DIGIT_BITS * (FINEST - RESOLUTION)
    open_digits = ((1 << (_DIGIT_BITS * (RESOLUTION - own))) - 1) << kept
    base = (cell + ((RESOLUTION - own) << _RES_SHIFT)) & ~open_digits
    sixes = int("110" * (RESOLUTION - own), 2) << kept if own < RESOLUTION else 0
    return base, base | sixes


def to_text(cells: Cells) -> list[str]:
    """Ids as h3 writes them: 15 hexadecimal digits."""
    return [f"{cell:x}" for cell in np.asarray(cells, dtype=np.uint64).tolist()]


def from_text(text: str) -> int:
    """The id of a cell written in hexadecimal; ValueError when it is no cell."""
    cell = int(text, 16) if len(text) <= 16 and text.isalnum() else 0
    if not h3.is_valid_cell(cell):
        raise ValueError(f"not an H3 cell: {text[:32]!r}")
    return cell


def numbers(texts: list[str]) -> Cells:
    """Ids of their texts."""
    return np.array([from_text(text) for text in texts], np.uint64)


def centres(cells: Cells) -> Floats:
    """Centres as (n, 2) lon, lat in degrees."""
    flat = [h3.cell_to_latlng(cell) for cell in _numbers(cells)]
    return np.array(flat, dtype=np.float64).reshape(-1, 2)[:, ::-1]


def outlines(cells: Cells) -> Floats:
    """Corners as (n, 6, 2) lon, lat; longitudes run on past ±180 so that each outline stays in one piece.

    A pentagon repeats its last corner; the extra points h3 puts on icosahedron edges are left out.
    """
    corners = np.array([_corners(cell) for cell in _numbers(cells)], dtype=np.float64).reshape(-1, CORNERS, 2)
    lon = corners[:, :, 1]
    first = lon[:, :1]
    unwrapped = first + (lon - first + 180.0) % 360.0 - 180.0
    return np.stack([np.where(np.abs(lon - first) > 180.0, unwrapped, lon), corners[:, :, 0]], axis=-1)


def polygons(cells: Cells) -> NDArray[np.object_]:
    """Shapely polygons; a cell across 180° is a multipolygon cut there."""
    shapes = np.empty(len(cells), dtype=object)
    shapes[:] = [cut_ring(outline) for outline in outlines(cells)]
    return shapes


def edge_km(res: int) -> float:
    """Mean edge length of the hexagons of a resolution, in km."""
    return float(h3.average_hexagon_edge_length(res, unit="km"))


def _numbers(cells: Cells) -> Iterable[int]:
    numbers: list[int] = np.asarray(cells, dtype=np.uint64).tolist()
    return numbers


def _corners(cell: int) -> list[tuple[float, float]]:
    ring = h3.cell_to_boundary(cell)
    if len(ring) != CORNERS:
        ring = [h3.vertex_to_latlng(vertex) for vertex in h3.cell_to_vertexes(cell)]
    return [*ring, *[ring[-1]] * (CORNERS - len(ring))]
