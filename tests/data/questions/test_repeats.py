"""Repeats against the same figures worked out record by record."""

from __future__ import annotations

from collections import Counter

import pytest

from data.query import Questions
from tests.data.questions.test_answer_times import records
from tests.support import plain

Both = tuple[Questions, Questions]
SETS: list[dict[str, str]] = [
    {"region": "rostov", "period": "all"},
    {"region": "rostov", "period": "1y", "topic": "01"},
    {"region": "kamchatka", "period": "90d"},
    {"region": "rostov", "period": "1y", "asof": "2025-12-01T12:00", "q": "яма"},
]


@pytest.mark.parametrize("params", SETS)
def test_repeats_are_those_of_the_records(params: dict[str, str], lived: Both) -> None:
    rows, _ = records(lived[1], params)
    known = {(row["source"], row["external_id"]): row for row in plain.every_record(lived[1].store)}
    wanted: dict[str | None, Counter[str]] = {}
    for row in (row for row in rows if row["repeat_of"]):
        of = known.get((row["source"], row["repeat_of"]))
        ended = of is not None and of["ended"] is not None and of["ended"] <= row["received"]
        counted = wanted.setdefault(row["topic_group"], Counter())
        counted.update(count=1, after_end=ended, after_solved=bool(ended and of and of["status"] == "solved"))
    for ask in lived:
        found = ask.repeats(ask.parse(params))
        assert {row.topic: (row.count, row.after_end, row.after_solved) for row in found.rows} == {
            topic: (one["count"], one["after_end"], one["after_solved"]) for topic, one in wanted.items()
        }
        assert found.total == sum(one["count"] for one in wanted.values())
        assert found.after_solved == sum(one["after_solved"] for one in wanted.values())


def test_most_that_came_back_after_a_solution_stand_first(lived: Both) -> None:
    found = lived[0].repeats(lived[0].parse({"region": "rostov", "period": "all"}))
    assert found.after_solved > 0
    assert [row.after_solved for row in found.rows] == sorted((row.after_solved for row in found.rows), reverse=True)
