"""Live upserts: 50 pushers against a real server while 4 readers refresh their screens, beside readers left in peace.

`python -m bench.live [rows] [--quick] [--base var/bench]`
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import multiprocessing
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import httpx
import numpy as np

from bench.serving import Serving
from bench.statements import statement
from bench.store import ensure_store

ROWS = 1_000_000
CALL_ROWS = 100
READERS = 4
UPDATES = 0.2
"""Share of the pushed rows that are later states of stored ones."""
REFRESH = ("summary", "heat", "districts", "topics", "trend", "appeals")
_PAUSE_S = 1.0
"""A reader refreshes its screen that often, or as soon as it has the answers."""
_PATIENCE_S = 120.0
_WARM_CALLS = 20
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Load:
    """How much is pushed: calls of CALL_ROWS rows by so many pushers, after readers were alone for some seconds."""

    pushers: int = 50
    calls: int = 20
    quiet_s: float = 20.0


def run(base: Path, rows: int, load: Load) -> dict[str, Any]:
    """Push into a copy of the store of a size, and tell what came of it."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        db = Path(folder) / "live.duckdb"
        shutil.copy(ensure_store(base, rows), db)
        bodies = _bodies(db, load)
        with Serving(db) as server:
            asyncio.run(_pushed(server.url, [[body] for body in bodies.pop()]))
            with Readers(server.url) as quiet:
                time.sleep(load.quiet_s)
            before = server.cpu_s
            with Readers(server.url) as busy:
                pushed = _pushed_elsewhere(server.url, bodies)
            cpu = server.cpu_s - before
    return _line(rows, load, pushed, (quiet.times, busy.times)) | {"server_cpu_s": round(cpu, 1)}


@dataclass(frozen=True, slots=True)
class Pushed:
    """What the pushers saw: rows acknowledged, seconds of all, seconds of each call, calls to be repeated."""

    rows: int
    seconds: float
    calls: list[float]
    refused: int


def _line(rows: int, load: Load, pushed: Pushed, readers: tuple[list[float], list[float]]) -> dict[str, Any]:
    quiet, busy = (float(np.percentile(times, 95)) for times in readers)
    return {
        "bench": "live",
        "rows": rows,
        "pushers": load.pushers,
        "pushed": pushed.rows,
        "refused_calls": pushed.refused,
        "rows_per_s": round(pushed.rows / pushed.seconds),
        "acknowledged_p50_s": round(float(np.percentile(pushed.calls, 50)), 3),
        "acknowledged_p95_s": round(float(np.percentile(pushed.calls, 95)), 3),
        "readers_quiet_p95_ms": round(quiet * 1000, 1),
        "readers_busy_p95_ms": round(busy * 1000, 1),
        "readers_p95_ratio": round(busy / quiet, 2),
        "refreshes": [len(times) for times in readers],
    }


# ---- what is pushed


def _bodies(db: Path, load: Load) -> list[list[bytes]]:
    """The calls of each pusher and, last, those to warm up with; made before anything is measured."""
    stored = older(db)
    rng = np.random.default_rng(1)
    now = datetime.now(UTC)
    result = []
    for pusher in range(load.pushers + 1):
        calls = load.calls if pusher < load.pushers else _WARM_CALLS
        picks = rng.integers(0, len(stored), (calls, CALL_ROWS))
        later = rng.random((calls, CALL_ROWS)) < UPDATES
        result.append(
            [
                json.dumps([record(stored[pick], f"{pusher}-{call}-{row}", bool(changed), now) for row, (pick, changed)
                            in enumerate(zip(picks[call], later[call], strict=True))], ensure_ascii=False).encode()
                for call in range(calls)
            ]
        )  # fmt: skip
    return result


def older(db: Path) -> list[dict[str, Any]]:
    """Stored appeals as a source sends them."""
    with duckdb.connect(str(db), read_only=True) as connection:
        rows: list[dict[str, Any]] = connection.sql(statement("live/older")).to_arrow_table().to_pylist()
    return rows


