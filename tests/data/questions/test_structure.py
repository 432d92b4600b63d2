"""The make-up of a selection by source, channel and status, held against plain counting."""

from __future__ import annotations

from collections import Counter

import pytest

from data.query import Questions
from tests.data.questions.test_answer_times import records

Both = tuple[Questions, Questions]


@pytest.mark.parametrize("field", ["source", "channel", "status"])
@pytest.mark.parametrize("params", [{"region": "rostov", "period": "90d"}, {"region": "kamchatka", "period": "all"}])
def test_parts_sum_to_the_whole(field: str, params: dict[str, str], lived: Both) -> None:
    rows, _ = records(lived[1], params)
    wanted = Counter(row[field] for row in rows)
    for ask in lived:
        found = ask.structure(ask.parse(params), field)
        assert {part.value: part.count for part in found.rows if part.count} == dict(wanted)
        assert [part.count for part in found.rows] == sorted((part.count for part in found.rows), reverse=True)


def test_the_window_before_is_counted_where_there_is_one(lived: Both) -> None:
    ask = lived[0]
    now = ask.structure(ask.parse({"region": "rostov", "period": "90d"}), "source")
    rows = ask.structure(ask.parse({"region": "rostov", "period": "all"}), "source").rows
    assert sum(part.previous or 0 for part in now.rows) == ask.summary(ask.parse({"region": "rostov", "period": "90d"})).previous
    assert {part.previous for part in rows} == {None}


def test_how_appeals_stood_before_is_not_invented(lived: Both) -> None:
    found = lived[0].structure(lived[0].parse({"region": "rostov", "period": "90d"}), "status")
    assert {part.previous for part in found.rows} == {None}
