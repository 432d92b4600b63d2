"""What an index holds is told by its terms."""

from __future__ import annotations

from data.search.schema import DAY_US
from tests.support.index import Doc, contents, nothing

DOCS = [Doc(1, 5), Doc(2, DAY_US, text="свет"), Doc(3, DAY_US + 1, region="tula")]


def test_terms_days_and_reach() -> None:
    index = contents(DOCS)
    assert index.terms("region") == {"rostov": 2, "tula": 1}
    assert [part.tolist() for part in index.days] == [[0, 1], [1, 2]]
    assert index.reach == (5, DAY_US + 1)
    assert (index.holds("number", "№2"), index.holds("number", "№9")) == (True, False)


def test_an_empty_index_holds_nothing() -> None:
    index = nothing()
    assert index.terms("region") == {}
    assert index.days[0].tolist() == []
    assert index.reach == (0, DAY_US)
