"""Facts read from the table: every row, in order of receipt, of the regions asked for, as of one version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from data import sql
from data.facts import load
from data.facts.codes import Book, Shared
from data.facts.columns import SECOND
from data.facts.load import read
from data.regions import Regions
from data.store import Store
from geo.boundaries import read_shipped
from tests.support.changed import there, whole_seconds
from tests.support.facts import spelt, told
from tests.support.sample import open_store, put, sample


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    found = open_store(tmp_path_factory.mktemp("load"))
    Regions(found).install(read_shipped("kamchatka"), default=False, synthetic=False)
    put(found, whole_seconds(sample(150, 1), every=2))
    put(found, there(100, 2))
    yield found
    found.close()


class Books:
    """Code books as they are asked for."""

    def __init__(self) -> None:
        self.shared = Shared()
        self.known: dict[str, Book] = {}

    def __call__(self, region: str) -> Book:
        return self.known.setdefault(region, Book(self.shared))


@pytest.mark.parametrize("at_once", [1_000_000, 7])
@pytest.mark.parametrize("region", ["rostov", "kamchatka"])
def test_every_record_is_read_in_batches_of_any_size(
    region: str, at_once: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "_ROWS_AT_ONCE", at_once)
    books = Books()
    _, found = read(store, books, None)
    facts = found[region]
    rows = [row for block in facts.blocks for row in spelt(block.columns(), books(region))]
    table = store.ask(sql.statement("facts/read"), {"regions": [region]})
    assert Counter(rows) == Counter(told(table))


def test_rows_in_any_order_come_out_in_order_of_receipt(store: Store) -> None:
    _, found = read(store, Books(), None)
    blocks = [block for facts in found.values() for block in facts.blocks]
    assert blocks
    assert all((np.diff(block.received) >= 0).all() for block in blocks)


def test_whole_seconds_and_fractions_lie_apart(store: Store) -> None:
    _, found = read(store, Books(), None)
    assert {block.unit for block in found["rostov"].base} == {1, SECOND}
    assert found["rostov"].tails == ()


def test_only_the_regions_named_are_read(store: Store) -> None:
    _, found = read(store, Books(), {"kamchatka"})
    assert {name: facts.rows for name, facts in found.items()} == {"kamchatka": 100}


def test_a_region_without_records_is_not_there(store: Store) -> None:
    assert read(store, Books(), {"mars"})[1] == {}


def test_the_version_is_that_of_the_store(store: Store) -> None:
    assert read(store, Books(), None)[0] == store.version


def test_an_empty_store_has_no_facts(tmp_path: Path) -> None:
    empty = open_store(tmp_path)
    assert read(empty, Books(), None) == (empty.version, {})
    empty.close()


def test_a_commit_during_the_reading_is_not_seen(tmp_path: Path) -> None:
    changing = open_store(tmp_path)
    put(changing, sample(50, 1))
    before, books, later = changing.version, Books(), [sample(90, 2)]

    def book(region: str) -> Book:
        while later:
            put(changing, later.pop())
        return books(region)

    version, found = read(changing, book, None)
    assert changing.version > before
    assert (version, found["rostov"].rows) == (before, 50)
    changing.close()
