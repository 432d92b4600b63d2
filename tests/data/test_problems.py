"""Chains of repeats: one problem, whatever the order of arrival, also in circles."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.problems import beginnings
from data.store import Store
from tests.data.test_upsert import records
from tests.support.sample import open_store, put

NOON = datetime(2026, 3, 1, 12)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path)
    yield found
    found.close()


def problems(store: Store) -> dict[str, int]:
    rows = store.ask("SELECT external_id, problem FROM appeal").to_pylist()
    return {row["external_id"]: row["problem"] for row in rows}


def test_a_chain_begins_where_nothing_is_repeated() -> None:
    assert beginnings({3: 2, 2: 1, 9: 8}) == {3: 1, 2: 1, 9: 8}


def test_a_circle_begins_with_its_smallest_identity() -> None:
    assert set(beginnings({5: 7, 7: 6, 6: 5, 8: 7}).values()) == {5}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_chain_is_one_problem_in_any_order(order: tuple[int, ...], store: Store) -> None:
    chain = [
        {"external_id": "a"},
        {"external_id": "b", "repeat_of": "a"},
        {"external_id": "c", "repeat_of": "b"},
    ]
    for index in order:
        put(store, records(chain[index]))
    assert len(set(problems(store).values())) == 1


def test_two_that_repeat_an_appeal_not_here_are_one_problem(store: Store) -> None:
    put(store, records({"external_id": "b", "repeat_of": "a"}))
    put(store, records({"external_id": "c", "repeat_of": "a"}, {"external_id": "d"}))
    found = problems(store)
    assert found["b"] == found["c"] != found["d"]


def test_a_repeat_that_is_taken_back_leaves_the_chain(store: Store) -> None:
    put(
        store,
        records(
            {"external_id": "a"},
            {"external_id": "b", "repeat_of": "a"},
            {"external_id": "c", "repeat_of": "b"},
        ),
    )
    put(store, records({"external_id": "b", "updated": NOON + timedelta(days=1)}))
    found = problems(store)
    assert found["b"] == found["c"] != found["a"]


def test_an_appeal_that_repeats_itself_is_its_own_problem(store: Store) -> None:
    put(store, records({"external_id": "a", "repeat_of": "a"}, {"external_id": "b"}))
    assert len(set(problems(store).values())) == 2
