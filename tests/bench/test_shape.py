"""Counts become the answers of the screen as the product shapes them."""

from __future__ import annotations

import numpy as np
import pytest

from bench.peers import shape
from geo import cells
from tests.bench.test_plan import asked


def test_too_many_cells_are_summed_up_to_a_coarser_resolution(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = np.unique(cells.parent(cells.index(np.linspace(39, 40, 300), np.full(300, 47.2)), 8))
    counts = np.ones(len(ids), np.int64)
    assert shape.hexagons(ids, counts).res == 8
    monkeypatch.setattr(shape, "MAX_CELLS", len(ids) - 1)
    coarser = shape.hexagons(ids, counts)
    assert coarser.res == 7
    assert coarser.values.sum() == len(ids)
    assert set(coarser.cells) == set(cells.parent(ids, 7))


def test_a_row_has_the_window_before_and_the_band_of_the_usual_ones() -> None:
    counts = np.array([[10, 7, *range(8)]])
    rows = shape.breakdown(["a"], counts, asked("none", "30d"))
    assert (rows.value[0], rows.previous[0], rows.usual[0]) == (10, 7, 3.5)
    assert (rows.low[0], rows.high[0]) == pytest.approx((0.7, 6.3))


def test_a_window_without_a_beginning_has_neither() -> None:
    rows = shape.breakdown(["a"], np.array([[10]]), asked("none", "all"))
    assert np.isnan([rows.previous[0], rows.usual[0], rows.low[0]]).all()


def test_topics_are_summed_up_by_group() -> None:
    names, sums = shape.grouped(["02", "01", "02"], np.array([[1, 1], [2, 0], [3, 5]]))
    assert (names, sums.tolist()) == (["01", "02"], [[2, 0], [4, 6]])


def test_steps_of_the_trend_out_of_fine_pieces_of_time() -> None:
    plan = asked("none", "24h")
    first, last = plan.trend_first, plan.now.hi
    starts = np.unique(
        [edge for one in (*plan.bins, *plan.earlier) for edge in (one.lo, one.hi)] + list(range(first, last, 3600))
    )
    rows = shape.trend(starts, np.ones((len(starts), 1), np.int64), plan)
    assert len(rows.value) == len(plan.bins) == 25
    assert rows.value.sum() == np.count_nonzero((starts >= plan.now.lo) & (starts < plan.now.hi))


def test_numbers_to_compare_tell_cells_apart() -> None:
    one = shape.of_cells(8, np.array([1 << 20, 1 << 21], np.uint64), np.array([1.0, 2.0]))
    other = shape.of_cells(8, np.array([1 << 20, 1 << 21], np.uint64), np.array([2.0, 1.0]))
    assert one["sum"] == other["sum"]
    assert one["mixed"] != other["mixed"]
