"""The customer's roads: a file of lines, read for the ground of a region, the great ones first.

Roads are ranked by the classes of OpenStreetMap (https://wiki.openstreetmap.org/wiki/Key:highway), as its exports name
them, or by a column `rank` of the customer's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from geo.antimeridian import halves
from geo.coords import Bounds

RANKS = {"motorway": 1, "trunk": 1, "primary": 2, "secondary": 3, "tertiary": 3}
"""Rank by class; the links of a class belong to it, streets within settlements are left to own tiles."""

UNKNOWN = 2
"""Of a file that does not tell its roads apart."""

COLUMNS = ("rank", "highway", "fclass", "class", "type", "kind")
"""Where a file says what a road is, the first one it has."""

POINTS_MOST = 250_000
"""More points would make the map heavy: then the least roads are left out."""

TOLERANCE = 0.0008
_WGS84 = "EPSG:4326"
_ANYTHING = ("Unknown", "GeometryCollection")
"""Kinds of layers that may hold lines: GeoJSON does not say beforehand."""


@dataclass(frozen=True, slots=True)
class Roads:
    """A file of lines in a known reference system; ValueError or OSError says what is wrong with any other."""

    path: Path
    layer: str
    crs: str
    column: str | None

    @classmethod
    def of(cls, path: Path) -> Roads:
        """The first layer of lines in a GeoPackage, GeoJSON, FlatGeobuf or Shapefile."""
        if not path.is_file():
            raise FileNotFoundError(f"there is no file {path}")
        try:
            layers = pyogrio.list_layers(path)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as fault:
            raise ValueError("neither GeoPackage, GeoJSON, FlatGeobuf nor Shapefile") from fault
        lines = [str(name) for name, kind in layers if "LineString" in str(kind) or kind in _ANYTHING]
        if not lines:
            raise ValueError("it has no layer of lines")
        told = pyogrio.read_info(path, layer=lines[0])
        if not told["crs"]:
            raise ValueError("it does not say its coordinate reference system: save it with one")
        names = {str(name).lower(): str(name) for name in told["fields"]}
        return cls(path, lines[0], told["crs"], next((names[name] for name in COLUMNS if name in names), None))

    def within(self, bounds: Bounds) -> list[tuple[int, BaseGeometry]]:
        """Rank (1 great to 3) and line of the roads in the bounds, in WGS 84, simplified; as many as a map bears."""
        found = [pair for half in halves(bounds) for pair in self._read(half)]
        for least in (3, 2):
            if sum(int(shapely.get_num_coordinates(line)) for _, line in found) <= POINTS_MOST:
                break
            found = [pair for pair in found if pair[0] < least]
        return found

    def _read(self, box: Bounds) -> Iterator[tuple[int, BaseGeometry]]:
        columns = [self.column] if self.column else []
        window = _reprojected(box, self.crs)
        frame = pyogrio.read_dataframe(self.path, layer=self.layer, columns=columns, bbox=window, use_arrow=False)
        frame = frame[frame.geometry.notna()].to_crs(_WGS84)
        ranks = _ranks(frame[self.column].to_numpy() if self.column else None, len(frame))
        shapes = shapely.simplify(shapely.clip_by_rect(frame.geometry.to_numpy(), *box), TOLERANCE)
        for rank in (1, 2, 3):
            chosen = shapes[(ranks == rank) & ~shapely.is_empty(shapes)]
            if len(chosen):
                merged = shapely.line_merge(shapely.multilinestrings(_lines(chosen)))
                yield rank, shapely.simplify(merged, TOLERANCE)


def _lines(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return np.asarray([part for part in parts if part.geom_type == "LineString"], dtype=object)


def _ranks(classes: NDArray[Any] | None, rows: int) -> NDArray[np.int64]:
    """Rank of each road; 9 for what is no road for this map."""
    if classes is None:
        return np.full(rows, UNKNOWN, np.int64)
    return np.array([_rank(each) for each in classes.tolist()], np.int64)


def _rank(told: object) -> int:
    if isinstance(told, int | float):
        return int(told) if told == told and 1 <= told <= 3 else 9
    text = str(told or "").strip().lower().removesuffix("_link")
    return int(text) if text in ("1", "2", "3") else RANKS.get(text, 9)


def _reprojected(box: Bounds, crs: str) -> Bounds:
    """A box of degrees in the reference system of the file."""
    if CRS(crs) == CRS(_WGS84):
        return box
    try:
        moved = Transformer.from_crs(_WGS84, crs, always_xy=True).transform_bounds(*box)
    except ProjError as fault:
        raise ValueError(f"its coordinate reference system cannot be used: {fault}") from fault
    return float(moved[0]), float(moved[1]), float(moved[2]), float(moved[3])
