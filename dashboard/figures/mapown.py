"""The customer's own ground: tiles of a file or of a server in his network, in place of the shipped ground.

Raster tiles are toned down so that cells stay the loudest thing; vector tiles of the OpenMapTiles and the Protomaps
schema get a small neutral look of ours. The browser adds these layers to the style (assets/js/hexmap/75-own.js).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.figures.mapcolours import DARK, LIGHT, THEMES, Colours, colours
from dashboard.figures.maplayers import Layer

RASTER, OPENMAPTILES, PROTOMAPS = "raster", "openmaptiles", "protomaps"
SOURCE = "own-tiles"
BELOW = "region-glow"
"""The layer above the tiles."""

HIDDEN = ("land", "lakes", "shores", "rivers-1", "rivers-2", "rivers-3", "coast")
"""Of the shipped ground, what tiles replace."""

_TONES: Mapping[str, dict[str, float]] = {
    DARK: {"raster-saturation": -0.75, "raster-brightness-max": 0.42, "raster-contrast": 0.1},
    LIGHT: {"raster-saturation": -0.55, "raster-brightness-max": 1.0, "raster-contrast": -0.15},
}
_SCHEMAS: Mapping[str, dict[str, tuple[str, list[Any] | None]]] = {
    OPENMAPTILES: {
        "water": ("water", None),
        "rivers": ("waterway", None),
        "streets": ("transportation", ["in", ["get", "class"], ["literal", ["minor", "service", "tertiary", "secondary"]]]),
        "rail": ("transportation", ["==", ["get", "class"], "rail"]),
        "roads": ("transportation", ["in", ["get", "class"], ["literal", ["primary", "trunk", "motorway"]]]),
    },
    PROTOMAPS: {
        "water": ("water", ["==", ["geometry-type"], "Polygon"]),
        "rivers": ("water", ["==", ["geometry-type"], "LineString"]),
        "streets": ("roads", ["in", ["get", "kind"], ["literal", ["minor_road", "medium_road"]]]),
        "rail": ("roads", ["==", ["get", "kind"], "rail"]),
        "roads": ("roads", ["in", ["get", "kind"], ["literal", ["major_road", "highway"]]]),
    },
}


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where tiles are (an address with {z}, {x} and {y}), what they are, and for which zooms there are any."""

    address: str
    kind: str
    minzoom: int = 0
    maxzoom: int = 19

    def own(self) -> dict[str, Any]:
        """What the browser adds to the style: the source, its layers, what of ours they hide, paint by theme."""
        source: dict[str, Any] = {"type": "raster" if self.kind == RASTER else "vector", "tiles": [self.address]}
        source |= {"minzoom": self.minzoom, "maxzoom": self.maxzoom}
        if self.kind == RASTER:
            source["tileSize"] = 256
        by_theme = {theme: layers(self.kind, theme) for theme in THEMES}
        paint = {theme: {each["id"]: each["paint"] for each in drawn} for theme, drawn in by_theme.items()}
        for theme in THEMES:
            paint[theme]["region"] = {"fill-opacity": 0.35, "fill-color": colours(theme).region}
        return {"sources": {SOURCE: source}, "layers": by_theme[DARK], "before": BELOW, "hides": HIDDEN, "paint": paint}


def layers(kind: str, theme: str) -> list[Layer]:
    """The layers of a kind of tiles, from the ground up."""
    if kind == RASTER:
        paint = {**_TONES[theme], "raster-fade-duration": 0}
        return [{"id": "own-raster", "type": "raster", "source": SOURCE, "paint": paint}]
    of = colours(theme)
    return [_vector(name, *_SCHEMAS[kind][name], paint) for name, paint in _paints(of).items()]


def _paints(of: Colours) -> dict[str, dict[str, Any]]:
    return {
        "water": {"fill-color": of.water},
        "rivers": {"line-color": of.rivers[0], "line-width": _grows(0.4, 2.5)},
        "streets": {"line-color": of.roads[2], "line-width": _grows(0.2, 3.0)},
        "rail": {"line-color": of.rail, "line-width": _grows(0.4, 1.6), "line-dasharray": [4, 2]},
        "roads": {"line-color": of.roads[1], "line-width": _grows(0.5, 5.0)},
    }


def _vector(name: str, layer: str, chosen: list[Any] | None, paint: dict[str, Any]) -> Layer:
    drawn: Layer = {"id": f"own-{name}", "type": "fill" if "fill-color" in paint else "line", "source": SOURCE}
    drawn |= {"source-layer": layer, "paint": paint}
    return drawn if chosen is None else drawn | {"filter": chosen}


def _grows(small: float, large: float) -> list[Any]:
    return ["interpolate", ["exponential", 1.5], ["zoom"], 6, small, 15, large]
