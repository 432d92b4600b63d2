"""The mirror keeps step with the store: from the start, with every commit, during a reading, and after what it cannot follow."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from data import sql
from data.connection import Connection
from data.errors import StoreDown
from data.facts import mirror as tested
from data.facts import region as facts_of_region
from data.facts.codes import Book, CodesExhausted
from data.facts.load import read
from data.facts.mirror import Mirror
from data.facts.region import RegionFacts
from data.facts.settle import FactsLost
from data.regions import Regions
from data.store import Store
from data.writer import EVERYTHING, Touched
from geo.boundaries import read_shipped
from tests.support.changed import PATIENCE_S, later, there
from tests.support.facts import net, spelt, told
from tests.support.sample import open_store, put, sample

REGIONS = ("rostov", "kamchatka")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path)
    Regions(found).install(read_shipped("kamchatka"), default=False, synthetic=False)
    yield found
    found.close()


def same(store: Store, mirror: Mirror) -> bool:
    """Whether the mirror says what the records say, row by row; waits for what is being read."""
    facts = mirror.facts(None, PATIENCE_S)
    assert facts is not None
    return all(_spelt(facts.get(name), mirror.book(name)) == _told(store, name) for name in REGIONS)


def _spelt(facts: RegionFacts | None, book: Book) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for block in facts.blocks if facts else ():
        whole = block.columns()
        rows = zip(spelt(whole, book), whole["sign"].tolist(), strict=True)
        for row, sign in rows:
            found[row] += sign
    return Counter({row: n for row, n in found.items() if n})


def _told(store: Store, region: str) -> Counter[Any]:
    return Counter(told(store.ask(sql.statement("facts/read"), {"regions": [region]})))


def ready(store: Store) -> Mirror:
    mirror = Mirror.of(store)
    assert mirror.facts(None, PATIENCE_S) is not None
    return mirror


def say(store: Store, touched: Touched) -> None:
    """A commit that tells the mirror this and changes nothing."""

    def job(_: Connection) -> tuple[None, Touched]:
        return None, touched

    store.write(job)


class Gate:
    """Readings stop at it, before or after the table is read, until they are let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, after: bool = True) -> None:
        self.reached, self.open, self.readings, self.after = threading.Event(), threading.Event(), list[Any](), after
        monkeypatch.setattr(tested, "read", self.read)

    def read(self, store: Store, book: Callable[[str], Book], regions: Any) -> Any:
        self.readings.append(regions)
        found = read(store, book, regions) if self.after else None
        self.reached.set()
        assert self.open.wait(PATIENCE_S)
        return found or read(store, book, regions)

    def pass_after(self, act: Callable[[], None]) -> None:
        """Do something while a reading stands at the gate, then open it."""
        assert self.reached.wait(PATIENCE_S)
        act()
        self.open.set()


# ---- from the start, and with every commit


def test_what_the_store_held_before_is_read(store: Store) -> None:
    put(store, sample(120, 1))
    put(store, there(60, 2))
    assert same(store, Mirror.of(store))


def test_a_store_has_one_mirror(store: Store) -> None:
    assert Mirror.of(store) is Mirror.of(store)


