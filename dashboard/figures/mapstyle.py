"""The map's own style: ground, water, borders and labels, with nothing that is fetched from elsewhere.

It has no `glyphs` and no `sprite`: MapLibre then writes the labels with the fonts of the page. Sizes are for a root
font of 16 px; `metadata.scale` repeats them as (zoom, size) stops, and assets/js/hexmap multiplies them on walls.
Colours come from mapcolours.py; `repaint` says what changes with the theme, so that a live map changes without losing
anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.figures.mapcolours import DARK, THEMES, Colours, colours
from dashboard.figures.maplabels import labels
from dashboard.figures.maplayers import Layer, fill, line, scaled

HEX_BELOW = "border-inner"
"""The layer above the hexagons."""

LOCAL = ("selected",)
"""Sources that the browser fills."""


def style(urls: Mapping[str, str], metadata: Mapping[str, Any], theme: str = DARK) -> dict[str, Any]:
    """A complete MapLibre style over the sources `districts`, `base` and `places` (addresses of GeoJSON)."""
    sources: dict[str, Any] = {name: {"type": "geojson", "data": url} for name, url in urls.items()}
    sources["districts"]["promoteId"] = "code"
    sources["places"]["maxzoom"] = 9
    sources["base"]["maxzoom"] = 10
    for name in LOCAL:
        sources[name] = {"type": "geojson", "data": {"type": "FeatureCollection", "features": []}}
    carried = {**metadata, "repaint": repaint(), "theme": theme}
    return {
        "version": 8,
        "sources": sources,
        "layers": layers(colours(theme)),
        "transition": {"duration": 0, "delay": 0},
        "metadata": {"hexmap": carried},
    }


def layers(of: Colours) -> list[Layer]:
    """Every layer of a theme, from the ground up; the hexagons come in before `HEX_BELOW`."""
    return [_sea(of), *_ground(of), *_region(of), *_water(of), *_roads(of), *_values(of), *_borders(of), *labels(of)]


def repaint() -> dict[str, dict[str, dict[str, Any]]]:
    """Theme → layer → the paint that differs between the themes."""
    drawn = {theme: layers(colours(theme)) for theme in THEMES}
    found: dict[str, dict[str, dict[str, Any]]] = {theme: {} for theme in THEMES}
    for versions in zip(*drawn.values(), strict=True):
        names = {name for each in versions for name in each["paint"]}
        differing = [name for name in names if any(v["paint"][name] != versions[0]["paint"][name] for v in versions)]
        if differing:
            for theme, each in zip(drawn, versions, strict=True):
                found[theme][each["id"]] = {name: each["paint"][name] for name in sorted(differing)}
    return found


def _sea(of: Colours) -> Layer:
    return {"id": "sea", "type": "background", "paint": {"background-color": of.sea}}


def _ground(of: Colours) -> list[Layer]:
    return [fill("land", "base", {"fill-color": of.land}, kind="land")]


def _region(of: Colours) -> list[Layer]:
    """The region shines against the land round it."""
    glow = ((5.0, 14.0), (7.0, 26.0), (9.0, 48.0))
    return [
        line("region-glow", "districts", "glow", of.outline, glow, opacity=of.glow, blur=1.6),
        fill("region", "districts", {"fill-color": of.region, "fill-opacity": 1}, kind="district"),
    ]


_RIVERS: Sequence[tuple[str, list[Any], float, tuple[tuple[float, float], ...]]] = (
    ("rivers-3", [">", ["get", "rank"], 10], 6.6, ((6, 0.4), (9, 0.9), (11, 1.4))),
    ("rivers-2", ["all", [">", ["get", "rank"], 6], ["<=", ["get", "rank"], 10]], 5.2, ((5, 0.5), (8, 1.2), (11, 2.2))),
    ("rivers-1", ["<=", ["get", "rank"], 6], 0, ((4, 0.8), (7, 1.9), (11, 4.0))),
)
"""Great rivers are wide and always there, small ones come with the zoom (Natural Earth's scalerank: 1 great, 12 small)."""

_COARSE = ["interpolate", ["linear"], ["zoom"], 10.5, 1, 12.5, 0.35]
"""The shipped rivers and coasts are drawn for 1:10 m: close by they step back, for they are off by some streets."""


def _water(of: Colours) -> list[Layer]:
    shore = line("shores", "base", "water", of.shore, ((5, 0.5), (9, 1.0)), opacity=_COARSE)
    found = [fill("lakes", "base", {"fill-color": of.water}, kind="water"), shore]
    for (name, rank, least, width), colour in zip(_RIVERS, reversed(of.rivers), strict=True):
        river = line(name, "base", "rivers", colour, width, opacity=_COARSE)
        river["filter"] = ["all", river["filter"], rank]
        river["minzoom"] = river["metadata"]["minzoom"] = least
        found.append(river)
    coast = line("coast", "base", "coast", of.coast, ((5, 0.6), (9, 1.2)), opacity=_COARSE)
    return [*found, coast]


_ROADS: Sequence[tuple[str, int, float, tuple[tuple[float, float], ...]]] = (
    ("roads-3", 3, 7.4, ((7, 0.4), (10, 1.0), (13, 2.2))),
    ("roads-2", 2, 6.0, ((6, 0.5), (9, 1.2), (13, 3.0))),
    ("roads-1", 1, 0, ((5, 0.8), (8, 1.6), (13, 4.0))),
)


def _roads(of: Colours) -> list[Layer]:
    """The customer's roads (geo/roads.py): quiet lines under the hexagons, the small ones when one comes closer."""
    found = []
    for (name, rank, least, width), colour in zip(_ROADS, reversed(of.roads), strict=True):
        road = line(name, "base", "roads", colour, width)
        road["filter"] = ["all", road["filter"], ["==", ["get", "rank"], rank]]
        road["minzoom"] = road["metadata"]["minzoom"] = least
        found.append(road)
    return found


def _values(of: Colours) -> list[Layer]:
    """Districts coloured as a whole, hatched where there are too few, veiled where another one is chosen."""
    shown = ["!=", ["feature-state", "colour"], None]
    few = ["boolean", ["feature-state", "few"], False]
    hovered = ["boolean", ["feature-state", "hover"], False]
    veiled = ["boolean", ["feature-state", "veiled"], False]
    value = {
        "fill-color": ["to-color", ["coalesce", ["feature-state", "colour"], of.region]],
        "fill-opacity": ["case", ["all", shown, few], 0.35, shown, 0.9, 0],
    }
    hatch = {"fill-pattern": "few", "fill-opacity": ["case", few, 1, 0]}
    hover = {
        "fill-color": ["case", veiled, of.veil, of.hover],
        "fill-opacity": ["case", ["all", hovered, veiled], of.veil_share - 0.15, veiled, of.veil_share, hovered, 0.12, 0],
    }
    return [
        fill("district-value", "districts", value, kind="district"),
        fill("district-few", "districts", hatch, kind="district"),
        fill("district-hover", "districts", hover, kind="district"),
    ]


def _borders(of: Colours) -> list[Layer]:
    """Borders lie above the hexagons; what is chosen has a line with a dark edge, so that it is seen on any colour."""
    chosen = ["boolean", ["feature-state", "chosen"], False]
    shown = ["case", chosen, 1, 0]
    lines = [
        line(HEX_BELOW, "districts", "inner", of.border, ((5, 0.7), (9, 1.3)), opacity=0.4),
        line("border-outer", "districts", "outer", of.outline, ((5, 1.2), (9, 2.2)), opacity=0.85),
        line("district-casing", "districts", "district", of.casing, ((5, 3.6), (10, 5.6)), opacity=shown),
        line("district-chosen", "districts", "district", of.chosen, ((5, 1.8), (10, 3.0)), opacity=shown),
    ]
    return [
        *lines,
        _cell("cell-casing", of.casing, ((5.0, 4.2), (12.0, 6.0))),
        _cell("cell-chosen", of.chosen, ((5.0, 2.2), (12.0, 3.0))),
    ]


def _cell(name: str, colour: str, width: tuple[tuple[float, float], ...]) -> Layer:
    layer: Layer = {"id": name, "type": "line", "source": "selected", "layout": {"line-join": "round"}}
    return scaled({**layer, "paint": {"line-color": colour}}, "line-width", width)
