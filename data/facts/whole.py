"""Roll-ups of whole blocks: what windows over all of the past hold, by each single value that people filter by.

A block's rows are counted once for each class: all that are counted by default (problems and questions), those of one
source, channel, status, precision, budget or repetition among them, and those of one type. For each class the counts by
district, topic, hexagon and state are kept, and running counts every so many rows, so that a filter on one of these
names is answered without a look at the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data import model
from data.facts.codes import Origin, Shared, State
from data.facts.columns import narrow_cells
from data.facts.loops import compiled
from data.facts.plan import Plan
from data.selection import Selection

Class: TypeAlias = tuple[str, Any]
COUNTED: Class = ("counted", None)
"""Problems and questions, whatever else they are."""

STRIDE = 256
"""Rows between two running counts."""

_OF_ORIGIN = ("source", "channel")
_OF_STATE = {"status": "status", "precision": "precision", "budget": "needs_budget", "repeat": "repeat"}


@dataclass(frozen=True, slots=True)
class Rollup:
    """Counts of one block by class: districts, topics, hexagons, states (classes, codes), running (n, classes)."""

    districts: NDArray[np.uint32]
    topics: NDArray[np.uint32]
    cells: NDArray[Any]
    states: NDArray[np.uint32]
    running: NDArray[np.uint32]

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return sum(part.nbytes for part in (self.districts, self.topics, self.cells, self.states, self.running))


def answers(classes: tuple[Class, ...] | None, plan: Plan) -> bool:
    """Whether one broad window is asked about, of a selection that roll-ups hold."""
    return classes is not None and plan.broad_slots == 1 and plan.columns == 1


def classes_of(selection: Selection) -> list[Class] | None:
    """The classes whose sum is the selection (its region apart); None where there are none such."""
    if not set(selection.where) <= {"type", "region", *_OF_ORIGIN, *_OF_STATE}:
        return None
    chosen = [name for name in (*_OF_ORIGIN, *_OF_STATE) if name in selection.where]
    counted = set(selection.values["type"]) == set(model.COUNTED_TYPES)
    if not chosen:
        return [COUNTED] if counted else [("type", one) for one in selection.values["type"]]
    if len(chosen) > 1 or not counted:
        return None
    values = selection.values[chosen[0]]
    return [(chosen[0], one) for one in (values if isinstance(values, list) else [values])]


def rolled(columns: tuple[NDArray[Any], ...], shared: Shared, districts: int, hexagons: int) -> Rollup:
    """The roll-up of a block's columns: district, topic, origin, state, cell."""
    origins, states = tuple(shared.origins.values), tuple(shared.states.values)
    of_origin = np.array([_origin_classes(one, shared) for one in origins], np.int32).reshape(-1, 2 + len(_OF_ORIGIN))
    of_state = np.array([_state_classes(one, shared) for one in states], np.int32).reshape(-1, len(_OF_STATE))
    classes = len(shared.classes.values)
    sizes = (districts, len(shared.topics.values), hexagons, len(states))
    parts = tuple(np.zeros((classes, size), np.uint32) for size in sizes)
    running = np.zeros((len(columns[0]) // STRIDE + 1, classes), np.uint32)
    _roll(columns, of_origin, of_state, parts, running)
    return Rollup(parts[0], parts[1], narrow_cells(parts[2]), parts[3], running)


def numbered(classes: Iterable[Class], shared: Shared, rollup: Rollup) -> NDArray[np.int64]:
    """The numbers of these classes in a roll-up; a class it has not met holds nothing."""
    numbers = [shared.classes.find(one) for one in classes]
    known = len(rollup.districts)
    return np.array([number for number in numbers if number is not None and number < known], np.int64)


def _origin_classes(origin: Origin, shared: Shared) -> list[int]:
    """Whether it is counted by default, its type's class, its source's and its channel's."""
    number = shared.classes.number
    number(COUNTED)
    counted = int(origin.type in model.COUNTED_TYPES)
    values = (getattr(origin, name) for name in _OF_ORIGIN)
    return [counted, number(("type", origin.type)), *(number(pair) for pair in zip(_OF_ORIGIN, values, strict=True))]


def _state_classes(state: State, shared: Shared) -> list[int]:
    return [shared.classes.number((name, getattr(state, field))) for name, field in _OF_STATE.items()]


@compiled
def _roll(columns, of_origin, of_state, parts, running):  # type: ignore[no-untyped-def]
    """Count every row in each of its classes; class 0 holds all that are counted by default."""
    district, topic, origin, state, cell = columns
    districts, topics, cells, states = parts
    counted = np.zeros(running.shape[1], np.uint32)
    mine = np.empty(1 + of_origin.shape[1] + of_state.shape[1], np.int64)
    for i in range(district.size):
        if i % STRIDE == 0:
            running[i // STRIDE] = counted
        o, s = origin[i], state[i]
        n = 0
        mine[n] = of_origin[o, 1]
        n += 1
        if of_origin[o, 0]:
            mine[n] = 0
            n += 1
            for k in range(2, of_origin.shape[1]):
                mine[n] = of_origin[o, k]
                n += 1
            for k in range(of_state.shape[1]):
                mine[n] = of_state[s, k]
                n += 1
        for j in range(n):
            c = mine[j]
            counted[c] += 1
            districts[c, district[i]] += 1
            topics[c, topic[i]] += 1
            cells[c, cell[i]] += 1
            states[c, s] += 1
    if district.size % STRIDE == 0:
        running[district.size // STRIDE] = counted


@compiled
def before(positions, chosen, running, columns, selection):  # type: ignore[no-untyped-def]
    """How many chosen rows lie before each position: a running count and the rows since."""
    origin, state = columns
    by_origin, by_state = selection
    found = np.zeros(positions.size, np.int64)
    for n in range(positions.size):
        stop = positions[n]
        start = stop // STRIDE
        for k in range(chosen.size):
            found[n] += running[start, chosen[k]]
        for i in range(start * STRIDE, stop):
            found[n] += by_origin[origin[i]] & by_state[state[i]]
    return found
