"""Funnel limits: which districts differ from the mean by more than chance, given how many residents (or appeals) they have.

Spiegelhalter D. J., "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005) 1185-1202.
A district expects E = mean x residents appeals (or, for counts, its own usual number). Appeals are counts, so by chance
alone they scatter as Poisson's with mean E. Real districts scatter more (overdispersion, ibid. section 4.2): phi is the
mean of the squared z = (observed - E) / sqrt(E), the extreme tenths winsorised, and is used where it is above
1 + 2 sqrt(2 / districts); observed / phi is then taken as Poisson's with mean E / phi. The limit k standard deviations off,
with the skewness of Poisson's by Cornish and Fisher:

    E + k sqrt(phi E) + phi (k^2 - 1) / 6,    k = 1.96 for 95 %, 3.09 for 99.8 %.

Shrunk rates: the global empirical Bayes estimator of Marshall R. J., Applied Statistics 40 (1991) 283-294.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K95, K998 = 1.959964, 3.090232
_WINSORISED = 0.1
_STEPS = 48
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Observed:
    """A district before it is judged: appeals, what is expected of it, and its size on the axis."""

    code: str
    count: float
    expected: float
    size: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A district in the funnel.

    `ratio` is observed / expected, `shrunk` the same drawn towards 1 where there is little behind it; `z` the distance from
    the mean in standard deviations (overdispersion taken off). `verdict`: `high`, `low` outside 99.8 %; `rather_high`,
    `rather_low` outside 95 %; `within`; `little` where fewer appeals are expected than anything can be told from.
    """

    code: str
    count: float
    expected: float
    size: float
    ratio: float
    shrunk: float
    z: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Limit:
    """The limits at one size, as ratios to the mean."""

    size: float
    low998: float
    low95: float
    high95: float
    high998: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """Districts, the limits over the range of their sizes, and the overdispersion (1: none)."""

    points: tuple[Judged, ...]
    curve: tuple[Limit, ...]
    phi: float


def funnel(found: list[Observed], least: float) -> Funnel:
    """Judge districts with something expected of them; those that expect fewer than `least` are `little`."""
    known = [one for one in found if one.expected > 0 and one.size > 0]
    if not known:
        return Funnel((), (), 1.0)
    count, expected = (np.array([getattr(one, name) for one in known], np.float64) for name in ("count", "expected"))
    phi = overdispersion(count, expected)
    shrunk = shrink(count, expected)
    points = tuple(_judged(one, float(drawn), phi, least) for one, drawn in zip(known, shrunk, strict=True))
    return Funnel(points, _curve(known, phi), phi)


def overdispersion(count: Values, expected: Values) -> float:
    """phi; 1 where the scatter is no more than chance makes it."""
    z = (count - expected) / np.sqrt(expected)
    low, high = np.quantile(z, (_WINSORISED, 1 - _WINSORISED))
    found = float(np.mean(np.clip(z, low, high) ** 2))
    return found if found > 1 + 2 * math.sqrt(2 / len(z)) else 1.0


def shrink(count: Values, expected: Values) -> Values:
    """Ratios drawn towards their common mean, the more so the less is expected: what differs beyond chance stays."""
    ratio, weight = count / expected, expected / expected.sum()
    mean = float((weight * ratio).sum())
    between = max(float((weight * (ratio - mean) ** 2).sum()) - mean / float(expected.mean()), 0.0)
    trust = between / (between + mean / expected) if between else np.zeros(len(ratio))
    return mean + (ratio - mean) * trust


def limit(expected: float, k: float, phi: float) -> float:
    """The number of appeals k standard deviations off (k may be negative); 0 where so few are expected that none may come."""
    if k < 0 and math.sqrt(expected / phi) < -k / 2:
        return 0.0
    return max(expected + k * math.sqrt(phi * expected) + phi * (k * k - 1) / 6, 0.0)


def _judged(one: Observed, shrunk: float, phi: float, least: float) -> Judged:
    z = (one.count - one.expected) / math.sqrt(phi * one.expected)
    verdict = "little" if one.expected < least else _verdict(one, phi)
    return Judged(one.code, one.count, one.expected, one.size, one.count / one.expected, shrunk, z, verdict)


def _verdict(one: Observed, phi: float) -> str:
    for k, name in ((K998, ""), (K95, "rather_")):
        if one.count > limit(one.expected, k, phi):
            return name + "high"
        if one.count < limit(one.expected, -k, phi):
            return name + "low"
    return "within"


def _curve(known: list[Observed], phi: float) -> tuple[Limit, ...]:
    """Limits over all sizes, evenly on a scale of logarithms; what is expected is the same share of every size."""
    sizes = [one.size for one in known]
    share = sum(one.expected for one in known) / sum(sizes)
    found = []
    for size in np.geomspace(min(sizes) / 1.15, max(sizes) * 1.15, _STEPS).tolist():
        expected = size * share
        low998, low95, high95, high998 = (limit(expected, k, phi) / expected for k in (-K998, -K95, K95, K998))
        found.append(Limit(size, low998, low95, high95, high998))
    return tuple(found)
