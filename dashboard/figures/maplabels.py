"""The names on the map: cities first, towns and villages as the reader comes closer, districts giving way to cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures.mapcolours import Colours
from dashboard.figures.maplayers import Layer, Stops, scaled

BOLD = ("Golos Text Semibold",)
PLAIN = ("Golos Text Medium",)

OUTSIDE = 6
"""Rank of a city outside the region."""


@dataclass(frozen=True, slots=True)
class Name:
    """A kind of names: which ranks, from which zoom on (of a region like Rostov), how large."""

    layer: str
    kind: str
    ranks: Sequence[int]
    minzoom: float
    font: tuple[str, ...]
    size: Stops


_SETTLEMENTS = (
    Name("label-hamlet", "town", (5,), 10.9, PLAIN, ((10, 9.5), (13, 12))),
    Name("label-village", "town", (4,), 9.3, PLAIN, ((9, 10), (12, 13))),
    Name("label-abroad", "town", (OUTSIDE,), 4, PLAIN, ((5, 10.5), (8, 13))),
)
_TOWN = Name("label-town", "town", (3,), 7.3, PLAIN, ((7, 10.5), (11, 14.5)))
_DISTRICT = Name("label-district", "district", (1, 2, 3, 4), 5.5, PLAIN, ((5.5, 9.5), (7, 11.5), (11, 15)))
_CITIES = (
    Name("label-city", "town", (2,), 4.6, BOLD, ((5, 10.5), (7, 13), (11, 18))),
    Name("label-capital", "town", (1,), 3, BOLD, ((5, 12.5), (7, 16), (11, 22))),
)
_DOTS = ("town-dots", (3, 4, 5), 8.2, ((8.0, 1.3), (12.0, 2.2)))


def labels(of: Colours) -> list[Layer]:
    """Layers of names; the later ones are placed first and push the others away."""
    colour = dict(zip(_SETTLEMENTS, (of.village, of.village, of.abroad), strict=True))
    return [
        _dots(of),
        *(_beside(_text(name, colour[name], of)) for name in _SETTLEMENTS),
        _beside(_text(_TOWN, of.town, of)),
        _text(_DISTRICT, of.district, of),
        *(_beside(_text(name, of.city, of)) for name in _CITIES),
    ]


def _text(name: Name, colour: str, of: Colours) -> Layer:
    """A label layer; names of lower order win where two collide."""
    layer: Layer = {"id": name.layer, "type": "symbol", "source": "places", "minzoom": name.minzoom}
    layer["filter"] = _of(name.kind, name.ranks)
    layer["layout"] = {
        "text-field": ["get", "name"],
        "text-font": list(name.font),
        "symbol-sort-key": ["get", "order"],
        "text-padding": 5,
        "text-max-width": 10,
        "visibility": "none",
    }
    layer["paint"] = {"text-color": colour, "text-halo-color": of.halo, "text-halo-blur": 0.4}
    layer["metadata"] = {"label": True, "minzoom": name.minzoom}
    scaled(layer, "text-halo-width", ((5, 1.5),))
    return scaled(layer, "text-size", name.size)


def _beside(layer: Layer) -> Layer:
    """A label under its point, or where there is room beside it: what is hot is the middle of the town."""
    places = ["top", "bottom", "left", "right"]
    layer["layout"] |= {"text-variable-anchor": places, "text-radial-offset": 0.55, "text-justify": "auto"}
    return layer


def _dots(of: Colours) -> Layer:
    name, ranks, least, radius = _DOTS
    paint: dict[str, Any] = {"circle-color": of.dot, "circle-opacity": 0.75}
    layer: Layer = {"id": name, "type": "circle", "source": "places", "minzoom": least}
    layer |= {"filter": _of("town", ranks), "paint": paint, "metadata": {"minzoom": least}}
    return scaled(layer, "circle-radius", radius)


def _of(kind: str, ranks: Sequence[int]) -> list[Any]:
    return ["all", ["==", ["get", "kind"], kind], ["in", ["get", "rank"], ["literal", list(ranks)]]]
