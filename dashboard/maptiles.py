"""The customer's own tiles by setting: what they are, the route that serves a file's, and the host a page may ask."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from dashboard.figures.mapown import OPENMAPTILES, PROTOMAPS, RASTER, Tiles
from dashboard.kept import takes_gzip
from data.settings import Settings, tiles_are_remote
from geo.pmtiles import MEDIA, Archive

ADDRESS = "/map/tiles/{z}/{x}/{y}"
_A_WEEK = "public, max-age=604800"


def tiles(settings: Settings) -> Tiles | None:
    """The tiles of the settings, None without any."""
    given = settings.map_tiles
    if not given:
        return None
    if tiles_are_remote(given):
        return Tiles(given, RASTER if settings.map_tiles_kind == "auto" else settings.map_tiles_kind)
    archive = opened(Path(given))
    kind = settings.map_tiles_kind if settings.map_tiles_kind != "auto" else kind_of(archive)
    return Tiles(ADDRESS, kind, archive.header.minzoom, archive.header.maxzoom)


def origin(settings: Settings) -> str:
    """The one other host that pages may ask for tiles; empty where there is none."""
    if not tiles_are_remote(settings.map_tiles):
        return ""
    parts = urlsplit(settings.map_tiles)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(4)
def opened(path: Path) -> Archive:
    """The archive at a path, opened once."""
    return Archive(path)


def kind_of(archive: Archive) -> str:
    """Raster, or the schema that the names of its vector layers tell of."""
    if archive.header.kind != "mvt":
        return RASTER
    names = {layer.get("id") for layer in archive.metadata().get("vector_layers", [])}
    return PROTOMAPS if "roads" in names and "transportation" not in names else OPENMAPTILES


def endpoint(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `GET /map/tiles/{z}/{x}/{y}`: a tile of the file of the settings; 204 where it has none."""

    async def handle(request: Request) -> Response:
        if not settings.map_tiles or tiles_are_remote(settings.map_tiles):
            return Response(status_code=404)
        archive = opened(Path(settings.map_tiles))
        at = [int(request.path_params[name]) for name in ("z", "x", "y")]
        body = await asyncio.to_thread(archive.tile, *at)
        if body is None:
            return Response(status_code=204, headers={"Cache-Control": _A_WEEK})
        headers = {"Cache-Control": _A_WEEK, "Vary": "Accept-Encoding"}
        if archive.packed and takes_gzip(request):
            headers["Content-Encoding"] = "gzip"
        elif archive.packed:
            body = gzip.decompress(body)
        return Response(body, media_type=MEDIA[archive.header.kind], headers=headers)

    return handle
