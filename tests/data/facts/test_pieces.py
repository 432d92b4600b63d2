"""Threads that share a pass count every row once, however many they are and wherever their shares are cut."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from data.facts import pieces
from data.facts.mirror import Mirror
from data.facts.pieces import Crew
from data.query import Questions
from data.regions import Regions
from data.topics import TopicCatalogue
from tests.data.facts.test_exactness import same
from tests.support.changed import by_records, changed_store

Both = tuple[Questions, Questions]
FILTERS = [
    {"region": "all", "period": "all"},
    {"region": "rostov", "period": "1y", "metric": "answer_days", "status": "closed,new"},
    {"region": "kamchatka", "period": "90d", "metric": "overdue"},
    {"region": "all", "period": "1y", "metric": "excess", "res": "10", "district": "none,60740000000"},
]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    store, facts = changed_store(tmp_path_factory.mktemp("pieces"))
    yield facts, by_records(store)
    store.close()


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even few rows are worth a second thread, and are gone through a few at a time."""
    monkeypatch.setattr(pieces, "_ALONE_ROWS", 1)
    monkeypatch.setattr(pieces, "_MADE_ROWS", 50)


@pytest.mark.parametrize("number", range(len(FILTERS)))
@pytest.mark.parametrize("workers", [1, 2, 3, 7])
def test_any_number_of_threads_finds_what_the_records_hold(
    workers: int, number: int, stored: Both, shared_out: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, mirror = stored[0].store, Mirror.of(stored[0].store)
    with ThreadPoolExecutor(workers) as threads:
        monkeypatch.setattr(mirror, "crew", Crew(threads, workers))
        facts = Questions(store, store.settings, Regions(store), TopicCatalogue.shipped)
        for ask in ("summary", "kpis", "heat", "trend"):
            told, found = (getattr(one, ask)(one.parse(FILTERS[number])) for one in (facts, stored[1]))
            assert same(told, found), ask
