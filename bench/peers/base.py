"""What the other engines share: the plan of a question, and which part of the engine answers it."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bench import plan
from bench.engine import Check, Place
from bench.generate import ensure, folder, size_of
from bench.peers import shape
from bench.plan import Plan
from bench.world import boundaries, layout

Ints = NDArray[np.int64]
_REACH = "reach.json"


class Peer(ABC):
    """An engine over a table: it counts, `shape` makes the answers of the screen from the counts."""

    name: str

    def __init__(self, place: Place) -> None:
        self._place = place

    # ---- what an engine brings

    @abstractmethod
    def prepare(self) -> dict[str, float]:
        """Its own form of the data, made once: seconds and bytes."""

    @abstractmethod
    def open(self) -> None:
        """Be ready for questions."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the data."""

    @abstractmethod
    def headline(self, asked: Plan) -> shape.Headline:
        """The summary."""

    @abstractmethod
    def cells(self, asked: Plan) -> tuple[NDArray[np.uint64], Ints]:
        """Cells of resolution 8 and their counts."""

    @abstractmethod
    def by_district(self, asked: Plan) -> tuple[list[Any], Ints]:
        """Districts and a column of counts for each window."""

    @abstractmethod
    def by_topic(self, asked: Plan) -> tuple[list[Any], Ints]:
        """Topics and a column of counts for each window."""

    @abstractmethod
    def over_time(self, asked: Plan) -> tuple[Ints, Ints]:
        """Beginnings of pieces of time and their counts, by one column or one a moment of the plan."""

    @abstractmethod
    def newest(self, asked: Plan) -> list[int]:
        """Receipts (seconds) of the first page of records, which the engine has fetched whole."""

    # ---- the same for all

    def settle(self) -> None:
        """Ready when open, but for what every plan needs to know of the regions."""
        assert self._reach.keys() <= self._zones.keys()

    @property
    def parquet(self) -> Path:
        """The shards, made unless they are there."""
        return ensure(self._place.base, self._place.rows)

    @property
    def folder(self) -> Path:
        """Where an engine may keep its form of the data."""
        return folder(self._place.base, self._place.rows)

    def once(self, path: Path, make: Callable[[], None]) -> dict[str, float]:
        """Make this engine's form of the data at `path` unless it is there: the seconds it took once, and its bytes."""
        done = self.folder / f"{self.name}.json"
        if not done.exists():
            begun = time.perf_counter()
            make()
            seconds = round(time.perf_counter() - begun, 1)
            done.write_text(json.dumps({"seconds": seconds, "bytes": size_of(path)}), encoding="utf-8")
        found: dict[str, float] = json.loads(done.read_text("utf-8"))
        return found

    def ask(self, question: str, case: str, window: str, repetition: int) -> Any:
        """The answer as the screen needs it."""
        asked = plan.plan(case, window, repetition, self._reach, self._zones)
        if question == "summary":
            return self.headline(asked)
        if question == "heat":
            return shape.hexagons(*self.cells(asked))
        if question == "districts":
            keys, counts = self.by_district(asked)
            return shape.breakdown(keys, counts, asked)
        if question == "topics":
            return self._topics(asked)
        return shape.trend(*self.over_time(asked), asked) if question == "trend" else self.newest(asked)

    def check(self, question: str, answer: Any) -> Check:
        """The numbers to compare."""
        return shape.check(answer)

    def size(self, question: str, answer: Any) -> int | None:
        """Nothing is sent."""
        return None

    def _topics(self, asked: Plan) -> shape.Rows:
        """A topic's code begins with that of its group: one grouping serves both."""
        topics, counts = self.by_topic(asked)
        names, sums = shape.grouped([topic.split(".")[0] for topic in topics], counts)
        return shape.breakdown([*names, *topics], np.concatenate([sums, counts]), asked)

    @cached_property
    def _zones(self) -> dict[str, str]:
        found = {region.code: region.tz for region in boundaries(layout())}
        return found | {"all": next(iter(found.values()))}

    @cached_property
    def _reach(self) -> dict[str, int]:
        """The first receipt of each region, read from the first shard and kept beside the shards."""
        kept = self.folder / _REACH
        if not kept.exists():
            first = pq.read_table(min(self.parquet.glob("*.parquet")), columns=["received", "region"])
            seconds = pc.divide(first["received"].cast("int64"), 1_000_000)
            least = first.set_column(0, "received", seconds).group_by("region").aggregate([("received", "min")])
            found = dict(zip(least["region"].to_pylist(), least["received_min"].to_pylist(), strict=True))
            kept.write_text(json.dumps(found | {"all": min(found.values())}), encoding="utf-8")
        read: dict[str, int] = json.loads(kept.read_text("utf-8"))
        return read
