"""Schedules over a small store: a clock that is set, briefings that are quick or fail as told, and what to wait for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, cast

from dashboard.briefing.briefings import Briefings
from dashboard.callbacks.desk import Desk
from dashboard.schedules.service import Schedules
from data import runs, schedules
from data.rhythm import Rhythm
from data.runs import Run
from data.schedules import Schedule
from data.settings import Settings
from data.store import Store
from tests.support.exporting import desk

PATIENCE_S = 60.0
EVENING = Rhythm("day", time(18))
PLAN = Schedule(0, "Сводка", "region=rostov", "daily", "a4", "portrait", "ru", "pdf", EVENING, True, ())


@dataclass
class Quick:
    """Makes a few bytes in the place of a briefing; fails first with each of `faults`."""

    desk: Desk
    faults: list[Exception] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    held: threading.Event | None = None
    entered: threading.Event = field(default_factory=threading.Event)

    def made(self, params: Mapping[str, str], kind: str) -> tuple[bytes, str]:
        self.asked.append(dict(params))
        self.entered.set()
        if self.held is not None:
            assert self.held.wait(PATIENCE_S)
        if self.faults:
            raise self.faults.pop(0)
        return b"%PDF " + params["template"].encode(), f"any.{kind}"


@dataclass
class World:
    """A store, its desk, briefings and a clock (UTC)."""

    store: Store
    briefings: Quick
    settings: Settings
    now: datetime

    @classmethod
    def of(cls, folder: Path, now: str = "2026-03-09T12:00", **changes: Any) -> World:
        store, found = desk(folder, schedule_pause_s=0.05, **changes)
        return cls(store, Quick(found), store.settings, at(now))

    def service(self) -> Schedules:
        return Schedules(cast(Briefings, self.briefings), self.settings, lambda: self.now)

    def plan(self, since: str = "2026-03-01T00:00", **changes: Any) -> Schedule:
        """A schedule that owes its moments since then."""
        before = schedules.now
        try:
            schedules.now = lambda: at(since).replace(tzinfo=None)
            return schedules.add(self.store, replace(PLAN, **changes), 50)
        finally:
            schedules.now = before

    def runs(self) -> tuple[Run, ...]:
        """Oldest first."""
        return runs.newest(self.store, 100)[::-1]

    def until(self, stands: Callable[[tuple[Run, ...]], bool]) -> tuple[Run, ...]:
        """Waits until the history is as told."""
        pause = threading.Event()
        for _ in range(int(PATIENCE_S / 0.02)):
            if stands(found := self.runs()):
                return found
            pause.wait(0.02)
        raise AssertionError(f"never came: {self.runs()}")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def over(found: tuple[Run, ...]) -> bool:
    """There are runs, and all of them have ended."""
    return bool(found) and not any(each.is_open for each in found)
