"""The screen in a real browser: first map, click until everything is redrawn, frames of the map, weight, foreign hosts.

`python -m bench.screen [appeals] [--quick] [--db FILE]`
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from bench import browser
from bench.screen_page import Screen
from bench.serving import Serving
from data.demo.install import fill
from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store

APPEALS = 300_000
SIZE = (1_920, 1_080)
REST_MS = 700
"""A screen that rests for so long is done."""

CLICKS = {
    "period": ("#periods a[href*='period=90d']", "#periods a:not([href*='period='])"),
    "district": ("#ranking .rows > a:not(.on)", "#ranking .rows > a.on"),
    "topic": ("#topics a[href*='topic=']:not(.on)", "#topics a.on"),
    "metric": ("a[data-go][href*='metric=per1000']", "#switches a[data-go].seg:not([href*='metric='])"),
}
"""What is clicked: there, and back again."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often all kinds of clicks are gone through (eight clicks each), and how long frames are counted."""

    rounds: int = 6
    frames_ms: int = 4_000


def run(url: str, effort: Effort, server: Serving | None = None) -> dict[str, Any]:
    """Measure the screen at an address; processor time of the server where it is ours."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser.find(), args=list(browser.FLAGS))
        try:
            return {"bench": "screen", **measured(chromium, url, effort, server)}
        finally:
            chromium.close()


def measured(chromium: Browser, url: str, effort: Effort, server: Serving | None = None) -> dict[str, Any]:
    """The same in a browser that is already there."""
    load = os.getloadavg()[0]
    screen = Screen(chromium, SIZE)
    screen.open(url)
    weight = {"requests": screen.requests, "kilobytes": round(screen.bytes / 1_000)}
    first = screen.open(url)
    clicks = _clicked(screen, effort, server)
    frames = _frames(screen, url, effort)
    foreign = screen.hosts - {urlsplit(url).netloc}
    said = {"foreign_hosts": len(foreign), "console_errors": len(screen.errors)}
    screen.close()
    loads = {"load_before": round(load, 1), "load_after": round(os.getloadavg()[0], 1), "cores": os.cpu_count() or 1}
    return {"first_map_ms": round(first), **clicks, **frames, **weight, **said, **loads}


def _clicked(screen: Screen, effort: Effort, server: Serving | None) -> dict[str, Any]:
    screen.watch()
    times: dict[str, list[float]] = {}
    for _ in range(2):  # what a click compiles or draws for the first time is not what it costs
        _round(screen, {})
    before = screen.cpu_ms(), server.cpu_s if server else 0.0
    for _ in range(effort.rounds):
        _round(screen, times)
    whole = [took for kind in times.values() for took in kind]
    found: dict[str, Any] = {"clicks": len(whole)} | _of("click", whole)
    for kind, took in times.items():
        found[f"{kind}_p95_ms"] = round(float(np.percentile(took, 95)))
    found["page_cpu_ms_a_click"] = round((screen.cpu_ms() - before[0]) / len(whole))
    if server is not None:
        found["server_cpu_ms_a_click"] = round((server.cpu_s - before[1]) * 1_000 / len(whole))
    return found


def _round(screen: Screen, times: dict[str, list[float]]) -> None:
    for kind, selectors in CLICKS.items():
        for selector in selectors:
            took = screen.click(selector, REST_MS)
            if took is None:
                raise RuntimeError(f"nothing to click: {selector}")
            times.setdefault(kind, []).append(took)


def _of(name: str, times: list[float]) -> dict[str, int]:
    return {f"{name}_p{share}_ms": round(float(np.percentile(times, share))) for share in (50, 95)}


def _frames(screen: Screen, url: str, effort: Effort) -> dict[str, Any]:
    """Frame times over all hexagons there are, and as a ratio to the map without any."""
    found: dict[str, Any] = {}
    medians: dict[str, list[float]] = {}
    for query in ("period=all", "asof=2000-01-01"):
        screen.open_map(f"{url}?{query}")
        if query == "period=all":
            found["cells"] = screen.state()["cells"]
        for kind in ("pan", "zoom"):
            medians.setdefault(kind, []).append(median(screen.frames(kind == "zoom", effort.frames_ms)))
    for kind, (full, empty) in medians.items():
        found |= {f"{kind}_frame_ms": round(full, 1), f"{kind}_to_empty": round(full / empty, 2)}
    return found


@contextmanager
def demonstration(appeals: int) -> Iterator[Path]:
    """A store of the demonstration region, made anew."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(db=Path(folder) / "screen.duckdb", demo_appeals=appeals, demo_rate_per_min=0)
        store = Store.open(settings.db, settings)
        try:
            fill(Pipeline(store, settings), settings)
        finally:
            store.close()
        yield settings.db


def main() -> None:
    """One JSON line of figures; without a browser a line that says so."""
    parser = argparse.ArgumentParser(prog="python -m bench.screen")
    parser.add_argument("appeals", type=int, nargs="?", default=APPEALS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--db", type=Path, help="a store to measure on instead of a demonstration made anew")
    given = parser.parse_args()
    if browser.find() is None:
        print(json.dumps({"bench": "screen", "outcome": "no chromium on this machine"}))
        return
    effort, appeals = (Effort(1, 500), 2_000) if given.quick else (Effort(), given.appeals)
    if given.db is not None:
        with Serving(given.db) as server:  # a copy: the server may write
            print(json.dumps(run(server.url + "/", effort, server)))
        return
    with demonstration(appeals) as db, Serving(db) as server:
        print(json.dumps({**run(server.url + "/", effort, server), "appeals": appeals}))


if __name__ == "__main__":
    main()
