"""A small store, questions and pipeline for the tests of the server: answers that are known, changes made by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Event
from typing import cast

import numpy as np
from numpy.typing import NDArray

from data.answers import (
    Bin,
    Breakdown,
    ByRegion,
    Heat,
    Page,
    RegionInfo,
    Row,
    SourceFreshness,
    Standing,
    Summary,
    Trend,
)
from data.disk import Disk
from data.filters import Filters, parse_filters
from data.map_answers import Change as CellChange
from data.model import Counts
from data.pipeline import Pipeline
from data.pushes import Receipt
from data.query import Questions
from data.search.state import State
from data.search.surges import Surge, Surges
from data.store import Change, Store
from geo import cells

ZONE = timezone(timedelta(hours=3))
ASOF = datetime(2026, 11, 21, 18, 30, tzinfo=ZONE)
CENTRE = int(cells.index(np.array([39.7015]), np.array([47.2357]))[0])
"""A cell of resolution 10 in the middle of Rostov-on-Don."""

NO_IDS: NDArray[np.uint64] = np.empty(0, np.uint64)
RECORD = {
    "source": "im", "external_id": "1", "region": "rostov", "received": ASOF, "registered": None, "due": None,
    "first_answer": None, "answered": None, "closed": None, "updated": None, "channel": "vk", "topic_group": "01",
    "topic": "01.001", "fast_track": False, "type": "problem", "resolvable": None, "district": "60701000000",
    "settlement": "Ростов-на-Дону", "street": "Садовая", "house": "1", "lon": 39.7015, "lat": float("nan"), "body": None,
    "executor": None, "status": "new", "text": "Не горит фонарь", "answer": None, "mark": np.int8(5), "repeat_of": None,
    "needs_budget": "unknown", "attachments": [], "extra": {"weight": float("inf")}, "precision": "house",
    "cell": "8a2d440ea967fff",
}  # fmt: skip
REGION = RegionInfo(
    "rostov", "Ростовская область", "Europe/Moscow", True, True, True, 4_100_000, (38.2, 45.9, 44.3, 50.2), ()
)


def region(code: str, *, live: bool) -> RegionInfo:
    """A region that may have a live feed."""
    return RegionInfo(code, code.title(), "Europe/Moscow", False, False, live, None, (0, 0, 1, 1), ())


@dataclass
class FakeStore:
    """A version, and listeners told of changes by `commit`."""

    version: int = 7
    listeners: list[Callable[[Change], None]] = field(default_factory=list)
    disk: Disk = field(default_factory=lambda: Disk(Path.cwd(), 0))
    reopened: int = 0

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def commit(
        self, *regions: str, at: Sequence[int] = (CENTRE,), ids: Sequence[int] = (1,), bulk: bool = False
    ) -> Change:
        """Commit a change as the writer's thread would tell of it."""
        self.version += 1
        found = np.array(at, np.uint64)
        change = Change(self.version, frozenset(regions), len(ids), np.array(ids, np.uint64), found, bulk)
        for listener in tuple(self.listeners):
            listener(change)
        return change

    @property
    def real(self) -> Store:
        return cast(Store, self)


