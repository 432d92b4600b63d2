"""Draws a selection's map on the server: an SVG from figures/mapsvg.py, and the PNG of it that `/map.png` answers with."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typst
from starlette.requests import Request
from starlette.responses import Response

from dashboard import params
from dashboard.figures.mapconfig import Bounds, version
from dashboard.figures.mapground import Ground
from dashboard.figures.mapkey import Key
from dashboard.figures.mapsvg import Content, Look, svg, view
from dashboard.mapasks import MapQuestions, around, installed
from dashboard.mapsets import MapSets
from dashboard.mapvalues import RATES, title, where
from dashboard.texts import Texts, texts
from data.answers import Heat, RegionInfo
from data.cache import SingleFlight
from data.filters import Filters

OWN = frozenset({"width", "height", "theme"})
SIDE = (160, 4_000)
"""Least and most pixels of a side."""

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
_PAGE = '#set page(width: {w}pt, height: {h}pt, margin: 0pt)\n#image(bytes(sys.inputs.map), format: "svg", width: 100%)'
_KEPT, _KEPT_MB, _GROUNDS = 128, 24, 6


class Wanted(NamedTuple):
    """A question for a picture: equal ones share it."""

    filters: Filters
    look: Look


class Pictures:
    """Pictures of selections; one is drawn at a time, since each fills a core."""

    def __init__(self, questions: MapQuestions, sets: MapSets, few: int) -> None:
        self.questions = questions
        self._sets = sets
        self._few = few
        self._kept = SingleFlight(_KEPT, len, _KEPT_MB * 2**20)
        self._grounds = SingleFlight(_GROUNDS)
        self._drawing = threading.Lock()

    def png(self, wanted: Wanted) -> bytes:
        """The picture, the same one for equal questions of one version and moment."""
        heat = self._heat(wanted)
        found: bytes = self._kept.get((wanted, heat.version, heat.asof), lambda: self._drawn(wanted, heat))
        return found

    def svg(self, wanted: Wanted) -> str:
        """The picture as an SVG."""
        return svg(self.content(wanted, self._heat(wanted)), wanted.look)

    def res(self, wanted: Wanted) -> int:
        """How fine the cells of a picture are."""
        filters = wanted.filters
        return filters.res or view(shown(filters, self.info(filters)), wanted.look).resolution()

    def _drawn(self, wanted: Wanted, heat: Heat) -> bytes:
        with self._drawing:
            return png(svg(self.content(wanted, heat), wanted.look), wanted.look)

    def _heat(self, wanted: Wanted) -> Heat:
        """The cells, as fine as the picture can show them unless the address says."""
        return self.questions.heat(replace(wanted.filters, res=self.res(wanted)))

    def info(self, filters: Filters) -> RegionInfo:
        """The region that is shown, or all of them as one."""
        return installed(self.questions, filters.region, filters.lang)

    def content(self, wanted: Wanted, heat: Heat) -> Content:
        """What a picture of this answer is drawn from."""
        filters, info = wanted.filters, self.info(wanted.filters)
        few = self._few if heat.metric in RATES else 0
        words = key_of(filters, heat, texts(filters.lang or "ru"), few)
        districts = {}
        if heat.metric == "per1000":
            rows = self.questions.districts(around(filters)).rows
            districts = {row.code: (row.value, row.count) for row in rows if row.code is not None}
        return Content(self._ground(info), heat, words, shown(filters, info), filters.district, districts, few)

    def _ground(self, info: RegionInfo) -> Ground:
        def read() -> Ground:
            return Ground.read(*(gzip.decompress(self._sets.drawing(info, kind)) for kind in ("districts", "base", "places")))

        found: Ground = self._grounds.get((info.code, version(info)), read)
        return found


def shown(filters: Filters, info: RegionInfo) -> Bounds:
    """What the picture shows: the box asked for, the chosen districts, or the whole region."""
    if filters.bbox:
        return filters.bbox
    boxes = [each.bounds for each in info.districts if each.code in filters.district]
    if not boxes:
        return info.bounds
    turn = 360 if info.bounds[0] > info.bounds[2] else 0
    west, east = min(box[0] % 360 if turn else box[0] for box in boxes), max(box[2] % 360 if turn else box[2] for box in boxes)
    return west, min(box[1] for box in boxes), east - 360 if east > 180 else east, max(box[3] for box in boxes)


def key_of(filters: Filters, heat: Heat, words: Texts, few: int) -> Key:
    """The words of the legend; limits are written as on the screen."""
    last = len(heat.breaks) - 1
    ends = {last: "" if heat.metric == "rating" else "+"}
    limits = tuple(_limit(value, heat.metric, words) + ends.get(at, "") for at, value in enumerate(heat.breaks))
    said = words("hexmap.few", n=few, unit=words.form("hexmap.fewer", few)) if few else ""
    units = (words("hexmap.km"), words("hexmap.m"))
    return Key(title(filters, heat, words), where(heat, words), limits, said, *units, words("hexmap.credit"))


def _limit(value: float, metric: str, words: Texts) -> str:
    places = next((digits for digits in (0, 1, 2) if round(value, digits) == value), 2)
    return words.signed(value, places) if metric == "excess" and value else words.number(value, places)


def unit(width: int, height: int) -> float:
    """How much larger than on a desk letters and lines are in a picture of this size."""
    return max(1.0, min(width / 1_200, height / 800))


def png(picture: str, look: Look) -> bytes:
    """An SVG as a PNG of its size; names are written with the shipped fonts."""
    page = _PAGE.format(w=look.width, h=look.height).encode()
    return typst.compile(page, format="png", ppi=72.0, font_paths=_fonts(), sys_inputs={"map": picture})


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def endpoint(parse: Callable[[Mapping[str, str]], Filters], pictures: Pictures) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `GET /map.png`: the filters, and `width`, `height`, `theme`."""

    def draw(request: Request) -> bytes:
        given = params.single(request.query_params.multi_items())
        filters = parse({name: text for name, text in given.items() if name not in OWN})
        own = params.own(given, OWN)
        width, height = params.whole(own, "width", 1_200, *SIDE), params.whole(own, "height", 800, *SIDE)
        look = Look(width or 0, height or 0, params.theme(own), unit(width or 0, height or 0))
        return pictures.png(Wanted(filters, look))

    async def handle(request: Request) -> Response:
        body = await asyncio.to_thread(draw, request)
        return Response(body, media_type="image/png", headers={"Cache-Control": "no-store"})

    return handle
