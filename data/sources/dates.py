"""Reads moments and durations of many written shapes, mixed in one column, in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.sources.layouts import by_layout

Flags = NDArray[np.bool_]
SECOND = 1_000_000
DAY = 86_400 * SECOND

_CLOCK = (
    r"(?:(?:[T ,]|, | T|  )(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?"
)
_OFFSET = r"(?: ?(?P<offset>[Zz]|UTC|[+-]\d{2}(?::?\d{2})?))?"
_SHAPES = {
    "iso": r"^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _CLOCK + _OFFSET + "$",
    "dmy": r"^(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?: ?г\.?)?" + _CLOCK + _OFFSET + "$",
    "mdy": r"^(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})" + _CLOCK + _OFFSET + "$",
}
_NUMBERS = {  # pattern, micros of one, micros of zero, least and most believed
    "excel": (r"^\d{5}(?:[.,]\d+)?$", DAY, -25_569 * DAY, 20_000, 80_000),
    "epoch_s": (r"^\d{8,11}(?:\.\d+)?$", SECOND, 0, 0, 5e9),
    "epoch_ms": (r"^\d{11,14}$", 1_000, 0, 0, 5e12),
}
_DURATION = (
    r"^(?:(?P<days>-?\d{1,6}) ?(?:days?|дн|дней|день|дня|д|сут)\.?,?(?: |$))?"
    r"(?:(?P<hours>\d{1,5}):(?P<minutes>\d{2})(?::(?P<seconds>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?)?$"
)


@dataclass(frozen=True, slots=True)
class Moments:
    """Parsed moments: microseconds since 1970, whether they are UTC already (else clock time), whether they were read."""

    micros: NDArray[np.int64]
    utc: Flags
    good: Flags


def parse_moments(texts: pa.Array, shapes: tuple[str, ...]) -> Moments:
    """Each text by the first of `shapes` that fits it; blanks and impossible dates are not `good`."""
    found = Moments(np.zeros(len(texts), np.int64), np.zeros(len(texts), bool), np.zeros(len(texts), bool))
    for shape in shapes:
        left = np.flatnonzero(~found.good & np.asarray(texts.is_valid()))
        if not len(left):
            break
        part = texts if len(left) == len(texts) else texts.take(pa.array(left))
        read = _numbers(part, shape) if shape in _NUMBERS else _written(part, shape)
        hit = left[read.good]
        found.micros[hit], found.utc[hit], found.good[hit] = read.micros[read.good], read.utc[read.good], True
    return found


def parse_durations(texts: pa.Array) -> tuple[NDArray[np.int64], Flags]:
    """Microseconds of `11 days 12:10:25.217000`, `12:10:25`, «3 дн. 2:00»; negative ones are not good."""
    parts = pc.extract_regex(texts, _DURATION)
    days = _part(parts, "days")
    clock = [_part(parts, name) for name in ("hours", "minutes", "seconds")]
    micros = days * DAY + (clock[0] * 3_600 + clock[1] * 60 + clock[2]) * SECOND + _fraction(parts)
    written = pc.greater(pc.utf8_length(pc.fill_null(texts, "")), 0)
    return micros, _valid(parts) & np.asarray(written) & (days >= 0)


def _written(texts: pa.Array, shape: str) -> Moments:
    """Texts of a fixed layout digit by digit, all others by the shape's pattern."""
    found = Moments(np.zeros(len(texts), np.int64), np.zeros(len(texts), bool), np.zeros(len(texts), bool))
    left = np.asarray(texts.is_valid()).copy()
    for digits in by_layout(texts, shape):
        micros, good = _composed(digits.numbers, digits.half == ord("p"), digits.half == ord("a"))
        found.micros[digits.rows], found.good[digits.rows] = micros, good
        found.utc[digits.rows] = digits.utc
        left[digits.rows] = False
    if left.any():
        read = _by_pattern(texts.filter(pa.array(left)), _SHAPES[shape])
        found.micros[left], found.utc[left], found.good[left] = read.micros, read.utc, read.good
    return found


