"""Puts the sections of a report on pages: none emptier than need be, drawings, rows and tables as fills what is left."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP, WIDER = 5.0, 8.0
"""Millimetres between two sections, and how much wider they may grow."""
HOLLOW = 14.0
"""Millimetres by which what can grow may outgrow what stands beside it."""
_ROUNDING = 1e-6
"""Millimetres: drawings that fill a page to the last may take so much more than it has, as sums of fractions go."""
_SPARE = 0.8
"""Millimetres of a page that are never counted on."""
_PAGE, _SHAPE, _EMPTY = 0.12, 0.35, 5.0
"""What a page more costs, a drawing far from its best height, and an empty page."""
_DEAR = 2.0
"""What a page more costs a report that has too many: more than any emptiness or bent drawing that it saves."""


@dataclass(frozen=True, slots=True)
class Side:
    """A column: millimetres without its drawings, with ever more rows, tight and with rows as far apart as is good."""

    tight: tuple[float, ...]
    loose: tuple[float, ...]
    share: float = 1.0
    """Of the page's width."""


@dataclass(frozen=True, slots=True)
class Section:
    """One column or several side by side; least, best and most millimetres of the drawings in the first of them."""

    name: str
    sides: tuple[Side, ...]
    least: float = 0.0
    best: float = 0.0
    most: float = 0.0

    @property
    def steps(self) -> int:
        """In how many numbers of rows there is the section."""
        return max(len(side.tight) for side in self.sides)

    def least_of(self, step: int) -> float:
        """The least height."""
        return max(one + drawn for one, drawn in zip(self.tights(step), self._drawn(self.least), strict=True))

    def good(self, step: int) -> float:
        """The height with drawings at their best, no row further apart than it must."""
        return max(one + drawn for one, drawn in zip(self.tights(step), self._drawn(self.best), strict=True))

    def reach(self, step: int) -> list[float]:
        """How high each column can be made."""
        return [side.loose[step] + drawn for side, drawn in zip(self.sides, self._drawn(self.most), strict=True)]

    def most_of(self, step: int) -> float:
        """The greatest height, at which no column is left much shorter than the highest."""
        reach = self.reach(step)
        return max(self.good(step), min(max(reach), min(reach) + HOLLOW))

    def tights(self, step: int) -> list[float]:
        """Every column's height without drawings."""
        return [side.tight[step] for side in self.sides]

    def _drawn(self, high: float) -> list[float]:
        return [high, *[0.0] * (len(self.sides) - 1)]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a section fills its place: which number of rows, millimetres of its drawings, and 0–1 of each column's looseness."""

    step: int
    drawn: float
    air: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Names of the sections in order, what lies between them, and how each one fills its place."""

    names: tuple[str, ...]
    gap: float
    fits: Mapping[str, Fit]
    empty: float
    """Millimetres left at the foot."""


Placed = list[tuple[int, float]]
"""Of every section of a page its number of rows and its height."""


def cheapest(orders: Sequence[Sequence[Section]], tall: float, most: int) -> list[Page]:
    """The pages of the order that fills them best; no more than `most`, unless there is no other way."""
    found = _least(orders, tall, 0.0)
    return found if len(found) <= most else _least(orders, tall, _DEAR)


def _least(orders: Sequence[Sequence[Section]], tall: float, dear: float) -> list[Page]:
    costs: dict[tuple[str, ...], float] = {}
    return min((_broken(one, tall, costs, dear) for one in orders), key=lambda found: found[0])[1]


def pages(sections: Sequence[Section], tall: float) -> list[Page]:
    """The cheapest way to break the sections, in their order, into pages so many millimetres high."""
    return _broken(sections, tall, {}, 0.0)[1]


def _broken(
    sections: Sequence[Section], tall: float, costs: dict[tuple[str, ...], float], dear: float
) -> tuple[float, list[Page]]:
    """The cost of the pages, each so much `dear`er, and these; what a page costs is kept in `costs`."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(sections) + 1):
        found = []
        for begin in range(end - 1, -1, -1):
            chosen = sections[begin:end]
            names = tuple(one.name for one in chosen)
            if names not in costs:
                costs[names] = _cost(chosen, tall) + dear
            if math.isinf(costs[names]):
                break
            found.append((best[begin][0] + costs[names], begin))
        best.append(min(found))
    cuts, at = [], len(sections)
    while at > 0:
        cuts.append((best[at][1], at))
        at = best[at][1]
    return best[-1][0], [_page(sections[begin:end], tall) for begin, end in reversed(cuts)]


