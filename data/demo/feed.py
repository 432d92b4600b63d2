"""The live feed of a demonstration: pushes new appeals and what becomes of earlier ones as the clock goes on."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo.calendar import DAY_US, to_us
from data.demo.live import Live, changed, unfinished
from data.demo.plan import Plan, join, take
from data.demo.render import Writer
from data.errors import TeplokartaError

Record = dict[str, object]
Push = Callable[[list[Record]], object]
GAP = timedelta(days=14)
"""Longest pause that is filled in after a restart."""
TICK_S = 1.0
BATCH = 1_000
_log = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Stored:
    """What the store holds of a demonstration: its newest moment of receipt and the numbers of its live appeals."""

    newest: datetime
    live_numbers: NDArray[np.int64]


@dataclass(frozen=True)
class Pace:
    """How long the feed is lively after its start, and the clock it goes by."""

    lively: timedelta
    clock: Callable[[], datetime] = _utc_now


class Feed:
    """Runs in a thread of its own; whatever is pushed twice (a restart, a refusal) is the same record again.

    Appeals and their lives are a function of the seed and the calendar, so the feed keeps nothing on disk. It is
    lively for a while after its start, then as busy as the history was.
    """

    def __init__(self, push: Push, live: Live, writer: Writer, stored: Stored, pace: Pace) -> None:
        self._push = push
        self._live = live
        self._writer = writer
        self._clock = pace.clock
        self._lively_until = to_us(pace.clock() + pace.lively)
        self._stored = stored
        self._stop = threading.Event()
        self._caught_up = False
        self._done = to_us(stored.newest)
        self._alive = take(live.history, slice(0, 0))
        self._coming = self._alive
        self._loaded_day = -1

    def run(self) -> None:
        """Fill the gap since the last record, then push once a second until stopped."""
        while not self._stop.is_set():
            self.step()
            self._stop.wait(TICK_S)

    def stop(self) -> None:
        """End `run` at once (after the push under way)."""
        self._stop.set()

    def step(self) -> None:
        """Push what has happened since the last push; after a refusal the next step tries again."""
        now = to_us(self._clock())
        if not self._caught_up:
            self._caught_up = self._catch_up(now)
        elif now > self._done:
            self._go_on(now)

    def _catch_up(self, now: int) -> bool:
        """Push what happened since the newest stored record, at the usual density, at most GAP back."""
        live, gap, end = self._live, to_us_span(GAP), to_us(self._live.until)
        known = unfinished(live.history, end)
        if self._done > end:
            known = join(known, self._pushed_before(max(end, self._done - 2 * gap)))
        fresh = live.between(live.usual, max(self._done, now - gap), now)
        late = take(known, np.flatnonzero(changed(known, self._done, now)))
        return self._pushed(late, known, fresh, now)

    def _pushed_before(self, since: int) -> Plan:
        """The live appeals of earlier runs, as far as the store holds them."""
        live, done = self._live, self._done
        plan = join(live.between(live.usual, since, done), live.between(live.lively, since, done))
        return take(plan, np.flatnonzero(np.isin(plan.number, self._stored.live_numbers)))

    def _go_on(self, now: int) -> bool:
        self._load_days(now)
        coming = self._coming
        fresh = take(coming, np.flatnonzero((coming.received > self._done) & (coming.received <= now)))
        moved = take(self._alive, np.flatnonzero(changed(self._alive, self._done, now)))
        return self._pushed(moved, self._alive, fresh, now)

    def _load_days(self, now: int) -> None:
        """Appeals to come up to the end of the day; days missed by a sleeping machine are capped like a gap."""
        today = now // DAY_US
        first = max(self._done, now - to_us_span(GAP)) // DAY_US if self._loaded_day < 0 else self._loaded_day + 1
        for number in range(first, today + 1):
            lively = self._live.lively(number)
            lively = take(lively, np.flatnonzero(lively.received <= self._lively_until))
            self._coming = join(self._coming, join(self._live.usual(number), lively))
        self._loaded_day = max(self._loaded_day, today)

    def _pushed(self, moved: Plan, known: Plan, fresh: Plan, now: int) -> bool:
        """Push those that moved and the fresh ones; when that went well, go on from `now`."""
        sent = self._sent(join(moved, fresh), now)
        if sent:
            self._alive = unfinished(join(known, fresh), now)
            self._coming = take(self._coming, np.flatnonzero(self._coming.received > now))
            self._done = now
        return sent

    def _sent(self, plan: Plan, now: int) -> bool:
        """Push the appeals as they stand at `now`; False when that was refused or the feed is being stopped."""
        for start in range(0, plan.size, BATCH):
            if self._stop.is_set():
                return False
            try:
                self._push(to_records(self._writer.write(take(plan, slice(start, start + BATCH)), now)))
            except TeplokartaError as refused:
                _log.warning("demonstration feed waits: %s", refused)
                return False
        return True


def to_us_span(span: timedelta) -> int:
    """Microseconds of a span."""
    return span // timedelta(microseconds=1)


def to_records(appeals: pa.Table) -> list[Record]:
    """Appeals under the names of the API: ISO moments with their zone, no blanks, JSON parts as values."""
    return [
        {name: _plain(name, value) for name, value in row.items() if value is not None} for row in appeals.to_pylist()
    ]


def _plain(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC).isoformat()
    if name in ("attachments", "extra"):
        return json.loads(str(value))
    return value


