"""What the browser must know of a region before it draws the map: addresses, bounds, districts, words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from hashlib import blake2s
from typing import Any

from dashboard.figures.mapcolours import THEMES, colours
from dashboard.figures.mapstyle import HEX_BELOW
from dashboard.texts import Texts
from data.answers import RegionInfo

Bounds = tuple[float, float, float, float]

ALL = "all"
STYLE_ZOOM = 5.7
"""Zoom at which a region of the size the style was made for (Rostov) fills the card; others shift its zooms."""


def version(info: RegionInfo) -> str:
    """A short hash of the borders: part of the addresses of everything drawn from them, which may be kept for ever."""
    text = "|".join(f"{each.code};{each.name};{each.short_name};{each.bounds}" for each in info.districts)
    return blake2s(f"5|{info.code}|{info.bounds}|{text}".encode(), digest_size=6).hexdigest()


def joined(infos: Sequence[RegionInfo], name: str) -> RegionInfo:
    """All installed regions as one, for `region=all`; it crosses 180° when one of them does."""
    crossing = any(info.bounds[0] > info.bounds[2] for info in infos)
    boxes = [_unrolled(info.bounds, crossing) for info in infos]
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    bounds = (west, min(b[1] for b in boxes), east - 360 if east > 180 else east, max(b[3] for b in boxes))
    districts = tuple(district for info in infos for district in info.districts)
    synthetic, live = any(i.synthetic for i in infos), any(i.live for i in infos)
    return RegionInfo(ALL, name, infos[0].tz, False, synthetic, live, _people(infos), bounds, districts)


def urls(info: RegionInfo) -> dict[str, str]:
    """Addresses of the region's GeoJSON by source of the style."""
    name = f"{info.code}-{version(info)}"
    return {kind: f"/map/{kind}/{name}.geojson" for kind in ("districts", "base", "places")}


def config(info: RegionInfo, words: Texts) -> dict[str, Any]:
    """Configuration of the hexagon layer, carried in the style's metadata so that both always change together."""
    districts = [[each.code, each.name, list(each.bounds)] for each in info.districts]
    return {
        "before": HEX_BELOW,
        "region": info.code,
        "version": version(info),
        "shift": round(start_zoom(info.bounds) - STYLE_ZOOM, 2),
        "bounds": list(info.bounds),
        "districts": districts,
        "lang": words.lang,
        "texts": client_texts(words),
        "few": {theme: colours(theme).few for theme in THEMES},
    }


def client_texts(words: Texts) -> dict[str, Any]:
    """The catalogue's entries under `hexmap` that the browser writes by itself; plural forms stay mappings."""
    prefix = "hexmap."
    return {key.removeprefix(prefix): entry for key, entry in words.entries.items() if key.startswith(prefix)}


def start_zoom(bounds: Bounds, width: float = 900.0, height: float = 560.0) -> float:
    """Zoom at which a box fills a card of a usual size (512 px a world); the browser then fits it exactly."""
    west, south, east, north = bounds
    across = ((east - west) % 360 or 360) / 360
    tall = (_northing(north) - _northing(south)) / (2 * math.pi)
    return math.log2(min(width / max(across, 1e-6), height / max(tall, 1e-6)) / 512) - 0.2


def _northing(lat: float) -> float:
    return math.asinh(math.tan(math.radians(min(max(lat, -85.0), 85.0))))


def _unrolled(bounds: Bounds, crossing: bool) -> Bounds:
    west, south, east, north = bounds
    if crossing:
        west, east = west % 360, east % 360
    return west, south, east, north


def _people(infos: Iterable[RegionInfo]) -> int | None:
    known = [info.population for info in infos if info.population is not None]
    return sum(known) if known else None
