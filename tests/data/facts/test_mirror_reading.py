"""While facts are being read commits go on: none is lost, none counted twice, and what becomes stale is read next."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data.facts.mirror import Mirror
from data.facts.region import RegionFacts
from data.facts.settle import FactsLost
from data.store import Store
from data.writer import EVERYTHING, Touched
from tests.support.changed import PATIENCE_S, later, there
from tests.support.mirrors import Gate, ready, same, say, two_regions
from tests.support.sample import put, sample


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = two_regions(tmp_path)
    yield found
    found.close()


def _lost(*_: object) -> RegionFacts:
    raise FactsLost


def put_there(store: Store) -> None:
    put(store, there(50, 3))


def test_what_is_being_read_is_not_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, sample(20, 1))
    gate = Gate(monkeypatch)
    mirror = Mirror.of(store)
    gate.pass_after(lambda: _nothing_told(mirror))
    assert same(store, mirror)


def _nothing_told(mirror: Mirror) -> None:
    assert mirror.facts(None, 0) is None
    assert mirror.facts("rostov", 0) is None


@pytest.mark.parametrize("after", [True, False])
def test_a_commit_during_the_reading_is_neither_lost_nor_counted_twice(
    after: bool, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, sample(60, 1))
    gate = Gate(monkeypatch, after)
    mirror = Mirror.of(store)

    def commit() -> None:
        put(store, later(sample(40, 2), 1))
        put(store, there(30, 3))

    gate.pass_after(commit)
    assert same(store, mirror)
    assert len(gate.readings) == 1


def test_a_commit_that_the_reading_saw_before_it_was_told_is_not_counted_twice(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = ready(store)
    put(store, sample(20, 1))
    take = mirror._take

    def slow(touched: Touched, version: int) -> None:
        _read_anew(mirror)
        take(touched, version)

    store.mirror(slow)
    put(store, later(sample(30, 2), 1))
    assert same(store, mirror)


def _read_anew(mirror: Mirror) -> None:
    """Have everything read and wait until it is."""
    with mirror._lock:
        mirror._stale.everything = True
        mirror._start()
    mirror._reader.join(PATIENCE_S)
    assert mirror.facts(None, 0) is not None


def test_a_region_that_becomes_stale_while_another_is_read_is_read_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = ready(store)
    put(store, sample(30, 1))
    put(store, there(30, 2))
    gate = Gate(monkeypatch, after=False)
    say(store, Touched(1, frozenset({"rostov"}), stale=frozenset({"rostov"})))
    gate.pass_after(lambda: say(store, Touched(1, frozenset({"kamchatka"}), stale=frozenset({"kamchatka"}))))
    assert same(store, mirror)
    assert gate.readings == [frozenset({"rostov"}), frozenset({"kamchatka"})]


def test_a_region_that_cannot_be_followed_while_another_is_read_is_read_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = ready(store)
    put(store, there(30, 2))
    gate = Gate(monkeypatch)
    say(store, Touched(1, frozenset({"rostov"}), stale=frozenset({"rostov"})))
    with monkeypatch.context() as patch:
        patch.setattr(RegionFacts, "changed", _lost)
        gate.pass_after(lambda: put_there(store))
    assert same(store, mirror)
    assert frozenset({"kamchatka"}) in gate.readings


def test_everything_is_read_when_it_becomes_stale_while_a_region_is_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = ready(store)
    put(store, sample(30, 1))
    gate = Gate(monkeypatch, after=False)
    say(store, Touched(1, frozenset({"rostov"}), stale=frozenset({"rostov"})))
    gate.pass_after(lambda: say(store, EVERYTHING))
    assert same(store, mirror)
    assert gate.readings == [frozenset({"rostov"}), None]


def test_other_regions_are_followed_while_one_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = ready(store)
    put(store, sample(30, 1))
    gate = Gate(monkeypatch)
    say(store, Touched(1, frozenset({"rostov"}), stale=frozenset({"rostov"})))

    def ask_the_other() -> None:
        put(store, there(25, 2))
        assert (mirror.facts("kamchatka", 0) or {})["kamchatka"].rows == 25
        assert mirror.facts("rostov", 0) is None

    gate.pass_after(ask_the_other)
    assert same(store, mirror)


@pytest.mark.parametrize("fault", [OSError("INTERRUPT Error: Interrupted!"), duckdb.InterruptException("Interrupted")])
def test_a_store_closed_while_facts_are_read_leaves_no_thread_and_complains_of_nothing(
    fault: Exception, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    let_go = threading.Event()
    monkeypatch.setattr(store, "interrupt", let_go.set)

    def read(*_: object) -> None:
        assert let_go.wait(PATIENCE_S)
        raise fault

    monkeypatch.setattr("data.facts.mirror.read", read)
    mirror = Mirror.of(store)
    mirror.close()
    assert not mirror._reader.is_alive()
    assert not caplog.records
