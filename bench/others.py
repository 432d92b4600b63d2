"""The benches that measure more than questions: loading, live upserts, many screens, search, the map's delivery."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.results import Line

BENCHES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "load": ((), ("2000",)),
    "live": ((), ("--quick",)),
    "fanout": ((), ("--quick",)),
    "search": (("10000000",), ("--quick",)),
    "heat": ((), ("2000",)),
}
"""Name of the module → its arguments, in full and quick."""

SCREENS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "screen": ((), ("--quick",)),
    "brief": ((), ("--quick",)),
    "lighthouse": ((), ("2000", "--quick")),
    "soak": ((), ("--quick",)),
}
"""The benches in a browser, which come last: eight hours of a wall take their time."""

_AT_BASE = ("live", "fanout")
"""Those that find their data where the benches keep them."""

_ROOT = Path(__file__).resolve().parents[1]
_LIMIT_S = 7_200.0


def others(base: Path, quick: bool, benches: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = BENCHES) -> Iterator[Line]:
    """The JSON lines of each of these benches, run one after another in processes of their own."""
    for name, (full, short) in benches.items():
        place = ("--base", str(base.resolve())) if name in _AT_BASE else ()
        yield from lines(name, (*(short if quick else full), *place))


def lines(name: str, arguments: tuple[str, ...], limit_s: float = _LIMIT_S) -> Iterator[Line]:
    """What one bench prints, line by line; one that takes too long or fails has that as its result."""
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT) as process:
        assert process.stdout is not None
        limit = threading.Timer(limit_s, process.kill)
        limit.start()
        try:
            yield from ({"bench": name, **json.loads(line)} for line in process.stdout if line.startswith("{"))
        finally:
            in_time = limit.is_alive()
            limit.cancel()
    if process.returncode:
        outcome = f"ended with code {process.returncode}" if in_time else f"over {limit_s:g} s"
        yield {"bench": name, "outcome": outcome}
