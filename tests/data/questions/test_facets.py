"""What each choice of a menu would find: held against asking for that very choice, from the facts and from the records."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from data.answers import weight
from data.facts import facets as passed
from data.model import BUDGET, PRECISIONS, STATUS_GROUPS, STATUSES, TYPES
from data.query import Questions
from data.questions import facets
from tests.data.facts.test_exactness import draw
from tests.support import plain
from tests.support.changed import by_facts

Both = tuple[Questions, Questions]
VALUES: dict[str, tuple[Any, ...]] = {
    "source": ("im", "pos", "112"),
    "channel": ("ВКонтакте", "122", "Госуслуги"),
    "type": TYPES,
    "status": (*STATUS_GROUPS, *STATUSES),
    "precision": PRECISIONS,
    "budget": BUDGET,
}


def chosen(ask: Questions, params: dict[str, str], field: str, value: str) -> int:
    """What is found once a value is chosen alone."""
    filters = ask.parse({**params, field: value})
    return ask.summary(replace(filters, metric="count")).total


def wrong(ask: Questions, params: dict[str, str], field: str) -> dict[str, tuple[int, int]]:
    """Values whose count is not what choosing them finds."""
    found = ask.facet(ask.parse(params), field)
    values = ("yes", "no") if field == "repeat" else VALUES[field]
    pairs = {value: (found.counts.get(value, 0), chosen(ask, params, field, value)) for value in values}
    return {value: pair for value, pair in pairs.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("number", range(12))
def test_a_count_is_what_choosing_finds_under_any_other_filters(number: int, lived: Both) -> None:
    facts, records = lived
    params = draw(number, plain.every_record(facts.store))
    params.pop("metric")
    fields = random.Random(number).sample(facets.FIELDS, 3)
    assert facts.known.facts(params["region"]) is not None
    assert {field: wrong(ask, params, field) for ask in (facts, records) for field in fields} == {field: {} for field in fields}


@pytest.mark.parametrize("more", [{"unit": "authors"}, {"unit": "problems"}, {"q": "яма"}, {"bbox": "39,47,40,48"}])
@pytest.mark.parametrize("field", facets.FIELDS)
def test_where_only_records_can_tell_counts_are_as_true(field: str, more: dict[str, str], lived: Both) -> None:
    assert wrong(lived[0], {"region": "rostov", "period": "1y", "status": "open,solved", **more}, field) == {}


@pytest.mark.parametrize("unit", ["appeals", "authors"])
@pytest.mark.parametrize("field", facets.FIELDS)
def test_the_whole_is_the_selection_without_the_filter(field: str, unit: str, lived: Both) -> None:
    ask = lived[0]
    params = {"region": "rostov", "period": "1y", "unit": unit, "type": "thanks,problem", "repeat": "no", "source": "im,pos"}
    params |= {"channel": "122", "status": "closed", "precision": "house,street", "budget": "unknown,no"}
    without = {name: text for name, text in params.items() if name != field}
    assert ask.facet(ask.parse(params), field).total == ask.summary(ask.parse(without)).total


def test_all_menus_share_one_pass(lived: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list[Any]()

    def noted(*given: Any) -> Any:
        made.append(given)
        return passed.facets(*given)

    monkeypatch.setattr("data.questions.by_facts.facets", noted)
    ask = by_facts(lived[0].store)
    for number, field in enumerate(facets.FIELDS):
        ask.facet(ask.parse({"region": "rostov", "period": "1y", "status": ("open", "new")[number % 2]}), field)
    assert len(made) == 1


def test_rows_of_a_long_window_are_counted_by_several_at_once(lived: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    params = {"region": "all", "period": "all", "asof": "2026-01-02T03:04:05"}
    ask = by_facts(lived[0].store)
    wanted = ask.facet(ask.parse(params), "status")
    monkeypatch.setattr(passed, "_ROWS_AT_ONCE", 50)
    again = by_facts(lived[0].store)
    assert again.facet(again.parse(params), "status") == wanted


def test_of_nothing_every_count_is_nothing(lived: Both) -> None:
    for ask in lived:
        found = ask.facet(ask.parse({"region": "kamchatka", "period": "24h", "asof": "2001-01-01T00:00:00"}), "status")
        assert (found.total, set(found.counts.values())) == (0, {0})


def test_the_moment_of_the_counts_is_said(lived: Both) -> None:
    for unit in ("appeals", "authors"):
        filters = lived[0].parse({"region": "rostov", "unit": unit, "asof": "2026-01-02T03:04:05"})
        assert f"{lived[0].facet(filters, 'source').asof:%Y-%m-%d %H:%M:%S}" == "2026-01-02 03:04:05"


def test_a_mix_weighs_as_much_as_its_numbers(lived: Both) -> None:
    ask = lived[0]
    filters = facets.broad(ask.parse({"region": "rostov", "period": "1y"}))
    found = ask._ask("mix", filters, facets.mix)
    assert weight(found) == found.codes.nbytes + found.numbers.nbytes
    assert np.all(found.numbers != 0)
