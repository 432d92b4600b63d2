"""The maps of print as SVG: density, numbered places, what changed, and the surroundings of single cells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from dashboard.figures.change import Change as Difference
from dashboard.figures.change import from_previous, from_usual
from dashboard.figures.maparound import Around
from dashboard.figures.mapmoved import Moved
from dashboard.figures.mapnumbered import Numbered
from dashboard.figures.mapshade import shades
from dashboard.figures.mapsvg import Look, svg
from dashboard.figures.ramps import ramp
from dashboard.mapasks import around
from dashboard.mapcells import Bounds
from dashboard.mapchange import against
from dashboard.mappicture import Pictures, Wanted, shown
from dashboard.parts.common import change_text
from dashboard.texts import texts
from data.answers import Heat, Row
from data.filters import Filters
from data.map_answers import Change
from geo import cells as h3cells

NEAR_KM = 4.5
"""Half the height of the surroundings of a cell."""
_KM_PER_DEGREE = 111.2
_CLIPPED = 0.05
_CHANGED_RES = 7
"""The finest cells that changes are shown by: within finer ones hardly anything differs by more than chance."""


class Changed(NamedTuple):
    """A change of cells, what it was compared with in words, and the districts beyond chance by code."""

    change: Change
    against: str
    districts: Mapping[str, Difference]

    @property
    def compared(self) -> bool:
        """Whether there was anything to compare with."""
        return bool((~np.isnan(self.change.before)).any())


@dataclass(frozen=True, slots=True)
class Maps:
    """Draws maps so many points wide and high; called by itself it draws the density."""

    pictures: Pictures

    def __call__(self, filters: Filters, width: int, height: int) -> str:
        return self.pictures.svg(Wanted(replace(filters, vs=None), Look(width, height, "light")))

    def numbered(self, filters: Filters, size: tuple[int, int], cells: Sequence[str]) -> str:
        """The density, with these cells numbered in their order."""
        wanted = Wanted(replace(filters, vs=None), Look(*size, "light"))
        res = filters.res or self.pictures.res(wanted)
        heat = self.pictures.questions.heat(replace(wanted.filters, res=res))
        content = self.pictures.content(wanted, heat)
        own = Numbered(content.key, heat, tuple(h3cells.from_text(cell) for cell in cells))
        return svg(replace(content, own=own), wanted.look)

    def shape(self, filters: Filters) -> float:
        """Width by height of what is shown."""
        west, south, east, north = shown(filters, self.pictures.info(filters))
        wide = (east - west) % 360 * math.cos(math.radians((south + north) / 2))
        return wide / max(north - south, 1e-6)

    def changed(self, filters: Filters, base: str, size: tuple[int, int]) -> Changed:
        """Cells and districts against the window before or what is usual, as fine as a map of this size can show."""
        wanted = Wanted(replace(filters, vs=None), Look(*size, "light"))
        res = filters.res or min(self.pictures.res(wanted), _CHANGED_RES)
        found = self._large(self.pictures.questions.change(replace(wanted.filters, res=res), base), wanted.filters)
        rows = self.pictures.questions.districts(around(wanted.filters)).rows
        beyond = {code: one for code, one in _beyond(rows, found) if code in filters.district or not filters.district}
        return Changed(found, against(found, texts(filters.lang or "ru")), beyond)

    def _large(self, found: Change, filters: Filters) -> Change:
        """Without the cells whose numbers may not leave: those that the density keeps back too."""
        counts = replace(filters, metric="count", unit="appeals", res=found.res)
        kept = np.isin(found.cells, self.pictures.questions.heat(counts).cells) | ~(found.now > 0)
        parts = {name: getattr(found, name)[kept] for name in ("cells", "now", "before", "beyond")}
        return replace(found, **parts)

    def change(self, filters: Filters, found: Changed, size: tuple[int, int]) -> str:
        """The map of a change; what may be chance is grey, and so is a district that is chosen alone."""
        wanted, words = Wanted(replace(filters, vs=None), Look(*size, "light")), texts(filters.lang or "ru")
        shown = found.districts if len(filters.district) != 1 else {}
        labels = {code: change_text(words, one) for code, one in shown.items()}
        own = Moved(found.change, {code: _sign(one) for code, one in shown.items()}, labels)
        content = self.pictures.content(wanted, _empty(found.change))
        return svg(replace(content, own=own), wanted.look)

    def near(self, filters: Filters, cells: Sequence[str], res: int, size: tuple[int, int]) -> list[str]:
        """A small map round each of these cells."""
        wanted = Wanted(replace(filters, vs=None, res=res), Look(*size, "light"))
        heat = self.pictures.questions.heat(wanted.filters)
        content = self.pictures.content(wanted, heat)
        content = replace(content, key=replace(content.key, credit=""), chosen=(), districts={})
        whole = self.pictures.info(filters).bounds
        drawings, turned = [], whole[0] > whole[2]
        for cell in cells:
            bounds = _surroundings(cell, size)
            ground = content.ground
            if not turned:
                ground = ground.near(bounds, _CLIPPED)
            drawn = replace(content, ground=ground, bounds=bounds, own=Around(h3cells.from_text(cell)))
            drawings.append(svg(drawn, wanted.look))
        return drawings

    def scale(self, filters: Filters, res: int) -> list[tuple[str, str]]:
        """Colours of the cells of a resolution, each with what it stands for in words."""
        wanted = Wanted(replace(filters, vs=None, res=res), Look(theme="light"))
        heat = self.pictures.questions.heat(wanted.filters)
        colours = shades(heat.breaks, ramp(heat.metric, wanted.look.theme), np.array(heat.breaks))
        return list(zip(colours, self.pictures.content(wanted, heat).key.limits, strict=True))


def _surroundings(cell: str, size: tuple[int, int]) -> Bounds:
    lon, lat = h3cells.centres(np.array([h3cells.from_text(cell)], np.uint64))[0].tolist()
    up = NEAR_KM / _KM_PER_DEGREE
    side = up * size[0] / size[1] / math.cos(math.radians(lat))
    return lon - side, lat - up, lon + side, lat + up


def _beyond(rows: Sequence[Row], found: Change) -> Iterator[tuple[str, Difference]]:
    """Districts whose figure changed by more than chance."""
    compare = from_usual if found.base == "usual" else from_previous
    for row in rows:
        difference = compare(row, found.metric)
        if row.code is not None and difference is not None and difference.direction != "flat":
            yield row.code, difference


def _sign(one: Difference) -> int:
    return 1 if one.difference > 0 else -1


def _empty(found: Change) -> Heat:
    """No density at all, of the answer's measure."""
    none = np.zeros(0, np.uint64)
    metric = "count" if found.metric in ("excess", "per1000") else found.metric
    return Heat(found.version, found.asof, found.res, metric, found.unit, (0.0, 1.0), none, np.zeros(0))

