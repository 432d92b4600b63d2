"""What one pass found, read by window and by what it is broken down by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data.facts import loops
from data.facts.codes import CHILDREN
from data.facts.land import Hexes, Land
from data.facts.plan import Plan, key
from data.facts.scan import Ask, Sums
from data.windows import Window

Found: TypeAlias = NDArray[np.float64]
"""(…, windows, 3): SELECTED, MEASURED, SUM (marks, or seconds until an answer)."""

Places: TypeAlias = Callable[[Hexes, int], tuple[NDArray[np.uint64], NDArray[np.int64]]]
"""Cells of a resolution and the place of each hexagon's among them, kept from question to question."""

_TOTAL, _DISTRICTS, _TOPICS, _CELLS, _STATES = range(5)


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
        return self._windows(self.sums[_TOTAL], self.plan.spans[numbers], self.plan.slots, numbers)[None]

    def districts(self, windows: Sequence[Window]) -> tuple[list[str | None], Found]:
        """Codes and (codes, windows, 3), in broad windows of the plan; None is no district."""
        return _united(self.land.districts, self._broad(self.sums[_DISTRICTS], windows))

    def by_topic(
        self, windows: Sequence[Window], name: Callable[[tuple[str | None, str | None]], str | None]
    ) -> tuple[list[str | None], Found]:
        """The same by what `name` makes of (group, topic)."""
        return _united([name(topic) for topic in self.land.topics], self._broad(self.sums[_TOPICS], windows))

    def cells(self, windows: Sequence[Window], res: int, places: Places) -> tuple[NDArray[np.uint64], Found]:
        """Ids of a resolution, ascending, and (ids, windows, 3), in windows that cells were planned for."""
        sums = [self.sums[_CELLS][self.plan.columns_of(window)].sum(axis=0) for window in windows]
        if self.ask.fine:
            some = np.flatnonzero(np.any([one if self.ask.plain else one[:, 0] for one in sums], axis=0))
            some = some[self.land.hexes.ids[some // CHILDREN] != 0]
            ids, place = self.land.hexes.fine_places(res, some)
            sums = [one[some] for one in sums]
        else:
            ids, place = places(self.land.hexes, res)
        found = np.stack([self._at_places(one, place, len(ids)) for one in sums], axis=1)
        held = np.flatnonzero(found[..., loops.SELECTED].any(axis=1) & (ids != 0))
        return ids[held], found[held]

    def precisions(self, window: Window) -> dict[str, int]:
        """Appeals by precision, in a window that cells were planned for."""
        counted: dict[str, int] = {}
        by_state = self.sums[_STATES][self.plan.columns_of(window)].sum(axis=0)
        for state, n in zip(self.land.states, by_state.tolist(), strict=True):
            counted[state.precision] = counted.get(state.precision, 0) + round(n)
        return counted

    # ---- inside

    def _broad(self, sums: NDArray[Any], windows: Sequence[Window]) -> Found:
        """(keys, windows, 3) from sums by broad slot (and window)."""
        plan = self.plan
        numbers = [plan.broad_number[key(window)] for window in windows]
        found = self._windows(sums, plan.broad_spans[numbers], plan.broad_slots, numbers)
        return np.moveaxis(found, 0, 1)

    def _windows(self, sums: NDArray[Any], spans: NDArray[np.int64], slots: int, numbers: list[int]) -> Found:
        """(windows, …, 3): the slots of each window together, and what was added to the window itself."""
        sum_to = np.concatenate([np.zeros((1, *sums.shape[1:])), np.cumsum(sums[:slots], axis=0)])
        found: Found = sum_to[spans[:, 1]] - sum_to[spans[:, 0]]
        return _threefold(found) if self.ask.plain else found + sums[slots:][numbers]

    def _at_places(self, sums: NDArray[Any], place: NDArray[np.int64], places: int) -> Found:
        """(places, 3): the sums of all hexagons of each place."""
        if self.ask.plain:
            return _threefold(np.bincount(place, sums, places))
        columns = [np.bincount(place, column, places) for column in sums.T]
        return np.stack(columns, axis=1).astype(np.float64)


def _threefold(counted: NDArray[Any]) -> Found:
    """A plain count as SELECTED, MEASURED, SUM."""
    found: Found = np.stack([counted, counted, np.zeros_like(counted)], axis=-1)
    return found


def _united(keys: Sequence[str | None], whole: Found) -> tuple[list[str | None], Found]:
    """Each key once, the rows of equal keys added; keys that hold nothing are left out."""
    place = {one: at for at, one in enumerate(dict.fromkeys(keys))}
    if len(place) < len(keys):
        found = np.zeros((len(place), *whole.shape[1:]))
        np.add.at(found, [place[one] for one in keys], whole)
        whole = found
    held = np.flatnonzero(whole[..., loops.SELECTED].any(axis=1))
    names = list(place)
    return [names[at] for at in held.tolist()], whole[held]
