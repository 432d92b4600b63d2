"""The mirror keeps step with the store: from the start, with every commit, and after what it cannot follow."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from data import sql
from data.errors import StoreDown
from data.facts import mirror as tested
from data.facts import region as facts_of_region
from data.facts.codes import CodesExhausted
from data.facts.load import read
from data.facts.mirror import Mirror
from data.facts.region import RegionFacts
from data.regions import Regions
from data.store import Store
from data.writer import Touched
from geo.boundaries import read_shipped
from tests.support.changed import PATIENCE_S, later, there
from tests.support.facts import net
from tests.support.mirrors import Gate, ready, same, say, two_regions
from tests.support.sample import open_store, put, sample


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = two_regions(tmp_path)
    yield found
    found.close()


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


# ---- what it cannot follow


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
