"""Which of many differences are more than chance: exact tests of pairs of counts, the false discoveries among them held down."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from data.search.significance import log_term, tail

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]

FALSE_SHARE = 0.05
"""The share of false ones held to among the differences that are called real."""

LEAST_MEASURED = 5
"""Means of fewer appeals than this on either side are not compared."""

_LOWEST_MARK, _HIGHEST_MARK, _LEAST_VARIANCE = 1.0, 5.0, 0.25


def of_counts(now: Values, before: Values, share: float) -> Flags:
    """Whether pairs of counts differ by more than chance; `share` is the exposure of now among both (0.5: equal windows).

    Two Poisson counts of exposures t₁, t₀ with the same rate: given their sum N, the first is Binomial(N, t₁/(t₁+t₀))
    (Przyborowski & Wilenski 1940, Homogeneity of results in testing samples from Poisson series, Biometrika 31). Two-sided
    mid-p of that draw, 2·(P(more extreme) + ½·P(this one)) (Lancaster 1961, Significance tests in discrete distributions,
    JASA 56), then Benjamini & Hochberg over the pairs. Pairs whose sum is too small ever to tell are not tested: the
    test is conditional on the sum, so choosing by it does not bias the rest (Bourgon et al. 2010, PNAS 107). Appeals that
    come in bursts vary more than Poisson counts do; a repeated one is merged under `unit=problems`.
    """
    pairs, place = np.unique(np.stack([np.rint(now), np.rint(before)]), axis=1, return_inverse=True)
    found = np.array([two_sided(int(n), int(b), share) for n, b in pairs.T.tolist()], np.float64)
    tells = min(share, 1 - share) ** pairs.sum(axis=0) <= FALSE_SHARE
    place = place.reshape(-1)
    return real(np.where(tells, found, np.nan)[place])


def two_sided(now: int, before: int, share: float) -> float:
    """Two-sided mid-p of a pair of counts; 1 where there is nothing to tell."""
    total = now + before
    if not total or not 0 < share < 1:
        return 1.0
    this = math.exp(log_term(now, total, share))
    side = tail(now, total, share) if now >= total * share else tail(before, total, 1 - share)
    return min(1.0, 2 * (side - this / 2))


def of_days(now: Values, before: Values, n: tuple[Values, Values]) -> Flags:
    """Mean days until the answer: such times scatter about as much as their mean, so the error of a mean is mean/√n."""
    return _of_means(now, before, (now, before), n)


def of_marks(now: Values, before: Values, n: tuple[Values, Values]) -> Flags:
    """Mean marks of 1 to 5: at most (5 − m)(m − 1) is the variance of marks with the mean m (Bhatia & Davis 2000,
    A better bound on the variance, Am. Math. Monthly 107), so no more is called real than is."""
    scatter = tuple(
        np.sqrt(np.maximum((_HIGHEST_MARK - mean) * (mean - _LOWEST_MARK), _LEAST_VARIANCE)) for mean in (now, before)
    )
    return _of_means(now, before, (scatter[0], scatter[1]), n)


def _of_means(now: Values, before: Values, scatter: tuple[Values, Values], n: tuple[Values, Values]) -> Flags:
    """Two-sided normal test of two means, then Benjamini & Hochberg."""
    enough = (np.nan_to_num(n[0]) >= LEAST_MEASURED) & (np.nan_to_num(n[1]) >= LEAST_MEASURED)
    found = np.full(len(now), np.nan)
    error = np.hypot(scatter[0][enough] / np.sqrt(n[0][enough]), scatter[1][enough] / np.sqrt(n[1][enough]))
    far = np.abs(now[enough] - before[enough]) / np.maximum(error, 1e-12)
    found[enough] = [math.erfc(one / math.sqrt(2)) for one in far.tolist()]
    return real(found)


def real(chances: Values, share: float = FALSE_SHARE) -> Flags:
    """Which of many differences to call real, given the chance of each (NaN: not tested), so that at most `share` of them
    are false on average (Benjamini & Hochberg 1995, Controlling the false discovery rate, J. R. Stat. Soc. B 57)."""
    tested = ~np.isnan(chances)
    ascending = np.sort(chances[tested])
    passing = np.flatnonzero(ascending <= share * np.arange(1, len(ascending) + 1) / max(len(ascending), 1))
    if not len(passing):
        return np.zeros(len(chances), np.bool_)
    found: Flags = tested & (np.nan_to_num(chances, nan=np.inf) <= ascending[passing[-1]])
    return found
