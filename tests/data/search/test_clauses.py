"""Clauses put together find what each of them leaves, also where there are none or only exclusions."""

from __future__ import annotations

import tantivy

from data.search.clauses import any_of, both, but, codes, must, within
from tests.support.index import Doc, contents, ids

INDEX = contents([Doc(1, 0), Doc(2, 0, text="свет"), Doc(3, 0, text="яма свет", region="tula")])
PIT, LIGHT = codes("text", ["ям"]), codes("text", ["свет"])


def test_clauses_narrow_a_query() -> None:
    assert ids(INDEX, both(PIT, [])) == {1, 3}
    assert ids(INDEX, both(PIT, [must(LIGHT)])) == {3}
    assert ids(INDEX, both(PIT, [but(LIGHT)])) == {1}


def test_clauses_alone_are_a_query() -> None:
    assert ids(INDEX, within([])) == {1, 2, 3}
    assert ids(INDEX, within([but(PIT)])) == {2}
    assert ids(INDEX, within([must(LIGHT), but(PIT)])) == {2}


def test_any_of_some_queries() -> None:
    assert ids(INDEX, any_of([])) == set()
    assert ids(INDEX, any_of([PIT])) == {1, 3}
    assert ids(INDEX, any_of([PIT, LIGHT, tantivy.Query.empty_query()])) == {1, 2, 3}
    assert ids(INDEX, codes("region", ["rostov", "tula"])) == {1, 2, 3}
