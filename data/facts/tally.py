"""What one pass found, read by window and by what it is broken down by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data.facts import loops
from data.facts.codes import CHILDREN, RES
from data.facts.land import Hexes, Land
from data.facts.passing import Ask
from data.facts.pieces import Sums
from data.facts.plan import Plan, key
from data.windows import Window

Found: TypeAlias = NDArray[np.float64]
"""(…, windows, 3): SELECTED, MEASURED, SUM (marks, or seconds until an answer)."""

Places: TypeAlias = Callable[[Hexes, int], tuple[NDArray[np.uint64], NDArray[np.int64]]]
"""Cells of a resolution and the place of each hexagon's among them, kept from question to question."""

_TOTAL, _DISTRICTS, _TOPICS, _CELLS, _STATES = range(5)
_MORE = 5
"""Where the sums beyond the counts begin."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of a pass over a land."""

    plan: Plan
    ask: Ask
    land: Land
    sums: Sums

    def totals(self, windows: Sequence[Window]) -> Found:
        """(1, windows, 3): everything chosen, in any windows of the plan."""
        numbers = [self.plan.number[key(window)] for window in windows]
        return self._windows(_TOTAL, self.plan.spans[numbers], self.plan.slots, numbers)[None]

    def districts(self, windows: Sequence[Window]) -> tuple[list[str | None], Found]:
        """Codes and (codes, windows, 3), in broad windows of the plan; None is no district."""
        return _united(self.land.districts, self._broad(_DISTRICTS, windows))

    def grounds(self, windows: Sequence[Window]) -> Found:
        """(regions, windows, 3): what the districts of each region and those of none in it add up to."""
        firsts = np.array([ground.district for ground in self.land.grounds], np.int64)
        found = self._broad(_DISTRICTS, windows)
        return np.add.reduceat(found, firsts, axis=0) if len(firsts) else found

    def by_topic(
        self, windows: Sequence[Window], name: Callable[[tuple[str | None, str | None]], str | None]
    ) -> tuple[list[str | None], Found]:
        """The same by what `name` makes of (group, topic)."""
        return _united(tuple(map(name, self.land.topics)), self._broad(_TOPICS, windows))

    def cells(self, windows: Sequence[Window], res: int, places: Places) -> tuple[NDArray[np.uint64], Found]:
        """Ids of a resolution, ascending, and (ids, windows, 3), in windows that cells were planned for."""
        parts = [self._columns(_CELLS, window) for window in windows]
        some = np.flatnonzero(reduce(np.logical_or, (_held(counts, more) for counts, more in parts)))
        if self.ask.fine:
            some = some[self.land.hexes.ids[some // CHILDREN] != 0]
            ids, place = self.land.hexes.fine_places(res, some)
        else:
            ids, place = _met(*places(self.land.hexes, res), some)
        found = np.empty((len(ids), len(parts), 3))
        for at, (counts, more) in enumerate(parts):
            found[:, at] = self._at_places(counts[some], None if more is None else more[some], place, len(ids))
        held = found[..., loops.SELECTED].any(axis=1) & (ids != 0)
        return (ids, found) if held.all() else (ids[held], found[held])

    def many(self, window: Window, res: int, places: Places, most: int) -> bool:
        """Whether more than `most` cells of a resolution have a value other than 0, told without naming them."""
        if self.ask.fine:
            return False
        counts, more = self._columns(_CELLS, window)
        ids, place = places(self.land.hexes, res)
        some = int(np.count_nonzero(counts if more is None else _held(counts, more)))
        if len(ids) <= most or some <= most:
            return False
        if more is None and res == RES and some - (len(counts) - len(ids)) > most:
            return True    # more hexagons than share a cell with another
        if more is None:
            held = np.zeros(len(ids), np.bool_)
            held[place[counts != 0]] = True
        else:
            held = self._valued(self._at_places(counts, more, place, len(ids)))
        return int(np.count_nonzero(held[ids != 0])) > most

    def _valued(self, found: Found) -> NDArray[np.bool_]:
        """Where the value is not 0; a mean of nothing is a value, for it is shown as unknown."""
        selected, measured, whole = (found[..., column] for column in range(3))
        mean = self.ask.measure in (loops.RATING, loops.ANSWER)
        known = (measured == 0) | (whole != 0) if mean else measured != 0
        valued: NDArray[np.bool_] = known & (selected != 0)
        return valued

    def precisions(self, window: Window) -> dict[str, int]:
        """Appeals by precision, in a window that cells were planned for."""
        counted: dict[str, int] = {}
        counts, more = self._columns(_STATES, window)
        by_state = counts if more is None else counts + more
        for state, n in zip(self.land.states, by_state.tolist(), strict=True):
            counted[state.precision] = counted.get(state.precision, 0) + round(n)
        return counted

    # ---- inside

    def _broad(self, part: int, windows: Sequence[Window]) -> Found:
        """(keys, windows, 3) of sums by broad slot (and window)."""
        plan = self.plan
        numbers = [plan.broad_number[key(window)] for window in windows]
        return np.moveaxis(self._windows(part, plan.broad_spans[numbers], plan.broad_slots, numbers), 0, 1)

    def _windows(self, part: int, spans: NDArray[np.int64], slots: int, numbers: list[int]) -> Found:
        """(windows, …, 3): the slots of each window together, and what was added to the window itself."""
        found = self._threefold(_between(self.sums[part], spans))
        if self.ask.plain:
            return found
        more = self.sums[_MORE + part]
        whole: Found = found + _between(more[:slots], spans) + more[slots:][numbers]
        return whole

    def _columns(self, part: int, window: Window) -> tuple[NDArray[np.int64], Found | None]:
        """Counts of a window's columns, and what it has beyond them."""
        columns = self.plan.columns_of(window)
        counts, *more = (
            sums[columns[0]] if len(columns) == 1 else sums[columns].sum(axis=0) for sums in self.sums[part::_MORE]
        )
        return counts, more[0] if more else None

    def _at_places(
        self, counts: NDArray[np.int64], more: Found | None, place: NDArray[np.int64], places: int
    ) -> Found:
        """(places, 3): the sums of all hexagons of each place."""
        found = self._threefold(np.bincount(place, counts, places))
        if more is not None:
            for column in range(3):
                found[:, column] += np.bincount(place, more[:, column], places)
        return found

    def _threefold(self, counted: NDArray[Any]) -> Found:
        """Counts as SELECTED, MEASURED, SUM; another measure than the count itself is not in them."""
        found = np.zeros((*counted.shape, 3))
        found[..., loops.SELECTED] = counted
        if self.ask.measure == loops.COUNT:
            found[..., loops.MEASURED] = counted
        return found


def weight(kept: object) -> int:
    """Bytes of the sums of a pass; other things that are kept beside it weigh little."""
    return sum(part.nbytes for part in kept.sums) if isinstance(kept, Tally) else 0


def _between(sums: NDArray[Any], spans: NDArray[np.int64]) -> NDArray[Any]:
    """(spans, …): the sums of the slots [first, last) of each span."""
    sum_to = np.concatenate([np.zeros((1, *sums.shape[1:]), sums.dtype), np.cumsum(sums, axis=0)])
    found: NDArray[Any] = sum_to[spans[:, 1]] - sum_to[spans[:, 0]]
    return found


def _met(
    ids: NDArray[np.uint64], place: NDArray[np.int64], some: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The cells that some hexagons lie in, ascending as before, and the place of each of those hexagons among them."""
    own, found = place[some], np.zeros(len(ids), np.bool_)
    found[own] = True
    met = np.flatnonzero(found)
    number = np.empty(len(ids), np.int64)
    number[met] = np.arange(len(met))
    return ids[met], number[own]


def _held(counts: NDArray[np.int64], more: Found | None) -> NDArray[np.bool_]:
    """Hexagons of which anything was counted."""
    counted: NDArray[np.bool_] = counts != 0
    return counted if more is None else counted | (more != 0).any(axis=1)


def _united(keys: tuple[str | None, ...], whole: Found) -> tuple[list[str | None], Found]:
    """Each key once, the rows of equal keys added; keys that hold nothing are left out."""
    names, place, first = _distinct(keys)
    if len(names) < len(keys):
        found = whole[first]
        again = np.ones(len(keys), np.bool_)
        again[first] = False
        np.add.at(found, place[again], whole[again])
        whole = found
    held = np.flatnonzero(whole[..., loops.SELECTED].any(axis=1))
    return names[held].tolist(), whole[held]


@lru_cache(maxsize=16)
def _distinct(keys: tuple[str | None, ...]) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.int64]]:
    """The keys, each once; the place of each key among them; and where each first stands."""
    number: dict[str | None, int] = {}
    place = np.array([number.setdefault(one, len(number)) for one in keys], np.int64)
    names = np.empty(len(number), object)
    names[:] = list(number)
    return names, place, np.unique(place, return_index=True)[1]
