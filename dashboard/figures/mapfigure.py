"""The plotly figure that carries the map."""

from __future__ import annotations

from typing import Any

from dashboard.figures.mapcolours import DARK, colours
from dashboard.figures.mapconfig import ALL, config, start_zoom, urls
from dashboard.figures.maplayers import scaled
from dashboard.figures.mapown import Tiles
from dashboard.figures.mapstyle import style
from dashboard.texts import Texts
from data.answers import RegionInfo

GRAPH_CONFIG: Any = {"displayModeBar": False, "scrollZoom": True, "doubleClick": False}
THIN = ((5, 0.6), (8, 1.6))


def figure(info: RegionInfo, words: Texts, theme: str = DARK, tiles: Tiles | None = None) -> dict[str, Any]:
    """The map of a region, to be filled by assets/js/hexmap: one invisible point keeps plotly's map alive."""
    west, south, east, north = info.bounds
    centre = {"lon": middle(west, east), "lat": (south + north) / 2}
    anchor: dict[str, Any] = {
        "type": "scattermap",
        "lon": [centre["lon"]],
        "lat": [centre["lat"]],
        "mode": "markers",
    }
    anchor |= {"marker": {"size": 1, "opacity": 0}, "hoverinfo": "skip", "showlegend": False}
    layout = {
        "map": {
            "style": _fitting(style(urls(info), config(info, words) | ({"own": tiles.own()} if tiles else {}), theme), info),
            "center": centre,
            "zoom": start_zoom(info.bounds),
        },
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "uirevision": info.code,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
    }
    return {"data": [anchor], "layout": layout}


def _fitting(drawn: dict[str, Any], info: RegionInfo) -> dict[str, Any]:
    """Of several regions the border is thin, or small ones would drown in it; and the ground is neither land nor sea, since
    only coasts are drawn."""
    if info.code != ALL:
        return drawn
    for layer in drawn["layers"]:
        if layer["id"] == "border-outer":
            scaled(layer, "line-width", THIN)
        if layer["id"] == "sea":
            layer["paint"] = {"background-color": colours(drawn["metadata"]["hexmap"]["theme"]).land}
    for theme, repaint in drawn["metadata"]["hexmap"]["repaint"].items():
        repaint["sea"] = {"background-color": colours(theme).land}
    return drawn


def middle(west: float, east: float) -> float:
    """The longitude half way eastwards from `west` to `east`, within ±180."""
    half = west + ((east - west) % 360) / 2
    return (half + 180) % 360 - 180
