"""How sure a rise is: against values worked out by hand and by brute force."""

from __future__ import annotations

import math

import numpy as np
import pytest

from data.search.significance import chance, log_likelihood


def score(*given: int) -> float:
    now, before, texts_now, texts_before = given
    return float(log_likelihood(np.array([now], float), np.array([before], float), texts_now, texts_before)[0])


def test_equal_shares_score_nothing() -> None:
    assert score(10, 100, 100, 1_000) == pytest.approx(0)


def test_the_score_is_the_g_squared_of_the_table() -> None:
    table = {(30, 20): 0, (70, 980): 0}
    (a, b), (c, d) = table
    rows, columns, total = (a + b, c + d), (a + c, b + d), a + b + c + d
    cells = [(a, 0, 0), (b, 0, 1), (c, 1, 0), (d, 1, 1)]
    expected = 2 * sum(n * math.log(n * total / (rows[row] * columns[column])) for n, row, column in cells)
    assert score(30, 20, 100, 1_000) == pytest.approx(expected)


def test_a_new_word_and_a_word_in_every_text_have_a_score() -> None:
    assert score(5, 0, 100, 1_000) > 0
    assert score(100, 10, 100, 1_000) > 0


def brute(now: int, before: int, texts_now: int, texts_before: int) -> float:
    total, share = now + before, texts_now / (texts_now + texts_before)
    return sum(math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(now, total + 1))


@pytest.mark.parametrize("now", [1, 2, 5, 9, 20])
@pytest.mark.parametrize("before", [0, 1, 7, 40])
@pytest.mark.parametrize("texts", [(100, 1_000), (300, 300), (7, 8)])
def test_the_chance_is_the_exact_binomial_tail(now: int, before: int, texts: tuple[int, int]) -> None:
    assert chance(now, before, *texts) == pytest.approx(brute(now, before, *texts), rel=1e-9, abs=1e-12)


def test_large_numbers_neither_overflow_nor_take_long() -> None:
    assert chance(500_000, 4_000_000, 1_000_000, 8_000_000) == pytest.approx(0.5, abs=0.01)
    assert chance(600_000, 4_000_000, 1_000_000, 8_000_000) == 0


def test_what_never_occurs_is_no_surprise() -> None:
    assert chance(0, 5, 10, 100) == 1
    assert chance(5, 0, 10, 0) == 1
