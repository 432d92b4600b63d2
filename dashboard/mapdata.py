"""The routes that feed the map: borders, base map, labels, packed hexagons and the values of a selection."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from fastapi import APIRouter, Request, Response

from dashboard import mappicture, maptiles, params
from dashboard.figures.mapconfig import config, urls, version
from dashboard.figures.mapfigure import figure
from dashboard.mapasks import MapQuestions, info_of
from dashboard.mapchange import MapChange
from dashboard.mapframes import MapFrames
from dashboard.mappicture import Pictures
from dashboard.mapsets import MapSets, roads_of
from dashboard.mapvalues import MapValues
from dashboard.texts import texts
from data.filters import Filters
from data.settings import Settings

FOREVER = "public, max-age=31536000, immutable"
NOT_KEPT = "no-store"
A_WHILE = "public, max-age=300"
"""Of a ground with roads from a file, which the customer may replace."""
SET_MAX_CELLS = 150_000
"""Most hexagons a browser is given at once (26 bytes each); above it the next coarser resolution is shown."""

OWN = frozenset({"map", "base", "frame"})
"""Names of the page's address that say how the map is drawn, not what of."""

Params = Mapping[str, str]
Kind = Literal["districts", "base", "places"]


@dataclass(frozen=True, slots=True)
class MapOptions:
    """What the settings say of the map."""

    set_max_cells: int = SET_MAX_CELLS
    few: int = 5
    settings: Settings = field(default_factory=Settings)


def router(questions: MapQuestions, options: MapOptions | None = None) -> APIRouter:
    """Routes under `/map`, and the picture; a fault of the filters leaves as BadFilter for the server's table of faults."""
    options = options or MapOptions()
    sets = MapSets(questions, roads=roads_of(options.settings))
    routes, answers = APIRouter(include_in_schema=False), MapRoutes(questions, sets, options)
    routes.add_api_route("/map/cells/{region}/{res}/{name}.bin", answers.cells)
    routes.add_api_route("/map/values.bin", answers.values)
    routes.add_api_route("/map/change.bin", answers.change)
    routes.add_api_route("/map/frames.bin", answers.frames)
    routes.add_api_route("/map/start.json", answers.start)
    routes.add_api_route("/map/figure.json", answers.figure)
    routes.add_api_route("/map/{kind}/{name}.geojson", answers.drawing)
    routes.add_route("/map/tiles/{z:int}/{x:int}/{y:int}", maptiles.endpoint(options.settings), ["GET"])
    routes.add_route("/map.png", mappicture.endpoint(answers.parse, Pictures(questions, sets, options.few)), ["GET"])
    return routes


class MapRoutes:
    """What each route answers; the work is done in threads."""

    def __init__(self, questions: MapQuestions, sets: MapSets, options: MapOptions) -> None:
        self._questions = questions
        self._sets = sets
        self._tiles = maptiles.tiles(options.settings)
        self._values = MapValues(questions, sets, options.set_max_cells, options.few)
        self._change = MapChange(questions, sets)
        self._frames = MapFrames(questions, sets)

    async def drawing(self, kind: Kind, name: str, request: Request) -> Response:
        """Districts, base map or labels of `{region}-{version}`."""
        code, _, asked = name.rpartition("-")
        info = await asyncio.to_thread(info_of, self._questions, code)
        if info is None:
            return _missing()
        text = await asyncio.to_thread(self._sets.drawing, info, kind)
        kept = FOREVER if asked == version(info) else NOT_KEPT
        if kind == "base" and self._sets.roads is not None:
            kept = A_WHILE
        return _packed(text, request, "application/geo+json", kept)

    async def cells(self, region: str, res: int, name: str, request: Request) -> Response:
        """A packed set that an answer of `values` named."""
        found = self._sets.named(region, res, name)
        if found is None:
            return _missing()
        return _packed(found.packed, request, "application/octet-stream", FOREVER)

    async def values(self, request: Request) -> Response:
        """The values of a selection, in the order of the set it names."""
        return await self._binary(request, lambda filters, _: self._values.packed(filters, filters.lang or "ru"))

    async def change(self, request: Request) -> Response:
        """Now and before of a selection, in the order of the set it names."""

        def pack(filters: Filters, own: Params) -> bytes:
            return self._change.packed(filters, params.base(own), filters.lang or "ru")

        return await self._binary(request, pack)

    async def frames(self, request: Request) -> Response:
        """Every step of a selection, in the order of the set it names."""
        return await self._binary(request, lambda filters, _: self._frames.packed(filters, filters.lang or "ru"))

    async def _binary(self, request: Request, pack: Callable[[Filters, Params], bytes]) -> Response:
        query = params.single(request.query_params.multi_items())
        packed = await asyncio.to_thread(lambda: pack(self.parse(query), query))
        return _packed(packed, request, "application/octet-stream", NOT_KEPT)

    async def start(self, request: Request) -> Response:
        """Configuration and addresses, so that a page may load the map's data before its parts are there."""
        filters = await self._filters(request)
        info = await asyncio.to_thread(info_of, self._questions, filters.region, filters.lang)
        words = texts(filters.lang or "ru")
        return _missing() if info is None else _json({**config(info, words), "urls": urls(info)})

    async def figure(self, request: Request) -> Response:
        """The figure of another region, for a map that is already on the screen."""
        filters = await self._filters(request)
        info = await asyncio.to_thread(info_of, self._questions, filters.region, filters.lang)
        return _missing() if info is None else _json(figure(info, texts(filters.lang or "ru"), tiles=self._tiles))

    async def _filters(self, request: Request) -> Filters:
        """Reading filters asks the store which codes there are, hence the thread."""
        return await asyncio.to_thread(self.parse, params.single(request.query_params.multi_items()))

    def parse(self, query: Params) -> Filters:
        """What is the page's own is no filter."""
        return self._questions.parse({name: text for name, text in query.items() if name not in OWN})


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
