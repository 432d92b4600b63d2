"""The contract's GET routes: each reads its parameters, asks one question in a worker thread and encodes the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard import encode, params
from dashboard.asker import Asker
from dashboard.kept import Kept, takes_gzip
from data.filters import Filters
from data.query import Questions

Own = Mapping[str, str]
Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Route:
    """One question: its path, the parameters it has beside the filters, and how it is answered."""

    path: str
    extras: frozenset[str]
    body: Callable[[Questions, Filters, Own], dict[str, Any]]
    arrow: Callable[[Questions, Filters, Own], bytes] | None = None
    large: bool = False
    """Its bodies are kept, encoded and packed, until the store or the moment is another."""


def _summary(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    return encode.summary(questions.summary(filters))


def _heat(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    return encode.heat(questions.heat(filters))


def _heat_arrow(questions: Questions, filters: Filters, own: Own) -> bytes:
    return encode.heat_arrow(questions.heat(filters))


def _change(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    return encode.change(questions.change(filters, params.base(own)))


def _districts(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    return encode.breakdown(questions.districts(filters))


def _regions(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    return encode.by_region(questions.by_region(filters))


def _topics(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    return encode.breakdown(questions.topics(filters))


def _trend(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    return encode.trend(questions.trend(filters, params.step(own)))


def _appeals(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    limit = params.whole(own, "limit", params.LIMIT_DEFAULT, 1, params.LIMIT_MAX)
    return encode.page(questions.appeals(filters, limit or params.LIMIT_DEFAULT, params.cursor(own)))


def _words(questions: Questions, filters: Filters, own: Own) -> dict[str, Any]:
    limit = params.whole(own, "limit", params.LIMIT_DEFAULT, 1, params.LIMIT_MAX)
    return encode.surges(questions.surges(filters, limit or params.LIMIT_DEFAULT))


ROUTES = (
    Route("/api/v1/summary", frozenset(), _summary),
    Route("/api/v1/heat", frozenset(), _heat, _heat_arrow, large=True),
    Route("/api/v1/change", frozenset({"base"}), _change),
    Route("/api/v1/districts", frozenset(), _districts),
    Route("/api/v1/regions", frozenset(), _regions),
    Route("/api/v1/topics", frozenset(), _topics),
    Route("/api/v1/trend", frozenset({"step"}), _trend),
    Route("/api/v1/words", frozenset({"limit"}), _words),
    Route("/api/v1/appeals", frozenset({"limit", "cursor"}), _appeals),
)


def endpoint(route: Route, questions: Questions, asker: Asker) -> Endpoint:
    """The route's handler; equal requests at the same version of the store are answered by one question."""
    kept = Kept()

    async def handle(request: Request) -> Response:
        query = params.single(request.query_params.multi_items())
        as_arrow = route.arrow is not None and encode.ARROW in request.headers.get("accept", "")
        packs = route.large and takes_gzip(request)

        def work() -> tuple[bytes, bool]:
            own = params.own(query, route.extras)
            filters = questions.parse(query, route.extras)

            def body() -> bytes:
                if as_arrow and route.arrow is not None:
                    return route.arrow(questions, filters, own)
                return encode.to_json(route.body(questions, filters, own))

            if not route.large or filters.vs:
                return body(), False
            return kept.get((as_arrow, filters, questions.store.version, questions.moment(filters)), body, packs)

        key = (route.path, as_arrow, packs, questions.store.version, tuple(sorted(query.items())))
        body, packed = await asker.ask(key, work)
        headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Encoding"}
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(body, 200, headers, encode.ARROW if as_arrow else encode.JSON)

    return handle
