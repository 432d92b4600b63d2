"""The limits of the map's classes: fixed, ascending, whole where they count, wide enough for the demonstration."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.breaks import CLASSES, breaks, days_of, ladder, nice
from data.model import METRICS, UNITS

PERIODS = ("24h", "7d", "30d", "90d", "1y", "all")


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("res", range(4, 11))
def test_every_scale_has_eight_ascending_classes(metric: str, period: str, res: int) -> None:
    limits = breaks(metric, "appeals", res, period)
    assert len(limits) == CLASSES + 1
    assert all(low < high for low, high in pairwise(limits))


@pytest.mark.parametrize("unit", UNITS)
def test_units_share_one_scale_so_that_switching_them_shows_the_difference(unit: str) -> None:
    assert breaks("count", unit, 7, "30d") == breaks("count", "appeals", 7, "30d")


@pytest.mark.parametrize("metric", ["count", "overdue", "repeat"])
@pytest.mark.parametrize("res", range(4, 11))
def test_counts_have_whole_limits_from_one(metric: str, res: int) -> None:
    limits = breaks(metric, "appeals", res, "30d")
    assert limits[0] == 1
    assert all(limit == int(limit) for limit in limits)


@pytest.mark.parametrize("period", PERIODS)
def test_excess_is_symmetric_about_zero(period: str) -> None:
    limits = breaks("excess", "appeals", 6, period)
    assert limits[CLASSES // 2] == 0
    assert limits == tuple(-limit for limit in reversed(limits))


def test_counts_grow_with_the_period_and_shares_do_not() -> None:
    assert breaks("count", "appeals", 6, "1y")[-1] > breaks("count", "appeals", 6, "30d")[-1]
    assert breaks("rating", "appeals", 6, "1y") == breaks("rating", "appeals", 6, "30d")
    assert breaks("per1000", "appeals", 6, "1y")[-1] > breaks("per1000", "appeals", 6, "30d")[-1]


def test_coarser_cells_have_higher_limits() -> None:
    tops = [breaks("count", "appeals", res, "90d")[-1] for res in range(4, 11)]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == len(tops)


def test_a_period_may_be_given_by_its_length() -> None:
    assert breaks("count", "appeals", 6, 30.0) == breaks("count", "appeals", 6, "30d")
    assert breaks("count", "appeals", 6, None) == breaks("count", "appeals", 6, "30d")
    assert days_of(0.0) > 0


def test_resolutions_beyond_the_table_take_its_ends() -> None:
    assert breaks("count", "appeals", 0, "30d") == breaks("count", "appeals", 4, "30d")


def test_an_unknown_metric_is_a_fault() -> None:
    with pytest.raises(KeyError):
        breaks("weather", "appeals", 6, "30d")


@given(st.floats(0.001, 1e9))
def test_nice_numbers_lie_near_the_value_and_in_the_series(value: float) -> None:
    near = nice(value)
    assert 0.74 * value <= near <= 1.34 * value
    mantissa = near / 10 ** np.floor(np.log10(near) + 1e-9)
    assert min(abs(mantissa - part) for part in (1, 1.5, 2, 3, 4, 5, 6, 8, 10)) < 1e-6


def test_nothing_stays_nothing() -> None:
    assert nice(0.0) == 0.0


def test_a_ladder_has_room_for_eight_classes_of_small_numbers() -> None:
    assert ladder(2.0) == tuple(float(step) for step in range(1, 10))


@pytest.mark.parametrize(("res", "cells", "peak"), [(6, 14, 4), (7, 80, 6), (8, 480, 12)])
def test_the_demonstration_uses_the_whole_ramp_without_saturating(res: int, cells: int, peak: int) -> None:
    """300,000 appeals in 3 years, 70 % placed, 27 % of them in Rostov-on-Don: about 1,550 in 30 days on its cells,
    the busiest with `peak` times the mean of the city."""
    mean = 300_000 / 1_095 * 30 * 0.7 * 0.27 / cells
    limits = breaks("count", "appeals", res, "30d")
    assert limits[CLASSES - 2] <= peak * mean <= limits[-1]
    assert limits[1] < mean < limits[CLASSES - 1]
