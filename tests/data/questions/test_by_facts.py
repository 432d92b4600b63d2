"""Which questions facts answer, how often they are passed over, and that they answer as records do at every edge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from data.facts import scan
from data.model import METRICS
from data.query import Questions
from data.questions import by_facts as tested
from data.questions.by_facts import fits
from data.selection import select
from tests.data.facts.test_exactness import same
from tests.support.changed import REGIONS, by_facts, by_records, changed_store

Both = tuple[Questions, Questions]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    store, facts = changed_store(tmp_path_factory.mktemp("by_facts"))
    yield facts, by_records(store)
    store.close()


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The passes made over the facts."""
    made: list[Any] = []

    def counted(*given: Any) -> Any:
        made.append(given)
        return scan.tally(*given)

    monkeypatch.setattr(tested, "tally", counted)
    return made


@pytest.mark.parametrize(
    ("params", "fit"),
    [
        ({}, True),
        ({"status": "open,solved", "topic": "01", "cell": "872c5d8c0ffffff", "repeat": "no"}, True),
        ({"unit": "authors"}, False),
        ({"unit": "problems"}, False),
        ({"q": "яма"}, False),
        ({"bbox": "39,47,40,48"}, False),
        ({"area": "_p~iF~ps|U_ulLnnqC_mqNvxq`@"}, False),
    ],
)
def test_facts_answer_for_appeals_without_a_text_a_box_or_an_area(params: dict[str, str], fit: bool, stored: Both) -> None:
    filters = stored[0].parse({"region": "rostov", **params})
    assert fits(filters, select(filters, stored[0].topic_catalogue().expand)) == fit


@pytest.mark.parametrize("params", [{"unit": "authors"}, {"unit": "problems"}, {"bbox": "39,47,40,48"}, {"q": "яма"}])
def test_what_facts_cannot_answer_the_records_do(params: dict[str, str], stored: Both, passes: list[Any]) -> None:
    filters = stored[0].parse({"region": "rostov", "period": "1y", **params})
    for ask in ("summary", "districts", "topics", "trend", "heat"):
        assert same(getattr(stored[0], ask)(filters), getattr(stored[1], ask)(filters)), ask
    assert passes == []


def test_the_questions_of_a_screen_share_one_pass(stored: Both, passes: list[Any]) -> None:
    ask = by_facts(stored[0].store)
    filters = ask.parse({"region": "rostov", "period": "30d", "topic": "01"})
    for question in (ask.summary, ask.districts, ask.topics, ask.trend, ask.heat):
        question(filters)
    ask.appeals(filters, 5)
    assert len(passes) == 1


def test_resolutions_up_to_8_share_one_pass(stored: Both, passes: list[Any]) -> None:
    ask = by_facts(stored[0].store)
    for res in range(5, 9):
        ask.heat(ask.parse({"region": "rostov", "period": "90d"}), res)
    assert len(passes) == 1


def test_another_moment_is_another_answer(stored: Both) -> None:
    facts, records = stored
    for moment in ("2026-01-10T12:00:00", "2026-01-10T12:00:01", "2025-12-31T00:00:00"):
        filters = facts.parse({"region": "rostov", "period": "90d", "status": "open", "asof": moment})
        assert same(facts.summary(filters), records.summary(filters))
        assert same(facts.districts(filters), records.districts(filters))


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("res", [8, 10])
def test_too_many_cells_are_answered_at_the_same_coarser_resolution(
    res: int, metric: str, stored: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ask in stored:
        monkeypatch.setattr(ask, "settings", ask.settings.model_copy(update={"max_cells": 100}))
    params = {"region": "all", "period": "1y", "metric": metric, "res": str(res), "type": "problem"}
    told, found = (ask.heat(ask.parse(params)) for ask in stored)
    assert told.res < res
    assert same(told, found)


@pytest.mark.parametrize("region", [*REGIONS, "all"])
def test_present_values_of_chosen_cells_are_those_of_the_records(region: str, stored: Both) -> None:
    filters = stored[0].parse({"region": region, "period": "1y", "res": "9"})
    cells = stored[1].heat(filters).cells[::3]
    told, found = (ask.heat_cells(filters, cells) for ask in stored)
    assert told.tolist() == found.tolist()


def test_a_selection_that_holds_nothing_is_nothing_everywhere(stored: Both) -> None:
    params = {"region": "kamchatka", "period": "24h", "asof": "2001-01-01T00:00:00", "metric": "rating"}
    for ask in ("summary", "kpis", "districts", "topics", "trend", "heat"):
        told, found = (getattr(one, ask)(one.parse(params)) for one in stored)
        assert same(told, found), ask


def test_a_comparison_of_two_sets_is_the_same(stored: Both) -> None:
    params = {"region": "rostov", "period": "90d", "vs": "region=kamchatka&period=1y"}
    for ask in ("summary", "districts", "topics"):
        told, found = (getattr(one, ask)(one.parse(params)) for one in stored)
        assert same(told, found), ask
