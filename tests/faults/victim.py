"""Writes to a store from many sides until it is killed, and says on its output what the store has acknowledged."""

from __future__ import annotations

import csv
import json
import os
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from data import database
from data.pipeline import Pipeline
from data.query import Questions
from data.settings import Settings
from data.store import Store

PUSHERS = 6
BLOCKS = 25
BLOCK = 20
FILE_ROWS = 3_000
NUMBERS_A_RUN = 100_000



class Victim:
    """One life: pushes blocks of new and changed appeals, loads a file again and again, asks questions."""

    def __init__(self, db: Path, base: datetime, run: int) -> None:
        database.CONFIG["checkpoint_threshold"] = "256KB"  # so that kills fall into checkpoints too
        settings = Settings(db=db, batch_rows=500, store_rows=500)
        self.store = Store.open(db, settings)
        self.pipeline = Pipeline(self.store, settings)
        self.questions = Questions.of(self.pipeline)
        self.base = base
        self.folder = db.parent
        self.first = run * NUMBERS_A_RUN
        self.rng = np.random.default_rng(run)

    def live(self) -> None:
        """Start every thread; returns only when one of them fails."""
        broken = threading.Event()
        work = [lambda name=f"p{one}": self.push(name) for one in range(PUSHERS)]
        for job in (*work, self.load, self.read, self.read):
            threading.Thread(target=_until_fault, args=(job, broken), daemon=True).start()
        broken.wait()

    def record(self, source: str, key: int, number: int) -> dict[str, object]:
        """The `number`-th state of an appeal."""
        return {
            "source": source,
            "external_id": str(key),
            "received": self.base.isoformat(),
            "updated": (self.base + timedelta(milliseconds=number)).isoformat(),
            "lon": 39.7 + key % 100 / 1000,
            "lat": 47.2 + number % 100 / 1000,
            "text": str(number),
        }

    def push(self, source: str) -> None:
        """Blocks in an order of chance: the first time new, then changed, each whole in one call."""
        blocks = np.random.default_rng([self.first, hash_of(source)])
        for number in range(self.first + 1, self.first + NUMBERS_A_RUN):
            block = int(blocks.integers(BLOCKS))
            keys = range(block * BLOCK, (block + 1) * BLOCK)
            self.pipeline.push([self.record(source, key, number) for key in keys])
            self.say(source, keys, number)

    def load(self) -> None:
        """One file after another; each batch of it is acknowledged by its progress."""
        for number in range(self.first + 1, self.first + NUMBERS_A_RUN):
            file = self.folder / "export.csv"
            rows = [self.record("file", key, number) for key in range(FILE_ROWS)]
            with file.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
            report = self.pipeline.load(
                file, progress=lambda counts, number=number: self.say("file", range(counts.fetched), number)  # type: ignore[misc]
            )
            if report.fault or report.counts.quarantined:
                raise AssertionError(f"the file was not loaded: {report}")

    def read(self) -> None:
        """The questions of a screen, without end."""
        while True:
            filters = self.questions.parse({"period": "all"})
            self.questions.summary(filters)
            self.questions.heat(filters)
            self.questions.appeals(filters)

    def say(self, source: str, keys: range, number: int) -> None:
        """One line, written whole: these appeals are acknowledged in this state, at this version of the store."""
        line = {"source": source, "keys": [keys.start, keys.stop], "number": number, "version": self.store.version}
        os.write(1, json.dumps(line).encode() + b"\n")


def hash_of(source: str) -> int:
    """A number of a source that is the same in every process."""
    return int.from_bytes(source.encode(), "big")


def _until_fault(job: Callable[[], None], broken: threading.Event) -> None:
    try:
        job()
    finally:
        broken.set()


if __name__ == "__main__":
    os.write(1, b"opening\n")
    Victim(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])).live()
    sys.exit(3)
