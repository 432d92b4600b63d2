"""Columns that a file brings as numbers and moments: kept as they are, and as texts where texts are wanted."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_LATEST = 253_402_300_800_000_000
_EARLIEST = -62_135_596_800_000_000
"""Microseconds of the years that four digits write."""


def kept(array: pa.Array) -> pa.Array | None:
    """The column as it is handed over, moments in microseconds; None where it has to become texts."""
    if pa.types.is_timestamp(array.type):
        return array.cast(pa.timestamp("us", array.type.tz), safe=False)
    return array if array.type == pa.float64() else None


def is_text(column: pa.Array | pa.ChunkedArray) -> bool:
    """Whether the column holds texts already."""
    return bool(column.type == pa.string())


def is_number(column: pa.ChunkedArray) -> bool:
    """Whether these are plain numbers, all of them finite or missing."""
    return bool(column.type == pa.float64()) and not pc.any(pc.is_inf(column)).as_py()


def is_moment(column: pa.ChunkedArray) -> bool:
    """Whether these are moments, all of them of years that four digits write."""
    if not pa.types.is_timestamp(column.type):
        return False
    ends = pc.min_max(column.cast(pa.int64()))
    low, high = ends["min"].as_py(), ends["max"].as_py()
    return low is None or (low >= _EARLIEST and high < _LATEST)


def degrees(array: pa.Array) -> pa.Array:
    """Numbers without the minus of a zero, null where they are none."""
    values = np.asarray(array.fill_null(float("nan"))) + 0.0
    return pa.array(values, pa.float64(), mask=np.isnan(values))


def texts(table: pa.Table) -> pa.Table:
    """All columns as texts."""
    if all(is_text(column) for column in table.columns):
        return table
    return pa.table([text_of(column.combine_chunks()) for column in table.columns], names=table.column_names)


def text_of(array: pa.Array) -> pa.Array:
    """The texts of a column: whole numbers without a fraction, moments as ISO writes them, those of a zone in UTC with `Z`."""
    if pa.types.is_timestamp(array.type):
        text = array.cast(pa.timestamp("us")).cast(pa.string())
        return pc.binary_join_element_wise(text, "Z", "") if array.type.tz else text
    if pa.types.is_floating(array.type):
        whole = pc.and_(pc.equal(pc.round(array), array), pc.less(pc.abs(array), 2.0**53))
        integers = pc.cast(pc.if_else(pc.fill_null(whole, False), array, None), pa.int64(), safe=False)
        return pc.coalesce(integers.cast(pa.string()), array.cast(pa.string()))
    return array
