"""A count within filters is the same by lists, by looks at each appeal found, and by counting them one by one."""

from __future__ import annotations

import itertools
import random

import pytest
import tantivy

from data.search.clauses import between, codes, must
from data.search.contents import Contents
from data.search.counting import Between, OneOf, Part, count
from data.search.schema import DAY_US, NEVER, SCHEMA
from tests.support.index import Doc, contents

_RNG = random.Random(3)
_AT = 20 * DAY_US + 12_345
DOCS = [
    Doc(
        number,
        _RNG.choice([_AT, _AT - 1, _AT + 1, _RNG.randrange(40 * DAY_US)]),
        _RNG.choice([None, _AT, _AT + 1, _RNG.randrange(40 * DAY_US)]),
        text=_RNG.choice(["яма", "свет"]),
        region=_RNG.choice(["rostov", "tula", "omsk"]),
    )
    for number in range(400)
]
PIT = tantivy.Query.term_query(SCHEMA, "text", "ям")
REGION = Part((must(codes("region", ["rostov", "omsk"])),), (OneOf("region", ("rostov", "omsk")),))
RECEIVED = Part((must(between("received", 5, _AT)),), (Between("received", 5, _AT),))
OPEN = Part((must(between("ended", _AT + 1, NEVER + 1)),), (Between("ended", _AT + 1, None),))
PARTS = (REGION, RECEIVED, OPEN)


@pytest.fixture(scope="module")
def index() -> Contents:
    return contents(DOCS)


def _fits(doc: Doc, part: Part) -> bool:
    if part is REGION:
        return doc.region != "tula"
    return 5 <= doc.received < _AT if part is RECEIVED else doc.ended is None or doc.ended > _AT


@pytest.mark.parametrize("order", list(itertools.permutations(PARTS)))
def test_filters_are_counted_within(order: tuple[Part, ...], index: Contents) -> None:
    for number in range(len(order) + 1):
        parts = order[:number]
        wanted = sum("яма" in doc.text and all(_fits(doc, part) for part in parts) for doc in DOCS)
        by_lists = [Part(part.clauses) for part in parts]
        assert count(index, PIT, parts) == count(index, PIT, by_lists) == wanted
        if parts:
            assert count(index, PIT, [*by_lists[:1], *parts[1:]]) == wanted


def test_a_code_that_nobody_has_leaves_nothing(index: Contents) -> None:
    assert count(index, PIT, [Part((), (OneOf("region", ("nowhere",)), Between("ended", None, 0)))]) == 0


def test_bounds_too_far_off_to_be_exact_say_so() -> None:
    assert Between("received", _AT, None).exact
    assert not Between("received", -NEVER, _AT).exact
