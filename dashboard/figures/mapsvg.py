"""The map as an SVG, drawn without a browser: the same material, limits and colours as on the screen.

For the picture that stands in where a browser cannot draw maps, for previews, and for briefings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.figures.mapcolours import Colours, colours
from dashboard.figures.mapframe import Box, Frame, frame, free_corner
from dashboard.figures.mapground import Ground, Shapes, path
from dashboard.figures.mapkey import Key, foot, key, lifted, scale_bar
from dashboard.figures.mapkey import size as size_of_key
from dashboard.figures.mapnames import placed, written
from dashboard.figures.mapshade import shades
from dashboard.figures.ramps import ramp
from dashboard.figures.svgtag import tag, text
from dashboard.mapcells import Bounds
from data.answers import Heat
from geo import cells as h3cells

FONT = "Golos Text"
Scale = tuple[tuple[float, ...], tuple[str, ...]]
"""Limits and the colours between them."""


@dataclass(frozen=True, slots=True)
class Look:
    """How large, in which theme, with a heading or without; `unit` 1 is a desk, larger for walls and print.

    `legend`: how much larger still the letters of the legend are, for a map that is read from afar.
    """

    width: int = 1200
    height: int = 800
    theme: str = "dark"
    unit: float = 1.0
    heading: str = ""
    legend: float = 1.0


class Own(Protocol):
    """What a map shows in place of the density, with a legend of its own."""

    def size(self, unit: float) -> tuple[float, float]:
        """Width and height of the legend; zeros for none."""
        ...

    def values(self, content: Content, shapes: dict[str, Shapes], at: Frame, look: Look) -> str:
        """Everything between the ground and the borders."""
        ...

    def marks(self, content: Content, shapes: dict[str, Shapes], at: Frame) -> list[tuple[Box, str]]:
        """What stands above the borders, and the boxes that names must leave free for it."""
        ...

    def key(self, look: Look, box: Box) -> str:
        """The legend in its box."""
        ...


@dataclass(frozen=True, slots=True)
class Content:
    """What is drawn. `districts`: value and number behind it by code, for metrics that cells do not have."""

    ground: Ground
    heat: Heat
    key: Key
    bounds: Bounds
    chosen: tuple[str, ...] = ()
    districts: Mapping[str, tuple[float | None, int]] = field(default_factory=dict)
    few: int = 0
    own: Own | None = None


def view(bounds: Bounds, look: Look) -> Frame:
    """The frame a map of these bounds gets: also tells which resolution to ask the cells for."""
    edge, top = 18 * look.unit, (46 if look.heading else 18) * look.unit
    return frame((look.width, look.height), bounds, (edge, top, edge, 22 * look.unit), look.unit)


def svg(content: Content, look: Look) -> str:
    """The whole picture."""
    of, at = colours(look.theme), view(content.bounds, look)
    shapes = content.ground.on(at)
    own, explained = content.own, replace(look, unit=look.unit * look.legend)
    size = own.size(explained.unit) if own else size_of_key(content.key, explained.unit)
    top = 40 * look.unit if look.heading else 0.0
    busy = _busy(shapes["district"], content)
    below = lifted(at, size[0]) if size[0] else 0.0
    corner, free = free_corner(at, size, busy, top, below) if size[0] else ((0.0, 0.0, 0.0, 0.0), True)
    if not free:  # no corner is free: the map makes room above the legend
        room = (18 * look.unit, 18 * look.unit + top, 18 * look.unit, size[1] + below + 30 * look.unit)
        at = frame((look.width, look.height), content.bounds, room, look.unit)
        shapes = content.ground.on(at)
        corner, _ = free_corner(at, size, _busy(shapes["district"], content), top, below)
    unit = look.unit
    wide = float(np.sqrt(shapely.area(shapes["district"]).mean())) / unit
    marks = own.marks(content, shapes, at) if own else []
    names = placed(content.ground.places, at, [corner, foot(at, corner), *(box for box, _ in marks)], wide)
    body = (
        tag("rect", width="100%", height="100%", fill=of.sea),
        _hatch(of, unit),
        _ground(shapes, content.ground, of, unit),
        own.values(content, shapes, at, look) if own else values(content, shapes, at, look),
        _lines(shapes, content, of, unit),
        *(mark for _, mark in marks),
        written(names, of),
        own.key(explained, corner) if own else key(content.key, content.heat, explained, corner),
        scale_bar(at, content.key, of, corner),
        _heading(look, of),
    )
    size_of = {"width": look.width, "height": look.height, "viewBox": f"0 0 {look.width} {look.height}"}
    return tag("svg", *body, xmlns="http://www.w3.org/2000/svg", **size_of, font_family=FONT)


def _busy(districts: Shapes, content: Content) -> Shapes:
    """What the legend must not cover: the chosen districts, or all."""
    is_own = np.array([not content.chosen or code in content.chosen for code in content.ground.codes], np.bool_)
    return districts[is_own]


def _ground(shapes: dict[str, Shapes], ground: Ground, of: Colours, unit: float) -> str:
    glow = (_stroked(shapes.get("outer"), of.outline, width * unit, of.glow / 3) for width in (13, 8, 4.5))
    region, water = _filled(shapes["district"], of.region), _filled(shapes.get("water"), of.water)
    parts = [_filled(shapes.get("land"), of.land), *glow, region, water]
    ranks, rivers = ground.ranks, shapes.get("rivers", np.array([], dtype=object))
    for colour, low, high, width in zip(reversed(of.rivers), (11, 7, 0), (99, 10, 6), (0.6, 1.1, 1.8), strict=True):
        chosen = rivers[(ranks >= low) & (ranks <= high)]
        parts.append(_stroked(chosen, colour, width * unit))
    parts.append(_stroked(shapes.get("coast"), of.coast, 0.8 * unit))
    roads = shapes.get("roads", np.array([], dtype=object))
    for rank, colour, width in zip((3, 2, 1), reversed(of.roads), (0.5, 0.9, 1.4), strict=True):
        parts.append(_stroked(roads[ground.road_ranks == rank], colour, width * unit))
    return "".join(parts)


def values(content: Content, shapes: dict[str, Shapes], at: Frame, look: Look) -> str:
    """Districts as a whole where the metric is only known of them, else the cells, one path a colour."""
    limits, colour = content.heat.breaks, ramp(content.heat.metric, look.theme)
    if content.districts:
        known = [content.districts.get(code, (None, 0)) for code in content.ground.codes]
        values = np.array([np.nan if value is None else value for value, _ in known])
        few = np.array([count < content.few for _, count in known]) & ~np.isnan(values)
        return _classed([path(shape) for shape in shapes["district"]], values, few, (limits, colour))
    heat = content.heat
    drawn, seen = _outlined(heat.cells, at, look, 0.95)
    few = np.zeros(len(seen), np.bool_) if heat.behind is None else heat.behind < content.few
    return _classed(drawn, heat.values[seen], few[seen], (limits, colour))


def cell_outlines(cells: NDArray[np.uint64], at: Frame, look: Look, scale: float) -> list[str]:
    """The `d` of every cell that the frame shows, so many times as large as it is."""
    return _outlined(cells, at, look, scale)[0]


def _outlined(
    cells: NDArray[np.uint64], at: Frame, look: Look, scale: float
) -> tuple[list[str], NDArray[np.bool_]]:
    rings = at.place(_in_turn(h3cells.outlines(cells), at))
    seen = ((rings.max(axis=1) > 0) & (rings.min(axis=1) < (look.width, look.height))).all(axis=1)
    middle = rings.mean(axis=1, keepdims=True)
    rings = (middle + (rings - middle) * scale).round(1)
    return ["M" + "L".join([f"{x} {y}" for x, y in ring]) + "Z" for ring in rings[seen].tolist()], seen


def _in_turn(rings: NDArray[np.float64], at: Frame) -> NDArray[np.float64]:
    """Each outline in one piece on the turn of the globe that the frame shows."""
    west = rings[..., 0].min(axis=1, keepdims=True) < at.turn
    return np.stack([np.where(west, rings[..., 0] + 360.0, rings[..., 0]), rings[..., 1]], axis=-1)


def _classed(drawn: list[str], values: NDArray[np.float64], few: NDArray[np.bool_], scale: Scale) -> str:
    """Outlines by colour; those on too few appeals pale and hatched. What has no value is not drawn."""
    by_colour: dict[tuple[str, bool], list[str]] = {}
    for outline, value, colour, pale in zip(drawn, values.tolist(), shades(*scale, values), few.tolist(), strict=True):
        if value == value:
            by_colour.setdefault((colour, pale), []).append(outline)
    parts = []
    for (colour, pale), outlines in by_colour.items():
        together = "".join(outlines)
        parts.append(tag("path", d=together, fill=colour, fill_opacity=0.45 if pale else 0.94))
        if pale:
            parts.append(tag("path", d=together, fill="url(#few)"))
    return "".join(parts)


def _lines(shapes: dict[str, Shapes], content: Content, of: Colours, unit: float) -> str:
    """Borders; what is chosen has a line of its own, and the others step back."""
    is_chosen = np.array([code in content.chosen for code in content.ground.codes], np.bool_)
    chosen, others = shapes["district"][is_chosen], shapes["district"][~is_chosen]
    borders = (
        _stroked(shapes.get("inner"), of.border, 0.8 * unit, 0.45),
        _stroked(shapes.get("outer"), of.outline, 1.5 * unit, 0.9),
    )
    if not is_chosen.any():
        return "".join(borders)
    edges = _stroked(chosen, of.casing, 4 * unit) + _stroked(chosen, of.chosen, 2.2 * unit)
    return "".join((_filled(others, of.veil, of.veil_share), *borders, edges))


def _filled(shapes: Shapes | None, colour: str, opacity: float = 1.0) -> str:
    d = "".join(map(path, shapes)) if shapes is not None else ""
    return tag("path", d=d, fill=colour, fill_opacity=opacity, fill_rule="evenodd") if d else ""


def _stroked(shapes: Shapes | None, colour: str, width: float, opacity: float = 1.0) -> str:
    d = "".join(map(path, shapes)) if shapes is not None else ""
    look = {"stroke": colour, "stroke_width": width, "stroke_opacity": opacity}
    return tag("path", d=d, fill="none", **look, stroke_linejoin="round", stroke_linecap="round") if d else ""


def _hatch(of: Colours, unit: float) -> str:
    """The pattern of what rests on too few appeals."""
    step = 6 * unit
    line = tag("path", d=f"M0 {step}L{step} 0", stroke=of.few, stroke_width=1.1 * unit, stroke_opacity=0.7)
    return tag("defs", tag("pattern", line, id="few", width=step, height=step, patternUnits="userSpaceOnUse"))


def _heading(look: Look, of: Colours) -> str:
    if not look.heading:
        return ""
    unit = look.unit
    edge = {"stroke": of.halo, "stroke_width": 4 * unit, "paint_order": "stroke"}
    return text(look.heading, x=20 * unit, y=30 * unit, font_size=17 * unit, font_weight=600, fill=of.city, **edge)
