"""Stretches of time find exactly what lies in them, whatever their ends and whichever way they are asked."""

from __future__ import annotations

import random

import pytest

from data.search import days as module
from data.search.clauses import within
from data.search.contents import Contents
from data.search.days import Stretch
from data.search.schema import DAY_US, NEVER
from tests.support.index import Doc, contents, ids, nothing

LAST = 31 * DAY_US
ENDS = (-NEVER, -3 * DAY_US, -1, 0, 1, 5 * DAY_US, 5 * DAY_US + 1, 6 * DAY_US - 1, 20 * DAY_US, LAST - 1, LAST, NEVER)


def _docs() -> list[Doc]:
    rng = random.Random(5)
    return [
        Doc(number, rng.randrange(-3, 31) * DAY_US + rng.choice([0, 1, DAY_US - 1, rng.randrange(DAY_US)]))
        for number in range(300)
    ]


DOCS = _docs()


@pytest.fixture(scope="module")
def index() -> Contents:
    return contents(DOCS)


@pytest.mark.parametrize("few", [0, 30, 10_000])
@pytest.mark.parametrize("lo", ENDS)
def test_a_stretch_is_a_plain_comparison_of_moments(
    lo: int, few: int, index: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    for hi in ENDS:
        found = ids(index, within(Stretch(lo, hi).clauses(index)))
        assert found == {doc.id for doc in DOCS if lo <= doc.received < hi}


def test_a_stretch_of_all_there_is_narrows_nothing(index: Contents) -> None:
    first, last = index.reach
    assert Stretch(first, last + 1).clauses(index) == []
    assert Stretch(first, last).clauses(index) != []
    assert Stretch(first + 1, last + 1).clauses(index) != []


def test_the_days_of_a_stretch_tell_their_appeals(index: Contents) -> None:
    days, counts = Stretch(1, 3 * DAY_US).days(index)
    assert days.tolist() == [0, 1, 2]
    assert counts.sum() == sum(0 <= doc.received < 3 * DAY_US for doc in DOCS)


def test_nothing_lies_in_an_empty_index() -> None:
    empty = nothing()
    assert ids(empty, within(Stretch(0, DAY_US).clauses(empty))) == set()
