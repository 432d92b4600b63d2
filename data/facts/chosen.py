"""A selection as entries of the code books: which districts, topics, origins, states and hexagons pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.facts.codes import CHILDREN, RES, Origin, State, fine_ids
from data.facts.loops import ANY_STATUS, CLOSED, LATE, NAMED, OPEN, REPEAT
from data.selection import Selection

Bytes = NDArray[np.uint8]
Topic = tuple[str | None, str | None]
"""Group and topic."""

PARTS = frozenset(
    {"type", "region", "district", "source", "channel", "precision", "budget", "repeat", "topic", "status", "cell"}
)
"""The where parts that facts can judge; a selection with another one is asked of the records."""

_FINER = np.uint64(52)


@dataclass(frozen=True, slots=True)
class Common:
    """Entries (1: passes) of the codes that all regions share; `by_state` holds bits."""

    by_origin: Bytes
    by_state: Bytes
    by_topic: Bytes


@dataclass(frozen=True, slots=True)
class Chosen:
    """Entries of all codes of one region; `by_cell` is None where every hexagon passes."""

    by_origin: Bytes
    by_state: Bytes
    by_district: Bytes
    by_topic: Bytes
    by_cell: Bytes | None
    empty: bool = False
    """Nothing can pass."""


def answerable(selection: Selection) -> bool:
    """Whether facts can judge every part of the selection."""
    return PARTS.issuperset(selection.where)


def standings(selection: Selection) -> int:
    """The standings that a filter on status lets in, as bits; 0 without such a filter."""
    bits = {"open": OPEN, "closed": CLOSED, "overdue": LATE}
    return sum(bit for name, bit in bits.items() if "status" in selection.where and selection.values[name])


def finer(selection: Selection) -> bool:
    """Whether a chosen cell is smaller than the numbered hexagons."""
    if "cell" not in selection.where:
        return False
    pairs = zip(selection.values["cell_low"], selection.values["cell_high"], strict=True)
    return any(high - low < (1 << 18) for low, high in pairs)


def common(
    selection: Selection, origins: tuple[Origin, ...], states: tuple[State, ...], topics: tuple[Topic, ...]
) -> Common:
    """The entries that are the same in every region."""
    passes = {name: _passing(selection, name) for name in ("type", "source", "channel")}
    by_origin = (
        passes["type"](one.type) and passes["source"](one.source) and passes["channel"](one.channel)
        for one in origins
    )
    return Common(_entries(by_origin), _states(selection, states), _topics(selection, topics))


def chosen(
    selection: Selection, known: Common, districts: tuple[str | None, ...], hexagons: NDArray[np.uint64], fine: bool
) -> Chosen:
    """The entries of one region; `fine`: hexagons are numbered with their children (number x 64 + child)."""
    passing = _passing(selection, "district")
    by_district = _entries(passing(code or "none") for code in districts)
    by_cell = _cells(selection, hexagons, fine) if "cell" in selection.where else None
    parts = (known.by_origin, known.by_state & NAMED, by_district, known.by_topic)
    empty = not all(part.any() for part in parts) or (by_cell is not None and not by_cell.any())
    return Chosen(known.by_origin, known.by_state, by_district, known.by_topic, by_cell, empty)


def _passing(selection: Selection, name: str) -> Callable[[Any], bool]:
    if name not in selection.where:
        return lambda _: True
    return frozenset(selection.values[name]).__contains__


def _entries(passing: Iterable[bool]) -> Bytes:
    return np.fromiter(passing, np.uint8)


def _states(selection: Selection, states: tuple[State, ...]) -> Bytes:
    precision, budget = _passing(selection, "precision"), _passing(selection, "budget")
    repeat = selection.values["repeat"] if "repeat" in selection.where else None
    status = frozenset(selection.values["status"]) if "status" in selection.where else None
    entries = np.zeros(len(states), np.uint8)
    for at, one in enumerate(states):
        named = precision(one.precision) and budget(one.needs_budget)
        entries[at] |= NAMED * (named and repeat in (None, one.repeat))
        entries[at] |= ANY_STATUS * (status is None or one.status in status) | REPEAT * one.repeat
    return entries


def _topics(selection: Selection, topics: tuple[Topic, ...]) -> Bytes:
    if "topic" not in selection.where:
        return np.ones(len(topics), np.uint8)
    codes = frozenset(selection.values["topic"])
    return _entries((topic or "none") in codes or (group or "none") in codes for group, topic in topics)


def _cells(selection: Selection, ids: NDArray[np.uint64], fine: bool) -> Bytes:
    """A numbered hexagon passes if its descendants lie in a chosen range; hexagon 0 (none) never does."""
    if fine:
        child = np.tile(np.arange(CHILDREN), len(ids))
        lowest = fine_ids(np.repeat(ids, CHILDREN), child)
    else:
        lowest = (ids + (np.uint64(10 - RES) << _FINER)) & ~np.uint64((1 << 21) - (1 << 15))
    entries = np.zeros(len(lowest), np.uint8)
    for low, high in zip(selection.values["cell_low"], selection.values["cell_high"], strict=True):
        entries |= (lowest >= np.uint64(low)) & (lowest <= np.uint64(high))
    entries[: CHILDREN if fine else 1] = 0
    return entries
