"""Exact polygon of many points: a grid answers inside the polygons, an exact test near their borders."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.antimeridian import bounds_of, polygon_parts
from geo.coords import within

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]

OUTSIDE = -1
_BORDER = -2
_GRID_SIDE = 1024
_WORTH_A_GRID = 20_000
"""Points in one call from which building the grid (a fraction of a second, once) pays."""
_FEW_PAIRS = 1 << 15
"""Up to so many pairs of a point and a polygon are looked at together."""


class Locator:
    """Index of the polygon each point lies in; borders belong to the polygon, ties to the first one.

    Polygons are cut at 180°. Prepared geometries fill their index lazily and not safely, so each is asked once
    here, before threads share them.
    """

    def __init__(self, shapes: Sequence[BaseGeometry]) -> None:
        self._shapes = np.array(shapes, dtype=object)
        self._bounds = bounds_of(shapes)
        owners, boxes = [], []
        for owner, shape in enumerate(shapes):
            for part in polygon_parts(shape):
                owners.append(owner)
                boxes.append(part.bounds)
        self._owners, self._boxes = np.array(owners), np.array(boxes, dtype=np.float64)
        self._grid: NDArray[np.int32] | None = None
        self._lock = threading.Lock()
        shapely.prepare(self._shapes)
        for shape in self._shapes:
            inner = shape.representative_point()
            shapely.intersects_xy(shape, inner.x, inner.y)

    def locate(self, lon: Floats, lat: Floats) -> Indices:
        """Index of the polygon of each point, −1 outside all of them and for NaN."""
        lon, lat = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
        if self._grid is None and len(lon) < _WORTH_A_GRID:
            return self._exact(lon, lat)
        grid = self._built()
        found = np.full(len(lon), OUTSIDE, dtype=np.int32)
        near = np.flatnonzero(within(lon, lat, self._bounds))
        column, row = self._column(lon[near]), self._row(lat[near])
        found[near] = grid[row, column]
        border = near[found[near] == _BORDER]
        found[border] = self._exact(lon[border], lat[border])
        return found

    def _exact(self, lon: Floats, lat: Floats) -> Indices:
        if len(lon) * len(self._boxes) <= _FEW_PAIRS:
            return self._exact_of_few(lon, lat)
        found = np.full(len(lon), OUTSIDE, dtype=np.int32)
        order = np.argsort(lon, kind="stable")
        x, y = lon[order], lat[order]
        for owner, (west, south, east, north) in zip(self._owners, self._boxes, strict=True):
            first, last = np.searchsorted(x, west, "left"), np.searchsorted(x, east, "right")
            span = slice(first, last)
            here = order[span][(y[span] >= south) & (y[span] <= north)]
            here = here[(found[here] == OUTSIDE) | (found[here] > owner)]
            inside = shapely.intersects_xy(self._shapes[owner], lon[here], lat[here])
            found[here[inside]] = owner
        return found

    def _exact_of_few(self, lon: Floats, lat: Floats) -> Indices:
        """The same for few points: all pairs of a point and a box round it in one test."""
        west, south, east, north = self._boxes.T
        x, y = lon[:, None], lat[:, None]
        point, box = np.nonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        owner = self._owners[box]
        inside = shapely.intersects_xy(self._shapes[owner], lon[point], lat[point])
        found = np.full(len(lon), len(self._shapes), dtype=np.int32)
        np.minimum.at(found, point[inside], owner[inside].astype(np.int32))
        return np.where(found == len(self._shapes), OUTSIDE, found).astype(np.int32)

    def _built(self) -> NDArray[np.int32]:
        with self._lock:
            if self._grid is None:
                self._grid = self._build()
            return self._grid

    def _build(self) -> NDArray[np.int32]:
        """Squares no border touches lie wholly in the polygon of their centre, or outside all."""
        touched = np.zeros((_GRID_SIDE, _GRID_SIDE), dtype=bool)
        for shape in self._shapes:
            for part in polygon_parts(shape):
                for ring in (part.exterior, *part.interiors):
                    self._mark(touched, ring)
        return self._filled(touched)

    def _filled(self, touched: NDArray[np.bool_]) -> NDArray[np.int32]:
        """The answer of every square: neighbours in a row with no border between them share it, so one is asked."""
        free = ~touched
        begins = free.copy()
        begins[:, 1:] &= touched[:, :-1]
        rows, columns = np.nonzero(begins)
        west, south, _, _ = self._bounds
        width, height = self._steps()
        lon = np.asarray(west + (columns + 0.5) * width, dtype=np.float64)
        lat = np.asarray(south + (rows + 0.5) * height, dtype=np.float64)
        centres = self._exact(np.where(lon > 180.0, lon - 360.0, lon), lat)
        grid = np.full(touched.shape, _BORDER, dtype=np.int32)
        grid[free] = centres[np.cumsum(begins.ravel())[free.ravel()] - 1]
        return grid

    def _mark(self, touched: NDArray[np.bool_], ring: BaseGeometry) -> None:
        """Mark every square that the box of each short piece of a ring reaches, with a hair's margin."""
        width, height = self._steps()
        line = shapely.get_coordinates(shapely.segmentize(ring, max(min(width, height), 1e-9)))
        columns = np.stack([self._column(line[:, 0], hair) for hair in (-1e-6, 1e-6)])
        rows = np.stack([self._row(line[:, 1], hair) for hair in (-1e-6, 1e-6)])
        west, east = _pairwise(columns)
        south, north = _pairwise(rows)
        for right in range(int((east - west).max()) + 1):
            for up in range(int((north - south).max()) + 1):
                touched[np.minimum(south + up, north), np.minimum(west + right, east)] = True

    def _steps(self) -> tuple[float, float]:
        west, south, east, north = self._bounds
        span = east - west if east >= west else east - west + 360.0
        return max(span, 1e-9) / _GRID_SIDE, max(north - south, 1e-9) / _GRID_SIDE

    def _column(self, lon: Floats, hair: float = 0.0) -> NDArray[np.int64]:
        west, _, east, _ = self._bounds
        run = lon - west
        if east < west:
            run = np.where(run < 0.0, run + 360.0, run)
        return np.clip((run / self._steps()[0] + hair).astype(np.int64), 0, _GRID_SIDE - 1)

    def _row(self, lat: Floats, hair: float = 0.0) -> NDArray[np.int64]:
        rise = (lat - self._bounds[1]) / self._steps()[1]
        return np.clip((rise + hair).astype(np.int64), 0, _GRID_SIDE - 1)


def _pairwise(ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Smallest and largest square of each piece, from those of its two ends."""
    low, high = ends.min(axis=0), ends.max(axis=0)
    return np.minimum(low[:-1], low[1:]), np.maximum(high[:-1], high[1:])
