"""The newest by moment, then id, are found whole and in order, however many steps back in time it takes."""

from __future__ import annotations

import random

import pytest
import tantivy

from data.search import newest as module
from data.search.clauses import both, but
from data.search.contents import Contents
from data.search.days import Stretch
from data.search.newest import Found, before, newest
from data.search.schema import DAY_US, SCHEMA
from tests.support.index import Doc, contents, nothing

_RNG = random.Random(9)
DOCS = [
    Doc(
        _RNG.randrange(2**63),
        _RNG.randrange(400) // 3 * DAY_US // 2 + _RNG.choice([0, 0, 7]),
        text=_RNG.choice(["яма", "яма на дороге", "свет"]),
    )
    for _ in range(600)
]
PIT = tantivy.Query.term_query(SCHEMA, "text", "ям")


@pytest.fixture(scope="module")
def index() -> Contents:
    return contents(DOCS)


@pytest.fixture(autouse=True, params=[2, 8])
def further(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In many steps, and in few."""
    monkeypatch.setattr(module, "_FURTHER", request.param)


def _pits(lo: int, hi: int) -> list[tuple[int, int]]:
    return sorted(((doc.received, doc.id) for doc in DOCS if "яма" in doc.text and lo <= doc.received < hi), reverse=True)


def _pairs(found: Found) -> list[tuple[int, int]]:
    return list(zip(found.received.tolist(), found.ids.tolist(), strict=True))


@pytest.mark.parametrize("wanted", [1, 2, 7, 50, 399, 1_000])
def test_they_are_the_first_in_order(wanted: int, index: Contents) -> None:
    for lo, hi in ((0, 10**15), (DAY_US // 3, 40 * DAY_US + 5), (50 * DAY_US, 50 * DAY_US + 1)):
        all_of_them = _pits(lo, hi)
        for total in (len(all_of_them), 100 * len(all_of_them)):
            found = newest(index, PIT, Stretch(lo, hi), wanted, total)
            assert _pairs(found) == all_of_them[:wanted]


def test_a_place_in_the_order_is_gone_on_from(index: Contents) -> None:
    everything = _pits(0, 10**15)
    for place in range(0, len(everything), 11):
        at, number = everything[place]
        query = both(PIT, [but(before(index, at, number))])
        found = newest(index, query, Stretch(0, at + 1), 20, len(everything))
        assert _pairs(found) == everything[place + 1 : place + 21]


def test_where_there_is_nothing_nothing_is_found(index: Contents) -> None:
    assert len(newest(index, PIT, Stretch(0, 10**15), 5, 0)) == 0
    assert len(newest(nothing(), PIT, Stretch(0, 10**15), 5, 3)) == 0
