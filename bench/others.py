"""The benches that measure more than questions: loading, live upserts, many screens, search, the map's delivery."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.results import Line

BENCHES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "load": ((), ("2000",)),
    "live": ((), ("--quick",)),
    "fanout": ((), ("--quick",)),
    "search": ((), ("--quick",)),
    "heat": ((), ("--quick",)),
}
"""Name of the module → its arguments, in full and quick."""

_ROOT = Path(__file__).resolve().parents[1]
_LIMIT_S = 3_600


def others(quick: bool) -> Iterator[Line]:
    """The JSON lines of each of these benches, run one after another in processes of their own."""
    for name, (full, short) in BENCHES.items():
        if importlib.util.find_spec(f"bench.{name}") is not None:
            yield from _lines(name, short if quick else full)


def _lines(name: str, arguments: tuple[str, ...]) -> Iterator[Line]:
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=_ROOT, timeout=_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        yield {"bench": name, "outcome": f"over {_LIMIT_S} s"}
        return
    for line in done.stdout.splitlines():
        if line.startswith("{"):
            yield {"bench": name, **json.loads(line)}
    if done.returncode:
        yield {"bench": name, "outcome": f"ended with code {done.returncode}"}
