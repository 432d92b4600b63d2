"""A region's districts: their names, people and polygons, and the exact district of many points."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.antimeridian import bounds_of
from geo.coords import Bounds
from geo.locator import Locator

_BUILDING = threading.Lock()
_DECIMALS = 1e-5
"""Degrees; about a metre, the grain of borders sent to a screen."""


class BadBoundaries(ValueError):
    """A boundary file has no usable districts; the text tells the operator why and what to do."""


@dataclass(frozen=True, eq=False)
class District:
    """One district; `geometry` is WGS 84, valid, cut at 180°; unknown population is None, never guessed."""

    code: str
    name: str
    short_name: str
    population: int | None
    geometry: BaseGeometry


@dataclass(frozen=True, eq=False)
class Boundaries:
    """A region and its districts, in the order their indices refer to."""

    code: str
    name: str
    tz: str
    districts: tuple[District, ...]

    @cached_property
    def bounds(self) -> Bounds:
        """Box round all districts; west > east when it crosses 180°."""
        return bounds_of(district.geometry for district in self.districts)

    @property
    def population(self) -> int | None:
        """People of all districts; None while any district's count is unknown."""
        counts = [district.population for district in self.districts]
        known = [count for count in counts if count is not None]
        return sum(known) if known and len(known) == len(counts) else None

    def locate(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int32]:
        """Index into `districts` of each point, −1 outside; exact; a point on a border: the first district."""
        return self._ready().locate(lon, lat)

    def geojson(self, tolerance: float) -> dict[str, Any]:
        """Borders for a screen, simplified together by `tolerance` degrees so that neighbours keep one border."""
        shapes = np.array([district.geometry for district in self.districts], dtype=object)
        if tolerance > 0:
            shapes = _simplified(shapes, tolerance)
        rounded = shapely.set_precision(shapes, _DECIMALS, mode="pointwise")
        features = [
            {
                "type": "Feature",
                "id": number,
                "properties": {"code": one.code, "name": one.name, "short_name": one.short_name},
                "geometry": json.loads(text),
            }
            for number, (one, text) in enumerate(zip(self.districts, shapely.to_geojson(rounded), strict=True))
        ]
        return {"type": "FeatureCollection", "features": features}

    @cached_property
    def _locator(self) -> Locator:
        return Locator([district.geometry for district in self.districts])

    def _ready(self) -> Locator:
        with _BUILDING:
            return self._locator

    def __getstate__(self) -> dict[str, Any]:
        return {"code": self.code, "name": self.name, "tz": self.tz, "districts": self.districts}


def _simplified(shapes: NDArray[np.object_], tolerance: float) -> NDArray[np.object_]:
    """Coverage simplification; a district it would lose keeps its own border."""
    coverage = shapely.coverage_simplify(shapes, tolerance)
    result: NDArray[np.object_] = np.where(shapely.is_empty(coverage), shapes, coverage)
    return result
