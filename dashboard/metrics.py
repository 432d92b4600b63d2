"""Counts what the server does and writes it in Prometheus' text format."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.model import Counts

KIND = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS_S = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
ENDLESS = "/api/v1/events"
_PREFIXES = {
    "/map/": "map",
    "/assets/": "static",
    "/_dash-component-suites/": "static",
    "/_dash": "dash",
    "/screen.json": "screen",
}
_OUTCOMES = ("stored", "updated", "duplicate", "quarantined")

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Metric:
    """A family of samples: name without prefix, kind, help, and (labels, value) pairs."""

    name: str
    kind: str
    about: str
    samples: tuple[tuple[Labels, float], ...]

    def lines(self) -> Iterable[str]:
        """The family as Prometheus reads it."""
        name = f"teplokarta_{self.name}"
        yield f"# HELP {name} {self.about}"
        yield f"# TYPE {name} {self.kind}"
        for labels, value in self.samples:
            yield _line(name, labels, value)


def _line(name: str, labels: Labels, value: float) -> str:
    inside = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
    return f"{name}{{{inside}}} {value:.15g}" if inside else f"{name} {value:.15g}"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def gauge(name: str, about: str, *samples: tuple[Labels, float]) -> Metric:
    """A value that goes up and down."""
    return Metric(name, "gauge", about, samples)


def counter(name: str, about: str, *samples: tuple[Labels, float]) -> Metric:
    """A value that only grows."""
    return Metric(name, "counter", about, samples)


@dataclass(slots=True)
class Metrics:
    """What this process has done since its start; changed on the event loop only."""

    started: float = field(default_factory=time.time)
    requests: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    buckets: defaultdict[str, list[int]] = field(
        default_factory=lambda: defaultdict(lambda: [0] * (len(BOUNDS_S) + 1))
    )
    rows: Counter[str] = field(default_factory=Counter)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count an answer; a live stream has no duration worth measuring."""
        self.requests[route, method, status] += 1
        if route != ENDLESS:
            self.seconds[route] += seconds
            self.buckets[route][bisect_left(BOUNDS_S, seconds)] += 1

    def pushed(self, counts: Counts) -> None:
        """Count what became of pushed rows."""
        for outcome in _OUTCOMES:
            self.rows[outcome] += getattr(counts, outcome)

    def text(self, others: Iterable[Metric]) -> str:
        """Everything, with metrics that were measured elsewhere."""
        requests = [
            ({"route": route, "method": method, "status": str(status)}, float(count))
            for (route, method, status), count in sorted(self.requests.items())
        ]
        rows = [({"outcome": outcome}, float(self.rows[outcome])) for outcome in _OUTCOMES]
        families = (
            gauge("start_time_seconds", "Start of the process, seconds since 1970.", ({}, self.started)),
            counter("http_requests_total", "Answers given.", *requests),
            counter("pushed_rows_total", "Rows pushed to the interface, by what became of them.", *rows),
            *others,
        )
        lines = [line for family in families for line in family.lines()]
        return "\n".join([*lines, *self._histogram()]) + "\n"

    def _histogram(self) -> Iterable[str]:
        name = "teplokarta_http_request_seconds"
        yield f"# HELP {name} Time from request to the end of the answer."
        yield f"# TYPE {name} histogram"
        for route, buckets in sorted(self.buckets.items()):
            total = 0
            for bound, count in zip((*map(str, BOUNDS_S), "+Inf"), buckets, strict=True):
                total += count
                yield _line(f"{name}_bucket", {"route": route, "le": bound}, total)
            yield _line(f"{name}_sum", {"route": route}, self.seconds[route])
            yield _line(f"{name}_count", {"route": route}, total)


class Meter:
    """Plain ASGI: measures every answer that passes."""

    def __init__(self, app: ASGIApp, metrics: Metrics, routes: frozenset[str]) -> None:
        self._app = app
        self._metrics = metrics
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - started
            self._metrics.answered(self._route(scope["path"]), _method(scope["method"]), status, seconds)

    def _route(self, path: str) -> str:
        """A label from a short list: unknown addresses must not each become a series of their own."""
        if path in self._routes:
            return path
        return next((label for prefix, label in _PREFIXES.items() if path.startswith(prefix)), "other")


def _method(method: str) -> str:
    return method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
