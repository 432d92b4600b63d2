"""Funnel limits against Poisson's distribution summed term by term, overdispersion and shrinkage against their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dashboard.figures.funnel import K95, K998, Observed, funnel, limit, overdispersion, shrink


def quantile(mean: float, share: float) -> int:
    """The smallest number that Poisson's stays at or below with at least this probability."""
    number, term = 0, math.exp(-mean)
    total = term
    while total < share:
        number += 1
        term *= mean / number
        total += term
    return number


def district(code: str, count: float, expected: float) -> Observed:
    return Observed(code, count, expected, expected * 1000)


@pytest.mark.parametrize("mean", [2.0, 7.5, 30.0, 120.0, 500.0])
@pytest.mark.parametrize(("k", "tail"), [(K95, 0.025), (K998, 0.001)])
def test_limits_are_those_of_poisson_within_one_appeal(mean: float, k: float, tail: float) -> None:
    assert limit(mean, k, 1.0) == pytest.approx(quantile(mean, 1 - tail), abs=1.2)
    assert limit(mean, -k, 1.0) == pytest.approx(quantile(mean, tail), abs=1.2)


def test_limits_never_fall_below_nothing() -> None:
    assert [limit(mean, -K998, 4.0) for mean in (0.5, 1.0, 5.0, 12.0)] == [0.0] * 4


def test_overdispersed_limits_are_those_of_counts_in_clumps() -> None:
    assert limit(400.0, K95, 4.0) == pytest.approx(4 * limit(100.0, K95, 1.0))


def test_chance_alone_is_no_overdispersion() -> None:
    rng = np.random.default_rng(1)
    expected = rng.uniform(20, 500, 200).astype(np.float64)
    assert overdispersion(rng.poisson(expected).astype(np.float64), expected) == 1.0


def test_scatter_beyond_chance_is_measured_without_its_extremes() -> None:
    rng = np.random.default_rng(2)
    expected = np.full(300, 400.0)
    count = (9.0 * rng.poisson(expected / 9.0)).astype(np.float64)
    assert 5.0 < overdispersion(count, expected) < 9.5
    count[:3] = 4_000
    assert overdispersion(count, expected) < 10.0


def test_little_behind_a_ratio_draws_it_to_the_mean_more() -> None:
    count, expected = np.array([6.0, 600.0, 150.0, 100.0]), np.array([3.0, 300.0, 300.0, 253.0])
    small, large, *_ = shrink(count, expected)
    assert 1.0 < small < large < 2.0


def test_where_nothing_differs_every_ratio_is_the_mean() -> None:
    assert shrink(np.array([10.0, 11.0]), np.array([10.5, 10.5])).tolist() == pytest.approx([1.0, 1.0])


def test_only_what_lies_outside_is_called_high_or_low() -> None:
    calm = [district(f"c{number}", 100.0, 100.0) for number in range(20)]
    found = funnel([*calm, district("high", 180.0, 100.0), district("low", 60.0, 100.0), district("rather", 123.0, 100.0)], 5)
    verdicts = {one.code: one.verdict for one in found.points}
    assert (verdicts["high"], verdicts["low"], verdicts["rather"], verdicts["c1"]) == ("high", "low", "rather_high", "within")
    assert found.phi == 1.0
    assert next(one.z for one in found.points if one.code == "high") == pytest.approx(8.0)


def test_a_small_one_is_not_called_anything() -> None:
    calm = [district(f"c{number}", 100.0, 100.0) for number in range(20)]
    found = funnel([*calm, district("tiny", 9.0, 2.0)], 5)
    assert {one.code: one.verdict for one in found.points}["tiny"] == "little"


def test_rather_low_lies_between_the_two_limits() -> None:
    calm = [district(f"c{number}", 100.0, 100.0) for number in range(20)]
    found = funnel([*calm, district("rather", 76.0, 100.0)], 5)
    assert found.points[-1].verdict == "rather_low"


def test_the_curve_narrows_towards_the_large() -> None:
    found = funnel([district("a", 10.0, 10.0), district("b", 1_000.0, 1_000.0)], 5)
    first, last = found.curve[0], found.curve[-1]
    assert first.size < 10_000 < 1_000_000 < last.size
    assert first.low998 < first.low95 < last.low95 < 1 < last.high95 < first.high95 < first.high998


def test_nothing_known_has_no_funnel() -> None:
    assert funnel([Observed("a", 3.0, 0.0, 10.0)], 5).points == ()