def test_new_and_changed_records_are_followed_without_reading(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = ready(store)
    gate = Gate(monkeypatch)
    put(store, sample(120, 1))
    put(store, there(60, 2))
    put(store, later(sample(80, 3), 1))
    assert same(store, mirror)
    assert gate.readings == []


def test_a_record_that_moves_to_another_region_leaves_the_one_it_was_in(store: Store) -> None:
    mirror = ready(store)
    put(store, sample(50, 1))
    moved = sample(50, 1)
    at = moved.schema.get_field_index("region")
    put(store, later(moved.set_column(at, moved.schema.field(at), pa.array(["kamchatka"] * 50)), 4_000))
    facts = mirror.facts(None, PATIENCE_S)
    assert facts is not None
    assert {name: one.rows for name, one in facts.items()} == {"rostov": 0, "kamchatka": 50}
    assert same(store, mirror)


def test_the_facts_are_those_of_a_commit_before_its_version_is_the_stores(store: Store) -> None:
    mirror = ready(store)
    seen: list[int] = []
    store.subscribe(lambda _: seen.append(mirror.regions()["rostov"].rows))
    put(store, sample(40, 1))
    assert seen == [40]


def test_a_region_without_records_has_no_facts(store: Store) -> None:
    facts = ready(store).facts("kamchatka", 0)
    assert facts is not None
    assert facts["kamchatka"].rows == 0


def test_a_region_is_given_without_the_others(store: Store) -> None:
    mirror = ready(store)
    put(store, sample(20, 1))
    put(store, there(10, 2))
    assert list(mirror.facts("kamchatka", 0) or ()) == ["kamchatka"]


# ---- while it reads


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
        gate.pass_after(lambda: _put(store, there(50, 3)))
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


# ---- what it cannot follow


def _lost(*_: object) -> RegionFacts:
    raise FactsLost


def _put(store: Store, appeals: pa.Table) -> None:
    put(store, appeals)


def test_new_borders_have_everything_read(store: Store) -> None:
    mirror = ready(store)
    put(store, sample(40, 1))
    Regions(store).install(read_shipped("rostov"), default=True, synthetic=False)
    assert same(store, mirror)


def test_a_fact_to_take_back_that_is_not_there_has_the_region_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(facts_of_region, "_LEAST_TAIL_ROWS", 0)
    monkeypatch.setattr(facts_of_region, "_TAIL_SHARE", 1_000)
    mirror = ready(store)
    put(store, sample(40, 1))
    other = store.ask(sql.statement("facts/read"), {"regions": ["rostov"]}).slice(0, 1)
    strange = other.set_column(other.schema.get_field_index("mark"), "mark", pa.array([99], pa.int8()))
    say(store, Touched(1, frozenset({"rostov"}), gone=(strange,)))
    assert same(store, mirror)
    assert any("rostov" in record.message and record.levelno == logging.WARNING for record in caplog.records)


def test_whatever_goes_wrong_with_a_change_has_everything_read(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mirror = ready(store)
    with monkeypatch.context() as patch:
        patch.setattr(RegionFacts, "changed", lambda *_: 1 // 0)
        put(store, sample(40, 1))
    assert same(store, mirror)
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("fault", [duckdb.Error("torn"), StoreDown("later")])
def test_a_reading_that_fails_is_tried_again(
    fault: Exception, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put(store, sample(30, 1))
    faults = [fault]

    def failing(*given: Any) -> Any:
        if faults:
            raise faults.pop()
        return read(*given)

    monkeypatch.setattr(tested, "read", failing)
    monkeypatch.setattr(tested, "_AGAIN_S", 0.0)
    assert same(store, Mirror.of(store))
    assert "the records answer meanwhile" in caplog.text


@pytest.mark.parametrize("fault", [CodesExhausted("one too many"), ValueError("one too many")])
def test_a_fault_that_would_come_again_ends_the_mirror_and_the_records_answer(
    fault: Exception, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def exhausted(*_: Any) -> Any:
        raise fault

    monkeypatch.setattr(tested, "read", exhausted)
    mirror = Mirror.of(store)
    mirror._reader.join(PATIENCE_S)
    put(store, sample(30, 1))
    assert mirror.facts("rostov", PATIENCE_S) is None
    assert mirror.regions() == {}
    assert not mirror._reader.is_alive()
    assert "one too many" in caplog.text


# ---- its end


def test_a_closed_store_is_followed_no_more(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    mirror = ready(store)
    put(store, sample(20, 1))
    store.close()
    assert not mirror._reader.is_alive()


def test_a_store_closed_while_it_is_read_leaves_no_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    put(store, sample(20, 1))
    gate = Gate(monkeypatch, after=False)
    mirror = Mirror.of(store)
    assert gate.reached.wait(PATIENCE_S)
    store.close()
    gate.open.set()
    mirror._reader.join(PATIENCE_S)
    assert not mirror._reader.is_alive()
    assert mirror.facts(None, PATIENCE_S) is None


def test_a_store_opened_again_is_read_again(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    ready(first)
    put(first, sample(20, 1))
    first.close()
    again = Store.open(tmp_path / "test.duckdb", first.settings)
    facts = Mirror.of(again).facts("rostov", PATIENCE_S)
    assert facts is not None
    assert sum(net(facts["rostov"].blocks).values()) == 20
    again.close()
