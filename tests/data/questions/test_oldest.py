"""The appeals open longest, as at a moment."""

from __future__ import annotations

import pytest

from data.query import Questions
from tests.data.questions.test_answer_times import records
from tests.support import plain

Both = tuple[Questions, Questions]


@pytest.mark.parametrize(
    "params",
    [{"region": "rostov", "period": "all"}, {"region": "rostov", "period": "1y", "asof": "2025-12-01T12:00", "topic": "01"}],
)
def test_open_ones_come_oldest_first(params: dict[str, str], lived: Both) -> None:
    rows, asof = records(lived[1], params)
    wanted = sorted((row for row in rows if plain.is_open(row, asof)), key=lambda row: (row["received"], row["id"]))
    for ask in lived:
        found = ask.oldest(ask.parse(params), 10)
        assert [row["external_id"] for row in found.rows] == [row["external_id"] for row in wanted[:10]]
        assert found.total == len(wanted)
        assert found.rows[0]["received"].utcoffset() is not None


def test_texts_and_places_are_masked(lived: Both) -> None:
    row = lived[0].oldest(lived[0].parse({"region": "rostov", "period": "all"}), 1).rows[0]
    assert "author" not in row
    assert "lon" not in row
