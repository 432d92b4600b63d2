"""Looks at the bytes of a text column, many times faster than at its texts, to find the few texts that need work."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
_SPACE, _FIRST_WIDE = 32, 0xC2
_SAMPLE, _FEW = 2_000, 3
_MOST_PRODUCT = 1 << 62
_MANY = 4
"""A column of which more than one in this many texts needs work is worked on as a whole."""


def bytes_of(array: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    """The bytes of a text column and where each text begins (one more: where the last ends)."""
    _, places, data = array.buffers()
    offsets = np.frombuffer(places, np.int32, len(array) + 1, array.offset * 4) if places else np.zeros(1, np.int32)
    return np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8), offsets


def own_bytes(array: pa.Array) -> NDArray[np.uint8]:
    """The bytes of its texts alone (a slice shares the bytes of the whole column)."""
    data, offsets = bytes_of(array)
    return data[offsets[0] : offsets[-1]]


def lengths(array: pa.Array) -> NDArray[np.int32]:
    """Bytes of each text; nulls mostly 0."""
    offsets = bytes_of(array)[1]
    sizes: NDArray[np.int32] = offsets[1:] - offsets[:-1]
    return sizes


def holds(array: pa.Array, *marks: bytes) -> bool:
    """Whether any text holds any of these bytes."""
    data = own_bytes(array)
    return any(bool((data == mark[0]).any()) for mark in marks)


def trimmed(array: pa.Array) -> pa.Array:
    """As `pc.utf8_trim_whitespace`, which is asked only for the texts that may begin or end with white space."""
    doubtful = np.flatnonzero(_edged(array))
    if not len(doubtful):
        return array
    if len(doubtful) * _MANY > len(array):
        return pc.utf8_trim_whitespace(array)
    mask = np.zeros(len(array), bool)
    mask[doubtful] = True
    return pc.replace_with_mask(array, pa.array(mask), pc.utf8_trim_whitespace(array.take(pa.array(doubtful))))


def maybe_blank(array: pa.Array) -> Flags:
    """Where a text may be nothing but white space: it is empty or begins like white space."""
    data, offsets = bytes_of(array)
    if not len(data):
        return np.ones(len(array), bool)
    found: Flags = _BEGINS_SPACE[np.take(data, offsets[:-1], mode="clip")] | (offsets[1:] == offsets[:-1])
    return found


def _edged(array: pa.Array) -> Flags:
    """Where a text may begin or end with white space: U+0085, U+00A0, U+1680 … U+3000 have the lead bytes C2, E1–E3."""
    data, offsets = bytes_of(array)
    if not len(data):
        return np.zeros(len(array), bool)
    start, end = offsets[:-1], offsets[1:]
    found: Flags = _BEGINS_SPACE[np.take(data, start, mode="clip")] | (np.take(data, end - 1, mode="clip") <= _SPACE)
    if own_bytes(array).max(initial=0) >= _FIRST_WIDE:
        found |= (np.take(data, end - 2, mode="clip") == _FIRST_WIDE) | _wide(np.take(data, end - 3, mode="clip"))
    found &= end > start
    return found


def _wide(lead: NDArray[np.uint8]) -> Flags:
    found: Flags = (lead >= 0xE1) & (lead <= 0xE3)
    return found


_BEGINS_SPACE = (np.arange(256) <= _SPACE) | (np.arange(256) == _FIRST_WIDE) | _wide(np.arange(256, dtype=np.uint8))
"""The first bytes of white space."""


def each_once(array: pa.Array, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """`change` of a column, applied to its distinct texts (and null) where these are few."""
    if len(array) <= _SAMPLE or _distinct(array.slice(0, _SAMPLE)) * _FEW > _SAMPLE:
        return change(array)
    coded = array.dictionary_encode(null_encoding="encode")
    if len(coded.dictionary) * 2 > len(array):
        return change(array)
    return change(coded.dictionary).take(coded.indices)


def distinct_rows(columns: Sequence[pa.Array]) -> tuple[list[pa.Array], pa.Array] | None:
    """The distinct rows of some columns and the number of each row's; None where they are not few."""
    rows = len(columns[0])
    if rows <= _SAMPLE or any(_distinct(column.slice(0, _SAMPLE)) * _FEW > _SAMPLE for column in columns):
        return None
    coded = [column.dictionary_encode(null_encoding="encode") for column in columns]
    sizes = [len(one.dictionary) for one in coded]
    if math.prod(sizes) >= _MOST_PRODUCT:
        return None
    keys = np.ravel_multi_index([np.asarray(one.indices) for one in coded], sizes)
    distinct = pa.array(keys).dictionary_encode()
    if len(distinct.dictionary) * 2 > rows:
        return None
    places = np.unravel_index(np.asarray(distinct.dictionary), sizes)
    return [one.dictionary.take(pa.array(place)) for one, place in zip(coded, places, strict=True)], distinct.indices


def _distinct(array: pa.Array) -> int:
    return int(pc.count_distinct(array, mode="all").as_py())
