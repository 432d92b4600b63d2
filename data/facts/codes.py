"""Code books: what the small numbers of the facts stand for; they only grow."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo import cells

RES = 8
"""Hexagons of this resolution are numbered; the two finer digits are kept beside the number."""

CHILDREN = 64
MOST_CODES = 65_535
_DIGIT_9, _DIGIT_10, _DIGIT = np.uint64(18), np.uint64(15), np.uint64(7)


class Origin(NamedTuple):
    """Where appeals come from and what they are."""

    source: str
    channel: str | None
    type: str


class State(NamedTuple):
    """How appeals stand and how well they are placed."""

    status: str
    precision: str
    needs_budget: str
    repeat: bool


class CodesExhausted(Exception):
    """More different values than a code can number: the facts cannot mirror this store."""


@dataclass(slots=True)
class Numbers:
    """Values numbered as they come, from any thread."""

    values: list[Any] = field(default_factory=list)
    _numbers: dict[Any, int] = field(default_factory=dict)
    _growing: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def number(self, value: Any) -> int:
        """The number of a value, a new one if it has none; CodesExhausted beyond 65,535."""
        found = self._numbers.get(value)
        return self._added(value) if found is None else found

    def _added(self, value: Any) -> int:
        with self._growing:
            if value not in self._numbers:
                if len(self.values) > MOST_CODES:
                    raise CodesExhausted(str(value))
                self.values.append(value)
                self._numbers[value] = len(self.values) - 1
            return self._numbers[value]

    def find(self, value: Any) -> int | None:
        """The number of a value; None if it has none."""
        return self._numbers.get(value)

    def many(self, values: list[Any]) -> NDArray[np.uint16]:
        """The numbers of several values."""
        return np.array([self.number(value) for value in values], np.uint16)


@dataclass(slots=True)
class Hexagons:
    """Hexagons of resolution 8 by number, from 1; which of their children ever held an appeal."""

    ids: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(1, np.uint64))
    children: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(1, np.uint64))
    _growing: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def numbers(self, found: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        """Number and child of each cell of resolution 10 (0: none)."""
        parents = np.where(found == 0, np.uint64(0), cells.parent(found, RES))
        child = (((found >> _DIGIT_9) & _DIGIT) << np.uint64(3) | ((found >> _DIGIT_10) & _DIGIT)).astype(np.uint8)
        child[found == 0] = 0
        number = _place(parents, self.ids)
        unknown = np.unique(parents[number < 0])
        if len(unknown):
            self._add(unknown)
            number = _place(parents, self.ids)
        self._note(number, child)
        return number.astype(np.uint32), child

    def _add(self, found: NDArray[np.uint64]) -> None:
        """Number these, but those that another thread has numbered meanwhile."""
        with self._growing:
            self.ids = np.concatenate([self.ids, np.setdiff1d(found, self.ids)])

    def _note(self, number: NDArray[np.int64], child: NDArray[np.uint8]) -> None:
        """Remember the children met; a new array, so that a question may go on with the old one."""
        with self._growing:
            met = np.zeros(len(self.ids) * CHILDREN, np.bool_)
            met[number * CHILDREN + child] = True
            known = np.packbits(met, bitorder="little").view(np.uint64)
            known[: len(self.children)] |= self.children
            self.children = known

    def at(self, res: int) -> NDArray[np.uint64]:
        """Every cell of a resolution that ever held an appeal, ascending."""
        ids = self.ids
        if res <= RES:
            return np.unique(cells.parent(ids[1:], res)) if len(ids) > 1 else ids[:0]
        children = self.children[: len(ids)]
        bits = (children[1:, None] >> np.arange(CHILDREN, dtype=np.uint64)) & np.uint64(1)
        number, child = np.nonzero(bits)
        return np.unique(cells.parent(fine_ids(ids[number + 1], child), res))


def fine_ids(parents: NDArray[np.uint64], child: NDArray[Any]) -> NDArray[np.uint64]:
    """Cells of resolution 10 from their parents of resolution 8 and the two finer digits."""
    child = child.astype(np.uint64)
    cleared = (parents + (np.uint64(2) << np.uint64(52))) & ~(np.uint64(63) << _DIGIT_10)
    found: NDArray[np.uint64] = cleared | (child >> np.uint64(3)) << _DIGIT_9 | (child & _DIGIT) << _DIGIT_10
    return found


def _place(found: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.int64]:
    place = pc.fill_null(pc.index_in(pa.array(found), value_set=pa.array(known)), -1)
    found_at: NDArray[np.int64] = place.to_numpy(zero_copy_only=False).astype(np.int64)
    return found_at


@dataclass(slots=True)
class Shared:
    """Codes that all regions share."""

    topics: Numbers = field(default_factory=Numbers)
    origins: Numbers = field(default_factory=Numbers)
    states: Numbers = field(default_factory=Numbers)
    classes: Numbers = field(default_factory=Numbers)


@dataclass(slots=True)
class Book:
    """The codes of one region; district 0 is none."""

    shared: Shared
    districts: Numbers = field(default_factory=lambda: Numbers([None], {None: 0}))
    hexagons: Hexagons = field(default_factory=Hexagons)
