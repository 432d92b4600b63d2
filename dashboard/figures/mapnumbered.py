"""The density of a map with its first places numbered, as in the list beside it; numbers that would meet step aside."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from dashboard.figures.mapcolours import Colours, colours
from dashboard.figures.mapframe import Box, Frame
from dashboard.figures.mapground import Shapes
from dashboard.figures.mapkey import Key, key
from dashboard.figures.mapkey import size as size_of_key
from dashboard.figures.mapsvg import Content, Look, values
from dashboard.figures.svgtag import tag, text
from data.answers import Heat
from geo import cells as h3cells

_RADIUS, _LETTERS, _LINE = 10.0, 13.0, 1.3
_STEPS = (0.0, 2.3, 3.6, 5.0)
"""How many radii a number may step aside, the nearest free place first."""
_WAYS = 12


@dataclass(frozen=True, slots=True)
class Numbered:
    """The map's own legend and density, and the hexagons by number."""

    words: Key
    heat: Heat
    cells: tuple[int, ...]
    theme: str = "light"

    def size(self, unit: float) -> tuple[float, float]:
        return size_of_key(self.words, unit)

    def values(self, content: Content, shapes: dict[str, Shapes], at: Frame, look: Look) -> str:
        return values(content, shapes, at, look)

    def marks(self, content: Content, shapes: dict[str, Shapes], at: Frame) -> list[tuple[Box, str]]:
        """The numbers in the order of the list, each where it meets no other one."""
        if not self.cells:
            return []
        of, radius = colours(self.theme), _RADIUS * at.unit
        points = at.place(h3cells.centres(np.array(self.cells, np.uint64))).tolist()
        taken: list[tuple[float, float]] = []
        found = []
        for number, (x, y) in enumerate(points, start=1):
            place = _free((x, y), taken, radius, at)
            taken.append(place)
            box = (place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius)
            found.append((box, _mark(number, (x, y), place, of, at.unit)))
        return found

    def key(self, look: Look, box: Box) -> str:
        return key(self.words, self.heat, look, box)


def _free(point: tuple[float, float], taken: list[tuple[float, float]], radius: float, at: Frame) -> tuple[float, float]:
    """The nearest place round a point that is inside the frame and off the others; the point itself where there is none."""
    for step in _STEPS:
        for way in range(_WAYS if step else 1):
            angle = 2 * math.pi * way / _WAYS - math.pi / 2
            x, y = point[0] + step * radius * math.cos(angle), point[1] + step * radius * math.sin(angle)
            inside = radius < x < at.width - radius and radius < y < at.height - radius
            if inside and all(math.dist((x, y), other) > 2.1 * radius for other in taken):
                return x, y
    return point


def _mark(number: int, point: tuple[float, float], place: tuple[float, float], of: Colours, unit: float) -> str:
    """A number in a ring, and a line to its place where it had to step aside."""
    (x, y), (cx, cy) = point, place
    line = ""
    if math.dist(point, place) > 1:
        ways = {"x1": x, "y1": y, "x2": cx, "y2": cy}
        line = tag("line", **ways, stroke=of.chosen, stroke_width=_LINE * unit)
        line += tag("circle", cx=x, cy=y, r=2.2 * unit, fill=of.chosen)
    ring = {"r": _RADIUS * unit, "fill": of.halo, "stroke": of.chosen, "stroke_width": _LINE * unit}
    said = {"font_size": _LETTERS * unit, "font_weight": 600, "fill": of.city, "text_anchor": "middle"}
    return line + tag("circle", cx=cx, cy=cy, **ring) + text(str(number), x=cx, y=cy + _LETTERS * 0.36 * unit, **said)
