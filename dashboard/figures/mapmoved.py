"""What changed on a drawn map: hatched one way where it became more, the other way where less, grey where it may be chance.

Black-and-white safe: the direction tells as much as the colour, and every district beyond chance is labelled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.figures.mapcolours import colours
from dashboard.figures.mapframe import Box, Frame
from dashboard.figures.mapground import Shapes, path
from dashboard.figures.mapnames import LETTER
from dashboard.figures.mapsvg import Content, Look, cell_outlines
from dashboard.figures.svgtag import tag, text
from data.map_answers import Change
from geo import cells as h3cells

MORE, LESS, NOISE = "#b3400b", "#0b5f8a", "#aab3c2"
_TINT = 0.2
_SMALL_PX = 14.0
"""Cells narrower than this are drawn larger where they changed."""
_LABEL = 11.0


@dataclass(frozen=True, slots=True)
class Moved:
    """Draws a change: `districts` are 1 (more), -1 (less) or 0 by code, `labels` what stands on those beyond chance.

    The legend is drawn apart, one `swatch` a kind.
    """

    change: Change
    districts: Mapping[str, int]
    labels: Mapping[str, str]

    def size(self, unit: float) -> tuple[float, float]:
        return 0.0, 0.0

    def values(self, content: Content, shapes: dict[str, Shapes], at: Frame, look: Look) -> str:
        unit = look.unit
        parts = [_hatch("more", MORE, unit), _hatch("less", LESS, unit)]
        for sign, name, colour in ((1, "more", MORE), (-1, "less", LESS)):
            own = [self.districts.get(code, 0) == sign for code in content.ground.codes]
            together = "".join(map(path, shapes["district"][own]))
            if together:
                parts.append(tag("path", d=together, fill=colour, fill_opacity=_TINT, fill_rule="evenodd"))
                parts.append(tag("path", d=together, fill=f"url(#{name})", fill_rule="evenodd"))
        return "".join([*parts, *self._cells(at, look)])

    def _cells(self, at: Frame, look: Look) -> list[str]:
        """Cells within chance small and grey, of more filled, of less hollow: told apart on any print."""
        wide = 2 * h3cells.edge_km(self.change.res) / at.km_per_pixel() / look.unit
        grown = 1.25 if wide < _SMALL_PX else 0.95
        parts = []
        for sign, scale in ((0, 0.72), (-1, grown), (1, grown)):
            drawn = cell_outlines(self.change.cells[self.change.beyond == sign], at, look, scale)
            if drawn:
                parts.append(tag("path", d="".join(drawn), **_sign(sign, look.unit)))
        return parts

    def marks(self, content: Content, shapes: dict[str, Shapes], at: Frame) -> list[tuple[Box, str]]:
        of, found, size = colours("light"), list[tuple[Box, str]](), _LABEL * at.unit
        for code, shape in zip(content.ground.codes, shapes["district"], strict=True):
            label = self.labels.get(code)
            if not label or shape is None or shape.is_empty:
                continue
            x, y = _middle(shape)
            wide = len(label) * LETTER * size
            box = (x - wide / 2 - 4, y - size, x + wide / 2 + 4, y + size * 0.5)
            inside = box[0] > 0 and box[2] < at.width and box[1] > 0 and box[3] < at.height
            if inside and not any(_meet(box, other) for other, _ in found):
                look = {"font_size": size, "font_weight": 700, "fill": MORE if self.districts.get(code, 0) > 0 else LESS}
                edge = {"stroke": of.halo, "stroke_width": size * 0.28, "stroke_linejoin": "round", "paint_order": "stroke"}
                found.append((box, text(label, x=x, y=y + size * 0.3, text_anchor="middle", **look, **edge)))
        return found

    def key(self, look: Look, box: Box) -> str:
        return ""


def swatch(kind: str) -> str:
    """The sign of `more`, `less` or `noise` as a small SVG of its own."""
    colour = {"more": MORE, "less": LESS, "noise": NOISE}[kind]
    sides = {"x": 0.5, "y": 0.5, "width": 27, "height": 13}
    tint = tag("rect", **sides, fill=colour, fill_opacity=_TINT)
    ring = tag("circle", cx=14, cy=7, r=4, **_sign({"more": 1, "less": -1, "noise": 0}[kind], 0.8))
    if kind == "noise":
        parts: tuple[str, ...] = (ring,)
    else:
        parts = (_hatch(kind, colour, 1.0), tint, tag("rect", **sides, fill=f"url(#{kind})", stroke=colour), ring)
    return tag("svg", *parts, xmlns="http://www.w3.org/2000/svg", width=28, height=14, viewBox="0 0 28 14")


def _sign(sign: int, unit: float) -> dict[str, object]:
    """How a cell of a kind is filled and edged."""
    if sign == 0:
        return {"fill": NOISE, "fill_opacity": 0.6}
    if sign < 0:
        return {"fill": "#ffffff", "stroke": LESS, "stroke_width": 2.2 * unit}
    return {"fill": MORE, "stroke": "#5a1d02", "stroke_width": 1.1 * unit}


def _hatch(name: str, colour: str, unit: float) -> str:
    """Rising lines for more, falling ones for less."""
    step = 6 * unit
    d = f"M0 {step}L{step} 0" if name == "more" else f"M0 0L{step} {step}"
    line = tag("path", d=d, stroke=colour, stroke_width=1.1 * unit, stroke_opacity=0.8)
    return tag("defs", tag("pattern", line, id=name, width=step, height=step, patternUnits="userSpaceOnUse"))


def _middle(shape: shapely.Geometry) -> tuple[float, float]:
    """A point well inside the largest part."""
    parts = shapely.get_parts(shape)
    areas: NDArray[np.float64] = shapely.area(parts)
    point = shapely.point_on_surface(parts[int(np.argmax(areas))])
    return float(point.x), float(point.y)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
