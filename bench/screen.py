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

from bench import browser, full_map
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
PRESS_MS = 80
"""How long a mouse stays down in a click; a quick hand."""

Click = dict[str, float | None]

WALK = ("district", "topic", "back", "metric", "back", "back", "source", "period", "back", "back")
"""One round: there and back again, each time another district, topic, measure, source and period."""

SPREAD = 7
"""Of a list of links every seventh is the next round's: near ones are alike."""

STAGES = ("answered", "values", "script", "frame")
"""What a click's time is made of: until the parts' answer and the map's values are there, then script, then the frame."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How many rounds of clicks are gone through (ten clicks each), and how long frames are counted."""

    rounds: int = 5
    frames_ms: int = 4_000


def run(url: str, effort: Effort, server: Serving | None = None) -> dict[str, Any]:
    """Measure the screen at an address; processor time of the server where it is ours."""
    with _chromium() as chromium:
        return {"bench": "screen", **measured(chromium, url, effort, server)}


def of_full_map(url: str, effort: Effort, resolution: int) -> dict[str, Any]:
    """Frame times of a map with a value in every hexagon of a resolution, and as a ratio to the map without any."""
    with _chromium() as chromium:
        screen = Screen(chromium, SIZE)
        found = {f"full_{name}": value for name, value in _frames(screen, url, effort, resolution).items()}
        screen.close()
        return found


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=browser.find(), args=list(browser.FLAGS))
        try:
            yield chromium
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
    _round(screen, effort.rounds, {})  # what a click compiles or draws for the first time is not what it costs
    before = screen.cpu_ms(), server.cpu_s if server else 0.0
    clicks: dict[str, list[Click]] = {}
    for turn in range(effort.rounds):
        _round(screen, turn, clicks)
    every = [click for kind in clicks.values() for click in kind]
    found: dict[str, Any] = {"clicks": len(every), "press_ms": PRESS_MS}
    found |= _of("click", [_known(click, "took") for click in every])
    for kind, own in clicks.items():
        found[f"{kind}_p95_ms"] = round(float(np.percentile([_known(click, "took") for click in own], 95)))
    found |= _stages(every)
    for kind, used in screen.cpu_ms().items():
        found[f"page_{kind}_ms_a_click"] = round((used - before[0][kind]) / len(every))
    if server is not None:
        found["server_cpu_ms_a_click"] = round((server.cpu_s - before[1]) * 1_000 / len(every))
    return found


def _stages(clicks: list[Click]) -> dict[str, Any]:
    """Where the time of the clicks goes: p50 and p95 of each stage, and of the server's own work within the first."""
    found: dict[str, Any] = {}
    told = {"server": [_known(click, "server") for click in clicks], **{stage: [] for stage in STAGES}}
    for click in clicks:
        there = max(_known(click, "answered"), _known(click, "values"))
        told["answered"].append(_known(click, "answered"))
        told["values"].append(_known(click, "values"))
        told["script"].append(max(0.0, _known(click, "changed") - there))
        told["frame"].append(_known(click, "took") - _known(click, "changed"))
    for stage, times in told.items():
        found |= _of(stage, times)
    return found | {"requests_a_click": round(sum(_known(click, "requests") for click in clicks) / len(clicks), 1)}


def _known(click: Click, name: str) -> float:
    """A figure of a click; what it did not ask for took no time."""
    return click[name] or 0.0


def _round(screen: Screen, turn: int, clicks: dict[str, list[Click]]) -> None:
    for kind in WALK:
        click = screen.click(kind, turn * SPREAD, REST_MS, PRESS_MS)
        if click is None:
            raise RuntimeError(f"no link changes only the {kind}")
        clicks.setdefault(kind, []).append(click)


def _of(name: str, times: list[float]) -> dict[str, int]:
    return {f"{name}_p{share}_ms": round(float(np.percentile(times, share))) for share in (50, 95)}


def _frames(screen: Screen, url: str, effort: Effort, resolution: int | None = None) -> dict[str, Any]:
    """Frame times over all hexagons there are, and as a ratio to the map without any; finer ones than a reader gets if asked."""
    found: dict[str, Any] = {}
    medians: dict[str, list[float]] = {}
    for query in ("period=all", "asof=2000-01-01"):
        screen.open_map(f"{url}?{query}")
        if resolution is not None:
            screen.draw_at(resolution)
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
    resolution = full_map.RESOLUTION - (2 if given.quick else 0)
    if given.db is not None:
        with Serving(given.db) as server:  # a copy: the server may write
            print(json.dumps(run(server.url + "/", effort, server)))
        return
    with demonstration(appeals) as db, Serving(db) as server:
        found = run(server.url + "/", effort, server)
    with full_map.full(resolution) as db, Serving(db) as server:
        found |= of_full_map(server.url + "/", effort, resolution)
    print(json.dumps({**found, "appeals": appeals}))


if __name__ == "__main__":
    main()
