"""A real server of a store for the benches: `app.py serve` in a process of its own, on a free port."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import psutil

_ROOT = Path(__file__).resolve().parents[1]
_STOP_S = 60.0
_SETTLED_S = 900.0
_LOOK_S = 0.5


class Serving:
    """Within the block the server answers at `url`; the demonstration's feed is off."""

    def __init__(self, db: Path, **settings: str) -> None:
        self._command = [sys.executable, "app.py", "serve", "--db", str(db.resolve()), "--port", "0"]
        self._environment = os.environ | {"TEPLOKARTA_DEMO_RATE_PER_MIN": "0", "PYTHONUNBUFFERED": "1", **settings}
        self.url = ""

    def __enter__(self) -> Serving:
        self._process = subprocess.Popen(
            self._command, cwd=_ROOT, env=self._environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert self._process.stdout is not None
        said = ""
        for line in self._process.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.url = found[0]
                self._reading = threading.Thread(target=self._process.stdout.read, daemon=True)
                self._reading.start()
                self._settled()
                return self
        raise RuntimeError(f"the server named no address; it said:\n{said}")

    def _settled(self) -> None:
        """Wait until what the server does in the background after a start is done: texts indexed."""
        pause = threading.Event()
        for _ in range(int(_SETTLED_S / _LOOK_S)):
            try:
                health = httpx.get(f"{self.url}/health", timeout=_STOP_S)
            except httpx.TransportError:
                health = None
            if health is not None and health.is_success and _indexed(health.json()["search"]):
                return
            pause.wait(_LOOK_S)
        raise RuntimeError(f"the server was not ready within {_SETTLED_S} s")

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(_STOP_S)
        self._reading.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def cpu_s(self) -> float:
        """Seconds of processor time the server has used."""
        times = psutil.Process(self._process.pid).cpu_times()
        return float(times.user + times.system)


def _indexed(search: dict[str, Any]) -> bool:
    return not search["on"] or (bool(search["usable"]) and not search["queued"])