def record(like: dict[str, Any], number: str, later: bool, now: datetime) -> dict[str, Any]:
    """A later state of a stored appeal, or a new one like it of this minute."""
    own: dict[str, Any] = {name: value for name, value in like.items() if value is not None}
    if not later:
        own |= {"external_id": f"live-{number}", "received": now - timedelta(minutes=1)}
        own.pop("due", None)
    own |= {"updated": now, "status": "in_work"}
    return {name: _written(value) for name, value in own.items()}


def _written(value: Any) -> Any:
    if not isinstance(value, datetime):
        return value
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()


# ---- who pushes and who reads, in processes of their own


async def _pushed(url: str, bodies: list[list[bytes]]) -> Pushed:
    times: list[float] = []
    rows = refused = 0

    async def push(calls: list[bytes]) -> None:
        nonlocal rows, refused
        async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE_S) as client:
            for body in calls:
                begun = time.perf_counter()
                while (answer := await client.post("/api/v1/appeals", content=body)).status_code == 503:
                    refused += 1
                    await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
                times.append(time.perf_counter() - begun)
                counts = answer.raise_for_status().json()
                rows += counts["stored"] + counts["updated"] + counts["duplicate"]

    begun = time.perf_counter()
    await asyncio.gather(*(push(calls) for calls in bodies))
    return Pushed(rows, time.perf_counter() - begun, times, refused)


async def _read(url: str, ready: Event, over: Event) -> list[float]:
    """Seconds of each refresh; every one asks as of a moment of its own, so that no answer is in the cache."""
    times: list[float] = []
    moment = datetime.now(UTC)

    async def reader(number: int) -> None:
        async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE_S) as client:
            for turn in itertools.count():
                asof = (moment - timedelta(seconds=turn * READERS + number)).isoformat()
                begun = time.perf_counter()
                asked = [client.get(f"/api/v1/{name}", params={"asof": asof, "period": "30d"}) for name in REFRESH]
                for answer in await asyncio.gather(*asked):
                    answer.raise_for_status()
                times.append(time.perf_counter() - begun)
                if over.is_set():
                    return
                ready.set()
                await asyncio.sleep(max(0.0, _PAUSE_S - times[-1]))

    await asyncio.gather(*(reader(number) for number in range(READERS)))
    return times[READERS:] or times


class Readers:
    """Readers in a process of their own for the length of the block; then `times` holds the seconds of each refresh."""

    def __init__(self, url: str) -> None:
        self._ready, self._over, self._answers = _SPAWN.Event(), _SPAWN.Event(), _SPAWN.Queue()
        self._child = _SPAWN.Process(target=_reading, args=(url, self._ready, self._over, self._answers), daemon=True)
        self.times: list[float] = []

    def __enter__(self) -> Readers:
        self._child.start()
        self._ready.wait(_PATIENCE_S)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self.times = self._answers.get(timeout=_PATIENCE_S)
        self._child.join()


def _reading(url: str, ready: Event, over: Event, answers: Any) -> None:
    answers.put(asyncio.run(_read(url, ready, over)))


def _pushed_elsewhere(url: str, bodies: list[list[bytes]]) -> Pushed:
    answers = _SPAWN.Queue()
    child = _SPAWN.Process(target=_pushing, args=(url, bodies, answers), daemon=True)
    child.start()
    pushed: Pushed = answers.get(timeout=_PATIENCE_S * 10)
    child.join()
    return pushed


def _pushing(url: str, bodies: list[list[bytes]], answers: Any) -> None:
    answers.put(asyncio.run(_pushed(url, bodies)))


def main() -> None:
    """One JSON line of figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.live")
    parser.add_argument("rows", type=int, nargs="?", default=ROWS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--base", type=Path, default=Path("var/bench"))
    given = parser.parse_args()
    given.base.mkdir(parents=True, exist_ok=True)
    load = Load(pushers=4, calls=3, quiet_s=2.0) if given.quick else Load()
    print(json.dumps(run(given.base, 20_000 if given.quick else given.rows, load)))


if __name__ == "__main__":
    main()
