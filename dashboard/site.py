"""Decides who answers an address: our routes, Dash for the pages there are, or nobody."""

from __future__ import annotations

from collections.abc import Iterable

from dash import Dash
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import faults, notfound
from data.errors import TeplokartaError

PAGES = ("/", "/records", "/district", "/topic", "/record", "/sources", "/briefings", "/wall", "/wall/setup")
DASH = ("/_dash-layout", "/_dash-dependencies", "/_dash-update-component", "/_favicon.ico", "/_reload-hash")
"""The addresses Dash's renderer uses; its websocket, its own documentation and its catch-all are not among them."""


class Site:
    """Plain ASGI. Dash answers 200 to any address, so it is asked only what is known to be its own."""

    def __init__(self, routes: FastAPI, screens: ASGIApp, pages: Iterable[str] = PAGES) -> None:
        self._routes = routes
        self._screens = screens
        self._pages = frozenset(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        if path in self._pages:
            await self._page(scope, receive, send)
        elif path in DASH or path.startswith(("/assets/", "/_dash-component-suites/")):
            await self._screens(scope, receive, send)
        else:
            await self._routes(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            response = faults.plain_refusal(405)
            response.headers["Allow"] = "GET, HEAD"
            await response(scope, receive, send)
            return
        await self._screens({**scope, "method": "GET"}, receive, send)


def ready(dash_app: Dash) -> ASGIApp:
    """Dash's server with what it would otherwise do at its first request done now.

    Private names of the pinned Dash: the callbacks are registered and checked, and pages beside `/` get their route.
    Its websocket is not offered: every page would open one, though no callback of ours uses it.
    """
    dash_app.backend.websocket_capability = False
    dash_app._setup_server()
    dash_app.backend._setup_catchall()  # type: ignore[attr-defined]
    server: ASGIApp = dash_app.server
    return server


def answer_faults(routes: FastAPI, lang: str) -> None:
    """Every fault leaves the routes in the shape of the contract; a browser's lost address gets a page."""

    async def lost(request: Request, fault: Exception) -> Response:
        status = fault.status_code if isinstance(fault, HTTPException) else 404
        wants_page = "text/html" in request.headers.get("accept", "")
        if status == 404 and wants_page and not request.url.path.startswith("/api/"):
            return notfound.page(request.query_params.get("lang", lang))
        response = faults.plain_refusal(status)
        if isinstance(fault, HTTPException):
            response.headers.update(fault.headers or {})
        return response

    routes.add_exception_handler(HTTPException, lost)
    routes.add_exception_handler(RequestValidationError, lost)
    routes.add_exception_handler(TeplokartaError, faults.answer_request)
    routes.add_exception_handler(Exception, faults.answer_request)
