"""Which address an appeal speaks of: every quarter has troubles of its own, towns other ones than villages."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.demo.ground import Ground
from data.demo.words import Themes

_CLASSES = (2_000, 30_000, 300_000)
"""People that part villages, small towns, towns and cities."""
_LEANING = {
    "04": (0.55, 0.9, 1.1, 1.15), "05": (0.6, 0.7, 1.1, 1.3), "09": (1.9, 1.3, 0.9, 0.8), "10": (3.0, 1.6, 0.7, 0.4),
    "13": (2.2, 1.2, 0.8, 0.8), "15": (0.6, 0.9, 1.1, 1.2), "18": (0.5, 0.8, 1.1, 1.3), "23": (1.6, 1.2, 0.9, 0.8),
    "01": (1.35, 1.1, 0.95, 0.9), "06": (1.4, 1.2, 0.9, 0.9), "11": (1.2, 1.1, 1.0, 0.9), "20": (0.7, 0.9, 1.1, 1.1),
}  # fmt: skip
"""How much a group leans to villages, small towns, towns, cities."""
_ON_ROADS = {"01": 1.0, "03": 0.6, "09": 0.3, "12": 0.5}
_UNEVEN = 0.5


def pick_addresses(
    ground: Ground, themes: Themes, topics: NDArray[np.int64], chance: NDArray[np.float64], seed: int
) -> NDArray[np.int64]:
    """An address for each topic, by uniform numbers in [0, 1)."""
    leaning = _by_quarter(ground, themes, seed)
    found = np.zeros(len(topics), np.int64)
    group = themes.group_of[topics]
    for number in np.unique(group):
        cumulative = np.cumsum(ground.weight * leaning[number, ground.quarter])
        rows = np.flatnonzero(group == number)
        found[rows] = np.searchsorted(cumulative, chance[rows] * cumulative[-1], side="right")
    return np.minimum(found, ground.size - 1)


def _by_quarter(ground: Ground, themes: Themes, seed: int) -> NDArray[np.float64]:
    """Shape (groups, quarters + 1); the last column, which index -1 reaches, stands for roads."""
    quarters = int(ground.quarter.max(initial=0)) + 1
    rng = np.random.default_rng([seed, 12])
    own = np.exp(rng.normal(0, _UNEVEN, (len(themes.groups), quarters + 1)))
    people = np.full(quarters, 500.0)
    inside = ground.quarter >= 0
    people[ground.quarter[inside]] = ground.people[inside]
    size = np.searchsorted(_CLASSES, people)
    for number, group in enumerate(themes.groups):
        own[number, :-1] *= np.array(_LEANING.get(group, (1.0, 1.0, 1.0, 1.0)))[size]
        own[number, -1] = _ON_ROADS.get(group, 0.0)
    return own