def _by_pattern(texts: pa.Array, pattern: str) -> Moments:
    parts = pc.extract_regex(texts, pattern)
    numbers = {name: _part(parts, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    short = np.asarray(pc.equal(pc.utf8_length(_field(parts, "year")), 2))
    year = numbers["year"]
    numbers["year"] = np.where(short, np.where(year < 70, 2_000, 1_900) + year, year)
    numbers["fraction"] = _fraction(parts)
    half = pc.utf8_lower(_field(parts, "half"))
    micros, good = _composed(numbers, *(np.asarray(pc.equal(half, letter)) for letter in ("p", "a")))
    offset, has_offset, fits = _offsets(_field(parts, "offset"))
    return Moments(micros - offset, has_offset, _valid(parts) & good & fits)


def _composed(numbers: Mapping[str, NDArray[np.int64]], afternoon: Flags, morning: Flags) -> tuple[NDArray[np.int64], Flags]:
    """Microseconds of the numbers of a date and a clock, and whether there is such a moment."""
    year, month, day = numbers["year"], numbers["month"], numbers["day"]
    hour, minute, second = numbers["hour"], numbers["minute"], numbers["second"]
    good = _is_date(year, month, day) & (minute < 60) & (second < 60)
    good &= np.where(afternoon | morning, (hour >= 1) & (hour <= 12), hour < 24)
    hour = np.where(afternoon | morning, hour % 12, hour) + 12 * afternoon
    clock = (hour * 3_600 + minute * 60 + second) * SECOND + numbers["fraction"]
    return _days(year, month, day) * DAY + clock, good


def _numbers(texts: pa.Array, shape: str) -> Moments:
    pattern, one, zero, least, most = _NUMBERS[shape]
    fits = pc.match_substring_regex(texts, pattern)
    plain = pc.if_else(fits, pc.replace_substring(texts, ",", "."), "0")
    values = np.asarray(pc.cast(plain, pa.float64()))
    good = np.asarray(fits) & (values >= least) & (values <= most)
    micros = np.rint(np.where(good, values, 0) * one / 1_000).astype(np.int64) * 1_000 + zero
    return Moments(micros, np.full(len(texts), shape != "excel"), good)


def _field(parts: pa.StructArray, name: str) -> pa.Array:
    """A captured group; blank where nothing matched."""
    return pc.fill_null(pc.struct_field(parts, name), "")


def _part(parts: pa.StructArray, name: str) -> NDArray[np.int64]:
    """A captured number; 0 where it is not written."""
    text = _field(parts, name)
    number: NDArray[np.int64] = np.asarray(pc.cast(pc.if_else(pc.equal(text, ""), "0", text), pa.int64()))
    return number


def _fraction(parts: pa.StructArray) -> NDArray[np.int64]:
    """Microseconds of the written decimals."""
    digits = pc.utf8_slice_codeunits(pc.utf8_rpad(_field(parts, "fraction"), 6, "0"), 0, 6)
    micros: NDArray[np.int64] = np.asarray(pc.cast(digits, pa.int64()))
    return micros


def _valid(parts: pa.StructArray) -> Flags:
    return np.asarray(parts.is_valid())


def _offsets(written: pa.Array) -> tuple[NDArray[np.int64], Flags, Flags]:
    """Microseconds ahead of UTC, whether an offset is written, and whether it can be (at most 15 hours)."""
    has = np.asarray(pc.not_equal(written, ""))
    if not has.any():
        return np.zeros(len(has), np.int64), has, np.ones(len(has), bool)
    parts = pc.extract_regex(written, r"^(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?$")
    hours, minutes = _part(parts, "hours"), _part(parts, "minutes")
    sign = np.where(np.asarray(pc.equal(_field(parts, "sign"), "-")), -1, 1)
    return sign * (hours * 3_600 + minutes * 60) * SECOND, has, (hours <= 15) & (minutes < 60)


def _is_date(year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]) -> Flags:
    """Whether the day exists: 30 February does not."""
    lengths = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)
    in_range = (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = lengths[np.clip(month, 0, 12)] + ((month == 2) & leap)
    fits: Flags = in_range & (day <= last)
    return fits


def _days(year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]) -> NDArray[np.int64]:
    """Days since 1970-01-01 (Howard Hinnant's days_from_civil, years from 1 up)."""
    shifted = year - (month <= 2)
    era, of_era = shifted // 400, shifted % 400
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days: NDArray[np.int64] = era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468
    return days
