"""Takes the columns of a raw table apart: the Appeal's fields by a profile, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.sources.edges import bytes_of, holds, trimmed
from data.sources.folding import fold
from data.sources.profile_format import DATE_FIELDS, Profile
from data.sources.typed import is_moment, is_number, is_text, text_of

_NOTHING = pa.array(["NULL", "null", "None", "nan", "NaN", "NaT", "N/A", "#N/A", "#Н/Д", "-", "–", "—", "\\N"])
_LONGEST = pc.max(pc.binary_length(_NOTHING)).as_py()
_BEGINS = np.isin(np.arange(256), [word.encode()[0] for word in _NOTHING.to_pylist()])
"""The first bytes of the words for nothing."""
_KEPT_TOO = ("duration", "step")
"""Fields without a place in the Appeal: their columns stay in `extra`."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Trimmed texts (blank = null) by field, and by header what no field takes; `typed`: fields of degrees and moments."""

    rows: int
    fields: dict[str, pa.Array]
    rest: dict[str, pa.Array]
    typed: dict[str, pa.Array] = field(default_factory=dict)

    def field(self, name: str) -> pa.Array:
        """The field's texts; nulls where the file has no such column."""
        if name in self.typed:
            return _clean(text_of(self.typed[name]))
        found = self.fields.get(name)
        return pa.nulls(self.rows, pa.string()) if found is None else found

    def has(self, name: str) -> bool:
        """Whether the file has a column for the field."""
        return name in self.fields or name in self.typed

    def filled(self, name: str) -> NDArray[np.bool_]:
        """Where the field says something."""
        return np.asarray(self.typed[name].is_valid() if name in self.typed else self.field(name).is_valid())


def take(raw: pa.Table, profile: Profile) -> Taken:
    """Fields by the profile's headers: the first synonym that is not blank in a row wins, what loses is kept."""
    columns = _Cleaned(raw)
    places: dict[str, list[int]] = {}
    for index, name in enumerate(raw.column_names):
        places.setdefault(fold(name), []).append(index)
    fields: dict[str, pa.Array] = {}
    typed: dict[str, pa.Array] = {}
    used: set[int] = set()
    lost: dict[int, pa.Array] = {}
    for name, words in profile.columns.items():
        found = [index for word in words for index in places.get(word, ())]
        if len(found) == 1 and _is_typed(raw.column(found[0]), name, profile):
            typed[name] = raw.column(found[0]).combine_chunks()
            used.add(found[0])
        elif found:
            fields[name] = columns[found[0]] if len(found) == 1 else pc.coalesce(*(columns[i] for i in found))
            used.update(() if name in _KEPT_TOO else found[:1])
            lost |= {} if name in _KEPT_TOO else _lost(columns, found)
    rest = {name: lost.get(index, columns[index]) for index, name in _rest(raw, used, profile)}
    return Taken(raw.num_rows, _filled(fields, profile, raw.num_rows), rest, typed)


class _Cleaned(dict[int, pa.Array]):
    """The cleaned texts of columns, each when it is asked for."""

    def __init__(self, raw: pa.Table) -> None:
        super().__init__()
        self._raw = raw

    def __missing__(self, index: int) -> pa.Array:
        found = self[index] = _clean(text_of(self._raw.column(index).combine_chunks()))
        return found


def _is_typed(column: pa.ChunkedArray, name: str, profile: Profile) -> bool:
    """Whether the column need not become texts, for they would be read as the very same."""
    if name in profile.fixed or is_text(column):
        return False
    if name in ("lon", "lat"):
        return is_number(column)
    return name in DATE_FIELDS and "iso" in profile.dates and is_moment(column)


def _lost(columns: Mapping[int, pa.Array], found: list[int]) -> dict[int, pa.Array]:
    """Of the second and further synonyms what no field took, because an earlier one was filled."""
    lost: dict[int, pa.Array] = {}
    filled = columns[found[0]].is_valid()
    for index in found[1:]:
        lost[index] = pc.if_else(filled, columns[index], pa.scalar(None, pa.string()))
        filled = pc.or_(filled, columns[index].is_valid())
    return lost


def _clean(array: pa.Array) -> pa.Array:
    """Trimmed, without NUL characters; blanks and the usual words for nothing are null."""
    if array.null_count == len(array):
        return pa.nulls(len(array), pa.string())
    if holds(array, b"\x00"):
        array = pc.replace_substring(array, "\x00", "")
    array = trimmed(array)
    nothing = _is_nothing(array)
    return pc.if_else(pa.array(nothing), pa.scalar(None, pa.string()), array) if nothing.any() else array


def _is_nothing(array: pa.Array) -> NDArray[np.bool_]:
    """Blanks and the words for nothing, which are all short."""
    data, offsets = bytes_of(array)
    length = offsets[1:] - offsets[:-1]
    nothing: NDArray[np.bool_] = length == 0
    if len(data):
        first = np.take(data, offsets[:-1], mode="clip")
        short = np.flatnonzero(_BEGINS[first] & (length <= _LONGEST) & ~nothing)
        if len(short):
            nothing[short] = np.asarray(pc.fill_null(pc.is_in(array.take(pa.array(short)), _NOTHING), False))
    return nothing


def _rest(raw: pa.Table, used: set[int], profile: Profile) -> Iterator[tuple[int, str]]:
    for index, name in enumerate(raw.column_names):
        if index not in used and fold(name) not in profile.drop:
            yield index, name.removeprefix("extra.")


def _filled(fields: dict[str, pa.Array], profile: Profile, rows: int) -> dict[str, pa.Array]:
    """The profile's fixed values where a column says nothing."""
    for name, value in profile.fixed.items():
        fields[name] = pc.fill_null(fields.get(name, pa.nulls(rows, pa.string())), value)
    return fields
