"""Accessibility of every page in both looks, as Lighthouse judges it: `python -m bench.lighthouse [appeals] [--quick]`.

Lighthouse comes by Node's own package manager into `var/`, never into the checkout and never into the product; where
there is no Node, no Chromium or no way to fetch it, the bench says so in one line and ends well.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError

from dashboard.look import LOOKS
from dashboard.site import PAGES

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "bench" / "lighthouse"
PACKAGE = "lighthouse@12.8.2"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = "--headless=new --no-sandbox --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist"
APPEALS = 20_000
INSTALL_S, PAGE_S, START_S = 300.0, 240.0, 120.0
WITH_A_NAME = frozenset({"/record"})
"""Pages that are of one record, whose name a bench cannot know."""

Line = dict[str, Any]


class NotHere(Exception):
    """Something the bench stands on is missing; says what."""


def tools() -> tuple[Path, str]:
    """Lighthouse and a Chromium; installs the first where it is not yet."""
    chromium = next((path for path in map(shutil.which, CHROMIUMS) if path), None)
    if chromium is None:
        raise NotHere("no Chromium")
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotHere("no Node.js")
    program = PLACE / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        _install(npm)
    return program, chromium


def _install(npm: str) -> None:
    PLACE.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(PLACE), PACKAGE]
    try:
        done = subprocess.run(command, capture_output=True, timeout=INSTALL_S, check=False)
    except subprocess.TimeoutExpired as late:
        raise NotHere(f"{PACKAGE} could not be fetched in {INSTALL_S:g} s") from late
    if done.returncode:
        raise NotHere(f"{PACKAGE} could not be fetched")


@contextmanager
def served(appeals: int) -> Iterator[str]:
    """The address of a server of our own over a demonstration of that many appeals, ready to answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        store = ["--db", str(Path(folder) / "pages.duckdb")]
        app, quiet = [sys.executable, "app.py"], {**os.environ, "TEPLOKARTA_DEMO_RATE_PER_MIN": "0"}
        made = [*app, "demo", "--appeals", str(appeals), *store]
        subprocess.run(made, cwd=ROOT, env=quiet, check=True, stdout=subprocess.DEVNULL)
        command = [*app, "serve", "--port", str(port), *store]
        with subprocess.Popen(command, cwd=ROOT, env=quiet, stdout=subprocess.DEVNULL) as server:
            try:
                address = f"http://127.0.0.1:{port}"
                _wait(address + "/api/v1/summary")
                yield address
            finally:
                server.terminate()


def _wait(address: str) -> None:
    """Until the server answers with figures; raises TimeoutError when it never does."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                answer.read()
                return
        except (URLError, OSError):
            time.sleep(0.25)
    raise TimeoutError(f"no answer in {START_S:g} s")


def pages(quick: bool) -> list[tuple[str, str]]:
    """Path and look of every page that is judged."""
    paths = [path for path in PAGES if path not in WITH_A_NAME]
    return [(paths[0], "light")] if quick else [(path, look) for path in paths for look in LOOKS]


def judge(program: Path, chromium: str, address: str) -> Line:
    """The score of 100 and the names of the audits that failed."""
    command = [str(program), address, "--only-categories=accessibility", "--preset=desktop", "--output=json", "--quiet"]
    done = subprocess.run(
        [*command, f"--chrome-flags={FLAGS}"],
        env={**os.environ, "CHROME_PATH": chromium},
        capture_output=True,
        timeout=PAGE_S,
        check=False,
    )
    if done.returncode:
        return {"outcome": f"ended with code {done.returncode}"}
    return verdict(json.loads(done.stdout))


def verdict(report: Line) -> Line:
    """What matters of a report of Lighthouse."""
    category, audits = report["categories"]["accessibility"], report["audits"]
    weighed = [each["id"] for each in category["auditRefs"] if each["weight"]]
    failed = [name for name in weighed if audits[name]["score"] is not None and audits[name]["score"] < 1]
    return {"score": round(100 * category["score"]), "failed": failed}


def run(appeals: int = APPEALS, quick: bool = False) -> Iterator[Line]:
    """A line for each page and look, or the one that says what is missing."""
    try:
        program, chromium = tools()
    except NotHere as missing:
        yield {"bench": "lighthouse", "outcome": f"skipped: {missing}"}
        return
    with served(appeals) as address:
        for path, look in pages(quick):
            found = judge(program, chromium, f"{address}{path}?theme={look}")
            yield {"bench": "lighthouse", "page": path, "look": look, **found}


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    for line in run(numbers[0] if numbers else APPEALS, "--quick" in sys.argv):
        print(json.dumps(line), flush=True)
