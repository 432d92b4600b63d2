"""Packs what has no field of its own into one JSON object a row, in bulk."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.records import as_object

_SPECIAL = r'[\x00-\x1f"\\\x7f]'


def pack(columns: Mapping[str, pa.Array], rows: int) -> pa.Array:
    """JSON object texts of the values that are not null; null where a row has none."""
    pairs = [
        pc.fill_null(pc.binary_join_element_wise(f", {json.dumps(name, ensure_ascii=False)}: ", _quoted(column), ""), "")
        for name, column in columns.items()
        if column.null_count < rows
    ]
    if not pairs:
        return pa.nulls(rows, pa.string())
    joined = pc.binary_join_element_wise(*pairs, "")  # null_handling="skip" loses rows that are all null (pyarrow 26)
    packed = pc.binary_join_element_wise("{", pc.utf8_slice_codeunits(joined, 2), "}", "")
    return pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), packed)


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
