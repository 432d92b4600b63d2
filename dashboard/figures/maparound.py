"""A small map of where a hexagon lies: the density round it, the hexagon itself outlined, no legend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.figures.mapcolours import colours
from dashboard.figures.mapframe import Box, Frame
from dashboard.figures.mapground import Shapes
from dashboard.figures.mapsvg import Content, Look, cell_outlines, values
from dashboard.figures.svgtag import tag


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of one cell."""

    cell: int

    def size(self, unit: float) -> tuple[float, float]:
        return 0.0, 0.0

    def values(self, content: Content, shapes: dict[str, Shapes], at: Frame, look: Look) -> str:
        of = colours(look.theme)
        ring = cell_outlines(np.array([self.cell], np.uint64), at, look, 1.15)
        edges = [
            tag("path", d="".join(ring), fill="none", stroke=colour, stroke_width=width * look.unit, stroke_linejoin="round")
            for colour, width in ((of.casing, 5.0), (of.chosen, 2.6))
        ]
        return values(content, shapes, at, look) + "".join(edges)

    def marks(self, content: Content, shapes: dict[str, Shapes], at: Frame) -> list[tuple[Box, str]]:
        """Names keep off the middle, where the hexagon lies."""
        x, y, off = at.width / 2, at.height / 2, 16 * at.unit
        return [((x - off, y - off, x + off, y + off), "")]

    def key(self, look: Look, box: Box) -> str:
        return ""
