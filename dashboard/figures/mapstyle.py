"""The map's own style: ground, water, borders and labels, with nothing that is fetched from elsewhere.

It has no `glyphs` and no `sprite`: MapLibre then writes the labels with the fonts of the page. Sizes are for a root
font of 16 px; `metadata.scale` repeats them as (zoom, size) stops, and assets/js/hexmap multiplies them on walls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Stops = tuple[tuple[float, float], ...]
Layer = dict[str, Any]

SEA = "#050a15"
LAND = "#0a0f1a"
REGION = "#121c36"
WATER = "#0c2846"
RIVER = "#1a3a5c"
BORDER = "#93a8d4"
OUTLINE = "#c4d3f5"
HALO = "#070c17"

HEX_BELOW = "border-inner"
"""The layer above the hexagons."""

CITY_FONT = ["Golos Text Semibold"]
NAME_FONT = ["Golos Text Medium"]


def style(urls: Mapping[str, str], metadata: Mapping[str, Any]) -> dict[str, Any]:
    """A complete MapLibre style over the sources `districts`, `base` and `places` (addresses of GeoJSON)."""
    sources: dict[str, Any] = {name: {"type": "geojson", "data": url} for name, url in urls.items()}
    sources["districts"]["promoteId"] = "code"
    sources["places"]["maxzoom"] = 9
    sources["selected"] = {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}
    layers = [*_ground(), *_borders(), *_labels()]
    return {"version": 8, "sources": sources, "layers": layers, "metadata": {"hexmap": dict(metadata)}}


def _ground() -> list[Layer]:
    return [
        {"id": "sea", "type": "background", "paint": {"background-color": SEA}},
        _fill("land", "base", {"fill-color": LAND}, kind="land"),
        _line(
            "region-glow", "districts", "glow", OUTLINE, ((5, 14), (7, 26), (9, 48)), opacity=0.16, blur=1.6
        ),
        _fill("region", "districts", {"fill-color": REGION}, kind="district"),
        _fill("lakes", "base", {"fill-color": WATER}, kind="water"),
        _line("rivers", "base", "rivers", RIVER, ((5, 0.7), (8, 1.6), (11, 3))),
        _line("coast", "base", "coast", "#24364f", ((5, 0.6), (9, 1.2))),
        _fill("district-value", "districts", _value_paint(), kind="district"),
        _fill("district-hover", "districts", _hover_paint(), kind="district"),
    ]


def _borders() -> list[Layer]:
    """Borders lie above the hexagons; the veil over what is not selected lies between them."""
    chosen = ["boolean", ["feature-state", "chosen"], False]
    selected = _line("district-chosen", "districts", "district", "#ffffff", ((5, 1.8), (10, 3.0)))
    selected["paint"]["line-opacity"] = ["case", chosen, 1, 0]
    cell = {"id": "cell-chosen", "type": "line", "source": "selected", "layout": {"line-join": "round"}}
    return [
        _line(HEX_BELOW, "districts", "inner", BORDER, ((5, 0.7), (9, 1.3)), opacity=0.38),
        _line("border-outer", "districts", "outer", OUTLINE, ((5, 1.2), (9, 2.2)), opacity=0.85),
        selected,
        _scaled({**cell, "paint": {"line-color": "#ffffff"}}, "line-width", ((5, 2.2), (12, 3.0))),
    ]


def _labels() -> list[Layer]:
    return [
        _text("label-village", "town", (4,), 9.6, NAME_FONT, "#93a3c2", ((9, 10), (12, 13))),
        _text("label-town", "town", (3,), 7.4, NAME_FONT, "#b5c2de", ((7, 10.5), (11, 14))),
        _text(
            "label-district",
            "district",
            (1, 2, 3, 4),
            5.5,
            NAME_FONT,
            "#b3c1df",
            ((5.5, 9.5), (7, 11.5), (11, 15)),
        ),
        _below(
            _text("label-city", "town", (1, 2), 3, CITY_FONT, "#ffffff", ((5, 11.5), (7, 14.5), (11, 20)))
        ),
    ]


def _fill(name: str, source: str, paint: Mapping[str, Any], *, kind: str) -> Layer:
    return {
        "id": name,
        "type": "fill",
        "source": source,
        "filter": ["==", ["get", "kind"], kind],
        "paint": dict(paint),
    }


def _line(
    name: str, source: str, kind: str, colour: str, width: Stops, *, opacity: float = 1.0, blur: float = 0.0
) -> Layer:
    """A line layer over the features of a kind; `blur` is a share of the width."""
    layer: Layer = {"id": name, "type": "line", "source": source, "filter": ["==", ["get", "kind"], kind]}
    layer["layout"] = {"line-join": "round", "line-cap": "round"}
    layer["paint"] = {"line-color": colour, "line-opacity": opacity}
    if blur:
        _scaled(layer, "line-blur", tuple((zoom, size * blur / 2) for zoom, size in width))
    return _scaled(layer, "line-width", width)


def _text(
    name: str, kind: str, ranks: Sequence[int], minzoom: float, font: list[str], colour: str, size: Stops
) -> Layer:
    """A label layer; names of lower order win where two collide."""
    layer: Layer = {"id": name, "type": "symbol", "source": "places", "minzoom": minzoom}
    layer["filter"] = [
        "all",
        ["==", ["get", "kind"], kind],
        ["in", ["get", "rank"], ["literal", list(ranks)]],
    ]
    layer["layout"] = {
        "text-field": ["get", "name"],
        "text-font": font,
        "symbol-sort-key": ["get", "order"],
        "text-padding": 5,
        "text-max-width": 10,
        "visibility": "none",
    }
    layer["paint"] = {"text-color": colour, "text-halo-color": HALO, "text-halo-blur": 0.4}
    layer["metadata"] = {"label": True, "minzoom": minzoom}
    _scaled(layer, "text-halo-width", ((5, 1.5),))
    return _scaled(layer, "text-size", size)


def _below(layer: Layer) -> Layer:
    """A label under its point: what is hot is the middle of the town, and must stay in sight."""
    layer["layout"] |= {"text-anchor": "top", "text-offset": [0, 0.55]}
    return layer


def _scaled(layer: Layer, name: str, stops: Stops) -> Layer:
    """Give a layer a size that follows the zoom and, in the browser, the size of the root font."""
    group = "layout" if name == "text-size" else "paint"
    layer.setdefault(group, {})[name] = [
        "interpolate",
        ["linear"],
        ["zoom"],
        *(part for stop in stops for part in stop),
    ]
    layer.setdefault("metadata", {}).setdefault("scale", {})[name] = [list(stop) for stop in stops]
    return layer


def _value_paint() -> dict[str, Any]:
    """Districts coloured as a whole, for metrics that cells do not have."""
    shown = ["!=", ["feature-state", "colour"], None]
    return {
        "fill-color": ["to-color", ["coalesce", ["feature-state", "colour"], REGION]],
        "fill-opacity": ["case", shown, 0.9, 0],
    }


def _hover_paint() -> dict[str, Any]:
    hovered = ["boolean", ["feature-state", "hover"], False]
    veiled = ["boolean", ["feature-state", "veiled"], False]
    return {
        "fill-color": ["case", veiled, SEA, "#9db7ff"],
        "fill-opacity": ["case", hovered, 0.10, veiled, 0.45, 0],
    }
