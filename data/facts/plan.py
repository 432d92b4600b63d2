"""All windows of a screen cut into slots, so that one pass over the facts answers them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.windows import Window

Key: TypeAlias = tuple[datetime, datetime, datetime]
"""What makes windows the same: lo, hi, at."""

_EPOCH = datetime(1970, 1, 1)
_MICRO = timedelta(microseconds=1)
Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Plan:
    """Windows and the slots between their edges; moments in microseconds since 1970, naive UTC.

    A broad window is one that is asked about by district, topic or cell; a broad slot lies between edges of broad
    windows (the edges at `broad_edges`). `spans` are the slots [first, last) of each window, `broad_spans` the broad
    slots of each broad window.
    """

    number: dict[Key, int]
    broad_number: dict[Key, int]
    edges: Ints
    covered: NDArray[np.bool_]
    broad: Ints
    column: Ints
    spans: Ints
    broad_spans: Ints
    at: Ints
    settled: Ints
    latest: Ints
    begins: Ints
    listed: Ints
    broad_of: Ints
    column_of: Ints
    broad_edges: Ints

    @property
    def slots(self) -> int:
        """Number of slots."""
        return len(self.broad)

    @property
    def broad_slots(self) -> int:
        """Number of broad slots."""
        return len(self.column)

    @property
    def columns(self) -> int:
        """Number of columns of cells."""
        return int(max(self.column.max(initial=-1), self.column_of.max(initial=-1))) + 1

    def columns_of(self, window: Window) -> list[int]:
        """The columns of cells that add up to a broad window's."""
        first, last = self.broad_spans[self.broad_number[key(window)]]
        own = [*self.column[first:last].tolist(), int(self.column_of[self.number[key(window)]])]
        return sorted({column for column in own if column >= 0})


def key(window: Window) -> Key:
    """What makes two windows one."""
    return window.lo, window.hi, window.at


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of a naive UTC moment."""
    return (moment - _EPOCH) // _MICRO


def plan(broad: Sequence[Window], totals: Sequence[Window], cells: Sequence[Window]) -> Plan:
    """The plan of these windows: `broad` by district, topic and (those also in `cells`) hexagon, `totals` as a whole."""
    number, broad_number = (_numbered(windows) for windows in ((*broad, *totals), broad))
    ends, broad_ends = _micros(number), _micros(broad_number)
    wanted = [broad_number[key(window)] for window in cells]
    spans, edges = _spans(ends)
    broad_spans, broad_edges = _spans(broad_ends)
    covered = _cover(spans, len(edges) - 1)
    broad_of = np.array([broad_number.get(one, -1) for one in number], np.int64)
    begins, listed = windows_of_slots(spans, len(edges) - 1)
    column, column_of_wanted = _columns(broad_spans, wanted, len(broad_edges) - 1)
    column_of = np.full(len(number), -1, np.int64)
    column_of[[number[key(window)] for window in cells]] = column_of_wanted
    at = np.ascontiguousarray(ends[:, 2])
    return Plan(
        number=number,
        broad_number=broad_number,
        edges=edges,
        covered=covered,
        broad=_broad_slots(edges, broad_edges, broad_spans),
        column=column,
        spans=spans,
        broad_spans=broad_spans,
        at=at,
        settled=moments_of_slots(np.minimum, begins, listed, at),
        latest=moments_of_slots(np.maximum, begins, listed, at),
        begins=begins,
        listed=listed,
        broad_of=broad_of,
        column_of=column_of,
        broad_edges=np.searchsorted(edges, broad_edges).astype(np.int64),
    )


def _numbered(windows: Sequence[Window]) -> dict[Key, int]:
    """Windows in their order, each once."""
    return {one: at for at, one in enumerate(dict.fromkeys(map(key, windows)))}


def _micros(keys: Iterable[Key]) -> Ints:
    """(keys, 3): the moments of each key in microseconds since 1970."""
    moments: Ints = pa.array(chain.from_iterable(keys), pa.timestamp("us")).cast(pa.int64()).to_numpy()
    return moments.reshape(-1, 3)


def _spans(ends: Ints) -> tuple[Ints, Ints]:
    """The slots [first, last) of each window, and the edges of all, ascending."""
    edges, place = np.unique(ends[:, :2], return_inverse=True)
    return place.reshape(-1, 2).astype(np.int64), edges


def _cover(spans: Ints, slots: int) -> NDArray[np.bool_]:
    """Which slots lie in a window."""
    change = np.zeros(max(slots, 0) + 1, np.int64)
    full = spans[spans[:, 0] < spans[:, 1]]
    np.add.at(change, full[:, 0], 1)
    np.add.at(change, full[:, 1], -1)
    covered: NDArray[np.bool_] = np.cumsum(change)[:-1] > 0
    return covered


def _broad_slots(edges: Ints, broad_edges: Ints, broad_spans: Ints) -> Ints:
    """The broad slot of each slot, -1 outside all broad windows."""
    place = np.searchsorted(broad_edges, edges[:-1], side="right") - 1
    covered = _cover(broad_spans, len(broad_edges) - 1)
    inside = (place >= 0) & (place < len(covered))
    return np.where(inside & np.append(covered, False)[np.where(inside, place, -1)], place, -1)


def _columns(broad_spans: Ints, wanted: list[int], slots: int) -> tuple[Ints, Ints]:
    """Column of cells of each broad slot and of each wanted broad window.

    One window has a single column; of several, which share slots, each slot and each window has a column of its own.
    """
    column = np.full(max(slots, 0), -1, np.int64)
    for number in wanted:
        column[slice(*broad_spans[number])] = 0
    if len(wanted) < 2:
        return column, np.zeros(len(wanted), np.int64)
    shared = np.flatnonzero(column == 0)
    column[shared] = np.arange(len(shared))
    return column, len(shared) + np.arange(len(wanted))


def windows_of_slots(spans: Ints, slots: int) -> tuple[Ints, Ints]:
    """For each slot the windows that hold it, as the beginning of its part of one list."""
    lengths = np.maximum(spans[:, 1] - spans[:, 0], 0)
    number = np.repeat(np.arange(len(spans)), lengths)
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    slot = np.repeat(spans[:, 0], lengths) + within
    order = np.argsort(slot, kind="stable")
    begins = np.searchsorted(slot[order], np.arange(max(slots, 0) + 1)).astype(np.int64)
    return begins, np.ascontiguousarray(number[order])


def moments_of_slots(which: np.ufunc, begins: Ints, listed: Ints, at: Ints) -> Ints:
    """The earliest (or latest) moment that a slot is judged at: what had ended by the earliest has for all its windows."""
    found = np.full(len(begins) - 1, np.iinfo(np.int64).min, np.int64)
    held = np.flatnonzero(begins[1:] > begins[:-1])
    if len(held):
        found[held] = which.reduceat(at[listed], begins[held])
    return found
