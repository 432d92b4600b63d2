"""From the store's columns to the numbers of the facts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.facts.codes import Book, Numbers, Origin, State
from data.facts.columns import NEVER, NO_MARK, TIMES, Columns

Numbering = Callable[[list[tuple[Any, ...]]], NDArray[np.uint16]]
_TOPIC = ("topic_group", "topic")
_WIDE = 1_000_000
"""More combinations than this are sorted, fewer are looked up."""


def by_region(table: pa.Table, book: Callable[[str], Book], sign: int = 1) -> dict[str, Columns]:
    """The rows of each region as columns of microseconds and codes, in the order given.

    What the region's code book has not met is added to it. Raises CodesExhausted.
    """
    if not table.num_rows:
        return {}
    names, region = _dictionary(table["region"])
    shared = book(names[0]).shared
    places, district = _dictionary(table["district"])
    mark = pc.fill_null(table["mark"].combine_chunks(), int(NO_MARK)).to_numpy(zero_copy_only=False)
    cell = pc.fill_null(table["cell"].combine_chunks(), 0).to_numpy(zero_copy_only=False)
    whole: Columns = {name: _micros(table[name].combine_chunks()) for name in TIMES} | {
        "topic": _combined(table, _TOPIC, shared.topics.many),
        "origin": _combined(table, Origin._fields, _as(Origin, shared.origins)),
        "state": _combined(table, State._fields, _as(State, shared.states)),
        "mark": mark.astype(np.int8, copy=False),
        "sign": np.full(table.num_rows, sign, np.int8),
    }
    found: dict[str, Columns] = {}
    for name, rows in _rows_of(names, region):
        own = book(name)
        codes = district[rows]
        met, local = _met(codes, len(places)), np.zeros(len(places), np.uint16)
        local[met] = own.districts.many([places[code] for code in met.tolist()])
        number, child = own.hexagons.numbers(cell[rows].astype(np.uint64, copy=False))
        found[name] = {key: column[rows] for key, column in whole.items()} | {
            "district": local[codes],
            "cell": number,
            "child": child,
        }
    return found


def _rows_of(names: list[Any], codes: NDArray[Any]) -> Iterator[tuple[str, slice | NDArray[np.int64]]]:
    """The rows of each name; all of them as a slice where there is but one name."""
    if len(names) == 1:
        yield names[0], slice(None)
        return
    order = np.argsort(codes.astype(np.uint16), kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(names)))
    for name, first, last in zip(names, [0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        if first < last:
            yield name, order[first:last]


def _met(codes: NDArray[Any], most: int) -> NDArray[np.int64]:
    """The codes met, ascending, without sorting the rows."""
    seen = np.zeros(most, np.bool_)
    seen[codes] = True
    return np.flatnonzero(seen)


def _micros(column: pa.Array) -> NDArray[np.int64]:
    whole = pc.fill_null(column.cast(pa.timestamp("us")).cast(pa.int64()), NEVER)
    found: NDArray[np.int64] = whole.to_numpy(zero_copy_only=False)
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
    space = math.prod(len(values) for values in lists)
    if space > _WIDE:
        met, place = np.unique(key, return_inverse=True)
        found: NDArray[np.uint16] = numbers([_spell(int(one), lists) for one in met])[place]
        return found
    met, code = _met(key, space), np.zeros(space, np.uint16)
    code[met] = numbers([_spell(int(one), lists) for one in met])
    return code[key]


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
