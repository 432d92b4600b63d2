"""Gathers rows into Arrow tables of text columns, setting aside the rows that cannot be kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.errors import TeplokartaError
from data.model import Rejected
from data.sources.edges import maybe_blank
from data.sources.frames import Frame
from data.sources.limits import Limits
from data.sources.reasons import BYTES, LONG, cut, printable
from data.sources.typed import is_text, texts

Row = Sequence[str | None]
T = TypeVar("T")
Item = tuple[int, Row] | Rejected
"""A numbered row as wide as the header, or one refused already."""


def gather(items: Iterable[Item], header: tuple[str, ...], limits: Limits) -> Iterator[Frame]:
    """Frames of rows that all have the same header."""
    for pack in packs(items, _size, limits):
        broken = [item for item in pack if isinstance(item, Rejected)]
        good = [item for item in pack if not isinstance(item, Rejected)]
        yield build([row for _, row in good], [number for number, _ in good], broken, header, limits)


def packs(items: Iterable[T], size: Callable[[T], int], limits: Limits) -> Iterator[list[T]]:
    """Lists of at most `batch_rows` items and about `batch_chars` characters.

    A fault in the middle is raised only after what came before it was given out.
    """
    pack: list[T] = []
    chars = 0
    try:
        for item in items:
            pack.append(item)
            chars += size(item)
            if len(pack) >= limits.batch_rows or chars >= limits.batch_chars:
                yield pack
                pack, chars = [], 0
    except TeplokartaError:
        if pack:
            yield pack
        raise
    if pack:
        yield pack


def _size(item: Item) -> int:
    return len(item.raw) if isinstance(item, Rejected) else sum(map(len, filter(None, item[1])))


def build(
    rows: list[Row], numbers: list[int], broken: list[Rejected], header: tuple[str, ...], limits: Limits
) -> Frame:
    """One frame; rows with undecodable bytes or over-long values go to the broken ones."""
    try:
        table = _table(rows, header)
    except UnicodeEncodeError:
        kept = [number for number, row in zip(numbers, rows, strict=True) if _is_text(row)]
        whole = set(kept)
        pairs = list(zip(numbers, rows, strict=True))
        broken = broken + [BYTES.reject(_raw(row, header, limits), n) for n, row in pairs if n not in whole]
        numbers, table = kept, _table([row for n, row in pairs if n in whole], header)
    return refuse_long(table, np.array(numbers, np.int64), broken, limits)


def refuse_long(table: pa.Table, numbers: NDArray[np.int64], broken: list[Rejected], limits: Limits) -> Frame:
    """A frame without the rows that hold an over-long value; those are refused."""
    long = _over_long(table, limits.cell_chars)
    if not long.any():
        return Frame(table, numbers, tuple(broken))
    header, written = tuple(table.column_names), texts(table)
    refused = [
        LONG.reject(_raw([column[int(i)].as_py() for column in written.columns], header, limits), int(numbers[i]))
        for i in np.flatnonzero(long)
    ]
    return Frame(table.filter(pa.array(~long)), numbers[~long], (*broken, *refused))


def numbered(columns: pa.Table, before: int) -> Frame:
    """A frame of rows that follow `before` others; those that are blank throughout are left out."""
    numbers = np.arange(before + 1, before + columns.num_rows + 1, dtype=np.int64)
    table = pa.table([_blank_to_null(column.combine_chunks()) for column in columns.columns], names=columns.column_names)
    blank = _all_empty(columns)
    return Frame(table.filter(pa.array(~blank)), numbers[~blank], ()) if blank.any() else Frame(table, numbers, ())


def _all_empty(columns: pa.Table) -> NDArray[np.bool_]:
    blank = np.ones(columns.num_rows, bool)
    for column in columns.columns:
        if not blank.any():
            break
        blank &= np.asarray(pc.equal(pc.binary_length(column), 0))
    return blank


def _table(rows: list[Row], header: tuple[str, ...]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in header)
    return pa.table([_blank_to_null(pa.array(column, pa.string())) for column in columns], names=list(header))


def _blank_to_null(column: pa.Array) -> pa.Array:
    blank = maybe_blank(column)
    doubtful = np.flatnonzero(blank)
    if not len(doubtful):
        return column
    trimmed = pc.utf8_trim_whitespace(column.take(pa.array(doubtful)))
    blank[doubtful] = np.asarray(pc.fill_null(pc.equal(pc.binary_length(trimmed), 0), True))
    return pc.if_else(pa.array(blank), pa.scalar(None, pa.string()), column)


def _over_long(table: pa.Table, most: int) -> NDArray[np.bool_]:
    """Which rows hold a value of more than `most` characters."""
    found = np.zeros(table.num_rows, bool)
    for column in table.columns:
        if is_text(column) and (pc.max(pc.binary_length(column)).as_py() or 0) > most:
            found |= np.asarray(pc.fill_null(pc.greater(pc.utf8_length(column), most), False))
    return found


def _is_text(row: Row) -> bool:
    try:
        for cell in row:
            (cell or "").encode()
    except UnicodeEncodeError:
        return False
    return True


def _raw(row: Row, header: tuple[str, ...], limits: Limits) -> str:
    """The row as JSON; over-long values cut with a note, undecodable bytes written as \\x.. ."""
    cells = {name: _shown(cell, limits) for name, cell in zip(header, row, strict=True) if cell}
    return json.dumps(cells, ensure_ascii=False)


def _shown(cell: str, limits: Limits) -> str:
    return printable(cut(cell, 1_000) if len(cell) > limits.cell_chars else cell)
