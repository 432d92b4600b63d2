"""Answers whether the server lives and how fresh its data are: `/health` for watchdogs, `/metrics` for Prometheus."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard import encode, release
from dashboard.asker import Asker, Turnstile
from dashboard.live import Hub
from dashboard.metrics import KIND, Metric, Metrics, counter, gauge
from dashboard.schedules.service import Schedules
from data.answers import RegionInfo, SourceFreshness
from data.filters import Filters
from data.query import Questions
from data.resident import resident_bytes
from data.search.state import State
from data.settings import Settings
from data.store import Store

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Freshness:
    """The sources of a region."""

    region: RegionInfo
    sources: tuple[SourceFreshness, ...]


@dataclass(frozen=True, slots=True)
class Pulse:
    """What `/health` and `/metrics` look at."""

    questions: Questions
    asker: Asker
    hub: Hub
    metrics: Metrics
    turnstiles: dict[str, Turnstile]
    settings: Settings
    schedules: Schedules

    async def freshness(self) -> tuple[Freshness, ...]:
        """Every region's sources, asked of the store: an answer shows that it lives."""
        version = self.questions.store.version
        return await self.asker.ask(("freshness", version), lambda: tuple(_freshness(self.questions)))

    async def texts(self) -> State:
        """How far the full-text index has come."""
        return await self.asker.ask("texts", self.questions.texts)


def _freshness(questions: Questions) -> Iterable[Freshness]:
    for region in questions.regions():
        yield Freshness(region, questions.summary(Filters(region.code, "24h")).sources)


def health(pulse: Pulse) -> Endpoint:
    """The handler of `GET /health`; a store that does not answer makes it a 503 by the table of faults."""

    async def handle(request: Request) -> Response:
        regions = [_region(one, pulse.settings.stale_h) for one in await pulse.freshness()]
        body = {
            "status": _status(pulse.questions.store, regions),
            "version": pulse.questions.store.version,
            "release": release.name(pulse.settings),
            "uptime_s": round(time.time() - pulse.metrics.started, 1),
            "streams": pulse.hub.streams,
            "storage": _storage(pulse.questions.store),
            "search": _search(await pulse.texts()),
            "briefings": _briefings(pulse.schedules),
            "regions": regions,
        }
        return Response(encode.to_json(body), media_type=encode.JSON)

    return handle


def _status(store: Store, regions: list[dict[str, Any]]) -> str:
    """The gravest thing to say: `full` takes no records, `late` gets none, `empty` has none."""
    if store.disk.full:
        return "full"
    late = any(source["late"] for region in regions for source in region["sources"])
    return "empty" if not regions else "late" if late else "ok"


def _storage(store: Store) -> dict[str, Any]:
    disk = store.disk
    return {
        "writing": not disk.full,
        "free_mb": disk.free_mb,
        "free_min_mb": disk.least_mb,
        "reopened": store.reopened,
    }


def _search(texts: State) -> dict[str, Any]:
    return {"on": texts.on, "usable": texts.usable, "texts": texts.texts, "queued": texts.queued}


def _briefings(schedules: Schedules) -> dict[str, Any]:
    standing = schedules.standing
    following = None if standing.next is None else standing.next.isoformat()
    return {"schedules": standing.active, "failing": standing.failing, "next": following}


def _region(one: Freshness, stale_h: float) -> dict[str, Any]:
    return {
        "code": one.region.code,
        "name": one.region.name,
        "live": one.region.live,
        "synthetic": one.region.synthetic,
        "sources": [
            {
                "name": source.name,
                "last": source.last.isoformat(),
                "rows": source.rows,
                "late": datetime.now(source.last.tzinfo) - source.last > timedelta(hours=stale_h),
            }
            for source in one.sources
        ],
    }


def metrics(pulse: Pulse) -> Endpoint:
    """The handler of `GET /metrics`."""

    async def handle(request: Request) -> Response:
        measured = [*_server(pulse), *_store(pulse, await pulse.freshness()), *_texts(await pulse.texts())]
        text = pulse.metrics.text(measured)
        return Response(text, headers={"Content-Type": KIND})

    return handle


def _server(pulse: Pulse) -> Iterable[Metric]:
    turnstiles = [({"kind": kind}, one) for kind, one in pulse.turnstiles.items()]
    yield gauge("running", "Requests being worked on.", *((kind, one.inside) for kind, one in turnstiles))
    yield gauge(
        "waiting", "Requests waiting for their turn.", *((kind, one.waiting) for kind, one in turnstiles)
    )
    yield counter(
        "refused_total", "Requests told to come later.", *((kind, one.refused) for kind, one in turnstiles)
    )
    yield counter(
        "shared_answers_total", "Requests answered by another's question.", ({}, pulse.asker.shared)
    )
    yield gauge("streams", "Open live streams.", ({}, pulse.hub.streams))
    yield counter("live_measured_total", "Live messages measured.", ({}, pulse.hub.measured))
    yield gauge("schedules", "Active briefings on a schedule.", ({}, pulse.schedules.standing.active))
    yield gauge("schedules_failing", "Those whose last run went wrong.", ({}, pulse.schedules.standing.failing))
    yield gauge("resident_memory_bytes", "Memory of the process.", ({}, resident_bytes()))


def _store(pulse: Pulse, regions: tuple[Freshness, ...]) -> Iterable[Metric]:
    sources = [
        ({"region": one.region.code, "source": source.name}, source)
        for one in regions
        for source in one.sources
    ]
    store = pulse.questions.store
    yield gauge("store_version", "Version of the committed store.", ({}, store.version))
    yield gauge("store_writing", "1 while records are taken, 0 while the disk is too full.", ({}, not store.disk.full))
    yield gauge("store_disk_free_bytes", "Free on the store's disk.", ({}, store.disk.free_mb * 2**20))
    yield gauge("store_disk_free_min_bytes", "Below this nothing is written.", ({}, store.disk.least_mb * 2**20))
    yield counter("store_reopened_total", "Openings anew after a fault of the store.", ({}, store.reopened))
    yield gauge("source_rows", "Records of a source.", *((labels, source.rows) for labels, source in sources))
    yield gauge(
        "source_last_timestamp_seconds",
        "Newest record of a source, seconds since 1970.",
        *((labels, source.last.timestamp()) for labels, source in sources),
    )


def _texts(texts: State) -> Iterable[Metric]:
    yield gauge("search_usable", "1 while the full-text index answers, 0 while texts are read instead.", ({}, texts.usable))
    yield gauge("search_texts", "Texts in the full-text index.", ({}, texts.texts))
    yield gauge("search_queued", "Changes the full-text index does not hold yet.", ({}, texts.queued))
    yield gauge("search_bytes", "The full-text index on disk.", ({}, texts.bytes))
