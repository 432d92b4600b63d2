"""How soon 200 open screens hear of one new appeal: from the answer to its push, which follows the commit, to the stream.

`python -m bench.fanout [rows] [--quick] [--base var/bench]`
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import numpy as np

from bench.live import ROWS, older, record
from bench.serving import Serving
from bench.store import ensure_store
from bench.world import REGION_CODES
from data.model import COUNTED_TYPES

_PATH = f"/api/v1/events?region={REGION_CODES[0]}&period=30d&res=8"
_PATIENCE_S = 30.0
_BETWEEN_S = 0.7
"""A stream sends at most every quarter of a second: each push finds it idle."""


@dataclass(frozen=True, slots=True)
class Screens:
    """So many open streams on the same selection, and so many pushes of one appeal."""

    clients: int = 200
    pushes: int = 40


def run(base: Path, rows: int, screens: Screens) -> dict[str, Any]:
    """Push appeals one by one into a copy of the store of a size, and tell when the screens heard."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        db = Path(folder) / "fanout.duckdb"
        shutil.copy(ensure_store(base, rows), db)
        likes = [one for one in older(db) if one["region"] == REGION_CODES[0] and one["type"] in COUNTED_TYPES]
        with Serving(db) as server:
            begun = server.cpu_s
            delays = asyncio.run(_delays(server.url, likes, screens))
            cpu = server.cpu_s - begun
    heard = np.concatenate(delays) * 1000
    last = np.array([part.max() for part in delays]) * 1000
    return {
        "bench": "fanout",
        "rows": rows,
        "clients": screens.clients,
        "pushes": screens.pushes,
        "p50_ms": round(float(np.percentile(heard, 50)), 1),
        "p95_ms": round(float(np.percentile(heard, 95)), 1),
        "last_client_p50_ms": round(float(np.percentile(last, 50)), 1),
        "last_client_p95_ms": round(float(np.percentile(last, 95)), 1),
        "server_cpu_ms_a_push": round(cpu / screens.pushes * 1000, 1),
    }


async def _delays(url: str, likes: list[dict[str, Any]], screens: Screens) -> list[np.ndarray[Any, Any]]:
    """For each push, the seconds until each client heard of it; a client that had heard before the answer took none."""
    audience = Audience(screens.clients)
    watching = [asyncio.create_task(_watch(url, number, audience)) for number in range(screens.clients)]
    await asyncio.wait_for(audience.all_there(), _PATIENCE_S)
    delays = []
    async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE_S) as client:
        for push in range(-1, screens.pushes):
            audience.begin()
            now = datetime.now(UTC)
            body = record(likes[push % len(likes)], f"fanout-{push}", False, now - timedelta(seconds=1))
            (await client.post("/api/v1/appeals", json=[body])).raise_for_status()
            answered = time.perf_counter()
            await asyncio.wait_for(audience.all_heard(), _PATIENCE_S)
            if push >= 0:  # the first one warms up
                delays.append(np.maximum(0.0, np.array(list(audience.heard.values())) - answered))
            await asyncio.sleep(_BETWEEN_S)
    for task in watching:
        task.cancel()
    return delays


class Audience:
    """Who is there, and when each heard of the last push."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._there: set[int] = set()
        self._changed = asyncio.Event()
        self.heard: dict[int, float] = {}

    def begin(self) -> None:
        """A new push: nobody has heard of it."""
        self.heard = {}

    def arrive(self, number: int) -> None:
        """A client's stream has begun."""
        self._there.add(number)
        self._changed.set()

    def hear(self, number: int) -> None:
        """A client got a message; only the first one since the push counts."""
        self.heard.setdefault(number, time.perf_counter())
        self._changed.set()

    async def all_there(self) -> None:
        """Until every client's stream has begun."""
        await self._until(lambda: len(self._there) == self._size)

    async def all_heard(self) -> None:
        """Until every client has heard of the push."""
        await self._until(lambda: len(self.heard) == self._size)

    async def _until(self, true: Callable[[], bool]) -> None:
        while not true():
            self._changed.clear()
            await self._changed.wait()


async def _watch(url: str, number: int, audience: Audience) -> None:
    """One client: a bare socket that reads the lines of its stream; heartbeats tell nothing."""
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        writer.write(f"GET {_PATH} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: text/event-stream\r\n\r\n".encode())
        await writer.drain()
        event = b""
        async for line in reader:
            if line.startswith(b"retry:"):
                audience.arrive(number)
            elif line.startswith(b"event:"):
                event = line
            elif line.startswith(b"data:"):
                if not event and _tells(line):
                    audience.hear(number)
                event = b""
    finally:
        writer.close()


def _tells(line: bytes) -> bool:
    """Whether a message tells of something new."""
    message = json.loads(line[5:])
    return bool(message.get("reload") or message.get("n"))


def main() -> None:
    """One JSON line of figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.fanout")
    parser.add_argument("rows", type=int, nargs="?", default=ROWS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--base", type=Path, default=Path("var/bench"))
    given = parser.parse_args()
    given.base.mkdir(parents=True, exist_ok=True)
    screens = Screens(clients=5, pushes=2) if given.quick else Screens()
    print(json.dumps(run(given.base, 20_000 if given.quick else given.rows, screens)))


if __name__ == "__main__":
    main()
