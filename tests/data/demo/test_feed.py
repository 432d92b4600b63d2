"""Promises of the live feed: in time, restartable, stoppable, never two appeals under one identity."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
import pytest

from data.demo.feed import BATCH, Feed, Pace, Record, Stored
from data.demo.live import Live
from data.errors import QueueFull

from .conftest import Drawn


@dataclass
class Store:
    """Keeps what was pushed by identity, and every push as it came."""

    records: dict[str, Record] = field(default_factory=dict)
    pushes: list[list[Record]] = field(default_factory=list)

    def push(self, records: list[Record]) -> None:
        self.pushes.append(records)
        self.records.update({str(record["external_id"]): record for record in records})

    @property
    def numbers(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        live = [int(name.rpartition("-")[2]) for name in self.records]
        return np.array([number for number in live if number >= 1_000_000_000], np.int64)


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture(scope="module")
def live(rostov: Drawn) -> Live:
    return Live(rostov.world, rostov.boundaries.tz, rostov.plan, rostov.until, 3.0)


Start = Callable[..., tuple[Feed, Store, Clock]]


@pytest.fixture
def start(rostov: Drawn, live: Live) -> Start:
    def begin(
        store: Store | None = None, newest: datetime | None = None, later: timedelta = timedelta()
    ) -> tuple[Feed, Store, Clock]:
        store = store or Store()
        clock = Clock((newest or rostov.until) + later)
        stored = Stored(newest or rostov.until, store.numbers)
        return Feed(store.push, live, rostov.writer, stored, Pace(timedelta(hours=1), clock)), store, clock

    return begin


def new(store: Store) -> list[Record]:
    return [record for push in store.pushes for record in push if int(str(record["external_id"]).rpartition("-")[2]) >= 10**9]


def test_new_appeals_come_as_the_clock_goes_on(start: Start) -> None:
    feed, store, clock = start()
    feed.step()
    for _ in range(60):
        clock.pass_(minutes=1)
        feed.step()
    received = {str(record["external_id"]) for record in new(store)}
    assert 60 < len(received) < 600


def test_after_its_lively_hour_the_feed_is_as_busy_as_the_history(start: Start, live: Live) -> None:
    feed, store, clock = start()
    feed.step()
    for _ in range(25):
        clock.pass_(hours=1)
        feed.step()
    later = (clock.now - timedelta(hours=24)).isoformat()
    quiet = {str(record["external_id"]) for record in new(store) if str(record["received"]) > later}
    assert len(quiet) < 2.5 * live.usual_rate * 24 * 60


def test_earlier_appeals_change_too(start: Start) -> None:
    feed, store, clock = start()
    feed.step()
    clock.pass_(hours=2)
    feed.step()
    old = [name for name in store.records if int(name.rpartition("-")[2]) < 10**9]
    assert len(old) > 5


def test_an_appeal_is_pushed_when_it_is_received_not_before(start: Start) -> None:
    feed, store, clock = start()
    feed.step()
    clock.pass_(minutes=30)
    feed.step()
    assert max(str(record["received"]) for record in new(store)) <= clock.now.isoformat()


def test_nothing_is_pushed_while_the_clock_stands(start: Start) -> None:
    feed, store, clock = start()
    feed.step()
    clock.pass_(minutes=5)
    feed.step()
    pushes = len(store.pushes)
    feed.step()
    assert len(store.pushes) == pushes


def test_an_appeal_lives_on_to_its_answer(start: Start) -> None:
    feed, store, clock = start()
    feed.step()
    for _ in range(20):
        clock.pass_(hours=6)
        feed.step()
    answered = [record for record in new(store) if "answer" in record]
    assert answered
    assert all("answered" in record and "body" in record for record in answered)


def test_a_restart_repeats_no_identity_with_another_content(start: Start) -> None:
    feed, store, clock = start()
    feed.step()
    clock.pass_(minutes=20)
    feed.step()
    first = {name: record["received"] for name, record in store.records.items()}
    again, store, clock = start(store, clock.now)
    again.step()
    clock.pass_(minutes=20)
    again.step()
    assert all(store.records[name]["received"] == moment for name, moment in first.items())
    assert len(store.records) > len(first)


def test_after_a_restart_appeals_pushed_before_go_on_to_live(start: Start) -> None:
    feed, store, clock = start()
    feed.step()
    clock.pass_(hours=3)
    feed.step()
    before = set(store.numbers.tolist())
    store.pushes.clear()
    again, store, clock = start(store, clock.now, timedelta(days=3))
    again.step()
    moved = {int(str(record["external_id"]).rpartition("-")[2]) for record in new(store)} & before
    assert len(moved) > 0.5 * len(before)


def test_a_gap_is_filled_at_the_usual_density(start: Start, live: Live) -> None:
    feed, store, _ = start(later=timedelta(days=7))
    feed.step()
    a_minute = len({str(record["external_id"]) for record in new(store)}) / (7 * 24 * 60)
    assert a_minute == pytest.approx(live.usual_rate, rel=0.3)


def test_a_long_gap_is_filled_for_two_weeks_only(start: Start) -> None:
    feed, store, clock = start(later=timedelta(days=60))
    feed.step()
    assert min(str(record["received"]) for record in new(store)) > (clock.now - timedelta(days=14)).isoformat()


def test_a_gap_is_pushed_in_small_parts(start: Start) -> None:
    feed, store, _ = start(later=timedelta(days=14))
    feed.step()
    assert max(len(push) for push in store.pushes) <= BATCH


def test_the_same_seed_and_clock_push_the_same(start: Start) -> None:
    pushed = []
    for _ in range(2):
        feed, store, clock = start()
        feed.step()
        clock.pass_(minutes=10)
        feed.step()
        pushed.append(store.pushes)
    assert pushed[0] == pushed[1]


def test_a_refused_push_is_made_again(rostov: Drawn, live: Live) -> None:
    store, clock = Store(), Clock(rostov.until)
    full = [True]

    def push(records: list[Record]) -> None:
        if full[0]:
            raise QueueFull("Очередь записи заполнена.")
        store.push(records)

    feed = Feed(push, live, rostov.writer, Stored(rostov.until, store.numbers), Pace(timedelta(hours=1), clock))
    clock.pass_(hours=1)
    feed.step()
    full[0] = False
    feed.step()
    assert new(store)


def test_midnight_is_no_gap(start: Start, rostov: Drawn) -> None:
    feed, store, clock = start()
    feed.step()
    for _ in range(46):
        clock.pass_(hours=1)
        feed.step()
    days = {str(record["received"])[:10] for record in new(store)}
    assert {rostov.until.date().isoformat(), clock.now.date().isoformat()} <= days


def test_records_speak_the_language_of_the_api(start: Start) -> None:
    feed, store, _ = start(later=timedelta(hours=6))
    feed.step()
    record = new(store)[0]
    assert {"source", "external_id", "received", "topic", "region"} <= set(record)
    assert str(record["received"]).endswith("+00:00")
    assert record["extra"] == {"synthetic": True}
    assert None not in record.values()


def test_a_running_feed_stops_at_once(start: Start) -> None:
    feed, _, _ = start()
    thread = threading.Thread(target=feed.run)
    thread.start()
    feed.stop()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_a_stopped_feed_pushes_no_more(start: Start) -> None:
    feed, store, _ = start(later=timedelta(days=2))
    feed.stop()
    feed.step()
    assert store.pushes == []
