"""Kills a writing process with SIGKILL at random moments and holds the store to what it had acknowledged.

`python -m tests.faults.kill9 --kills 200` prints one JSON line of figures; exit 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import app
from data.regions import Regions
from data.settings import Settings
from data.store import Store
from geo.boundaries import read_shipped
from tests.faults.victim import BLOCK
from tests.source import ROOT

LONGEST_S = 1.5
"""The kill comes within that time of the opening, or of the first acknowledgement."""
AT_OPENING = 0.25
"""Share of kills that may come while the file is being opened."""
KILLED_AGAIN = 0.3
"""Share of kills after which the store is not opened here: the next victim finds it as the kill left it."""
Key = tuple[str, int]


@dataclass
class Outcome:
    """What a series of kills came to; a sound store leaves every list of faults empty."""

    kills: int = 0
    unacknowledged_lives: int = 0
    acknowledged_calls: int = 0
    acknowledged_rows: int = 0
    openings_with_log: int = 0
    log_bytes_most: int = 0
    checks: int = 0
    seconds: float = 0.0
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    backwards: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Nothing lost, nothing in part, no version gone back, every check passed."""
        return not (self.lost or self.torn or self.backwards or self.unsound)


class Series:
    """Kills one after another on the same store."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.db = folder / "kill9.duckdb"
        self.base = datetime.now(UTC) - timedelta(hours=12)
        self.rng = random.Random(seed)
        self.outcome = Outcome()
        self.acknowledged: dict[Key, int] = {}
        self.version = 0
        settings = Settings(db=self.db)
        store = Store.open(self.db, settings)
        Regions(store).install(read_shipped("rostov"), default=True, synthetic=False)
        store.close()

    def run(self, kills: int) -> Outcome:
        """Kill that many times; look at the store after most of them and after the last."""
        started = time.monotonic()
        for number in range(kills):
            self.kill(number)
            if number == kills - 1 or self.rng.random() >= KILLED_AGAIN:
                self.look(number)
        self.outcome.seconds = round(time.monotonic() - started, 1)
        return self.outcome

    def kill(self, number: int) -> None:
        """One life and its end; what it said before counts as acknowledged."""
        command = [sys.executable, "-m", "tests.faults.victim", str(self.db), self.base.isoformat(), str(number)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True) as victim:
            assert victim.stdout is not None
            begin = 1 if self.rng.random() < AT_OPENING else 2
            said = _heard(victim, begin, self.rng.uniform(0, LONGEST_S))
            if victim.poll() is not None:
                raise AssertionError(f"victim {number} ended by itself with {victim.returncode}")
            victim.kill()
            said += victim.stdout.read()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(victim.pid, signal.SIGKILL)  # the reader of its file
        self.outcome.kills += 1
        self.note([json.loads(line) for line in said.splitlines()[1:]])

    def note(self, lines: list[dict[str, Any]]) -> None:
        """Keep what was acknowledged."""
        self.outcome.unacknowledged_lives += not lines
        for line in lines:
            keys = range(*line["keys"])
            self.outcome.acknowledged_calls += 1
            self.outcome.acknowledged_rows += len(keys)
            self.version = max(self.version, line["version"])
            for key in keys:
                own = line["source"], key
                self.acknowledged[own] = max(self.acknowledged.get(own, 0), line["number"])

    def look(self, number: int) -> None:
        """Open the store and hold it to everything acknowledged so far."""
        log = self.db.with_name(self.db.name + ".wal")
        size = log.stat().st_size if log.exists() else 0
        self.outcome.openings_with_log += size > 0
        self.outcome.log_bytes_most = max(self.outcome.log_bytes_most, size)
        store = Store.open(self.db, Settings(db=self.db))
        try:
            rows = store.ask("SELECT source, external_id, text FROM appeal").to_pylist()
            version = store.version
        finally:
            store.close()
        kept = {(str(row["source"]), int(row["external_id"])): int(row["text"]) for row in rows}
        self.compare(number, kept, version)
        self.check(number)

    def compare(self, number: int, kept: dict[Key, int], version: int) -> None:
        """Every acknowledged record at least as new as acknowledged, every call whole, the version not gone back."""
        self.outcome.lost += [
            f"kill {number}: {key} has {kept.get(key)}, acknowledged {least}"
            for key, least in self.acknowledged.items()
            if kept.get(key, -1) < least
        ]
        blocks: dict[Key, set[int]] = {}
        for (source, key), state in kept.items():
            if source != "file":
                blocks.setdefault((source, key // BLOCK), set()).add(state)
        self.outcome.torn += [f"kill {number}: {block} has {states}" for block, states in blocks.items() if len(states) > 1]
        if version < self.version:
            self.outcome.backwards.append(f"kill {number}: {version} after {self.version}")
        self.version = max(version, self.version)

    def check(self, number: int) -> None:
        """The operator's own check."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = app.main(["check", "--db", str(self.db)])
        self.outcome.checks += 1
        if code != 0:
            self.outcome.unsound.append(f"kill {number}: exit {code}: {said.getvalue()}")


def _heard(victim: subprocess.Popen[bytes], begin: int, seconds: float) -> bytes:
    """What the victim says until that long after its line number `begin`."""
    assert victim.stdout is not None
    said, end = b"", float("inf")
    with selectors.DefaultSelector() as waiting:
        waiting.register(victim.stdout, selectors.EVENT_READ)
        while (left := end - time.monotonic()) > 0:
            if not waiting.select(min(left, 60.0)):
                continue
            piece = os.read(victim.stdout.fileno(), 65_536)
            if not piece:
                victim.wait(10)
                break
            said += piece
            if end == float("inf") and said.count(b"\n") >= begin:
                end = time.monotonic() + seconds
    return said


def main() -> int:
    """Run a series in a folder of its own and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = Series(Path(folder), args.seed).run(args.kills)
    print(json.dumps(asdict(outcome), ensure_ascii=False))
    return 0 if outcome.sound else 1


if __name__ == "__main__":
    sys.exit(main())
