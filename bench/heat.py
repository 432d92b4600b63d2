"""The server's time for a hexagon map whose question was asked before: `python -m bench.heat [appeals]`."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from starlette.types import ASGIApp, Message

from dashboard.encode import ARROW
from dashboard.server import build
from data.demo.install import fill
from data.pipeline import Pipeline
from data.query import Questions
from data.settings import Settings
from data.store import Store

APPEALS = 300_000
REPEATS = 60
RESOLUTIONS = (4, 6, 8, 9, 10)
BROWSER = {"host": "localhost", "accept-encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Case:
    """One request: its name, its address and what it sends beside."""

    name: str
    address: str
    headers: dict[str, str]


def cases(hot: str) -> Iterator[Case]:
    """What a map asks: one cell, then the region from coarse to fine; packed values, JSON and Arrow."""
    for query in (f"period=all&cell={hot}&res=8", *(f"period=all&res={res}" for res in RESOLUTIONS)):
        yield Case("values", f"/map/values.bin?{query}", BROWSER)
        yield Case("json", f"/api/v1/heat?{query}", BROWSER)
        yield Case("json plain", f"/api/v1/heat?{query}", {"host": "localhost"})
        yield Case("arrow", f"/api/v1/heat?{query}", BROWSER | {"accept": ARROW})


async def ask(app: ASGIApp, case: Case) -> int:
    """Send one request into the application; the size of its body. Raises RuntimeError where it is refused."""
    path, _, query = case.address.partition("?")
    headers = [(name.encode(), value.encode()) for name, value in case.headers.items()]
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": headers}
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    if said[0]["status"] != 200:
        raise RuntimeError(f"{case.address}: {said[0]['status']}")
    return sum(len(message.get("body", b"")) for message in said)


async def timed(app: ASGIApp, case: Case, repeats: int) -> tuple[float, list[float], int]:
    """Milliseconds of the first request and of each after it, and the size of the body."""
    times, size = [], 0
    for _ in range(repeats + 1):
        begun = time.perf_counter()
        size = await ask(app, case)
        times.append((time.perf_counter() - begun) * 1_000)
    return times[0], times[1:], size


def measure(app: ASGIApp, questions: Questions, repeats: int) -> Iterator[dict[str, Any]]:
    """A result for each case; every request goes through the whole application, guard and compression included."""
    everywhere = questions.heat(questions.parse({"period": "all", "res": "8"}))
    hot = f"{int(everywhere.cells[everywhere.values.argmax()]):x}"
    for case in cases(hot):
        first, times, size = asyncio.run(timed(app, case, repeats))
        query = dict(part.split("=") for part in case.address.partition("?")[2].split("&"))
        found = questions.heat(questions.parse(query))
        yield {
            "bench": "heat",
            "body": case.name,
            "res": found.res,
            "cells": len(found.cells),
            "bytes": size,
            "first_ms": round(first, 2),
            "p50_ms": round(median(times), 2),
            "p95_ms": round(quantiles(times, n=20)[-1], 2),
        }


def run(appeals: int = APPEALS, repeats: int = REPEATS, db: Path | None = None) -> list[dict[str, Any]]:
    """Measure on a demonstration of that many appeals, made anew unless `db` names a store."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(db=db or Path(folder) / "heat.duckdb", demo_appeals=appeals, demo_rate_per_min=0)
        store = Store.open(settings.db, settings)
        try:
            pipeline = Pipeline(store, settings)
            if db is None:
                fill(pipeline, settings)
            questions = Questions.of(pipeline)
            app = build(store, questions, pipeline, settings)
            load = os.getloadavg()[0]
            return [
                result | {"appeals": appeals, "cores": os.cpu_count() or 1, "load": round(load, 1)}
                for result in measure(app, questions, repeats)
            ]
        finally:
            store.close()


if __name__ == "__main__":
    for line in run(int(sys.argv[1]) if len(sys.argv) > 1 else APPEALS):
        print(json.dumps(line))
