"""What is known of a store is the same whether facts in memory tell it or the records are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.known import Known
from data.query import Questions
from geo import cells
from tests.data.test_upsert import records
from tests.support import plain
from tests.support.changed import REGIONS, by_facts, by_records, changed_store, later
from tests.support.sample import open_store, put, sample

Both = tuple[Questions, Questions]
EVERYWHERE = (*REGIONS, "all")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    store, facts = changed_store(tmp_path_factory.mktemp("known"))
    yield facts, by_records(store)
    store.close()


ASK: dict[str, Callable[[Known, str, int], Any]] = {
    "extent": lambda known, region, version: known.extent(region, version),
    "sources": lambda known, region, version: known.sources(region, version),
    "channels": lambda known, region, version: known.channels(region),
    "residents": lambda known, region, version: known.ground(region).residents,
    "zone": lambda known, region, version: known.zone(region),
}


@pytest.mark.parametrize("region", EVERYWHERE)
@pytest.mark.parametrize("what", ASK)
def test_facts_tell_what_the_records_would(what: str, region: str, asked: Both) -> None:
    told, found = (ASK[what](ask.known, region, ask.store.version) for ask in asked)
    assert told == found
    assert told


@pytest.mark.parametrize("region", EVERYWHERE)
def test_the_extent_is_that_of_the_records(region: str, asked: Both) -> None:
    facts, _ = asked
    rows = [row["received"] for row in plain.every_record(facts.store) if region in ("all", row["region"])]
    assert facts.known.extent(region, facts.store.version) == (min(rows), max(rows))


@pytest.mark.parametrize("region", EVERYWHERE)
@pytest.mark.parametrize("res", [5, 8, 9, 10])
def test_every_cell_that_holds_a_record_is_known(res: int, region: str, asked: Both) -> None:
    told, found = (ask.known.all_cells(region, res) for ask in asked)
    assert np.isin(found, told).all()
    assert len(np.unique(told)) == len(told) > 0


@pytest.mark.parametrize("res", [4, 7, 8, 9, 10])
def test_while_nothing_left_the_cells_are_those_of_the_records(res: int, tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, sample(200, 1))
    told, found = (ask.known.all_cells("rostov", res) for ask in (by_facts(store), by_records(store)))
    own = np.array([row["cell"] for row in plain.every_record(store) if row["cell"]], np.uint64)
    assert told.tolist() == found.tolist() == np.unique(cells.parent(own, res) if res < 10 else own).tolist()
    store.close()


def test_a_cell_that_a_record_left_is_still_known(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    facts = by_facts(store)
    put(store, sample(60, 1))
    before = facts.known.all_cells("rostov", 9)
    moved = sample(60, 1)
    at = moved.schema.get_field_index("lat")
    put(store, later(moved.set_column(at, "lat", sample(60, 2)["lat"]), 4_000))
    assert np.isin(before, facts.known.all_cells("rostov", 9)).all()
    store.close()


@pytest.mark.parametrize(
    ("params", "known"),
    [({}, True), ({"district": "60701000000"}, True), ({"cell": "872c5d8c0ffffff"}, False), ({"bbox": "39,47,40,48"}, False)],
)
def test_residents_are_those_of_what_is_chosen(params: dict[str, str], known: bool, asked: Both) -> None:
    facts, recorded = asked
    filters = facts.parse({"region": "rostov", **params})
    told = facts.known.population(filters)
    assert told == recorded.known.population(filters)
    assert (told[None] is not None) == known


def test_residents_of_a_district_are_less_than_those_of_its_region(asked: Both) -> None:
    facts, _ = asked
    chosen = ({"region": "rostov", "district": "60701000000"}, {"region": "rostov"})
    one, whole = (facts.known.population(facts.parse(params)) for params in chosen)
    assert 0 < (one[None] or 0) < (whole[None] or 0)
    assert one["60701000000"] == whole["60701000000"] == one[None]


def test_an_empty_store_reaches_nowhere(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for ask in (by_facts(store), by_records(store)):
        assert ask.known.extent("rostov", store.version) == (None, None)
        assert ask.known.sources("rostov", store.version) == ()
        assert ask.known.channels("all") == ()
        assert len(ask.known.all_cells("all", 8)) == 0
    store.close()


@pytest.mark.parametrize("region", EVERYWHERE)
def test_without_a_live_feed_the_moment_is_the_latest_receipt(region: str, asked: Both) -> None:
    for ask in asked:
        moment = ask.known.moment(ask.parse({"region": region}), ask.store.version)
        assert moment.astimezone(UTC).replace(tzinfo=None) == ask.known.extent(region, ask.store.version)[1]


def test_a_moment_that_is_given_holds_in_the_zone_of_the_region(asked: Both) -> None:
    facts, _ = asked
    given = facts.parse({"region": "kamchatka", "asof": "2026-01-10T12:00:00"})
    assert facts.known.moment(given, facts.store.version).astimezone(UTC) == datetime(2026, 1, 10, 0, tzinfo=UTC)


def test_a_live_moment_is_the_same_for_all_parts_of_a_screen(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    facts = by_facts(store)
    put(store, records({"received": datetime.now(UTC).replace(tzinfo=None)}), pushed=True)
    version, filters = store.version, facts.parse({})
    first = facts.known.moment(filters, version)
    assert facts.known.moment(filters, version) == first
    assert timedelta(0) <= datetime.now(UTC) - first < timedelta(minutes=5)
    store.close()


def test_while_facts_are_being_read_the_records_answer(tmp_path: Path) -> None:
    store = open_store(tmp_path, facts_wait_s=0.0)
    facts = by_facts(store)
    mirror = facts.known.mirror
    assert mirror is not None
    put(store, sample(30, 1))
    mirror._stale.everything = True
    assert facts.known.facts("rostov") is None
    assert facts.known.extent("rostov", store.version) == by_records(store).known.extent("rostov", store.version)
    assert facts.summary(facts.parse({"period": "all"})) == by_records(store).summary(facts.parse({"period": "all"}))
    store.close()
