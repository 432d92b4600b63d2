"""From the store's columns to the numbers of the facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.facts.codes import Book, Numbers, Origin, State
from data.facts.columns import NEVER, NO_MARK, TIMES, Columns

Numbering = Callable[[list[tuple[Any, ...]]], NDArray[np.uint16]]
_TOPIC = ("topic_group", "topic")


def by_region(table: pa.Table) -> dict[str, pa.Table]:
    """The rows of each region of a table of facts, in the order given."""
    region = pc.dictionary_encode(table["region"].combine_chunks())
    codes = region.indices.to_numpy(zero_copy_only=False)
    names = region.dictionary.to_pylist()
    if len(names) == 1:
        return {names[0]: table}
    return {name: table.take(pa.array(np.flatnonzero(codes == code))) for code, name in enumerate(names)}


def encoded(table: pa.Table, book: Book, sign: int = 1) -> Columns:
    """One region's rows as columns of microseconds and codes; what the book has not met is added to it."""
    cell = pc.fill_null(table["cell"].combine_chunks(), 0).to_numpy(zero_copy_only=False)
    number, child = book.hexagons.numbers(cell.astype(np.uint64, copy=False))
    mark = pc.fill_null(table["mark"].combine_chunks(), int(NO_MARK)).to_numpy(zero_copy_only=False)
    columns: Columns = {name: _micros(table[name].combine_chunks()) for name in TIMES}
    return columns | {
        "district": _district(table, book),
        "topic": _combined(table, _TOPIC, book.shared.topics.many),
        "origin": _combined(table, Origin._fields, _as(Origin, book.shared.origins)),
        "state": _combined(table, State._fields, _as(State, book.shared.states)),
        "cell": number,
        "child": child,
        "mark": mark.astype(np.int8, copy=False),
        "sign": np.full(table.num_rows, sign, np.int8),
    }


def _micros(column: pa.Array) -> NDArray[np.int64]:
    whole = pc.fill_null(column.cast(pa.timestamp("us")).cast(pa.int64()), NEVER)
    found: NDArray[np.int64] = whole.to_numpy(zero_copy_only=False)
    return found


def _district(table: pa.Table, book: Book) -> NDArray[np.uint16]:
    values, codes = _dictionary(table["district"])
    found: NDArray[np.uint16] = book.districts.many(values)[codes]
    return found


def _as(kind: type[Origin] | type[State], known: Numbers) -> Numbering:
    return lambda rows: known.many([kind(*row) for row in rows])


def _combined(table: pa.Table, names: tuple[str, ...], numbers: Numbering) -> NDArray[np.uint16]:
    """A number for each combination of several columns, worked out once a combination."""
    key = np.zeros(table.num_rows, np.int64)
    lists: list[list[Any]] = []
    for name in names:
        values, codes = _dictionary(table[name])
        key = key * len(values) + codes
        lists.append(values)
    met, place = np.unique(key, return_inverse=True)
    found: NDArray[np.uint16] = numbers([_spell(int(one), lists) for one in met])[place]
    return found


def _spell(key: int, lists: list[list[Any]]) -> tuple[Any, ...]:
    parts: list[Any] = []
    for values in reversed(lists):
        key, code = divmod(key, len(values))
        parts.append(values[code])
    return tuple(reversed(parts))


def _dictionary(column: pa.ChunkedArray) -> tuple[list[Any], NDArray[Any]]:
    """Values met (None where there are nulls) and the place of each row's."""
    found = column.combine_chunks()
    if not pa.types.is_dictionary(found.type):
        found = pc.dictionary_encode(found, null_encoding="encode")
    values, codes = found.dictionary.to_pylist(), found.indices
    if codes.null_count:
        values, codes = [*values, None], pc.fill_null(codes, len(values))
    return values, codes.to_numpy(zero_copy_only=False)