@dataclass
class FakeQuestions:
    """Answers every question the same; counts the askings; may hold them back or fail."""

    store: FakeStore = field(default_factory=FakeStore)
    infos: tuple[RegionInfo, ...] = (REGION,)
    asked: list[str] = field(default_factory=list)
    values: dict[int, float] = field(default_factory=dict)
    fault: Exception | None = None
    gate: Event | None = None
    n: int = 1
    last: datetime = field(default_factory=lambda: datetime.now(UTC).astimezone(ZONE))

    @property
    def real(self) -> Questions:
        return cast(Questions, self)

    def _note(self, name: str) -> int:
        self.asked.append(name)
        if self.gate is not None:
            self.gate.wait(10)
        if self.fault is not None:
            raise self.fault
        return self.store.version

    def texts(self) -> State:
        return State(True, True, 10, 8, 2, 4_096)

    def surges(self, filters: Filters, limit: int = 20) -> Surges:
        row = Surge("фонарь", 40, 0.4, 0.1, 4.0, 50.0, 0.001)
        new = Surge("провал", 5, 0.05, 0.0, None, 20.0, 0.01)
        return Surges(self._note("surges"), ASOF, 100, 1_000, 2, (row, new)[:limit])

    def parse(self, params: Mapping[str, str], allowed_extra: frozenset[str] = frozenset()) -> Filters:
        return parse_filters(params, "rostov", allowed_extra)

    def regions(self) -> tuple[RegionInfo, ...]:
        return self.infos

    def moment(self, filters: Filters) -> datetime:
        """As the real one: fixed, else now where a feed is live, else the latest receipt."""
        return filters.asof or (datetime.now(UTC) if any(info.live for info in self.infos) else self.last)

    def region(self, code: str) -> RegionInfo:
        return next(info for info in self.infos if info.code == code)

    def summary(self, filters: Filters) -> Summary:
        placed = {"house": 5, "street": 2, "settlement": 1, "district": 1, "none": 1}
        sources = (SourceFreshness('im "old"', self.last, 10),)
        return Summary(self._note("summary"), ASOF, 10, None, 4, 1, placed, sources)

    def heat(self, filters: Filters, viewport_res: int | None = None) -> Heat:
        found = np.unique(cells.parent(np.array([CENTRE], np.uint64), filters.res or 8))
        values = np.array([np.nan if filters.metric == "per1000" else 7.0])
        breaks = (1.0, 2.0, 5.0)
        return Heat(
            self._note("heat"), ASOF, filters.res or 8, filters.metric, filters.unit, breaks, found, values
        )

    def change(self, filters: Filters, base: str = "previous") -> CellChange:
        found = np.unique(cells.parent(np.array([CENTRE], np.uint64), filters.res or 8))
        now, before, beyond = np.array([7.0]), np.array([np.nan]), np.array([0], np.int8)
        head = (self._note("change"), ASOF, filters.res or 8, filters.metric, filters.unit, base, ASOF, None)
        return CellChange(*head, found, now, before, beyond)

    def districts(self, filters: Filters) -> Breakdown:
        row = Row(None, None, None, 2.5, float("nan"), None, None, None, 10)
        return Breakdown(self._note("districts"), ASOF, (row,))

    def by_region(self, filters: Filters) -> ByRegion:
        row = Row("rostov", "Ростовская область", None, 10.0, 8.0, None, None, None, 10)
        return ByRegion(self._note("regions"), ASOF, (row,), {"rostov": Standing(4, 1)})

    def topics(self, filters: Filters) -> Breakdown:
        row = Row("01", "Дороги", None, 10.0, 8.0, None, None, None, 10)
        return Breakdown(self._note("topics"), ASOF, (row,))

    def trend(self, filters: Filters, step: str | None = None) -> Trend:
        return Trend(self._note("trend"), ASOF, step or "day", (Bin(ASOF, 0, None, None, None),))

    def appeals(self, filters: Filters, limit: int = 50, cursor: str | None = None) -> Page:
        return Page(self._note("appeals"), ASOF, 1, (RECORD,) * min(limit, 2), cursor)

    def heat_cells(self, filters: Filters, chosen: NDArray[np.uint64]) -> NDArray[np.float64]:
        self._note("heat_cells")
        return np.array([self.values.get(int(cell), 0.0) for cell in chosen], np.float64)

    def changed(self, filters: Filters, ids: NDArray[np.uint64]) -> int:
        return self.n


@dataclass
class FakePipeline:
    """Remembers what was pushed; quarantines records without a source."""

    pushed: list[Mapping[str, object]] = field(default_factory=list)
    region: str | None = None
    fault: Exception | None = None

    @property
    def real(self) -> Pipeline:
        return cast(Pipeline, self)

    def push(self, records: Sequence[Mapping[str, object]], region: str | None = None) -> Receipt:
        if self.fault is not None:
            raise self.fault
        self.pushed.extend(records)
        self.region = region
        wrong = tuple(
            (index, "нет источника") for index, record in enumerate(records) if not record.get("source")
        )
        return Receipt(Counts(len(records), len(records) - len(wrong), 0, 0, len(wrong)), wrong)
