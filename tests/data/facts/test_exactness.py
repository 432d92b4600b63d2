"""What the facts in memory answer equals what the records answer, for random filters and after every kind of change."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, timedelta
from typing import Any

import numpy as np
import pytest

from data.answers import Bin, ByRegion, Row
from data.errors import BadFilter
from data.filters import Filters
from data.model import METRICS, STATUS_GROUPS, STATUSES
from data.query import Questions
from geo import cells
from tests.support import plain
from tests.support.changed import REGIONS, by_records, changed_store
from tests.support.sample import UNTIL

FILTERS = int(os.environ.get("EXACTNESS_FILTERS", "60"))
"""How many sets of filters; more can be asked for in the environment."""

PAGES = 6
Asked = tuple[Questions, Questions, list[plain.Record]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    store, facts = changed_store(tmp_path_factory.mktemp("exactness"))
    yield facts, by_records(store), plain.every_record(store)
    store.close()


def draw(number: int, rows: list[plain.Record]) -> dict[str, str]:
    """A random set of filters whose values occur in the records of the region; every fourth a single one of all time."""
    rng = random.Random(number)
    region = (*REGIONS, "all")[number % 3]
    own = [row for row in rows if region in ("all", row["region"])]
    params = {"region": region, "metric": METRICS[number % len(METRICS)]}
    if number % 4 == 0:
        name, choices = rng.choice([("repeat", ["yes"]), *_choices(own).items()])
        return params | {"period": "all", name: rng.choice(choices)}
    params |= _period(rng, own)
    for name, choices in _choices(own).items():
        if rng.random() < 0.18:
            params[name] = ",".join(rng.sample(choices, min(len(choices), rng.randint(1, 3))))
    if rng.random() < 0.15:
        params["repeat"] = rng.choice(["yes", "no"])
    if rng.random() < 0.2:
        params["cell"] = ",".join(_cell(rng, own) for _ in range(rng.randint(1, 2)))
    return params


def _period(rng: random.Random, rows: list[plain.Record]) -> dict[str, str]:
    found: dict[str, str] = {}
    kind = rng.random()
    if kind < 0.25:
        found["from"] = (UNTIL - timedelta(days=rng.randint(20, 200))).date().isoformat()
    if kind < 0.3:
        found["to"] = (UNTIL - timedelta(days=rng.randint(-2, 19))).date().isoformat()
    if not found:
        found["period"] = rng.choice(["24h", "7d", "30d", "90d", "1y", "all"])
    if rng.random() < 0.4:
        found["asof"] = _asof(rng, rows).replace(tzinfo=UTC).isoformat()
    return found


def _asof(rng: random.Random, rows: list[plain.Record]) -> Any:
    """A moment in the past: any, or the very moment at which something came, ended or was due."""
    if rng.random() < 0.4:
        return UNTIL - timedelta(seconds=rng.randint(1, 200 * 86_400))
    name = rng.choice(["received", "ended", "due", "answered"])
    return min(UNTIL, rng.choice([row[name] for row in rows if row[name] and row[name].year > 2025]))


def _choices(rows: list[plain.Record]) -> dict[str, list[str]]:
    return {
        "district": ["none", *sorted({row["district"] for row in rows if row["district"]})],
        "topic": ["01", "02.001", "01.002", "none"],
        "source": ["im", "pos", "112"],
        "channel": ["ВКонтакте", "122", "Госуслуги"],
        "status": [*STATUSES, *STATUS_GROUPS, *STATUS_GROUPS],
        "type": ["problem", "question", "thanks", "spam"],
        "precision": ["house", "street", "settlement", "district", "none"],
        "budget": ["yes", "no", "unknown"],
    }


def _cell(rng: random.Random, rows: list[plain.Record]) -> str:
    own = np.array([rng.choice([row["cell"] for row in rows if row["cell"]])], np.uint64)
    return cells.to_text(cells.parent(own, rng.randint(5, 10)))[0]


Question = Callable[[Questions, Filters], Any]


def _questions(rng: random.Random) -> dict[str, Question]:
    """Every question; of resolutions and steps some."""
    asked: dict[str, Question] = {
        "summary": lambda ask, filters: ask.summary(filters),
        "kpis": lambda ask, filters: ask.kpis(filters),
        "districts": lambda ask, filters: _rows(ask.districts(filters).rows),
        "regions": lambda ask, filters: _by_region(ask.by_region(filters)),
        "topics": lambda ask, filters: _rows(ask.topics(filters).rows),
        "trend": lambda ask, filters: ask.trend(filters),
        "pages": lambda ask, filters: _pages(ask, filters, 7),
        "records": lambda ask, filters: ask.records(filters, 5, 30),
    }
    asked |= {f"heat {res}": _heat(res) for res in rng.sample(range(5, 11), 3)}
    return asked | {f"trend {step}": _trend(step) for step in rng.sample(["hour", "day", "week", "month"], 2)}


def _heat(res: int) -> Question:
    return lambda ask, filters: ask.heat(filters, res)


def _trend(step: str) -> Question:
    return lambda ask, filters: ask.trend(filters, step)


def _rows(rows: tuple[Row, ...]) -> dict[tuple[str | None, str | None], Row]:
    """By code: two means that differ in the last digit only may stand in another order."""
    return {(row.parent, row.code): row for row in rows}


def _by_region(answer: ByRegion) -> Any:
    return _rows(answer.rows), dict(answer.standing)


def _pages(ask: Questions, filters: Filters, limit: int) -> list[Any]:
    pages, cursor = [], None
    for _ in range(PAGES):
        page = ask.appeals(filters, limit, cursor)
        pages.append(page)
        cursor = page.next_cursor
        if cursor is None:
            break
    return pages


def same(one: Any, other: Any) -> bool:
    """Equal; figures to one part in 10⁹."""
    if isinstance(one, float) and isinstance(other, int | float):
        return bool(one == pytest.approx(other, rel=1e-9, abs=1e-9, nan_ok=True))
    if isinstance(one, np.ndarray):
        return one.shape == other.shape and np.allclose(one, other, 1e-9, 1e-9, equal_nan=True) and one.dtype == other.dtype
    if is_dataclass(one):
        return type(one) is type(other) and all(
            same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(same(*pair) for pair in zip(one, other, strict=True))
    return bool(one == other)


def _answer(question: Question, ask: Questions, filters: Filters) -> Any:
    try:
        return question(ask, filters)
    except BadFilter as refused:
        return str(refused)


@pytest.mark.parametrize("number", range(FILTERS))
def test_facts_answer_what_the_records_answer(number: int, asked: Asked) -> None:
    facts, records, rows = asked
    filters = facts.parse(draw(number, rows))
    assert facts.known.facts(filters.region) is not None
    off = {}
    for name, question in _questions(random.Random(number)).items():
        told, found = (_answer(question, ask, filters) for ask in (facts, records))
        if not same(told, found):
            off[name] = (told, found)
    assert off == {}


def test_the_facts_asked_have_been_through_every_kind_of_change(asked: Asked) -> None:
    facts, _, rows = asked
    regions = facts.known.facts("all")
    assert regions is not None
    assert {name: one.rows for name, one in regions.items()} == {
        name: sum(row["region"] == name for row in rows) for name in REGIONS
    }
    assert {block.unit for one in regions.values() for block in one.base} == {1, 1_000_000}
    assert all(any((block.sign < 0).any() for block in one.tails) for one in regions.values())


def test_a_difference_is_seen() -> None:
    at = UNTIL
    assert same(Bin(at, 1.0, None, None, float("nan")), Bin(at, 1.0 + 1e-12, None, None, float("nan")))
    assert not same(Bin(at, 1.0, None, None, None), Bin(at, 1.1, None, None, None))
    assert not same(np.array([1.0]), np.array([1.0, 2.0]))
