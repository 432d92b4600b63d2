"""The tests behind a grey cell: exact tails, false discoveries held down, means with too little behind them left alone."""

from __future__ import annotations

import math

import numpy as np
import pytest

from data.questions import chance


def mid_p(now: int, before: int, share: float) -> float:
    """Both sides by adding up the terms."""
    total = now + before
    terms = [math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    sides = sum(terms[now + 1 :]), sum(terms[:now])
    return min(1.0, 2 * (min(sides) + terms[now] / 2))


@pytest.mark.parametrize("share", [0.5, 0.25, 0.8])
@pytest.mark.parametrize(("now", "before"), [(5, 0), (0, 5), (9, 2), (30, 12), (12, 30), (100, 140)])
def test_the_chance_of_a_pair_is_the_sum_of_its_tail(now: int, before: int, share: float) -> None:
    assert chance.two_sided(now, before, share) == pytest.approx(mid_p(now, before, share), rel=1e-9)


@pytest.mark.parametrize(("now", "before", "share"), [(0, 0, 0.5), (3, 3, 0.0), (3, 3, 1.0)])
def test_where_there_is_nothing_to_tell_everything_is_chance(now: int, before: int, share: float) -> None:
    assert chance.two_sided(now, before, share) == 1.0


def test_a_doubling_of_many_is_real_and_of_few_is_not() -> None:
    now, before = np.array([80.0, 4.0, 40.0]), np.array([40.0, 2.0, 41.0])
    assert chance.of_counts(now, before, 0.5).tolist() == [True, False, False]


def test_what_a_longer_window_explains_is_not_real() -> None:
    assert chance.of_counts(np.array([80.0]), np.array([40.0]), 2 / 3).tolist() == [False]


def test_few_of_many_equal_cells_are_called_real() -> None:
    rng = np.random.default_rng(7)
    now, before = (rng.poisson(12, 5_000).astype(np.float64) for _ in range(2))
    assert chance.of_counts(now, before, 0.5).mean() < 0.002


def test_cells_too_small_to_tell_do_not_weigh_on_the_others() -> None:
    now, before = np.array([30.0]), np.array([10.0])
    crowd = np.concatenate([now, np.ones(5_000)]), np.concatenate([before, np.zeros(5_000)])
    assert chance.of_counts(*crowd, 0.5)[0]


def test_the_step_up_of_benjamini_and_hochberg() -> None:
    chances = np.array([0.01, 0.04, np.nan, 0.03, 0.5])
    assert chance.real(chances).tolist() == [True, False, False, False, False]
    assert chance.real(np.array([0.04, 0.045])).tolist() == [True, True]
    assert chance.real(np.array([np.nan])).tolist() == [False]


def test_means_need_enough_behind_them() -> None:
    now, before = np.array([9.0, 9.0, 3.1]), np.array([3.0, 3.0, 3.0])
    n = np.array([50.0, 4.0, 50.0]), np.array([50.0, 50.0, 50.0])
    assert chance.of_days(now, before, n).tolist() == [True, False, False]


def test_marks_scatter_as_much_as_five_steps_allow() -> None:
    now, before = np.array([2.0, 3.0, 5.0]), np.array([4.5, 3.4, 5.0])
    n = np.array([60.0, 20.0, 9.0]), np.array([60.0, 20.0, 9.0])
    assert chance.of_marks(now, before, n).tolist() == [True, False, False]
