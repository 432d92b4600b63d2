"""Packs what has no field of its own into one JSON object a row, in bulk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.sources.edges import bytes_of, distinct_rows, each_once, lengths
from data.sources.records import as_object

_COMMA = ", "
Change = Callable[[str, pa.Array], pa.Array]
_SPECIAL = r'[\x00-\x1f"\\\x7f]'


def _same(_name: str, column: pa.Array) -> pa.Array:
    """Nothing is changed."""
    return column


def pack(columns: Mapping[str, pa.Array], rows: int, change: Change = _same) -> pa.Array:
    """JSON object texts of the values that are not null; null where a row has none.

    `change` of the values, each by itself, is asked for the distinct rows alone where these are few.
    """
    filled = {name: column for name, column in columns.items() if column.null_count < rows}
    if not filled:
        return pa.nulls(rows, pa.string())
    few = distinct_rows(list(filled.values()))
    if few is None:
        return _packed({name: change(name, column) for name, column in filled.items()})
    distinct, numbers = few
    return _packed({name: change(name, column) for name, column in zip(filled, distinct, strict=True)}).take(numbers)


def _packed(columns: Mapping[str, pa.Array]) -> pa.Array:
    pairs = [_pairs(name, column) for name, column in columns.items()]
    joined = pc.binary_join_element_wise(*pairs, "") if len(pairs) > 1 else pairs[0]
    packed = pc.binary_join_element_wise(_opened(joined), "}", "")
    blank = lengths(joined) == 0
    return pc.if_else(pa.array(blank), pa.scalar(None, pa.string()), packed) if blank.any() else packed


def _opened(joined: pa.Array) -> pa.Array:
    """A brace instead of the comma and blank that each text begins with."""
    data, offsets = bytes_of(joined)
    begins = offsets[:-1][np.diff(offsets) > 0]
    kept, changed = np.ones(len(data), bool), data.copy()
    kept[begins], changed[begins + 1] = False, ord("{")
    places = offsets - np.searchsorted(begins, offsets).astype(np.int32)
    return pa.StringArray.from_buffers(len(joined), pa.py_buffer(places), pa.py_buffer(changed[kept]))


def _pairs(name: str, column: pa.Array) -> pa.Array:
    """`, "name": "value"`, nothing for a null: null_handling="skip" loses rows that are all null (pyarrow 26)."""
    before = f"{_COMMA}{json.dumps(name, ensure_ascii=False)}: "
    return each_once(
        column, lambda texts: pc.fill_null(pc.binary_join_element_wise(before, _quoted(texts), ""), "")
    )


def merge(packed: pa.Array, objects: pa.Array) -> pa.Array:
    """The packed objects with the members of other JSON objects (texts; anything else goes under `extra`)."""
    if objects.null_count == len(objects):
        return packed
    merged = [
        text if more is None else _merged(text, more)
        for text, more in zip(packed.to_pylist(), objects.to_pylist(), strict=True)
    ]
    return pa.array(merged, pa.string())


def _merged(text: str | None, more: str) -> str:
    return json.dumps(as_object(more) | as_object(text), ensure_ascii=False)


def _quoted(column: pa.Array) -> pa.Array:
    """JSON strings."""
    if pc.any(pc.match_substring_regex(column, _SPECIAL)).as_py():
        for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
            column = pc.replace_substring(column, plain, escaped)
        column = pc.replace_substring_regex(column, r"[\x00-\x1f\x7f]", " ")
    return pc.binary_join_element_wise('"', column, '"', "")
