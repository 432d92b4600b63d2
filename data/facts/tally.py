"""What one pass found, read by window and by what it is broken down by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data.facts import loops
from data.facts.codes import CHILDREN, RES, State, fine_ids
from data.facts.plan import Plan, key
from data.facts.scan import Ask, Ground, Sums
from data.windows import Window
from geo import cells

Found: TypeAlias = NDArray[np.float64]
"""(…, windows, 3): SELECTED, MEASURED, SUM (marks, or seconds until an answer)."""

_TOTAL, _DISTRICTS, _TOPICS, _CELLS, _STATES = range(5)


@dataclass(frozen=True, slots=True)
class Tally:
    """The sums of every region asked about."""

    plan: Plan
    ask: Ask
    grounds: tuple[Ground, ...]
    topics: tuple[tuple[str | None, str | None], ...]
    states: tuple[State, ...]
    sums: dict[str, Sums]

    def totals(self, windows: Sequence[Window]) -> Found:
        """(1, windows, 3): everything chosen, in any windows of the plan."""
        found = np.zeros((1, len(windows), 3))
        numbers = [self.plan.number[key(window)] for window in windows]
        for sums in self.sums.values():
            found[0] += self._windows(sums[_TOTAL], self.plan.spans[numbers], self.plan.slots, numbers)
        return found

    def districts(self, windows: Sequence[Window]) -> tuple[list[str | None], Found]:
        """Codes and (codes, windows, 3), in broad windows of the plan; None is no district."""
        keys: list[str | None] = []
        parts = []
        for ground in self.grounds:
            if ground.region in self.sums:
                keys += ground.districts[: len(ground.chosen.by_district)]
                parts.append(self._broad(self.sums[ground.region][_DISTRICTS], windows))
        return _united(keys, parts, len(windows))

    def by_topic(
        self, windows: Sequence[Window], name: Callable[[tuple[str | None, str | None]], str | None]
    ) -> tuple[list[str | None], Found]:
        """The same by what `name` makes of (group, topic)."""
        whole = np.zeros((len(self.topics), len(windows), 3))
        for sums in self.sums.values():
            found = self._broad(sums[_TOPICS], windows)
            whole[: len(found)] += found
        return _united([name(topic) for topic in self.topics], [whole], len(windows))

    def cells(self, windows: Sequence[Window], res: int) -> tuple[NDArray[np.uint64], Found]:
        """Ids of a resolution, ascending, and (ids, windows, 3), in windows that cells were planned for."""
        ids, parts = [], []
        for ground in self.grounds:
            if ground.region in self.sums:
                own, found = self._cells(ground, windows)
                ids.append(own if res == (10 if self.ask.fine else RES) else cells.parent(own, res))
                parts.append(found)
        if not ids:
            return np.empty(0, np.uint64), np.empty((0, len(windows), 3))
        unique, place = np.unique(np.concatenate(ids), return_inverse=True)
        whole = np.concatenate(parts).reshape(-1, len(windows) * 3)
        sums: Found = np.stack([np.bincount(place, column, len(unique)) for column in whole.T], axis=1)
        return unique, sums.astype(np.float64).reshape(len(unique), len(windows), 3)

    def precisions(self, window: Window) -> dict[str, int]:
        """Appeals by precision, in a window that cells were planned for."""
        columns, counted = self.plan.columns_of(window), dict[str, int]()
        for sums in self.sums.values():
            for state, n in zip(self.states, sums[_STATES][columns].sum(axis=0).tolist(), strict=False):
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
        wide = sums if not self.ask.plain else sums[..., None].repeat(2, axis=-1)
        sum_to = np.concatenate([np.zeros((1, *wide.shape[1:])), np.cumsum(wide[:slots], axis=0)])
        found = sum_to[spans[:, 1]] - sum_to[spans[:, 0]]
        if self.ask.plain:
            return np.concatenate([found, np.zeros((*found.shape[:-1], 1))], axis=-1)
        own: Found = found + wide[slots:][numbers]
        return own

    def _cells(self, ground: Ground, windows: Sequence[Window]) -> tuple[NDArray[np.uint64], Found]:
        """Ids that hold something, with their sums; the hexagon of number 0 is none."""
        sums = self.sums[ground.region][_CELLS]
        found = np.stack([sums[self.plan.columns_of(window)].sum(axis=0) for window in windows], axis=1)
        if self.ask.plain:
            found = np.stack([found, found, np.zeros_like(found)], axis=-1)
        held = np.flatnonzero(found[..., loops.SELECTED].any(axis=1))
        held = held[held >= (CHILDREN if self.ask.fine else 1)]
        if not self.ask.fine:
            return ground.hexagons[held], found[held].astype(np.float64)
        return fine_ids(ground.hexagons[held // CHILDREN], held % CHILDREN), found[held].astype(np.float64)


def _united(keys: list[str | None], parts: list[Found], windows: int) -> tuple[list[str | None], Found]:
    """Each key once, the rows of equal keys added; keys that hold nothing are left out."""
    if not parts:
        return [], np.empty((0, windows, 3))
    whole = np.concatenate(parts)
    place = {one: at for at, one in enumerate(dict.fromkeys(keys))}
    if len(place) < len(keys):
        found = np.zeros((len(place), windows, 3))
        np.add.at(found, [place[one] for one in keys], whole)
        whole = found
    held = np.flatnonzero(whole[..., loops.SELECTED].any(axis=1))
    names = list(place)
    return [names[at] for at in held.tolist()], whole[held]
