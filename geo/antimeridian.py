"""The 180° meridian: shapes cut there, and bounds that know when they cross it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.coords import Bounds

Floats = NDArray[np.float64]

_HALF = 180.0
_FULL = 360.0


def polygon_parts(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry, however nested; points and lines are left out."""
    parts = shapely.get_parts(shapely.get_parts(np.atleast_1d(np.asarray(shape, dtype=object))))
    return [part for part in parts.tolist() if isinstance(part, Polygon) and not part.is_empty]


def cut(shape: BaseGeometry) -> BaseGeometry:
    """The polygons of a shape with every longitude in ±180; whatever crosses 180° is cut in two.

    Understands rings that jump from 179 to −179 as well as longitudes running on past ±180.
    """
    west, _, east, _ = shape.bounds
    if west >= -_HALF and east <= _HALF and not _jumps(shape):
        return shape
    return _joined([piece for part in polygon_parts(shape) for piece in _cut_part(_unwrapped(part))])


def cut_ring(ring: Floats) -> BaseGeometry:
    """The polygon of one continuous ring (n, 2), cut at 180° where it runs past it."""
    polygon = Polygon(ring)
    return polygon if np.abs(ring[:, 0]).max() <= _HALF else _joined(_cut_part(polygon))


def bounds_of(shapes: Iterable[BaseGeometry]) -> Bounds:
    """Smallest box round shapes cut at 180°; west > east when it is smaller across 180° than the other way."""
    parts = [part.bounds for shape in shapes for part in polygon_parts(shape)]
    if not parts:
        raise ValueError("no polygon to measure")
    boxes = np.array(sorted(parts), dtype=np.float64)
    south, north = float(boxes[:, 1].min()), float(boxes[:, 3].max())
    reach = np.maximum.accumulate(boxes[:, 2])
    gaps = boxes[1:, 0] - reach[:-1]
    outer = boxes[0, 0] + _FULL - reach[-1]
    if len(gaps) and gaps.max() > outer:
        widest = int(gaps.argmax())
        return float(boxes[widest + 1, 0]), south, float(reach[widest]), north
    return float(boxes[0, 0]), south, float(reach[-1]), north


def halves(bounds: Bounds) -> list[Bounds]:
    """A box as one or, across 180°, two ordinary boxes."""
    west, south, east, north = bounds
    if west <= east:
        return [bounds]
    return [(west, south, _HALF, north), (-_HALF, south, east, north)]


def _jumps(shape: BaseGeometry) -> bool:
    for part in polygon_parts(shape):
        for ring in (part.exterior, *part.interiors):
            if np.abs(np.diff(shapely.get_coordinates(ring)[:, 0])).max() > _HALF:
                return True
    return False


def _unwrapped(part: Polygon) -> Polygon:
    """A polygon whose rings run on past ±180 instead of jumping; holes stay beside their shell."""
    shell = _continuous(part.exterior)
    middle = (shell[:, 0].min() + shell[:, 0].max()) / 2.0
    holes = [_continuous(hole) for hole in part.interiors]
    for hole in holes:
        hole[:, 0] += _FULL * np.round((middle - hole[:, 0].mean()) / _FULL)
    return Polygon(shell, holes)


def _continuous(ring: LinearRing) -> Floats:
    line: Floats = shapely.get_coordinates(ring)
    steps = np.diff(line[:, 0])
    turns = np.cumsum(np.round(steps / _FULL))
    line[1:, 0] -= _FULL * turns
    return line


def _cut_part(part: Polygon) -> list[Polygon]:
    """Pieces of a continuous polygon, each moved into ±180."""
    west, south, east, north = part.bounds
    part = part if part.is_valid else shapely.make_valid(part)
    pieces: list[Polygon] = []
    for turn in range(int(np.floor((west + _HALF) / _FULL)), int(np.floor((east + _HALF) / _FULL)) + 1):
        window = box(turn * _FULL - _HALF, south - 1.0, turn * _FULL + _HALF, north + 1.0)
        moved = shapely.transform(part.intersection(window), lambda xy, t=turn: xy - (t * _FULL, 0.0))
        pieces += polygon_parts(moved)
    return pieces


def _joined(pieces: list[Polygon]) -> BaseGeometry:
    return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)
