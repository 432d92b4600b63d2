"""How high the drawings of the weekly report are: measured text, drawings stretched over the pages, millimetres to points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.briefing.pages import Page, Section, Side, cheapest
from dashboard.briefing.weekly_order import orders, tried

POINTS = 3.956
"""Points of a drawing to a millimetre of the page: its letters of ten points are then of seven."""
SMALLER = 1.15
"""The small maps have more points to a millimetre: smaller letters."""

Size = tuple[int, int]
_WIDTH, _HEIGHT = {False: 182.0, True: 269.0}, {False: 265.0, True: 178.0}
_GAP = 6.0
_MOST_PAGES = 6
"""A weekly report has four to six; less where little came."""
_BESIDE = 1.3
"""Below this width by height the map of change stands beside its list on an upright page."""
_TALLEST = 190.0
"""Millimetres of an upright page that a map of a region higher than wide may take where these would be empty."""
_LISTED = 5
"""As many districts at least make a list that is high enough to stand beside a map."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of an upright or lying sheet whose maps show something `shape` times as wide as high."""

    flipped: bool
    shape: float
    compared: bool = True
    """Whether there is a map of change."""
    cells: int = 0
    """How many worst cells there are."""
    listed: int = 0
    """How many districts changed by more than chance."""
    quiet: bool = False
    """Whether nothing came."""

    @property
    def beside(self) -> bool:
        """Whether the map of change stands beside its list."""
        return not self.flipped and self.shape < _BESIDE and self.listed >= _LISTED

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

    @property
    def tried(self) -> list[str]:
        """The sections whose heights have to be known."""
        return tried(self.flipped, self.beside, self.quiet)

    def planned(self, heights: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Page]:
        """The sections that were measured, on pages, in the order that fills these best."""
        drawings, ones = self._drawings(), {}
        for name, columns in heights.items():
            sides = tuple(Side(tuple(one["tight"]), tuple(one["loose"]), one["share"]) for one in columns)
            ones[name] = Section(name, sides, *drawings.get(name, (0.0, 0.0, 0.0)))
        names = orders(self.flipped, self.beside, self.quiet, ones)
        return cheapest([[ones[name] for name in each] for each in names], _HEIGHT[self.flipped], _MOST_PAGES)

    def _drawings(self) -> dict[str, tuple[float, float, float]]:
        """Least, best and most height of each section's drawings."""
        low, high = (20.0, 44.0) if self.quiet else (34.0, 100.0)  # a trend that has nothing to show gives way to words
        near = (32.0 * self.stacked, 38.0 * self.stacked, 50.0 * self.stacked)
        if self.flipped:
            map_best = min(max(self.change_wide / self.shape + 8, 90.0), 140.0)
            return {
                "trend-changed": (low, min(48.0, high), min(76.0, high)),
                "trend": (low, min(62.0, high), high),
                "maps": (0.75 * map_best, map_best, 150.0),
                "funnel": (46.0, 66.0, 120.0),
                "cells": near,
            }
        fitting, beside = _WIDTH[False] / self.shape + 4, self.change_wide / self.shape + 6
        whole, change = min(max(fitting, 96.0), 138.0), min(max(beside, 82.0), 118.0)
        changed = (0.72 * change, change, max(1.2 * change, min(beside, _TALLEST)))
        return {
            "trend": (low, min(50.0, high), high),
            "density": (0.72 * whole, whole, max(1.2 * whole, min(fitting, _TALLEST))),
            "change": changed,
            "change-moved": changed,
            "funnel": (54.0, 84.0, 132.0),
            "cells": near,
        }

    @property
    def change_points(self) -> Size:
        """About how large the map of change will be."""
        return _points(self.change_wide, 100.0)

    def points(self, pages: list[Page]) -> dict[str, Size]:
        """Width and height in points of every drawing of the pages."""
        wide = _WIDTH[self.flipped]
        widths = {
            "trend": wide,
            "trend-changed": (wide - _GAP) * 0.6,
            "density": wide,
            "change": wide,
            "change-moved": self.change_wide,
            "funnel": wide,
        }
        found: dict[str, Size] = {}
        for name, high in ((name, fit.drawn) for page in pages for name, fit in page.fits.items() if fit.drawn):
            if name == "maps":
                found |= {each: _points(self.change_wide, high) for each in ("density", "change")}
            elif name == "cells":
                side = (wide - 4.0 * (self.columns - 1)) / self.columns
                found["near"] = _points(side * SMALLER, high / self.stacked * SMALLER)
            else:
                found[name.split("-")[0]] = _points(widths[name], high)
        return found


def _points(wide: float, high: float) -> Size:
    return round(wide * POINTS), round(high * POINTS)
