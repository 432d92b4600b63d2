"""A real server for the browser tests: `app.py serve` in its own process, on a free port, with its own store."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Empty, Queue
from typing import IO

import httpx

from tests.source import ROOT

START_S = 60.0
APPEALS = 5_000


class Server:
    """Starts, stops and asks one server; `url` ends without a slash."""

    def __init__(self, folder: Path) -> None:
        self.db = folder / "browser.duckdb"
        self.url = ""
        self.log: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Returns once the demonstration is complete; a restart takes the same port again."""
        port = self.url.rsplit(":", 1)[-1] if self.url else "0"
        command = [sys.executable, "app.py", "serve", "--db", str(self.db), "--port", port]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=_environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.url = self._announced()
        self._wait_until_full()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._reader.join()
            self._process = None

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.url + path, timeout=30)

    def total(self, query: str = "period=all") -> int:
        return int(self.get(f"/api/v1/summary?{query}").raise_for_status().json()["total"])

    def push(self, *appeals: dict[str, object]) -> dict[str, int]:
        answer = httpx.post(self.url + "/api/v1/appeals", json=list(appeals), timeout=30).raise_for_status()
        return dict(answer.json())

    def load(self, *appeals: dict[str, object]) -> None:
        """Load an archive: unlike a push it starts no clock."""
        file = self.db.with_name("archive.json")
        file.write_text(json.dumps(appeals, ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "app.py", "load", str(file), "--db", str(self.db)]
        subprocess.run(command, cwd=ROOT, env=_environment(), check=True, capture_output=True)

    @staticmethod
    def appeal(number: str, *, minutes_later: int = 0, **fields: object) -> dict[str, object]:
        """A house-precise appeal of this minute in the middle of Rostov-on-Don."""
        now = datetime.now(UTC)
        return {
            "source": "browser",
            "external_id": number,
            "received": (now - timedelta(minutes=1)).isoformat(),
            "updated": (now + timedelta(minutes=minutes_later)).isoformat(),
            "lon": 39.7015,
            "lat": 47.2357,
            "settlement": "Ростов-на-Дону",
            "street": "Большая Садовая",
            "house": "47",
            "type": "problem",
            "status": "new",
            "text": "Не горит фонарь",
            **fields,
        }

    def _announced(self) -> str:
        """The address the server prints; its output keeps being read so that it never blocks."""
        assert self._process is not None
        assert self._process.stdout is not None
        lines: Queue[str | None] = Queue()
        self._reader = threading.Thread(target=_pass_on, args=(self._process.stdout, lines, self.log), daemon=True)
        self._reader.start()
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
            try:
                line = lines.get(timeout=START_S)
            except Empty:
                line = None
            assert line is not None, f"the server named no address; it said:\n{said}"
            said += line
        return found[0]

    def _wait_until_full(self) -> None:
        """Asks until the appeals of the demonstration are stored; so few of them come in one commit."""
        pause, everything = threading.Event(), "period=all&type=problem,question,thanks,spam"
        for _ in range(int(START_S / 0.2)):
            if self._answers() and self.total(everything) >= APPEALS * 0.99:
                return
            pause.wait(0.2)
        raise AssertionError(f"the demonstration did not fill within {START_S} s")

    def _answers(self) -> bool:
        try:
            return self.get("/api/v1/summary").is_success
        except httpx.TransportError:
            return False


def _pass_on(stream: IO[str], lines: Queue[str | None], log: list[str]) -> None:
    with stream:
        for line in stream:
            log.append(line)
            lines.put(line)
    lines.put(None)


def _environment() -> dict[str, str]:
    """A small demonstration that stands still, screens that no clock asks anew: what a test sees, only it has caused."""
    return os.environ | {
        "TEPLOKARTA_DEMO_APPEALS": str(APPEALS),
        "TEPLOKARTA_DEMO_RATE_PER_MIN": "0",
        "TEPLOKARTA_EVENTS_ROLL_S": "3600",
        "PYTHONUNBUFFERED": "1",
    }
