"""The hexagons with the highest values: the same as on the map, with words of their own appeals."""

from __future__ import annotations

from collections import Counter

import h3
import pytest

from data.query import Questions
from tests.data.questions.test_answer_times import records

Both = tuple[Questions, Questions]


@pytest.mark.parametrize("metric", ["count", "overdue", "answer_days", "excess"])
def test_they_are_the_first_of_the_map(metric: str, lived: Both) -> None:
    for ask in lived:
        filters = ask.parse({"region": "rostov", "period": "90d", "metric": metric, "res": "6"})
        heat, found = ask.heat(filters), ask.worst(filters, 5)
        on_map = dict(zip((h3.int_to_str(cell) for cell in heat.cells.tolist()), heat.values.tolist(), strict=True))
        above = sorted((value for value in on_map.values() if value > 0), reverse=True)
        assert [row.value for row in found.rows] == pytest.approx(above[:5])
        assert [on_map[row.cell] for row in found.rows] == pytest.approx(above[:5])
        assert found.total == len(above)


def test_words_are_those_of_most_appeals_of_the_hexagon(lived: Both) -> None:
    params = {"region": "rostov", "period": "all", "res": "5"}
    rows, _ = records(lived[1], params)
    found = lived[0].worst(lived[0].parse(params), 3)
    assert found.total > 3
    for row in found.rows:
        within = [one for one in rows if one["cell"] and h3.cell_to_parent(h3.int_to_str(one["cell"]), 5) == row.cell]
        assert row.count == len(within)
        streets = Counter(one["street"] for one in within if one["street"])
        assert streets[row.street or ""] == max(streets.values())
        districts = Counter(one["district"] for one in within if one["district"])
        assert districts[row.district or ""] == max(districts.values())


def test_rates_are_unknown_where_nobody_knows_the_residents_of_a_hexagon(lived: Both) -> None:
    found = lived[0].worst(lived[0].parse({"region": "rostov", "metric": "per1000"}), 3)
    assert (found.total, found.rows) == (0, ())
