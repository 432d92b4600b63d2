"""The ASGI application: guard, measurement, compression, then our routes and Dash, put together."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass

from dash import Dash
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import (
    api_brief,
    api_chart,
    api_desk,
    api_export,
    api_push,
    api_questions,
    api_schedules,
    health,
    look,
    maptiles,
    openapi,
    screens,
    stream,
)
from dashboard.app import build as build_screens
from dashboard.asker import Asker, Turnstile, stand_back
from dashboard.briefing.briefings import KINDS as BRIEFS
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.charts import Charts
from dashboard.callbacks.desk import Desk
from dashboard.callbacks_door import CallbacksDoor
from dashboard.guard import PUSH_PATH, Guard, Limits, security_headers
from dashboard.health import Pulse
from dashboard.live import Hub
from dashboard.mapdata import MapOptions, router
from dashboard.metrics import Meter, Metrics
from dashboard.schedules.service import Schedules
from dashboard.serving import serve
from dashboard.site import Site, answer_faults, ready
from dashboard.static import Static
from dashboard.wall import retry
from data.pipeline import Pipeline
from data.query import Questions
from data.settings import Settings
from data.store import Store

__all__ = ["Server", "build", "serve"]

LOG = logging.getLogger("teplokarta.server")
Screens = Callable[[Questions, Settings], Dash]
_LEAST_PACKED_BYTES = 1_000
_PACK_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Engine:
    """What the routes share: worker threads, the hub of live streams, and what is measured."""

    questions: Questions
    pipeline: Pipeline
    settings: Settings
    asker: Asker
    pushes: Asker
    exports: Asker
    briefings: Asker
    callbacks: Turnstile
    hub: Hub
    metrics: Metrics
    schedules: Schedules

    def pulse(self) -> Pulse:
        """What health and metrics look at."""
        askers = {"question": self.asker, "push": self.pushes, "export": self.exports, "briefing": self.briefings}
        kinds = {kind: asker.turnstile for kind, asker in askers.items()} | {"callback": self.callbacks}
        return Pulse(self.questions, self.asker, self.hub, self.metrics, kinds, self.settings, self.schedules)


class Server:
    """The whole application; `close_streams` lets a stop not wait for open live streams.

    `schedules` begin with `start`, which belongs to whoever serves it: an application alone makes nothing by itself.
    """

    def __init__(self, app: ASGIApp, hub: Hub, schedules: Schedules) -> None:
        self._app = app
        self._hub = hub
        self.schedules = schedules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def close_streams(self) -> None:
        """End the live streams; called on the event loop."""
        self._hub.stop()


def build(
    store: Store,
    questions: Questions,
    pipeline: Pipeline,
    settings: Settings,
    screens: Screens = build_screens,
) -> Server:
    """Put the application together; `screens` makes the Dash app (the real one unless a test brings its own)."""
    engine = _engine(store, questions, pipeline, settings)
    dash_app = screens(questions, settings)
    body_most = settings.body_max_kb * 2**10
    door = CallbacksDoor(ready(dash_app), dash_app.callback_map, engine.callbacks, body_most)
    static = Static(door, dash_app)
    routes = _routes(engine, static)
    site = GZipMiddleware(Site(routes, static), _LEAST_PACKED_BYTES, _PACK_LEVEL)
    paths = (*(route.path for route in openapi.PATHS), *api_desk.ACTS, *api_schedules.PATHS)
    measured = Meter(site, engine.metrics, frozenset(paths))
    headers = security_headers((*dash_app.csp_hashes(), look.HASH, retry.HASH), maptiles.origin(settings))
    guard = Guard(measured, frozenset(settings.allowed_hosts), Limits.of(settings), headers)
    return Server(guard, engine.hub, engine.schedules)


def _engine(store: Store, questions: Questions, pipeline: Pipeline, settings: Settings) -> Engine:
    threads, waiting = settings.question_threads, settings.waiting_max
    executor = ThreadPoolExecutor(threads, "question")
    live = Asker(executor, Turnstile(threads, settings.events_max_streams))
    return Engine(
        questions,
        pipeline,
        settings,
        Asker(executor, Turnstile(threads, waiting)),
        Asker(ThreadPoolExecutor(settings.push_at_once, "push"), Turnstile(settings.push_at_once, waiting)),
        Asker(ThreadPoolExecutor(settings.exports_at_once, "export"), Turnstile(settings.exports_at_once, waiting)),
        _patient(settings.briefings_at_once, waiting),
        Turnstile(settings.callbacks_at_once, waiting),
        Hub(store, questions, live, settings),
        Metrics(),
        Schedules(Briefings.of(Desk(questions, settings)), settings),
    )


def _patient(at_once: int, waiting: int) -> Asker:
    """For work that fills a core: its threads let the questions of screens go first."""
    return Asker(ThreadPoolExecutor(at_once, "briefing", stand_back), Turnstile(at_once, waiting))


def _routes(engine: Engine, static: Static) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        engine.hub.start()
        warming = asyncio.create_task(static.warm())
        yield
        warming.cancel()
        engine.hub.stop()
        engine.asker.close()
        engine.pushes.close()
        engine.exports.close()
        engine.briefings.close()

    routes = FastAPI(
        openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=lifespan
    )
    answer_faults(routes, engine.settings.lang)
    _add_api(routes, engine)
    live = stream.endpoint(engine.hub, engine.questions, engine.asker, engine.settings.heartbeat_s)
    routes.add_route("/api/v1/events", live, ["GET"])
    routes.add_route(screens.PATH, screens.endpoint(Desk(engine.questions, engine.settings), engine.callbacks), ["GET"])
    routes.add_route("/health", health.health(engine.pulse()), ["GET"])
    routes.add_route("/metrics", health.metrics(engine.pulse()), ["GET"])
    routes.add_route("/openapi.json", openapi.endpoint(engine.settings), ["GET"])
    routes.include_router(router(engine.questions, MapOptions(few=engine.settings.few_min, settings=engine.settings)))
    return routes


def _add_api(routes: FastAPI, engine: Engine) -> None:
    asks = {
        route.path: api_questions.endpoint(route, engine.questions, engine.asker)
        for route in api_questions.ROUTES
    }
    take = api_push.endpoint(engine.pipeline, engine.pushes, engine.settings, engine.metrics.pushed)
    newest = asks.pop(PUSH_PATH)

    async def appeals(request: Request) -> Response:
        return await (take(request) if request.method == "POST" else newest(request))

    desk = Desk(engine.questions, engine.settings)
    for suffix in api_export.KINDS:
        asks[api_export.path_of(suffix)] = api_export.endpoint(suffix, desk, engine.exports)
    briefings = engine.schedules.briefings
    for kind in BRIEFS:
        asks[api_brief.path_of(kind)] = api_brief.endpoint(kind, briefings, engine.briefings)
    asks[api_chart.PATH] = api_chart.endpoint(Charts(briefings.desk, briefings.pictures), engine.briefings)
    asks[api_schedules.FILE] = api_schedules.file_endpoint(engine.schedules, engine.asker)
    for path, ask in asks.items():
        routes.add_route(path, ask, ["GET"])
    for path, acts in {**api_desk.ACTS, **api_schedules.acts(engine.schedules)}.items():
        routes.add_route(path, api_desk.endpoint(acts, engine.questions, engine.asker), list(acts))
    routes.add_route(PUSH_PATH, appeals, ["GET", "POST"])
