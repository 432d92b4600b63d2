"""Records found through the stretches of time that facts name: the same list, whatever the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from data.facts import newest
from data.query import Questions
from data.questions import records as tested
from tests.support.changed import by_facts, by_records, changed_store

Both = tuple[Questions, Questions]
FILTERS = [
    {"region": "all", "period": "all"},
    {"region": "rostov", "period": "1y", "status": "overdue"},
    {"region": "kamchatka", "period": "all", "topic": "02.001", "status": "closed"},
]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    store, facts = changed_store(tmp_path_factory.mktemp("records"))
    yield facts, by_records(store)
    store.close()


def identities(rows: Any) -> list[tuple[str, str]]:
    return [(row["source"], row["external_id"]) for row in rows]


def paged(ask: Questions, params: dict[str, str], limit: int) -> list[tuple[str, str]]:
    seen, cursor = list[tuple[str, str]](), None
    while True:
        page = ask.appeals(ask.parse(params), limit, cursor)
        seen += identities(page.rows)
        cursor = page.next_cursor
        if cursor is None:
            return seen


@pytest.mark.parametrize("params", FILTERS)
@pytest.mark.parametrize("limit", [17, 250])
def test_pages_hold_every_record_once_in_order(limit: int, params: dict[str, str], stored: Both) -> None:
    facts, records = stored
    whole = identities(records.records(records.parse(params), 0, 2_000).rows)
    assert whole
    assert paged(facts, params, limit) == whole


@pytest.mark.parametrize("close", [1, 200_000])
@pytest.mark.parametrize("span", [(0, 10), (33, 60), (900, 950)])
def test_a_part_of_the_list_is_the_same_however_the_stretches_are_cut(
    span: tuple[int, int], close: int, stored: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "_CLOSE_ROWS", close)
    facts, records = by_facts(stored[0].store), stored[1]
    told, found = (ask.records(ask.parse(FILTERS[0]), *span) for ask in (facts, records))
    assert told == found


def test_far_down_the_list_the_table_is_looked_through_in_one_go(stored: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "_MOST_BY_STRETCHES", 20)
    monkeypatch.setattr("data.questions.by_facts.newest_of", None)
    facts, records = stored
    told, found = (ask.records(ask.parse(FILTERS[1]), 15, 30) for ask in (facts, records))
    assert told == found
