"""The routes that feed the map: borders, base map, labels, packed hexagons and the values of a selection."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import replace
from typing import Literal

from fastapi import APIRouter, Request, Response

from dashboard.figures.mapconfig import config, urls, version
from dashboard.figures.mapfigure import fallback_trace, figure
from dashboard.mapasks import MapQuestions, info_of
from dashboard.mapsets import MapSets
from dashboard.mapvalues import DEFAULT_RES, MapValues
from dashboard.params import single
from dashboard.texts import texts
from data.filters import Filters

FOREVER = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"
SET_MAX_CELLS = 150_000
"""Most hexagons a browser is given at once (26 bytes each); above it the next coarser resolution is shown."""

Kind = Literal["districts", "base", "places"]


def router(questions: MapQuestions, set_max_cells: int = SET_MAX_CELLS) -> APIRouter:
    """Routes under `/map`; a fault of the filters leaves as BadFilter for the server's table of faults."""
    routes = APIRouter(prefix="/map", include_in_schema=False)
    sets = MapSets(questions)
    values = MapValues(questions, sets, set_max_cells)

    @routes.get("/{kind}/{name}.geojson")
    async def drawing(kind: Kind, name: str, request: Request) -> Response:
        code, _, asked = name.rpartition("-")
        info = info_of(questions, code)
        if info is None:
            return _missing()
        text = await asyncio.to_thread(sets.drawing, info, kind)
        kept = FOREVER if asked == version(info) else NOT_KEPT
        return _packed(text, request, "application/geo+json", kept)

    @routes.get("/cells/{region}/{res}/{name}.bin")
    async def cells(region: str, res: int, name: str, request: Request) -> Response:
        found = sets.named(region, res, name)
        if found is None:
            return _missing()
        return _packed(found.packed, request, "application/octet-stream", FOREVER)

    @routes.get("/values.bin")
    async def cell_values(request: Request) -> Response:
        filters = _filters(questions, request)
        body = await asyncio.to_thread(values.answer, filters, filters.lang or "ru")
        packed = await asyncio.to_thread(gzip.compress, body, 1)
        return _packed(packed, request, "application/octet-stream", NOT_KEPT)

    @routes.get("/start.json")
    async def start(request: Request) -> Response:
        """Configuration and addresses, so that a page may load the map's data before its parts are there."""
        filters = _filters(questions, request)
        info = await asyncio.to_thread(info_of, questions, filters.region, filters.lang)
        if info is None:
            return _missing()
        words = texts(filters.lang or "ru")
        return _json({**config(info, words), "urls": urls(info)})

    @routes.get("/figure.json")
    async def whole_figure(request: Request) -> Response:
        """The figure of another region, for a map that is already on the screen."""
        filters = _filters(questions, request)
        info = await asyncio.to_thread(info_of, questions, filters.region, filters.lang)
        return _missing() if info is None else _json(figure(info, texts(filters.lang or "ru")))

    @routes.get("/plain.json")
    async def plain(request: Request) -> Response:
        """The selection as one choropleth trace, for browsers that cannot draw the hexagon layer."""
        filters = _filters(questions, request)
        coarse = replace(filters, res=min(filters.res or DEFAULT_RES, 7))
        heat = await asyncio.to_thread(questions.heat, coarse)
        return _json(await asyncio.to_thread(fallback_trace, heat))

    return routes


def _filters(questions: MapQuestions, request: Request) -> Filters:
    return questions.parse(single(request.query_params.multi_items()))


def _packed(body: bytes, request: Request, media_type: str, cache: str) -> Response:
    """A body that is kept compressed, unpacked only for a client that does not take gzip."""
    headers = {"Cache-Control": cache, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return Response(body, media_type=media_type, headers=headers)
    return Response(gzip.decompress(body), media_type=media_type, headers=headers)


def _json(answer: object) -> Response:
    text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"), default=float)
    return Response(text, media_type="application/json", headers={"Cache-Control": NOT_KEPT})


def _missing() -> Response:
    return Response(status_code=404, headers={"Cache-Control": NOT_KEPT})
