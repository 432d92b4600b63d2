"""From columns of the store to numbers and back: nothing is lost, whatever form a column has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data import sql
from data.facts import encode
from data.facts.codes import Book, Shared
from data.facts.columns import NEVER, NO_MARK
from data.facts.encode import by_region
from data.store import Store
from tests.support.facts import spelt, told
from tests.support.sample import open_store, put, sample


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pa.Table]:
    """Facts of two regions in one table, in the order of identities."""
    store = open_store(tmp_path_factory.mktemp("encode"))
    put(store, sample(200))
    rows = _facts(store)
    moved = rows.set_column(0, "region", pa.array(["kamchatka"] * rows.num_rows))
    both = pa.concat_tables([rows, moved])
    yield both.take(pa.array(np.random.default_rng(1).permutation(both.num_rows)))
    store.close()


def _facts(store: Store) -> pa.Table:
    return store.ask(sql.statement("facts/read"), {"regions": None})


def books() -> Callable[[str], Book]:
    shared, known = Shared(), dict[str, Book]()
    return lambda region: known.setdefault(region, Book(shared))


def of(table: pa.Table, region: str) -> pa.Table:
    return table.filter(pc.equal(table["region"], region))


def test_every_row_spells_out_as_it_was_told_in_the_order_given(facts: pa.Table) -> None:
    book = books()
    for region, found in by_region(facts, book).items():
        assert spelt(found, book(region)) == told(of(facts, region))


def test_columns_that_come_as_dictionaries_say_the_same(facts: pa.Table) -> None:
    coded = facts
    for at, field in enumerate(facts.schema):
        if pa.types.is_string(field.type):
            coded = coded.set_column(at, field.name, pc.dictionary_encode(facts[field.name].combine_chunks()))
    book = books()
    for region, found in by_region(coded, book).items():
        assert spelt(found, book(region)) == told(of(facts, region))


def test_many_combinations_are_numbered_as_few_are(facts: pa.Table, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = books(), books()
    few = by_region(facts, one)
    monkeypatch.setattr(encode, "_WIDE", 0)
    many = by_region(facts, other)
    assert all(spelt(few[name], one(name)) == spelt(many[name], other(name)) for name in few)


def test_blanks_have_numbers_of_their_own(facts: pa.Table) -> None:
    table = facts.slice(0, 1)
    for name in ("ended", "due", "answered", "mark", "district", "topic_group", "topic", "channel", "cell"):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, table.schema.field(at), pa.nulls(1, table.schema.field(at).type))
    book = books()
    ((region, found),) = by_region(table, book).items()
    assert {name: found[name].tolist() for name in ("ended", "due", "answered")} == {
        name: [NEVER] for name in ("ended", "due", "answered")
    }
    assert (found["mark"][0], found["district"][0], found["cell"][0]) == (NO_MARK, 0, 0)
    assert spelt(found, book(region)) == told(table)


@pytest.mark.parametrize("sign", [1, -1])
def test_what_is_taken_back_is_signed(sign: int, facts: pa.Table) -> None:
    assert all(set(found["sign"].tolist()) == {sign} for found in by_region(facts, books(), sign).values())


def test_a_region_alone_keeps_its_order(facts: pa.Table) -> None:
    book, rows = books(), of(facts, "rostov")
    found = by_region(rows, book)
    assert list(found) == ["rostov"]
    assert spelt(found["rostov"], book("rostov")) == told(rows)


def test_regions_number_their_districts_and_hexagons_apart(facts: pa.Table) -> None:
    book = books()
    by_region(of(facts, "rostov"), book)
    by_region(of(facts, "kamchatka").filter(pc.is_null(of(facts, "kamchatka")["cell"])), book)
    assert len(book("rostov").hexagons.ids) > 1
    assert len(book("kamchatka").hexagons.ids) == 1


def test_no_rows_are_no_regions(facts: pa.Table) -> None:
    assert by_region(facts.slice(0, 0), books()) == {}


