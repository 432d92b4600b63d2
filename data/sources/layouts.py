"""Moments of fixed layouts (2025-12-24 21:29:05, 24.12.2025 21:29, 12/24/2025 09:29:05 PM), read as digits in bulk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.sources.edges import bytes_of

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
_ZERO, _LOWER = np.uint8(ord("0")), np.uint8(0x20)
_FIELDS = {"Y": "year", "M": "month", "D": "day", "h": "hour", "m": "minute", "s": "second", "f": "fraction"}
_CHOICES = {"T": b"T ", "/": b"./-", "|": b"/", "p": b"AaPp", "q": b"Mm"}
"""Signs of a layout that stand for one of several; any other but the fields' letters stands for itself."""

LAYOUTS = {
    "iso": (
        "YYYY-MM-DD", "YYYY-MM-DDThh:mm", "YYYY-MM-DDThh:mm:ss", "YYYY-MM-DDThh:mm:ssZ", "YYYY-MM-DDThh:mm:ss.fff",
        "YYYY-MM-DDThh:mm:ss.fffZ", "YYYY-MM-DDThh:mm:ss.ffffff", "YYYY-MM-DDThh:mm:ss.ffffffZ",
    ),
    "dmy": ("DD/MM/YYYY", "DD/MM/YYYYThh:mm", "DD/MM/YYYYThh:mm:ss"),
    "mdy": ("MM|DD|YYYY", "MM|DD|YYYYThh:mm:ss", "MM|DD|YYYYThh:mm:ss pq"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Digits:
    """The rows of one layout, the numbers in them, and what of AM and PM is written (one letter, 0 where neither)."""

    rows: NDArray[np.intp]
    numbers: dict[str, Numbers]
    half: NDArray[np.uint8]
    utc: bool


def by_layout(texts: pa.Array, shape: str) -> list[Digits]:
    """The texts written exactly in a layout of the shape; the others are for a pattern to read."""
    data, offsets = bytes_of(texts)
    size = np.diff(offsets) * np.asarray(texts.is_valid())
    widths = set(np.unique(size).tolist())
    found = []
    for layout in LAYOUTS.get(shape, ()):
        if len(layout) in widths:
            rows = np.flatnonzero(size == len(layout))
            letters = _letters(data, offsets, rows, len(layout))
            fits = _fits(letters, layout)
            found.append(_digits(letters[:, fits], rows[fits], layout))
    return found


def _letters(
    data: NDArray[np.uint8], offsets: NDArray[np.int32], rows: NDArray[np.intp], width: int
) -> NDArray[np.uint8]:
    """The bytes of texts of one width: a row for each place in the text."""
    if len(rows) == len(offsets) - 1:
        return np.ascontiguousarray(data[offsets[0] : offsets[-1]].reshape(-1, width).T)
    letters: NDArray[np.uint8] = data[offsets[rows] + np.arange(width, dtype=np.int32)[:, None]]
    return letters


def _fits(letters: NDArray[np.uint8], layout: str) -> Flags:
    fits = np.ones(letters.shape[1], bool)
    for column, sign in zip(letters, layout, strict=True):
        if sign in _FIELDS:
            fits &= (column - _ZERO) <= 9
        else:
            choices = _CHOICES.get(sign, sign.encode())
            fits &= np.logical_or.reduce([column == choice for choice in choices])
    return fits


def _digits(letters: NDArray[np.uint8], rows: NDArray[np.intp], layout: str) -> Digits:
    numbers = {name: np.zeros(len(rows), np.int64) for name in _FIELDS.values()}
    for column, sign in zip(letters, layout, strict=True):
        if sign in _FIELDS:
            name = _FIELDS[sign]
            numbers[name] = numbers[name] * 10 + (column - _ZERO)
    numbers["fraction"] *= 10 ** (6 - layout.count("f"))
    half = letters[layout.index("p")] | _LOWER if "p" in layout else np.zeros(len(rows), np.uint8)
    return Digits(rows, numbers, half, layout.endswith("Z"))
