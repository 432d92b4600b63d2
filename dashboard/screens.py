"""The route of a screen's parts: what a change of the page asks for, answered at once, as one packed body."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from dashboard import encode, params
from dashboard.asker import Turnstile
from dashboard.callbacks import screen
from dashboard.callbacks.desk import Desk
from dashboard.kept import LEAST_PACKED_BYTES, takes_gzip
from dashboard.pages import PATHS
from data.errors import BadFilter

PATH = "/screen.json"
NAMES = ("page", "of", "by", "opened", "menus")
CHANGES = ("state", "live", "opened", "menus")
MOST_NAMES, MOST_OPENED = 200, 100
_LEVEL = 1
"""A click waits for it: a third of the time of the usual level, for a tenth more bytes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, the state in its address, what changed (nothing: the page begins), and the groups and menus that stand open."""

    page: str
    state: Mapping[str, str]
    by: frozenset[str]
    opened: tuple[str, ...]
    menus: tuple[str, ...]

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Asked:
        """Reads a request; BadFilter for a page that there is not, an unknown change or a name that is not the route's."""
        for name in query:
            if name not in NAMES:
                raise BadFilter(name[:60], "такого условия здесь нет", "Допустимо: " + ", ".join(NAMES))
        page, by = query.get("page") or "/", frozenset(_listed(query, "by"))
        if page not in PATHS:
            raise BadFilter("page", f"недопустимое значение «{page[:60]}»", "Допустимо: " + ", ".join(PATHS))
        if by - set(CHANGES):
            raise BadFilter("by", "недопустимое значение", "Допустимо: " + ", ".join(CHANGES))
        opened, menus = (tuple(_listed(query, name)[:MOST_OPENED]) for name in ("opened", "menus"))
        return cls(page, _state(query.get("of", "")), by, opened, menus)


def _listed(query: Mapping[str, str], name: str) -> list[str]:
    return [each for each in query.get(name, "").split(",") if each]


def _state(address: str) -> dict[str, str]:
    """The names of an address as the page itself reads them: of a repeated one the last."""
    try:
        return dict(parse_qsl(address, keep_blank_values=True, max_num_fields=MOST_NAMES))
    except ValueError:
        raise BadFilter("of", "слишком много условий", f"Не больше {MOST_NAMES}") from None


def endpoint(desk: Desk, turnstile: Turnstile) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `GET /screen.json`; only so many are answered at once."""

    async def handle(request: Request) -> Response:
        asked = Asked.of(params.single(request.query_params.multi_items()))
        async with turnstile.place():
            begun = time.perf_counter()
            draws = screen.wanted(asked.page, set(asked.by), list(asked.opened), asked.menus)
            parts = await screen.drawn(desk, dict(asked.state), asked.page, draws)
            body, packed = await asyncio.to_thread(_body, parts, takes_gzip(request))
        took = (time.perf_counter() - begun) * 1_000
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding", "Server-Timing": f"parts;dur={took:.1f}"}
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(body, 200, headers, encode.JSON)

    return handle


def _body(parts: Mapping[str, Any], packs: bool) -> tuple[bytes, bool]:
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=encode.plain).encode()
    if not packs or len(text) < LEAST_PACKED_BYTES:
        return text, False
    return gzip.compress(text, _LEVEL, mtime=0), True
