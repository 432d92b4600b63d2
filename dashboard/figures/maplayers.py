"""Small makers of MapLibre layers: fills, lines, names; sizes follow the zoom and, in the browser, the root font."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Stops = tuple[tuple[float, float], ...]
Layer = dict[str, Any]


def fill(name: str, source: str, paint: Mapping[str, Any], *, kind: str) -> Layer:
    """A fill layer over the features of a kind."""
    own = {"filter": ["==", ["get", "kind"], kind], "paint": dict(paint)}
    return {"id": name, "type": "fill", "source": source, **own}


def line(
    name: str, source: str, kind: str, colour: str, width: Stops, *, opacity: Any = 1.0, blur: float = 0.0
) -> Layer:
    """A line layer over the features of a kind; `blur` is a share of the width."""
    layer: Layer = {"id": name, "type": "line", "source": source, "filter": ["==", ["get", "kind"], kind]}
    layer["layout"] = {"line-join": "round", "line-cap": "round"}
    layer["paint"] = {"line-color": colour, "line-opacity": opacity}
    if blur:
        scaled(layer, "line-blur", tuple((zoom, size * blur / 2) for zoom, size in width))
    return scaled(layer, "line-width", width)


def scaled(layer: Layer, name: str, stops: Stops) -> Layer:
    """Give a layer a size that follows the zoom and, in the browser, the size of the root font."""
    group = "layout" if name == "text-size" else "paint"
    expression = ["interpolate", ["linear"], ["zoom"], *(part for stop in stops for part in stop)]
    layer.setdefault(group, {})[name] = expression
    layer.setdefault("metadata", {}).setdefault("scale", {})[name] = [list(stop) for stop in stops]
    return layer
