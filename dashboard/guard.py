"""The outermost door, for http and websocket: who is addressed, who asks, how much is sent, and the answer's headers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.bodies import DRAIN_BYTES, read, replay
from dashboard.faults import plain_refusal, refusal
from data.settings import Settings

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FRAMED_PATH = "/wall"
"""The one page that a page of ours shows within itself, small (dashboard/pages/wall_setup.py)."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PUSH_PATH = "/api/v1/appeals"


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest bodies in bytes, and seconds one may take to arrive."""

    body: int
    push: int
    seconds: float

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        return cls(settings.body_max_kb * 2**10, settings.push_max_mb * 2**20, settings.body_timeout_s)

    def most(self, path: str) -> int:
        """Largest body of a path."""
        return self.push if path == PUSH_PATH else self.body


def security_headers(script_hashes: tuple[str, ...], tiles: str = "") -> dict[str, str]:
    """Headers of every answer. Nothing is loaded from elsewhere; what Dash, plotly and Mantine need is named here.

    Scripts: own files and the few inline ones Dash writes, by hash. Styles: Mantine, AG Grid and plotly write them
    into the page, so 'unsafe-inline'. Workers: MapLibre starts its own from a blob. Images and fonts: data URLs.
    `tiles` is the host of the customer's own map tiles, if he named one: the only other one a page may ask.
    """
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(("'self'", *script_hashes)),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": " ".join(("'self' data: blob:", tiles)).strip(),
        "font-src": "'self' data:",
        "connect-src": " ".join(("'self'", tiles)).strip(),
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-src": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def framed(headers: Mapping[str, str]) -> dict[str, str]:
    """The same headers for a page that our own pages may show within themselves."""
    policy = headers.get("Content-Security-Policy", "").replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return {**headers, "Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}


class Guard:
    """Plain ASGI; wraps everything the server answers."""

    def __init__(
        self, app: ASGIApp, names: frozenset[str], limits: Limits, headers: Mapping[str, str]
    ) -> None:
        self._app = app
        self._names = LOOPBACK_NAMES | {name.lower() for name in names}
        self._limits = limits
        self._headers = dict(headers)
        self._framed = framed(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # no screen of ours uses one
        else:
            await self._http(scope, receive, self._dressed(send, scope["path"]))

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if self._host(headers) is None:
            message = "Заголовок Host называет чужое имя"
            allowed = "Допустимо: " + ", ".join(sorted(self._names)) + "; другие — настройка allowed_hosts"
            await refusal(400, "host", message, allowed)(scope, receive, send)
        elif scope["method"] not in SAFE_METHODS and _foreign(headers):
            await plain_refusal(403, "origin")(scope, receive, send)
        elif not _has_body(headers):
            await self._app(scope, receive, send)
        else:
            await self._with_body(scope, receive, send, headers)

    def _host(self, headers: Headers) -> str | None:
        """The name the client addressed, None unless it is one of ours."""
        given = headers.getlist("host")
        if len(given) != 1:
            return None
        try:
            name = urlsplit(f"//{given[0]}").hostname
        except ValueError:
            return None
        return name if name in self._names else None

    async def _with_body(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        """Read the body within its limits before anyone works on it."""
        most = self._limits.most(scope["path"])
        try:
            async with asyncio.timeout(self._limits.seconds):
                body = None if _hopeless(headers, most) else await read(receive, most)
        except TimeoutError:
            await _closing(plain_refusal(408, "body"))(scope, receive, send)
            return
        if body is None:
            message = f"Тело запроса больше {most // 2**10} КБ"
            await _closing(refusal(413, "body", message, "Разделите его на части"))(scope, receive, send)
        else:
            await self._app(scope, replay(body, receive), send)

    def _dressed(self, send: Send, path: str) -> Send:
        worn = self._framed if path == FRAMED_PATH else self._headers

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in worn.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        return dressed


def _foreign(headers: Headers) -> bool:
    """Whether a page of another site sent this: a browser says so, scripts and services say nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers["host"]


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _hopeless(headers: Headers, most: int) -> bool:
    """Whether a body is announced that is not worth reading to its end, or whose sender asked first."""
    announced = headers.get("content-length", "0")
    size = int(announced) if announced.isdigit() else 0
    return size > (most if "expect" in headers else max(most, DRAIN_BYTES))


def _closing(response: Response) -> Response:
    """A refusal after which the connection ends: the rest of the body was not read."""
    response.headers["Connection"] = "close"
    return response
