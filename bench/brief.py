"""Briefings and pictures beside a browser's print of the same content, and fifty of them at once beside the screens.

`python -m bench.brief [appeals] [--quick] [--db FILE]`
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import numpy as np

from bench.brief_chromium import Chromium
from bench.live import Readers
from bench.screen import demonstration
from bench.serving import Serving
from dashboard.briefing.briefings import TEMPLATES

APPEALS = 300_000
WITH = {"district": "districts", "topic": "topics"}
"""Templates of one thing, and where its code is asked for."""
PERIODS = {"daily": "24h", "weekly": "7d"}
TOGETHER = {"weekly": ("map=change", "metric=per1000&rank=funnel")}
"""What the screen shows one after another and a report on its pages: the map of change, the districts within their limits."""
_PATIENCE_S = 300.0

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Effort:
    """How often each kind is made by us and by the browser, how many at once, and for how long screens are left in peace."""

    ours: int = 25
    theirs: int = 7
    at_once: int = 50
    quiet_s: float = 20.0


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of sheet or picture: our address of it, and the pages of the screen that together show the same."""

    what: str
    ours: str
    pages: tuple[str, ...]
    file: str
    """What the name of the file says of it."""

    def at(self, moment: datetime, number: int) -> str:
        """The address for a moment of its own, so many seconds earlier."""
        return f"{self.ours}&{urlencode({'asof': (moment - timedelta(seconds=number)).isoformat()})}"


def cases(url: str) -> list[Case]:
    """Every template there is, the wall in 4K, and a chart."""
    codes = {name: _first(url, where, name) for name, where in WITH.items() if name in TEMPLATES}
    found = []
    for name in TEMPLATES:
        query = f"period={PERIODS.get(name, '30d')}" + (f"&{name}={codes[name]}" if name in codes else "")
        path = f"/{name}" if name in codes else "/"
        page = f"{path}?{query}"
        pages = (page, *(f"{page}&{more}" for more in TOGETHER.get(name, ())))
        found.append(Case(name, f"/brief.pdf?template={name}&{query}", pages, f"-{name}-"))
    wall = "scenes=region&period=30d"
    return [
        *found,
        Case("wall 4K", f"/brief.png?template=wall&size=3840x2160&{wall}", (f"/wall?{wall}",), "-wall-"),
        Case("chart", "/chart.png?what=districts&period=30d", (), "-districts-"),
    ]


def _first(url: str, where: str, name: str) -> str:
    """The code with most appeals."""
    rows = httpx.get(f"{url}/api/v1/{where}", params={"period": "30d"}, timeout=_PATIENCE_S).raise_for_status().json()["rows"]
    top = max((row for row in rows if row["code"] and row["parent"] is None), key=lambda row: row["value"] or 0)
    return str(top["code"])


def run(url: str, effort: Effort, chromium: Chromium | None) -> Iterator[Line]:
    """A line a kind, then one of many at once."""
    moment = datetime.fromisoformat(httpx.get(f"{url}/api/v1/summary", timeout=_PATIENCE_S).raise_for_status().json()["asof"])
    every = cases(url)
    for case in every:
        yield {"bench": "brief", **_measured(url, case, moment, effort, chromium)}
    yield {"bench": "brief", "what": "at once", **_at_once(url, every[0], moment, effort)}


def _measured(url: str, case: Case, moment: datetime, effort: Effort, chromium: Chromium | None) -> Line:
    """Every one of a moment of its own, so that no answer is in the cache; the first, which reads shapes, does not count."""
    load, times, size = os.getloadavg()[0], [], 0
    with httpx.Client(base_url=url, timeout=_PATIENCE_S) as client:
        for number in range(effort.ours + 1):
            begun = time.perf_counter()
            answer = client.get(case.at(moment, number)).raise_for_status()
            times.append(1_000 * (time.perf_counter() - begun))
            size = len(answer.content)
            if case.file not in answer.headers["content-disposition"]:
                raise RuntimeError(f"{case.what} was answered with {answer.headers['content-disposition']}")
    found: Line = {"what": case.what, "made": effort.ours, **_spread("", times[1:]), "kilobytes": round(size / 1_000)}
    if chromium is not None and case.pages:
        theirs = chromium.times([url + page for page in case.pages], case.what.startswith("wall"), effort.theirs)
        found |= {"beside": "chromium print of our pages, warm; stands for kaleido", "printed": len(case.pages)}
        found |= _spread("chromium_", theirs)
        found["ratio"] = round(found["chromium_median_ms"] / found["median_ms"], 1)
    return found | {"load_before": round(load, 1), "cores": os.cpu_count() or 1}


def _spread(name: str, times: list[float]) -> dict[str, int]:
    return {f"{name}{kind}_ms": round(float(np.percentile(times, share))) for kind, share in (("median", 50), ("p95", 95))}


def _at_once(url: str, case: Case, moment: datetime, effort: Effort) -> Line:
    """None may fail, and the screens beside them may not become slow."""
    with Readers(url) as quiet:
        time.sleep(effort.quiet_s)
    begun = time.perf_counter()
    with Readers(url) as busy, ThreadPoolExecutor(1) as apart:  # the browser's driver has a loop of its own here
        statuses = apart.submit(lambda: asyncio.run(_together(url, case, moment, effort.at_once))).result()
    took = time.perf_counter() - begun
    calm, full = (1_000 * float(np.percentile(times, 95)) for times in (quiet.times, busy.times))
    return {
        "briefings": effort.at_once,
        "failed": sum(status != httpx.codes.OK for status in statuses),
        "seconds": round(took, 1),
        "screens_quiet_p95_ms": round(calm),
        "screens_busy_p95_ms": round(full),
        "screens_p95_ratio": round(full / calm, 2),
        "refreshes": [len(quiet.times), len(busy.times)],
    }


async def _together(url: str, case: Case, moment: datetime, count: int) -> list[int]:
    async with httpx.AsyncClient(base_url=url, timeout=_PATIENCE_S, limits=httpx.Limits(max_connections=None)) as client:
        asked = (client.get(case.at(moment, 1_000 + number)) for number in range(count))
        return [answer.status_code for answer in await asyncio.gather(*asked)]


def main() -> None:
    """JSON lines; without a browser those of ours alone, and one that says so."""
    parser = argparse.ArgumentParser(prog="python -m bench.brief")
    parser.add_argument("appeals", type=int, nargs="?", default=APPEALS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--db", type=Path, help="a store to measure on instead of a demonstration made anew")
    given = parser.parse_args()
    if given.db is not None:
        _print(given.db, Effort(), None)
        return
    effort, appeals = (Effort(2, 1, 4, 2.0), 2_000) if given.quick else (Effort(), given.appeals)
    with demonstration(appeals) as db:
        _print(db, effort, appeals)


def _print(db: Path, effort: Effort, appeals: int | None) -> None:
    told = {} if appeals is None else {"appeals": appeals}
    with Serving(db) as server, Chromium.found() as chromium:
        if chromium is None:
            print(json.dumps({"bench": "brief", "outcome": "no chromium on this machine: nothing to compare with"}), flush=True)
        for line in run(server.url, effort, chromium):
            print(json.dumps({**line, **told}), flush=True)


if __name__ == "__main__":
    main()
