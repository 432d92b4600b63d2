"""Puts the sections of a report on pages: none emptier than need be, drawings as high as fills what is left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP, WIDER = 5.0, 6.0
"""Millimetres between two sections, and how much wider they may grow."""
_ROUNDING = 1e-6
"""Millimetres: drawings that fill a page to the last may take so much more than it has, as sums of fractions go."""
_SPARE = 0.8
"""Millimetres of a page that are never counted on."""
_PAGE, _SHAPE, _EMPTY = 0.12, 0.35, 5.0
"""What a page more costs, a drawing far from its best height, and an empty page."""


@dataclass(frozen=True, slots=True)
class Section:
    """Millimetres: the height without its drawings, and least, best and most of these together."""

    name: str
    height: float
    least: float = 0.0
    best: float = 0.0
    most: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """Names of the sections in order, what lies between them, and the height of each one's drawings."""

    names: tuple[str, ...]
    gap: float
    drawn: Mapping[str, float]


def pages(sections: Sequence[Section], tall: float) -> list[Page]:
    """The cheapest way to break the sections, in their order, into pages so many millimetres high."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(sections) + 1):
        costs = []
        for begin in range(end - 1, -1, -1):
            cost = _cost(sections[begin:end], tall)
            if math.isinf(cost):
                break
            costs.append((best[begin][0] + cost, begin))
        best.append(min(costs))
    cuts, at = [], len(sections)
    while at > 0:
        cuts.append((best[at][1], at))
        at = best[at][1]
    return [_page(sections[begin:end], tall) for begin, end in reversed(cuts)]


def _room(chosen: Sequence[Section], tall: float) -> float:
    """What the drawings of a page may take together."""
    return tall - _SPARE - sum(one.height for one in chosen) - GAP * (len(chosen) - 1)


def _drawn(chosen: Sequence[Section], tall: float) -> dict[str, float]:
    """Every drawing stretched alike between its least and its most."""
    least, most = sum(one.least for one in chosen), sum(one.most for one in chosen)
    share = (min(max(_room(chosen, tall), least), most) - least) / (most - least) if most > least else 0.0
    return {one.name: one.least + share * (one.most - one.least) for one in chosen if one.most}


def _left(chosen: Sequence[Section], tall: float) -> float:
    return _room(chosen, tall) - sum(_drawn(chosen, tall).values())


def _cost(chosen: Sequence[Section], tall: float) -> float:
    """Infinite for several sections that do not fit; a single one has to stand on some page anyway."""
    left = _left(chosen, tall)
    if left < -_ROUNDING and len(chosen) > 1:
        return math.inf
    empty = max(left - WIDER * (len(chosen) - 1), 0.0) / tall
    drawn = _drawn(chosen, tall)
    bent = sum(((drawn[one.name] - one.best) / one.best) ** 2 for one in chosen if one.best)
    return _PAGE + _EMPTY * empty**2 + _SHAPE * bent


def _page(chosen: Sequence[Section], tall: float) -> Page:
    between = len(chosen) - 1
    wider = min(max(_left(chosen, tall), 0.0) / between, WIDER) if between else 0.0
    return Page(tuple(one.name for one in chosen), GAP + wider, _drawn(chosen, tall))
