"""A small still map of a district: its outline, its hexagons by the map's own limits and colours, and marked places.

Shapes travel as one picture each, so that a card has a handful of nodes, and the outline as a mask, so that its colours
are those of the theme.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.figures.ramps import ramp
from dashboard.mapcells import Bounds, continuous
from dashboard.mapgeo import in_one_piece
from dashboard.parts import html
from data.answers import Heat
from geo import cells as hexagons
from geo.districts import Boundaries

SIDE = 1000.0
MARGIN = 0.06
_FINEST = 0.002
_SIMPLE = 0.004
LEAST_SHOWN = 0.25
LEVELS = ((6.0, 5), (1.8, 6), (0.25, 7), (0.0, 8))
"""Shapes so many degrees high (or as wide) are shown in hexagons of this resolution."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where longitudes and latitudes lie in the picture: a box with the height of a degree that of its latitude."""

    west: float
    north: float
    across: float
    down: float
    ground: Bounds

    @classmethod
    def of(cls, box: Bounds, ground: Bounds) -> Frame:
        """A frame round a box with a margin; `ground` tells whether longitudes run on past 180°."""
        west, south, east, north = box
        wide, high = max(east - west, 1e-4), max(north - south, 1e-4)
        return cls(west - wide * MARGIN, north + high * MARGIN, wide * (1 + 2 * MARGIN), high * (1 + 2 * MARGIN), ground)

    @property
    def ratio(self) -> float:
        """Width by height on the ground."""
        return self.across * math.cos(math.radians(self.north - self.down / 2)) / self.down

    def at(self, points: Any) -> Any:
        """Longitudes and latitudes as parts of SIDE."""
        found = np.asarray(points, np.float64)
        lon = continuous(found[:, 0], self.ground)
        return np.column_stack([(lon - self.west) / self.across, (self.north - found[:, 1]) / self.down]) * SIDE


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the small map: what stands in it, where, its name and where it leads."""

    text: str
    lon: float
    lat: float
    name: str
    href: str | None = None


def render(
    shape: BaseGeometry, bounds: Bounds, heat: Heat | None, marks: Sequence[Mark], label: str
) -> html.Div:
    """The map; `heat` colours its hexagons by the same limits as the large one."""
    whole = in_one_piece(shape, bounds)
    frame = Frame.of(_shown(whole, bounds, heat), bounds)
    outline = whole.simplify(frame.down * _FINEST)
    layers: list[Any] = [_masked(outline, frame, "mini-ground", "fill='#000'"), _masked(outline, frame, "mini-border", _LINE)]
    if heat is not None and len(heat.cells):
        layers.insert(1, html.Img(src=_address(_hexagons(heat, frame)), className="mini-cells", alt=""))
    points = [_mark(mark, frame) for mark in marks]
    shape_of_box = {"aspect-ratio": f"{frame.ratio:.4f}", "--ratio": f"{frame.ratio:.4f}"}
    box = html.Div([*layers, *points], className="mini-box", style=shape_of_box)
    return html.Div(box, className="mini", role="group", **{"aria-label": label})


_LINE = "fill='none' stroke='#000' stroke-width='1.5' vector-effect='non-scaling-stroke'"


@lru_cache(maxsize=16)
def whole(borders: Boundaries) -> BaseGeometry:
    """The shape of a whole region, put together once."""
    shapes = [in_one_piece(each.geometry, borders.bounds) for each in borders.districts]
    return shapely.union_all([shape.simplify(_SIMPLE) for shape in shapes]).buffer(_SIMPLE).buffer(-_SIMPLE)


def resolution(shape: BaseGeometry | None) -> int:
    """The hexagons that can be told apart on a small map of a shape."""
    if shape is None:
        return LEVELS[-1][1]
    west, south, east, north = shape.bounds
    span = max(north - south, (east - west) * math.cos(math.radians((south + north) / 2)))
    return next((res for least, res in LEVELS if span >= least), LEVELS[-1][1])


def _shown(whole: BaseGeometry, bounds: Bounds, heat: Heat | None) -> Bounds:
    """The part of a shape that its hexagons lie in with some room round them: there is nothing to tell apart elsewhere."""
    west, south, east, north = whole.bounds
    if heat is None or not len(heat.cells):
        return west, south, east, north
    centres = hexagons.centres(heat.cells)
    lon, lat = continuous(centres[:, 0], bounds), centres[:, 1]
    reach = max((east - west) * LEAST_SHOWN / 2, (north - south) * LEAST_SHOWN / 2)
    box = lon.min() - reach / 3, lat.min() - reach / 3, lon.max() + reach / 3, lat.max() + reach / 3
    return max(west, box[0]), max(south, box[1]), min(east, box[2]), min(north, box[3])


def _masked(shape: BaseGeometry, frame: Frame, name: str, how: str) -> html.I:
    address = _address(f"<path d='{_path(shape, frame)}' fill-rule='evenodd' {how}/>")
    return html.I(className=name, style={"mask-image": f'url("{address}")'}, **{"aria-hidden": "true"})


def _address(drawn: str) -> str:
    box = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {SIDE:g} {SIDE:g}' preserveAspectRatio='none'"
    return "data:image/svg+xml," + quote(f"<svg {box}>{drawn}</svg>", safe="/:=' ,")


def _path(shape: BaseGeometry, frame: Frame) -> str:
    rings = [
        ring
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(f"M{_points(shapely.get_coordinates(ring), frame, 'L')}Z" for ring in rings)


def _points(lonlat: Any, frame: Frame, between: str) -> str:
    return between.join(f"{x:.1f},{y:.1f}" for x, y in frame.at(lonlat).tolist())


def _hexagons(heat: Heat, frame: Frame) -> str:
    """Every hexagon as a polygon in the colour of its class."""
    colours = ramp(heat.metric)
    classes = np.clip(np.searchsorted(heat.breaks, heat.values, side="right") - 1, 0, len(colours) - 1)
    drawn = []
    for outline, place in zip(hexagons.outlines(heat.cells), classes.tolist(), strict=True):
        drawn.append(f"<polygon points='{_points(outline, frame, ' ')}' fill='{colours[place]}'/>")
    return "".join(drawn)


def _mark(mark: Mark, frame: Frame) -> Any:
    ((x, y),) = frame.at([(mark.lon, mark.lat)]).tolist()
    props: dict[str, Any] = {
        "className": "mini-mark" if mark.text else "mini-mark point",
        "style": {"left": f"{x / SIDE * 100:.2f}%", "top": f"{y / SIDE * 100:.2f}%"},
        "title": mark.name,
    }
    if mark.href is None:
        return html.Span(mark.text, role="img", **{"aria-label": mark.name}, **props)
    return html.A(mark.text, href=mark.href, **{"aria-label": mark.name}, **props)
