"""Splits American addresses, plainly written ones by their bytes and all others by a pattern."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.sources.edges import bytes_of

_CROSSING = b"intersection of "
_PATTERN = (
    r"^\s*(?:(?i:INTERSECTION(?: OF)?)\s+(?P<crossing>.*?)|(?P<house>\d+[A-Za-z]?)(?:-\d+[A-Za-z]?)?\s+(?P<street>\S.*?)|"
    r"(?P<other>\D.*?))"
    r"(?:\s{2,}.*|,.*)?$"
)
_BLANK, _COMMA, _DASH, _TILDE = b" ,-~"
_LOWER = 0x20
_MOST_DIGITS = 6

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where house and street lie in the bytes of the texts (a house of no length is none), and which texts are plain."""

    start: Places
    house_end: Places
    street: Places
    street_end: Places
    plain: Flags


def split(addresses: pa.Array) -> tuple[pa.Array, pa.Array]:
    """House and street: «39 Lorraine St  Roslindale  MA»; a crossing has a street only."""
    cut = _cut(addresses)
    houses, streets = _pieces(addresses, cut)
    others = ~cut.plain & np.asarray(addresses.is_valid())
    if not others.any():
        return houses, streets
    mask = pa.array(others)
    found = by_pattern(addresses.filter(mask))
    return pc.replace_with_mask(houses, mask, found[0]), pc.replace_with_mask(streets, mask, found[1])


def by_pattern(addresses: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The same for texts of any shape."""
    parts = pc.extract_regex(addresses, _PATTERN)
    return group(parts, "house"), pc.coalesce(*(group(parts, name) for name in ("crossing", "street", "other")))


def group(parts: pa.StructArray, name: str) -> pa.Array:
    """A captured text; null where it is blank."""
    text = pc.utf8_trim_whitespace(pc.struct_field(parts, name))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _cut(addresses: pa.Array) -> _Cut:
    data, offsets = bytes_of(addresses)
    places = offsets.astype(np.int64)
    start, end = places[:-1], places[1:]
    plain = np.asarray(addresses.is_valid()) & (end > start)
    if not plain.any():
        return _Cut(start, start, start, start, plain)
    text = _Text(data, int(places[0]), int(places[-1]))
    plain &= ~text.strange(start)
    house_end, last, numbered = _numbers(text, start)
    crossing, doubtful = _crossings(text, start)
    street = np.where(numbered, last + 1, np.where(crossing, start + len(_CROSSING), start))
    first = text.at(street)
    plain &= ~doubtful & (street < end) & (first != _BLANK) & (first != _COMMA) & (numbered | ~_digit(first) | crossing)
    house_end, street = np.where(plain & numbered, house_end, start), np.where(plain, street, start)
    stop = np.minimum(text.stops(street), end)
    stop = np.where(plain, stop - (text.at(stop - 1) == _BLANK), start)
    return _Cut(start, house_end, street, stop, plain)


class _Text:
    """The bytes of a column of texts."""

    def __init__(self, data: Bytes, begin: int, end: int) -> None:
        self._data, self._begin, self._end = data, begin, end
        self._own = data[begin:end]

    def at(self, places: Places) -> Bytes:
        """The bytes at these places (the nearest there are)."""
        found: Bytes = np.take(self._data, places, mode="clip")
        return found

    def strange(self, start: Places) -> Flags:
        """Which texts hold anything but the printable characters of ASCII."""
        found = np.zeros(len(start), bool)
        odd = np.flatnonzero((self._own < _BLANK) | (self._own > _TILDE))
        found[np.searchsorted(start, odd + self._begin, "right") - 1] = True
        return found

    def stops(self, places: Places) -> Places:
        """The first comma or pair of blanks from each place on."""
        blank = self._own == _BLANK
        stop = self._own == _COMMA
        stop[:-1] |= blank[:-1] & blank[1:]
        ends = np.append(np.flatnonzero(stop) + self._begin, self._end)
        return ends[np.searchsorted(ends[:-1], places)]


def _numbers(text: _Text, start: Places) -> tuple[Places, Places, Flags]:
    """Where a house number ends, where it ends with the number «to» («82-84»), and whether there is one, a blank behind it."""
    end = _number(text, start)
    found, last = end > start, end
    dashed = np.flatnonzero(found & (text.at(end) == _DASH))
    if len(dashed):
        after = end[dashed] + 1
        last = end.copy()
        last[dashed] = np.where((to := _number(text, after)) > after, to, end[dashed])
    return end, last, found & (text.at(last) == _BLANK)


def _number(text: _Text, start: Places) -> Places:
    """The end of some digits and at most one letter that begin at each place; the place itself where there are none."""
    end, more = start.copy(), np.ones(len(start), bool)
    for _ in range(_MOST_DIGITS):
        more = more & _digit(text.at(end))
        end += more
    letter = (text.at(end) | _LOWER) - ord("a") < 26
    return end + (letter & (end > start))


def _crossings(text: _Text, start: Places) -> tuple[Flags, Flags]:
    """Which texts begin as a crossing does, and which only perhaps."""
    crossing = np.zeros(len(start), bool)
    maybe = text.at(start) | _LOWER == _CROSSING[0]
    rows = np.flatnonzero(maybe)
    same = np.ones(len(rows), bool)
    for number, letter in enumerate(_CROSSING):
        found = text.at(start[rows] + number)
        same &= (found if letter == _BLANK else found | _LOWER) == letter
    crossing[rows[same]] = True
    return crossing, maybe & ~crossing


def _digit(found: Bytes) -> Flags:
    is_digit: Flags = found - ord("0") < 10
    return is_digit


def _pieces(addresses: pa.Array, cut: _Cut) -> tuple[pa.Array, pa.Array]:
    """The bytes cut into four pieces a text: house, nothing, street, the rest."""
    last = bytes_of(addresses)[1][-1:]
    edges = np.stack([cut.start, cut.house_end, cut.street, cut.street_end], axis=1).ravel()
    pieces = pa.StringArray.from_buffers(
        len(edges), pa.py_buffer(np.append(edges, last).astype(np.int32)), addresses.buffers()[2] or pa.py_buffer(b"")
    )
    rows = 4 * np.arange(len(cut.start), dtype=np.int32)
    houses = pieces.take(pa.array(rows, mask=cut.house_end <= cut.start))
    return houses, pieces.take(pa.array(rows + 2, mask=~cut.plain))