def _room(chosen: Sequence[Section], tall: float) -> float:
    """What the sections of a page may take together."""
    return tall - _SPARE - GAP * (len(chosen) - 1)


def _placed(chosen: Sequence[Section], tall: float) -> Placed:
    """Drawings towards their best, then more rows, then everything stretched alike as far as is good."""
    room, steps = _room(chosen, tall), [0] * len(chosen)
    low, good = [one.least_of(0) for one in chosen], [one.good(0) for one in chosen]
    if sum(good) >= room:
        return list(zip(steps, _between(low, good, room), strict=True))
    for at in _growing(chosen):
        higher = chosen[at].good(steps[at] + 1)
        if sum(good) - good[at] + higher <= room:
            steps[at], good[at] = steps[at] + 1, higher
    high = [one.most_of(step) for one, step in zip(chosen, steps, strict=True)]
    return list(zip(steps, _between(good, high, room), strict=True))


def _growing(chosen: Sequence[Section]) -> list[int]:
    """The sections in turn, each as often as rows may be added to it without a column staying behind."""
    turns = []
    for number in range(1, max(one.steps for one in chosen)):
        for at, one in enumerate(chosen):
            if number < one.steps and one.good(number) <= max(one.good(0), min(one.reach(number)) + HOLLOW):
                turns.append((number, at))
    return [at for _, at in turns]


def _between(low: Sequence[float], high: Sequence[float], room: float) -> list[float]:
    """Heights that share the room alike between these."""
    least, most = sum(low), sum(high)
    share = (min(max(room, least), most) - least) / (most - least) if most > least else 0.0
    return [one + share * (other - one) for one, other in zip(low, high, strict=True)]


def _fit(one: Section, step: int, high: float) -> Fit:
    tight = one.tights(step)
    drawn = min(max(high - tight[0], one.least), one.most)
    air = []
    for at, side in enumerate(one.sides):
        more, left = side.loose[step] - side.tight[step], high - tight[at] - (0.0 if at else drawn)
        air.append(min(max(left / more, 0.0), 1.0) if more > _ROUNDING else 0.0)
    return Fit(step, drawn, tuple(air))


def _cost(chosen: Sequence[Section], tall: float) -> float:
    """Infinite for several sections that do not fit; a single one has to stand on some page anyway."""
    placed = _placed(chosen, tall)
    left = _left(chosen, placed, tall)
    if left < -_ROUNDING and len(chosen) > 1:
        return math.inf
    empty = (max(left - WIDER * (len(chosen) - 1), 0.0) / tall) ** 2
    hollow = sum(_hollow(one, step, high, tall) for one, (step, high) in zip(chosen, placed, strict=True))
    bent = sum(((_fit(one, *at).drawn - one.best) / one.best) ** 2 for one, at in zip(chosen, placed, strict=True) if one.best)
    return _PAGE + _EMPTY * (empty + hollow) + _SHAPE * bent


def _hollow(one: Section, step: int, high: float, tall: float) -> float:
    """How empty the columns stay that cannot be made as high as their section."""
    return sum(
        side.share * (max(high - reach, 0.0) / tall) ** 2 for side, reach in zip(one.sides, one.reach(step), strict=True)
    )


def _left(chosen: Sequence[Section], placed: Placed, tall: float) -> float:
    return _room(chosen, tall) - sum(high for _, high in placed)


def _page(chosen: Sequence[Section], tall: float) -> Page:
    placed, between = _placed(chosen, tall), len(chosen) - 1
    left = max(_left(chosen, placed, tall), 0.0)
    wider = min(left / between, WIDER) if between else 0.0
    fits = {one.name: _fit(one, *at) for one, at in zip(chosen, placed, strict=True)}
    return Page(tuple(one.name for one in chosen), GAP + wider, fits, left - wider * between)
