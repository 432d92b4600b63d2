"""Bands of what is usual, and rows put in order."""

from __future__ import annotations

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.questions.sums import LEAST_WINDOWS, Sums, band

known = st.lists(st.floats(-1e6, 1e6), min_size=LEAST_WINDOWS, max_size=8)


@given(known)
def test_the_middle_of_a_band_is_the_median(values: list[float]) -> None:
    assert band(np.array([values])).median[0] == pytest.approx(statistics.median(values))


@given(known)
def test_the_edges_of_a_band_are_tenths_between_values_linearly(values: list[float]) -> None:
    found = band(np.array([values]))
    assert found.low[0] == pytest.approx(np.quantile(values, 0.1))
    assert found.high[0] == pytest.approx(np.quantile(values, 0.9))


@given(known, st.integers(0, 5))
def test_windows_without_a_value_are_left_out(values: list[float], blanks: int) -> None:
    one, other = band(np.array([values])), band(np.array([[*values, *[np.nan] * blanks]]))
    assert (one.low[0], one.median[0], one.high[0]) == (other.low[0], other.median[0], other.high[0])


@pytest.mark.parametrize("values", [[1.0] * (LEAST_WINDOWS - 1), [np.nan] * 8, [1.0, 2.0, 3.0, np.nan, np.nan]])
def test_with_few_values_nothing_is_usual(values: list[float]) -> None:
    assert np.isnan(band(np.array([values])).median).all()


def test_each_row_has_a_band_of_its_own() -> None:
    found = band(np.array([[1.0] * 4, [2.0] * 4, [1.0, np.nan, 1.0, 1.0]]))
    assert found.median[:2].tolist() == [1, 2]
    assert np.isnan(found.median[2])


def test_rows_come_in_the_order_asked_and_blank_where_there_is_none() -> None:
    sums = Sums(["a", None, "b"], np.array([[1.0], [2.0], [3.0]]), np.array([[4.0], [5.0], [6.0]]))
    found = sums.ordered(["b", "x", None])
    assert found.keys == ["b", "x", None]
    assert found.value[[0, 2], 0].tolist() == [3, 2]
    assert found.n[[0, 2], 0].tolist() == [6, 5]
    assert np.isnan([found.value[1, 0], found.n[1, 0]]).all()
