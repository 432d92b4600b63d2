"""Facts of one region as they change: what holds, how many tails there are, when they are settled, what is told of them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from data.facts import region as tested
from data.facts.codes import Book, Origin, Shared
from data.facts.columns import SECOND, Columns
from data.facts.region import RegionFacts
from data.facts.settle import FactsLost
from tests.support.facts import block, columns, net, some

ORIGINS = [Origin("im", "122", "problem"), Origin("im", None, "question"), Origin("pos", "Госуслуги", "problem")]


@pytest.fixture
def book() -> Book:
    found = Book(Shared())
    found.shared.origins.many(ORIGINS)
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes are settled when there are more than eight."""
    monkeypatch.setattr(tested, "_LEAST_TAIL_ROWS", 8)


def gone(*received: int, **given: list[int]) -> Columns:
    return columns(list(received), **given, sign=[-1] * len(received))


def test_no_facts_have_no_edges_and_no_sources(book: Book) -> None:
    none = RegionFacts(book)
    assert (none.rows, none.edge(newest=True), none.by_source(), none.channels()) == (0, None, {}, set())


def test_nothing_changed_is_the_same_object(book: Book) -> None:
    facts = RegionFacts(book)
    assert facts.changed([]) is facts
    assert facts.settled() is facts


def test_a_change_leaves_the_facts_of_before_as_they_were(book: Book) -> None:
    before = RegionFacts(book).changed([columns([1, 2])])
    after = before.changed([gone(1), columns([3])])
    assert (before.rows, after.rows) == (2, 2)
    assert net(before.blocks) != net(after.blocks)


def test_rows_are_those_that_hold(book: Book) -> None:
    facts = RegionFacts(book, (block(SECOND, [1 * SECOND] * 5),))
    assert facts.changed([gone(1 * SECOND, 1 * SECOND), columns([9])]).rows == 4


def test_tails_are_few_however_many_changes_there_were(book: Book) -> None:
    facts = RegionFacts(book)
    for number in range(200):
        facts = facts.changed([columns([number])])
        assert len(facts.tails) <= 1 + math.log2(number + 1)
    assert facts.rows == 200


def test_tails_of_similar_size_become_one(book: Book) -> None:
    facts = RegionFacts(book).changed([columns(list(range(100)))]).changed([columns([1])])
    assert [len(one) for one in facts.tails] == [100, 1]
    assert [len(one) for one in facts.changed([columns(list(range(60)))]).tails] == [161]


def test_many_changes_are_settled_into_the_base(book: Book, small: None) -> None:
    facts = RegionFacts(book).changed([columns([SECOND] * 8)])
    assert (len(facts.base), len(facts.tails)) == (0, 1)
    facts = facts.changed([columns([SECOND])])
    assert (len(facts.base), len(facts.tails), facts.rows) == (1, 0, 9)


def test_a_large_base_takes_larger_tails(book: Book, small: None) -> None:
    facts = RegionFacts(book, (block(SECOND, [SECOND] * 800),))
    assert facts.changed([columns([SECOND] * 100)]).tails
    assert not facts.changed([columns([SECOND] * 101)]).tails


def test_a_fact_that_is_not_there_cannot_be_settled_away(book: Book, small: None) -> None:
    with pytest.raises(FactsLost):
        RegionFacts(book, (block(SECOND, [SECOND] * 5),)).changed([gone(*[2 * SECOND] * 9)])


@pytest.mark.parametrize("seed", range(10))
def test_settled_or_not_the_same_holds(seed: int, book: Book, small: None) -> None:
    rng = np.random.default_rng(seed)
    facts, held = RegionFacts(book), columns(**some(rng, 40))
    parts = [held]
    facts = facts.changed([held])
    for _ in range(6):
        rows = rng.choice(len(held["received"]), 5, replace=False)
        left = {name: column[rows] for name, column in held.items()} | {"sign": np.full(5, -1, np.int8)}
        came = columns(**some(rng, 4, SECOND // 2))
        facts = facts.changed([left, came])
        parts += [left, came]
        held = {name: np.concatenate([np.delete(column, rows), came[name]]) for name, column in held.items()}
    assert net(facts.blocks) == net(facts.settled().blocks) == net(RegionFacts(book).changed([held]).blocks)


def test_edges_are_those_of_what_holds(book: Book) -> None:
    facts = RegionFacts(book, (block(SECOND, [1 * SECOND, 5 * SECOND, 9 * SECOND]),))
    facts = facts.changed([gone(9 * SECOND), gone(1 * SECOND)])
    assert (facts.edge(newest=False), facts.edge(newest=True)) == (5 * SECOND, 5 * SECOND)


def test_sources_tell_their_rows_and_last_receipt_whatever_their_channels(book: Book) -> None:
    facts = RegionFacts(book, (block(SECOND, [1 * SECOND, 5 * SECOND, 9 * SECOND], origin=[0, 1, 2]),))
    assert facts.by_source() == {"im": (2, 5 * SECOND), "pos": (1, 9 * SECOND)}


def test_a_source_is_told_without_what_was_taken_back(book: Book) -> None:
    facts = RegionFacts(book, (block(SECOND, [1 * SECOND, 5 * SECOND, 9 * SECOND], origin=[0, 1, 2]),))
    facts = facts.changed([gone(5 * SECOND, 9 * SECOND, origin=[1, 2])])
    assert facts.by_source() == {"im": (1, 1 * SECOND)}


def test_a_receipt_of_another_source_does_not_stand_for_one_taken_back(book: Book) -> None:
    facts = RegionFacts(book, (block(SECOND, [5 * SECOND, 9 * SECOND, 9 * SECOND], origin=[0, 0, 2]),))
    assert facts.changed([gone(9 * SECOND, origin=[0])]).by_source()["im"] == (1, 5 * SECOND)


def test_channels_are_those_of_what_holds(book: Book) -> None:
    facts = RegionFacts(book, (block(SECOND, [1 * SECOND, 5 * SECOND, 9 * SECOND], origin=[0, 1, 2]),))
    assert facts.channels() == {"122", "Госуслуги"}
    assert facts.changed([gone(9 * SECOND, origin=[2])]).channels() == {"122"}


def test_an_origin_met_since_is_no_row_of_the_base(book: Book) -> None:
    facts = RegionFacts(book, (block(SECOND, [1 * SECOND]),))
    book.shared.origins.number(Origin("112", "радио", "problem"))
    assert "112" not in facts.by_source()
    assert facts.changed([columns([7], origin=[3])]).by_source()["112"] == (1, 7)


def test_memory_is_that_of_all_blocks(book: Book) -> None:
    one = RegionFacts(book, (block(SECOND, [SECOND]),))
    assert one.changed([columns([7])]).nbytes > one.nbytes > 0
