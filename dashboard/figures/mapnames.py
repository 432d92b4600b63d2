"""Places the names of a drawn map: the most important first, each where nothing else is written, else not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dashboard.figures.mapcolours import Colours
from dashboard.figures.mapframe import Box, Frame
from dashboard.figures.mapground import Place
from dashboard.figures.maplabels import OUTSIDE
from dashboard.figures.svgtag import text

LETTER = 0.56
"""Mean width of a letter of Golos Text, in its size."""

_SIZES = {("town", 1): 15.0, ("town", 2): 12.5, ("town", 3): 10.5, ("town", OUTSIDE): 10.5}
_DISTRICT = 10.0
_LARGE_PX = 55.0
"""Mean width of a district from which on districts are named: below it their names would be a carpet."""


@dataclass(frozen=True, slots=True)
class Written:
    """A name that found its place: the middle of its base line."""

    place: Place
    x: float
    y: float
    size: float


def placed(places: Iterable[Place], frame: Frame, taken: list[Box], districts_px: float) -> list[Written]:
    """The names that fit; `taken` are boxes that must stay free, `districts_px` how wide a district is."""
    shown = [(each, _size(each, districts_px) * frame.unit) for each in places]
    order = sorted((pair for pair in shown if pair[1]), key=lambda pair: (_turn(pair[0]), pair[0].order))
    boxes, found = list(taken), []
    for place, size in order:
        x, y = frame.place(np.array([[place.lon, place.lat]]))[0].tolist()
        wide, off = len(place.name) * LETTER * size, size * 0.55
        level = y + size * 0.35
        round_it = [(x, y + off + size * 0.8), (x, y - off), (x - wide / 2 - off, level), (x + wide / 2 + off, level)]
        for at in [(x, level)] if place.kind == "district" else round_it:
            box = (at[0] - wide / 2 - 3, at[1] - size, at[0] + wide / 2 + 3, at[1] + size * 0.35)
            if _inside(box, frame) and not any(_meet(box, other) for other in boxes):
                boxes.append(box)
                found.append(Written(place, *at, size))
                break
    return found


def written(names: Iterable[Written], of: Colours) -> str:
    """SVG of the names; every one has an edge in the colour of the ground."""
    texts = []
    for name in names:
        place = name.place
        colour = of.district if place.kind == "district" else of.abroad if place.rank == OUTSIDE else of.city
        look = {"font_size": name.size, "font_weight": 600 if place.kind == "town" and place.rank <= 2 else 500, "fill": colour}
        edge = {"stroke": of.halo, "stroke_width": name.size * 0.22, "stroke_linejoin": "round", "paint_order": "stroke"}
        texts.append(text(place.name, x=name.x, y=name.y, **look, **edge, text_anchor="middle"))
    return "".join(texts)


def _turn(place: Place) -> int:
    """Cities before districts, districts before towns and what lies outside."""
    return 0 if place.kind == "town" and place.rank <= 2 else 1 if place.kind == "district" else 2


def _size(place: Place, districts_px: float) -> float:
    if place.kind == "district":
        return _DISTRICT if districts_px > _LARGE_PX else 0.0
    return _SIZES.get((place.kind, place.rank), 0.0)


def _inside(box: Box, frame: Frame) -> bool:
    return box[0] > 2 and box[1] > 2 and box[2] < frame.width - 2 and box[3] < frame.height - 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
