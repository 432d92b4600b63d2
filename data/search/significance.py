"""How sure it is that a word is more frequent in one set of texts than in another."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
_NEGLIGIBLE = 1e-17


def log_likelihood(now: Counts, before: Counts, texts_now: int, texts_before: int) -> Counts:
    """G² of each word's 2×2 table (texts with and without it, now and before); large = unlikely to be chance.

    Dunning, T. (1993), Accurate Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19(1).
    """
    both, texts = now + before, texts_now + texts_before
    cells = (
        (now, both * texts_now / texts),
        (before, both * texts_before / texts),
        (texts_now - now, (texts - both) * texts_now / texts),
        (texts_before - before, (texts - both) * texts_before / texts),
    )
    return np.asarray(2 * sum(_surprise(observed, expected) for observed, expected in cells), np.float64)


def _surprise(observed: Counts, expected: Counts) -> Counts:
    present = observed > 0
    ratio = np.divide(observed, expected, out=np.ones_like(observed), where=present)
    return observed * np.log(ratio)


def chance(now: int, before: int, texts_now: int, texts_before: int) -> float:
    """Probability of so many texts with a word or more, were it as frequent now as before; exact for small numbers too.

    Of all texts with the word those of now are then a binomial draw: the conditional test of two Poisson rates
    (Przyborowski & Wilenski 1940, Homogeneity of results in testing samples from Poisson series, Biometrika 31).
    """
    total, share = now + before, texts_now / (texts_now + texts_before)
    if not now or share >= 1:
        return 1.0
    if now <= total * share:
        return 1.0 if now == 0 else _upper_tail_of_many(now, total, share)
    return tail(now, total, share)


def tail(least: int, total: int, share: float) -> float:
    """P(X ≥ least) above the mean: terms fall from the first one on."""
    first = math.exp(log_term(least, total, share))
    term = weight = 1.0
    for count in range(least, total):
        term *= (total - count) / (count + 1) * share / (1 - share)
        weight += term
        if term < _NEGLIGIBLE * weight:
            break
    return min(1.0, first * weight)


def _upper_tail_of_many(least: int, total: int, share: float) -> float:
    """P(X ≥ least) below the mean, by the other tail."""
    return max(0.0, 1.0 - tail(total - least + 1, total, 1 - share))


def log_term(count: int, total: int, share: float) -> float:
    ways = math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)
    return ways + count * math.log(share) + (total - count) * math.log1p(-share)
