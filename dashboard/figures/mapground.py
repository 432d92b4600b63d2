"""The ground of a drawn map as shapes: read from the very GeoJSON that the browser's map is made of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.figures.mapframe import Frame
from dashboard.mapcells import Bounds

Shapes = NDArray[np.object_]
FRAMES = 12
"""How many frames a ground keeps its shapes for: some megabytes."""


@dataclass(frozen=True, slots=True)
class Place:
    """A name and where it stands; `rank` 1 is the largest, lower `order` wins."""

    name: str
    lon: float
    lat: float
    kind: str
    rank: int
    order: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Shapes by kind (`district`, `inner`, `outer`, `land`, `water`, `rivers`, `coast`, `roads`) and what is told of each."""

    shapes: dict[str, Shapes]
    codes: tuple[str, ...]
    ranks: NDArray[np.int64]
    """Of the rivers."""
    road_ranks: NDArray[np.int64]
    places: tuple[Place, ...]
    kept: dict[Frame, dict[str, Shapes]] = field(init=False, default_factory=dict, compare=False, repr=False)
    """What the latest frames have been, since pictures of one size follow each other."""

    @classmethod
    def read(cls, districts: bytes, base: bytes, places: bytes) -> Ground:
        """From the three GeoJSON texts of a region."""
        drawn = [*json.loads(districts)["features"], *json.loads(base)["features"]]
        by_kind: dict[str, list[dict[str, Any]]] = {}
        for each in drawn:
            by_kind.setdefault(each["properties"]["kind"], []).append(each)
        shapes = {kind: _shapes(each) for kind, each in by_kind.items()}
        codes = tuple(str(each["properties"]["code"]) for each in by_kind.get("district", ()))
        ranks, roads = (
            np.array([each["properties"]["rank"] for each in by_kind.get(kind, ())], np.int64) for kind in ("rivers", "roads")
        )
        return cls(shapes, codes, ranks, roads, tuple(map(_place, json.loads(places)["features"])))

    def near(self, bounds: Bounds, margin: float) -> Ground:
        """What lies in these bounds and so many degrees round them; districts keep their places among the codes."""
        west, south, east, north = bounds
        box = (west - margin, south - margin, east + margin, north + margin)
        cut = {kind: np.asarray(shapely.clip_by_rect(each, *box)) for kind, each in self.shapes.items()}
        return replace(self, shapes=cut)

    def on(self, frame: Frame) -> dict[str, Shapes]:
        """The shapes in pixels of a frame, cut a little outside it, with no more points than can be seen."""
        found = self.kept.get(frame)
        if found is None:
            found = {kind: in_pixels(shapes, frame) for kind, shapes in self.shapes.items()}
            for oldest in list(self.kept)[: max(0, len(self.kept) - FRAMES + 1)]:
                self.kept.pop(oldest, None)
            self.kept[frame] = found
        return found


def in_pixels(shapes: Shapes, frame: Frame) -> Shapes:
    """Shapes as they lie on a frame."""
    margin = 40.0
    moved = shapely.transform(shapes, frame.place)
    cut = shapely.clip_by_rect(moved, -margin, -margin, frame.width + margin, frame.height + margin)
    return np.asarray(shapely.simplify(cut, 0.35))


def path(shape: BaseGeometry | None) -> str:
    """The `d` of an SVG path."""
    if shape is None or shape.is_empty:
        return ""
    lines: list[str] = []
    for part in shapely.get_parts(shape):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            if ring.geom_type in ("LineString", "LinearRing"):
                lines.append("M" + "L".join([f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring).tolist()]))
    return "".join(lines)


def _shapes(features: list[dict[str, Any]]) -> Shapes:
    texts = [json.dumps(each["geometry"]) for each in features]
    return np.asarray(shapely.make_valid(shapely.from_geojson(np.array(texts, dtype=object))))


def _place(feature: dict[str, Any]) -> Place:
    lon, lat = feature["geometry"]["coordinates"]
    told = feature["properties"]
    return Place(told["name"], lon, lat, told["kind"], told["rank"], told["order"])
