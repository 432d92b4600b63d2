"""The maps of print as SVG: density, what changed, and the surroundings of single cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.figures.mapsvg import Look
from dashboard.mappicture import Pictures, Wanted
from data.filters import Filters


@dataclass(frozen=True, slots=True)
class Maps:
    """Draws maps so many points wide and high; called by itself it draws the density."""

    pictures: Pictures

    def __call__(self, filters: Filters, width: int, height: int) -> str:
        return self.pictures.svg(Wanted(replace(filters, vs=None), Look(width, height, "light")))
