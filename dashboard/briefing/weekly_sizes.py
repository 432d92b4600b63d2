"""How high the drawings of the weekly report are: measured text, drawings stretched over the pages, millimetres to points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.briefing.pages import Page, Section, pages

POINTS = 3.956
"""Points of a drawing to a millimetre of the page: its letters of ten points are then of seven."""
SMALLER = 1.15
"""The small maps have more points to a millimetre: smaller letters."""

Size = tuple[int, int]
_WIDTH, _HEIGHT = {False: 182.0, True: 269.0}, {False: 265.0, True: 178.0}
_GAP = 6.0
OLDEST, _OLD = 12, 5.2
"""Rows of the longest waiting that always stand, and millimetres of one more."""
_LOOSE = 1.6
"""Millimetres by which the rows of a table may stand further apart where a page has room."""
_BESIDE = 1.3
"""Below this width by height the map of change stands beside its list on an upright page."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of an upright or lying sheet whose maps show something `shape` times as wide as high."""

    flipped: bool
    shape: float
    compared: bool = True
    """Whether there is a map of change."""
    cells: int = 0
    """How many worst cells there are."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """How many rows the tables that may grow have with their heads, those side by side counted once."""

    @property
    def beside(self) -> bool:
        """Whether the map of change stands beside its list."""
        return not self.flipped and self.shape < _BESIDE

    @property
    def change_wide(self) -> float:
        """Millimetres of the map of change; on a lying sheet of both maps."""
        if self.flipped:
            return (_WIDTH[True] - _GAP) / 2 if self.compared else _WIDTH[True]
        return 112.0 if self.beside else _WIDTH[False]

    @property
    def most_cells(self) -> int:
        """How many small maps there is room for."""
        return 4 if self.flipped else 6

    @property
    def columns(self) -> int:
        """Small maps in a row."""
        shown = min(self.cells, self.most_cells)
        return max(shown, 2) if self.flipped else 2 if shown in (1, 2, 4) else 3

    @property
    def stacked(self) -> int:
        """Rows of small maps."""
        return -(-min(self.cells, self.most_cells) // self.columns)

    def planned(self, heights: Mapping[str, tuple[float, float]]) -> list[Page]:
        """The sections that were measured, on pages; a drawing is at least as high as what stands beside it."""
        drawings, sections = self._drawings(), []
        for name, (height, beside) in heights.items():
            least, best, most = (max(high, beside - height) for high in drawings.get(name, (0.0, 0.0, 0.0)))
            sections.append(Section(name, height, least, best, most))
        return pages(sections, _HEIGHT[self.flipped])

    def oldest(self, pages: list[Page]) -> int:
        """Rows of the longest waiting: some always, more where a page has room."""
        return OLDEST + int(max(page.drawn.get("oldest", 0.0) for page in pages) / _OLD)

    def loose(self, pages: list[Page]) -> dict[str, float]:
        """How much further apart than they must the rows of a table stand."""
        drawn = {name: high for page in pages for name, high in page.drawn.items()}
        return {name: drawn.get(name, 0.0) / rows for name, rows in self.rows.items()}

    def _drawings(self) -> dict[str, tuple[float, float, float]]:
        """Least, best and most height of each section's drawings, or of what else may fill a page."""
        more = (0.0, 0.0, 8 * _OLD)
        near = (32.0 * self.stacked, 38.0 * self.stacked, 50.0 * self.stacked)
        tables = {name: (0.0, 0.0, _LOOSE * rows) for name, rows in self.rows.items()}
        if self.flipped:
            map_best = min(max(self.change_wide / self.shape + 8, 90.0), 140.0)
            return {
                "trend": (34.0, 42.0, 72.0),
                "maps": (0.75 * map_best, map_best, 150.0),
                "funnel": (46.0, 66.0, 120.0),
                "cells": near,
                "oldest": more,
                **tables,
            }
        whole = min(max(_WIDTH[False] / self.shape + 4, 96.0), 138.0)
        change = min(max(self.change_wide / self.shape + 6, 82.0), 118.0)
        return {
            "trend": (34.0, 44.0, 84.0),
            "density": (0.72 * whole, whole, 1.2 * whole),
            "change": (0.72 * change, change, 1.2 * change),
            "funnel": (54.0, 84.0, 118.0),
            "cells": near,
            "oldest": more,
            **tables,
        }

    @property
    def change_points(self) -> Size:
        """About how large the map of change will be."""
        return _points(self.change_wide, 100.0)

    def points(self, pages: list[Page]) -> dict[str, Size]:
        """Width and height in points of every drawing of the pages."""
        wide = _WIDTH[self.flipped]
        trend = (wide - _GAP) * 0.6 if self.flipped else wide
        widths = {"trend": trend, "density": wide, "change": self.change_wide, "funnel": wide}
        found: dict[str, Size] = {}
        for name, high in (each for page in pages for each in page.drawn.items()):
            if name == "maps":
                found |= {each: _points(self.change_wide, high) for each in ("density", "change")}
            elif name == "oldest" or name in self.rows:
                continue
            elif name == "cells":
                side = (wide - 4.0 * (self.columns - 1)) / self.columns
                found["near"] = _points(side * SMALLER, high / self.stacked * SMALLER)
            else:
                found[name] = _points(widths[name], high)
        return found


def _points(wide: float, high: float) -> Size:
    return round(wide * POINTS), round(high * POINTS)
