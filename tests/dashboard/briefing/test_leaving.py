"""What leaves the building keeps small numbers back: rows of lists and cells of maps, by the rule of all exits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.briefing.leaving import leaving
from dashboard.callbacks.desk import Desk
from tests.support.exporting import desk

LEAST = 12


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store, found = desk(tmp_path_factory.mktemp("leaving"))
    yield Desk(found.questions, found.settings.model_copy(update={"small_cell_min": LEAST}))
    store.close()


def test_rows_of_too_few_appeals_are_left_out_and_no_other(found: Desk) -> None:
    filters = found.questions.parse({"period": "30d"})
    for name in ("districts", "topics"):
        rows = getattr(found.questions, name)(filters).rows
        large = tuple(row for row in rows if row.count >= LEAST or row.count == 0)
        assert 0 < len(large) < len(rows)
        assert getattr(leaving(found).questions, name)(filters).rows == large


@pytest.mark.parametrize("metric", ["count", "answer_days", "rating", "excess"])
def test_cells_of_too_few_appeals_are_left_out_whatever_is_measured(metric: str, found: Desk) -> None:
    query = {"period": "all", "res": "5"}
    counted = found.questions.heat(found.questions.parse(query))
    small = set(counted.cells[counted.values < LEAST].tolist())
    whole = found.questions.heat(found.questions.parse({**query, "metric": metric}))
    heat = leaving(found).questions.heat(found.questions.parse({**query, "metric": metric}))
    assert small & set(whole.cells.tolist())
    assert set(heat.cells.tolist()) == set(whole.cells.tolist()) - small
    assert len(heat.values) == len(heat.cells)
    assert heat.behind is None or len(heat.behind) == len(heat.cells)


def test_without_a_rule_the_desk_is_the_same(found: Desk) -> None:
    open_desk = Desk(found.questions, found.settings.model_copy(update={"small_cell_min": 1}))
    assert leaving(open_desk) is open_desk
    assert leaving(found).questions.default_region() == "rostov"
