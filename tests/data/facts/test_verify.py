"""Facts in memory are held against the records: sound ones pass, whatever is tampered with is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from data.connection import Connection
from data.facts import verify
from data.facts.columns import CODES, TIMES, Block, made
from data.facts.mirror import Mirror
from data.facts.region import RegionFacts
from data.facts.verify import days_off
from data.store import Store
from data.writer import Touched
from tests.support.changed import PATIENCE_S, changed_store, later
from tests.support.sample import open_store, put, sample


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found, _ = changed_store(tmp_path_factory.mktemp("verify"))
    yield found
    found.close()


@pytest.fixture
def mirror(store: Store) -> Iterator[Mirror]:
    found = Mirror.of(store)
    before = found.regions()
    yield found
    found._regions = before


Change = Callable[[Block], Block]


def tampered(mirror: Mirror, change: Change) -> None:
    """The mirror of Rostov with its first block changed."""
    facts = mirror.regions()["rostov"]
    base = (change(facts.base[0]), *facts.base[1:])
    mirror._regions = {**mirror.regions(), "rostov": replace(facts, base=base)}


def other(column: NDArray[Any], row: int) -> NDArray[Any]:
    found = column.copy()
    value = int(found[row])
    found[row] = value - 1 if value > 0 else value + 1
    return found


@pytest.mark.parametrize("at_once", [1 << 20, 13])
@pytest.mark.parametrize("region", ["rostov", "kamchatka"])
def test_facts_that_followed_every_change_are_sound(
    region: str, at_once: int, store: Store, mirror: Mirror, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "_ROWS_AT_ONCE", at_once)
    assert days_off(store, mirror, region, PATIENCE_S) == 0


@pytest.mark.parametrize("name", [*TIMES, *CODES])
def test_one_row_that_says_something_else_is_found(name: str, store: Store, mirror: Mirror) -> None:
    def change(block: Block) -> Block:
        columns = {each: block.column(each) for each in (*TIMES, *CODES)}
        return made(block.unit, columns | {name: other(columns[name], _placed(block))})

    tampered(mirror, change)
    assert days_off(store, mirror, "rostov", PATIENCE_S) == 1


def _placed(block: Block) -> int:
    """A row in the middle of a day that lies on a hexagon."""
    noon = np.abs(block.received % (86_400 * 1_000_000 // block.unit) - 43_200 * 1_000_000 // block.unit)
    return int(np.flatnonzero((block.cell > 1) & (noon < 36_000 * 1_000_000 // block.unit))[0])


def test_a_row_that_is_missing_is_found(store: Store, mirror: Mirror) -> None:
    tampered(mirror, lambda block: _changed(block, lambda column: column[1:]))
    assert days_off(store, mirror, "rostov", PATIENCE_S) == 1


def test_a_row_that_is_there_twice_is_found(store: Store, mirror: Mirror) -> None:
    tampered(mirror, lambda block: _changed(block, lambda column: np.repeat(column, _once_and(len(block)))))
    assert days_off(store, mirror, "rostov", PATIENCE_S) == 1


def _changed(block: Block, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Block:
    return made(block.unit, {name: change(block.column(name)) for name in (*TIMES, *CODES)})


def _once_and(rows: int) -> NDArray[np.int64]:
    times = np.ones(rows, np.int64)
    times[0] = 2
    return times


def test_a_code_that_stands_for_another_value_is_found(store: Store, mirror: Mirror) -> None:
    values = mirror.book("rostov").districts.values
    values[1], values[2] = values[2], values[1]
    try:
        assert (days_off(store, mirror, "rostov", PATIENCE_S) or 0) > 1
    finally:
        values[1], values[2] = values[2], values[1]


def test_a_record_changed_behind_the_mirrors_back_is_found(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    mirror = Mirror.of(store)
    put(store, sample(40, 1))

    def job(connection: Connection) -> tuple[None, Touched]:
        connection.execute("UPDATE appeal SET district = 'нигде' WHERE external_id = '№0'")
        return None, Touched(1, frozenset({"rostov"}))

    store.write(job)
    assert days_off(store, mirror, "rostov", PATIENCE_S) == 1
    store.close()


def test_a_commit_between_the_facts_and_the_records_makes_it_look_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    mirror, coming = Mirror.of(store), [later(sample(40, 2), 1)]
    put(store, sample(40, 1))
    told = mirror.facts

    def then_commit(region: str | None, patience_s: float) -> dict[str, RegionFacts] | None:
        found = told(region, patience_s)
        while coming:
            put(store, coming.pop())
        return found

    monkeypatch.setattr(mirror, "facts", then_commit)
    assert days_off(store, mirror, "rostov", PATIENCE_S) == 0
    store.close()


def test_commits_that_come_too_fast_leave_nothing_to_compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    mirror = Mirror.of(store)
    monkeypatch.setattr(verify, "_ATTEMPTS", 0)
    assert days_off(store, mirror, "rostov", PATIENCE_S) is None
    store.close()


def test_facts_that_are_not_read_cannot_be_compared(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    mirror = Mirror.of(store)
    assert mirror.facts(None, PATIENCE_S) is not None
    mirror.close()
    mirror._stale.everything = True
    assert days_off(store, mirror, "rostov", 0) is None
    store.close()


def test_no_records_and_no_facts_are_the_same(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert days_off(store, Mirror.of(store), "rostov", PATIENCE_S) == 0
    store.close()
