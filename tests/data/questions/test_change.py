"""The change of hexagons equals what plain Python counts on both sides, by facts and by records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import h3
import numpy as np
import pytest

from data.map_answers import Change
from data.query import Questions
from data.questions import chance
from tests.support import plain
from tests.support.changed import by_records, changed_store
from tests.support.sample import UNTIL

Asked = tuple[Questions, Questions, list[plain.Record]]
RES = 6
REGION = {"region": "rostov", "res": str(RES)}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    store, facts = changed_store(tmp_path_factory.mktemp("change"))
    yield facts, by_records(store), plain.every_record(store)
    store.close()


def by_cell(rows: list[plain.Record], params: dict[str, str], lo: Any, hi: Any, at: Any) -> dict[int, float]:
    """The metric of each hexagon of records received in [lo, hi), judged as at a moment."""
    metric, found = params.get("metric", "count"), dict[int, list[plain.Record]]()
    for row in plain.received_in(rows, lo, hi):
        if row["cell"] is not None and row["precision"] in ("house", "street") and plain.matches(row, params, at):
            parent = h3.str_to_int(h3.cell_to_parent(h3.int_to_str(row["cell"]), RES))
            found.setdefault(parent, []).append(row)
    measured = {cell: plain.measure(own, metric, params.get("unit", "appeals"), at) for cell, own in found.items()}
    return {cell: value for cell, value in measured.items() if value is not None}


def shown(values: np.ndarray, cells: np.ndarray) -> dict[int, float]:
    pairs = zip(cells.tolist(), values.tolist(), strict=True)
    return {cell: value for cell, value in pairs if value and not np.isnan(value)}


def nonzero(found: dict[int, float]) -> dict[int, Any]:
    return {cell: pytest.approx(value) for cell, value in found.items() if value}


def both(asked: Asked, params: dict[str, str], base: str = "previous") -> Change:
    """The answer of the facts, which the records give too."""
    facts, records, _ = asked
    told, found = (ask.change(ask.parse(params), base) for ask in (facts, records))
    assert told.cells.tolist() == found.cells.tolist()
    np.testing.assert_allclose(told.now, found.now)
    np.testing.assert_allclose(told.before, found.before)
    assert told.beyond.tolist() == found.beyond.tolist()
    assert (told.since, told.until, told.base) == (found.since, found.until, found.base)
    return told


@pytest.mark.parametrize("metric", ["count", "overdue", "repeat", "answer_days", "rating"])
@pytest.mark.parametrize(("period", "days", "back"), [("7d", 7, 7), ("30d", 30, 35)])
def test_both_sides_are_what_plain_python_counts(
    metric: str, period: str, days: int, back: int, asked: Asked
) -> None:
    params = REGION | {"metric": metric, "period": period, "asof": UNTIL.isoformat() + "Z"}
    told, now = both(asked, params), UNTIL - timedelta(days=0)
    lo, then = now - timedelta(days=days), now - timedelta(days=back)
    filters = {"region": "rostov", "metric": metric}
    assert shown(told.now, told.cells) == nonzero(by_cell(asked[2], filters, lo, now, now))
    before = by_cell(asked[2], filters, lo - timedelta(days=back), then, then)
    assert shown(told.before, told.cells) == nonzero(before)


def test_a_second_selection_takes_the_place_of_the_window_before(asked: Asked) -> None:
    params = REGION | {"period": "90d", "topic": "01", "asof": UNTIL.isoformat() + "Z", "vs": "topic=02&period=30d"}
    told = both(asked, params)
    assert told.base == "vs"
    lo = UNTIL - timedelta(days=30)
    other = by_cell(asked[2], {"region": "rostov", "topic": "02"}, lo, UNTIL, UNTIL)
    assert shown(told.before, told.cells) == nonzero(other)
    assert told.since is not None
    assert told.until is not None
    assert told.until - told.since == timedelta(days=30)


def test_the_longer_window_is_expected_to_hold_more(asked: Asked) -> None:
    params = REGION | {"period": "90d", "asof": UNTIL.isoformat() + "Z", "vs": "period=30d"}
    told = both(asked, params)
    assert told.beyond.tolist() == _signs(told, chance.of_counts(told.now, told.before, 0.75))


def _signs(told: Change, real: np.ndarray) -> list[int]:
    signs: list[int] = np.where(real, np.sign(told.now - told.before), 0).astype(int).tolist()
    return signs


@pytest.mark.parametrize("metric", ["count", "excess"])
def test_the_usual_is_the_median_of_the_windows_before(metric: str, asked: Asked) -> None:
    params = REGION | {"period": "7d", "metric": metric, "asof": UNTIL.isoformat() + "Z"}
    told = both(asked, params, "usual")
    weeks = []
    for week in range(9):
        hi = UNTIL - timedelta(days=7 * week)
        weeks.append(by_cell(asked[2], {"region": "rostov"}, hi - timedelta(days=7), hi, hi))
    expected = {cell: np.median([one.get(cell, 0) for one in weeks[1:]]) for cell in told.cells.tolist()}
    assert shown(told.before, told.cells) == nonzero(expected)
    assert shown(told.now, told.cells) == nonzero(weeks[0])
    assert (told.base, told.since) == ("usual", None)


def test_without_earlier_data_nothing_is_compared(asked: Asked) -> None:
    told = both(asked, REGION | {"period": "all"})
    assert np.isnan(told.before).all()
    assert len(told.cells) > 0
    assert not told.beyond.any()
    assert told.until is None


def test_other_units_are_answered_by_the_records(asked: Asked) -> None:
    told = both(asked, REGION | {"period": "30d", "unit": "authors", "asof": UNTIL.isoformat() + "Z"})
    lo = UNTIL - timedelta(days=30)
    authors = by_cell(asked[2], {"region": "rostov", "unit": "authors"}, lo, UNTIL, UNTIL)
    assert shown(told.now, told.cells) == nonzero(authors)


def test_too_many_cells_are_told_at_a_coarser_resolution(asked: Asked) -> None:
    from data.questions import change as question

    facts = asked[0]
    filters = facts.parse({"region": "rostov", "period": "90d", "res": "9"})
    coarse = facts._ask("coarse", filters, lambda asking: question.change(asking, None, "previous", 10))
    assert coarse.res < 9
    assert len(coarse.cells) <= 10 or coarse.res == 4
