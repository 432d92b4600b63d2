"""One block of facts: narrow columns of one region's appeals in order of receipt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from data.facts.answers import Answers
from data.facts.loops import places

SECOND = 1_000_000
"""Microseconds of a tick where all moments of a block are whole seconds; else a tick is one microsecond."""

_UNSETTLED_S = 70 * 86_400
"""What ended longer than this before the last receipt of a block is settled."""

_STRIDE = 1_024
"""Every so many rows the receipt is noted apart, so that a moment is found without leaping through memory."""

NO_MARK = np.int8(-128)
TIMES = ("received", "ended", "due", "answered")
CODES = ("district", "topic", "origin", "state", "cell", "child", "mark")
_INT64 = np.iinfo(np.int64)
_INT32 = np.iinfo(np.int32)
_INT32_LIMITS, _INT64_LIMITS = (int(_INT32.min), int(_INT32.max)), (int(_INT64.min), int(_INT64.max))
Columns: TypeAlias = dict[str, NDArray[Any]]
NEVER = _INT64.max
"""A moment that is not known, in microseconds."""


@dataclass(frozen=True, slots=True)
class Block:
    """Columns of equal length, ascending by `received`.

    Moments count ticks of `unit` microseconds since 1970 (the largest number of their type: there is none). `district`,
    `topic`, `origin`, `state` are codes of the region's code book, `cell` its number of the hexagon of resolution 8 (0: on no
    hexagon), `child` the two finer digits. `sign` is -1 where a fact is taken back; empty where none is.
    `answers` tell the moment `answered`. `marks` are the receipts of every so many rows. By origin, state and topic: how
    many rows (taken back ones counted -1); by origin: the last receipt in microseconds.
    `unsettled` are the rows (in the block at `unsettled_rows`) that had not ended by `horizon` (microseconds), side by
    side: as at a later moment only they can be open.
    """

    unit: int
    received: NDArray[Any]
    ended: NDArray[Any]
    due: NDArray[Any]
    answers: Answers
    district: NDArray[np.uint16]
    topic: NDArray[np.uint16]
    origin: NDArray[np.uint16]
    state: NDArray[np.uint16]
    cell: NDArray[Any]
    child: NDArray[np.uint8]
    mark: NDArray[np.int8]
    sign: NDArray[np.int8]
    rows_by_origin: NDArray[np.int64]
    rows_by_state: NDArray[np.int64]
    rows_by_topic: NDArray[np.int64]
    last_by_origin: NDArray[np.int64]
    marks: NDArray[Any]
    horizon: int
    unsettled: Block | None
    unsettled_rows: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.received)

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        own: int = sum(getattr(self, name).nbytes for name in (*TIMES[:3], "answers", *CODES, "sign", "unsettled_rows"))
        return own + (self.unsettled.nbytes if self.unsettled else 0)

    def positions(self, edges: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each moment (microseconds) the number of facts received before it."""
        ticks = self._within(-(-edges // self.unit), 0).astype(self.received.dtype)
        found: NDArray[np.int64] = places(self.received, self.marks, _STRIDE, ticks)
        return found

    def at_or_before(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """The last tick that is not after each moment; a moment of this block is after it if its tick is greater."""
        return self._within(moments // self.unit, 1)

    def not_before(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """The first tick that is not before each moment; a moment of this block is before it if its tick is less."""
        return self._within(-(-moments // self.unit), 0)

    def _within(self, ticks: NDArray[np.int64], below: int) -> NDArray[np.int64]:
        """Ticks within the numbers of this block's moments, `below` the greatest."""
        least, most = _INT32_LIMITS if self.received.dtype == np.int32 else _INT64_LIMITS
        return np.minimum(np.maximum(ticks, least), most - below)

    def column(self, name: str, rows: slice = slice(None)) -> NDArray[Any]:
        """A run of rows of a column as it is kept, moments in ticks."""
        found: NDArray[Any] = self.answers.column(self.ended, rows) if name == "answered" else getattr(self, name)[rows]
        return found

    def micros(self, name: str, rows: slice = slice(None)) -> NDArray[np.int64]:
        """A column of moments in microseconds."""
        column = self.column(name, rows)
        wide: NDArray[np.int64] = column.astype(np.int64) * self.unit
        wide[column == np.iinfo(column.dtype).max] = NEVER
        return wide

    def columns(self, rows: slice = slice(None)) -> Columns:
        """Rows as columns of microseconds and codes, `sign` among them."""
        found = {name: self.micros(name, rows) for name in TIMES}
        found |= {name: getattr(self, name)[rows] for name in CODES}
        signs = self.sign[rows] if len(self.sign) else np.ones(len(found["mark"]), np.int8)
        return found | {"sign": signs}


def signed(columns: Columns) -> Block:
    """A block of microseconds from columns in any order, facts taken back among them."""
    order = np.argsort(columns["received"], kind="stable")
    ordered = {name: column[order] for name, column in columns.items()}
    ordered["cell"] = ordered["cell"].astype(np.uint32)
    return made(1, ordered)


def made(unit: int, columns: Columns, whole: bool = True, answers: Answers | None = None) -> Block:
    """A block from columns in order of receipt, in ticks of `unit` microseconds; `sign` may be missing.

    With `answers` the column `answered` is not needed. A `whole` block has its unsettled rows as a block of their own.
    """
    sign = np.ascontiguousarray(columns.get("sign", np.empty(0, np.int8)))
    received = columns["received"]
    by_origin, by_state, by_topic = (_counted(columns[name], sign) for name in ("origin", "state", "topic"))
    last = np.full(len(by_origin), np.iinfo(np.int64).min, np.int64)
    last[columns["origin"]] = received
    horizon = (int(received[-1]) if len(received) else 0) - _UNSETTLED_S * SECOND // unit
    rows = np.flatnonzero(columns["ended"] > horizon) if whole else np.empty(0, np.int64)
    answers = answers or Answers.of(columns["ended"], columns["answered"])
    kept = (*TIMES[:3], *CODES)
    unsettled = {name: columns[name][rows] for name in kept}
    some = answers.of_rows(rows)
    return Block(
        unit,
        **{name: np.ascontiguousarray(columns[name]) for name in kept},
        answers=answers,
        sign=sign,
        rows_by_origin=by_origin,
        rows_by_state=by_state,
        rows_by_topic=by_topic,
        last_by_origin=np.where(last == np.iinfo(np.int64).min, last, last * unit),
        marks=np.ascontiguousarray(received[::_STRIDE]),
        horizon=horizon * unit,
        unsettled=made(unit, unsettled | ({"sign": sign[rows]} if len(sign) else {}), False, some) if whole else None,
        unsettled_rows=rows.astype(np.uint32),
    )


def _counted(codes: NDArray[Any], sign: NDArray[np.int8]) -> NDArray[np.int64]:
    """Rows by code, those taken back counted -1."""
    found: NDArray[np.int64] = np.bincount(codes, sign if len(sign) else None).astype(np.int64)
    return found


def whole_seconds(columns: Columns) -> NDArray[np.bool_]:
    """Which rows fit a block of whole seconds."""
    fits = np.ones(len(columns["received"]), np.bool_)
    for name in TIMES:
        column = columns[name]
        seconds = column // SECOND
        inside = (seconds > _INT32.min) & (seconds < _INT32.max) & (column % SECOND == 0)
        fits &= inside | (column == NEVER)
    return fits


def ticks(column: NDArray[np.int64], unit: int) -> NDArray[Any]:
    """Microseconds as ticks: 32 bits of whole seconds, or the microseconds themselves."""
    if unit == 1:
        return column
    return np.where(column == NEVER, _INT32.max, column // unit).astype(np.int32)


def narrow_cells(cell: NDArray[Any]) -> NDArray[Any]:
    """Numbers in 16 bits where they fit: of hexagons, or of appeals on them."""
    return cell.astype(np.uint16 if int(cell.max(initial=0)) <= np.iinfo(np.uint16).max else np.uint32)
