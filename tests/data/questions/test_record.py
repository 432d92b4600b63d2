"""One appeal by its identity: masked, in its own zone, with the chain it belongs to."""

from __future__ import annotations

from collections import Counter

import pytest

from data.query import Questions
from data.questions import record as tested
from tests.support import plain

Both = tuple[Questions, Questions]


def test_an_appeal_is_found_by_its_identity(lived: Both) -> None:
    some = plain.every_record(lived[0].store)[17]
    for ask in lived:
        found = ask.record(some["source"], some["external_id"])
        assert found is not None
        assert (found.record["source"], found.record["external_id"]) == (some["source"], some["external_id"])
        assert found.record["received"].tzinfo.key == ask.known.zone(some["region"]).key
        assert "author" not in found.record


def test_an_identity_nobody_has_is_none(lived: Both) -> None:
    assert lived[0].record("im", "нет такого") is None


def test_the_chain_holds_the_others_of_the_same_problem_newest_first(lived: Both) -> None:
    rows = plain.every_record(lived[0].store)
    roots = Counter(row["problem"] for row in rows)
    problem = roots.most_common(1)[0][0]
    chain = [row for row in rows if row["problem"] == problem]
    found = lived[0].record(chain[0]["source"], chain[0]["external_id"])
    assert found is not None
    assert {row["external_id"] for row in found.rows} == {row["external_id"] for row in chain[1:]}
    moments = [row["received"] for row in found.rows]
    assert moments == sorted(moments, reverse=True)
    assert not found.more


def test_a_lone_appeal_has_no_chain(lived: Both) -> None:
    rows = plain.every_record(lived[0].store)
    roots = Counter(row["problem"] for row in rows)
    lone = next(row for row in rows if roots[row["problem"]] == 1)
    found = lived[0].record(lone["source"], lone["external_id"])
    assert found is not None
    assert found.rows == ()


def test_a_chain_longer_than_its_list_says_so(lived: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = plain.every_record(lived[0].store)
    problem, size = Counter(row["problem"] for row in rows).most_common(1)[0]
    assert size > 1
    some = next(row for row in rows if row["problem"] == problem)
    monkeypatch.setattr(tested, "CHAIN_MOST", size - 2)
    zones = {code: lived[0].known.zone(code) for code in ("rostov", "kamchatka")}
    found = tested.record(lived[0].store, 1, (some["source"], some["external_id"]), zones)
    assert found is not None
    assert (len(found.rows), found.more) == (size - 2, True)
