"""Writes tables as CSV, for programs and for the spreadsheets of Russian desks."""

from __future__ import annotations

import codecs
import csv
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

_FORMULA = r"^[=+\-@\t\r]"
"""What a spreadsheet takes for the beginning of a formula."""
_NEAREST = "teplokarta.nearest"
_STAND_INS = {"\u2212": "-", "\u2192": "->", "\u20bd": "руб."}


@dataclass(frozen=True, slots=True)
class Dialect:
    """An encoding, what stands between values, the decimal mark, and whether spreadsheets will open it."""

    encoding: str
    between: str
    decimal: str
    for_spreadsheets: bool


DIALECTS: Mapping[str, Dialect] = {
    "utf8": Dialect("utf-8-sig", ",", ".", for_spreadsheets=True),
    "excel": Dialect("utf-8-sig", ";", ",", for_spreadsheets=True),
    "cp1251": Dialect("cp1251", ";", ",", for_spreadsheets=True),
    "plain": Dialect("utf-8", ",", ".", for_spreadsheets=False),
}
"""`utf8` begins with the mark that spreadsheets know UTF-8 by; `plain` gives texts as they are."""


def write(tables: Iterable[pa.Table], dialect: Dialect, path: Path) -> None:
    """Names in the first line, then the rows; a sign that the encoding lacks is written by its nearest one, else «?»."""
    with path.open("w", encoding=dialect.encoding, errors=_NEAREST, newline="") as file:
        rows = csv.writer(file, delimiter=dialect.between, lineterminator="\r\n")
        for number, table in enumerate(tables):
            if number == 0:
                rows.writerow(table.column_names)
            rows.writerows(zip(*(_written(column, dialect) for column in table.columns), strict=True))


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    """For `codecs`: what stands in for the signs that an encoding lacks."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    missing = fault.object[fault.start : fault.end]
    return "".join(_STAND_INS.get(sign) or _simple(sign) for sign in missing), fault.end


def _simple(sign: str) -> str:
    """A letter without its accents, a ligature in its letters."""
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"


codecs.register_error(_NEAREST, _nearest)


def _written(column: pa.ChunkedArray, dialect: Dialect) -> list[object]:
    """A column's values as they stand in the file; none is blank."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        column = moments(column)
    elif pa.types.is_string(kind) and dialect.for_spreadsheets:
        column = harmless(column)
    elif pa.types.is_floating(kind) and dialect.decimal != ".":
        column = pc.replace_substring(_plain(column), ".", dialect.decimal)
    elif pa.types.is_floating(kind):
        column = _plain(column)
    elif pa.types.is_boolean(kind):
        column = column.cast(pa.string())
    found: list[object] = column.to_pylist()
    return found


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Whole numbers without a point."""
    return pc.replace_substring_regex(column.cast(pa.string()), r"\.0$", "")


def moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """ISO 8601 to the second with the offset: 2026-11-22T09:28:17+03:00."""
    seconds = pc.floor_temporal(column, unit="second").cast(pa.timestamp("s", column.type.tz))
    return pc.replace_substring_regex(pc.strftime(seconds, "%Y-%m-%dT%H:%M:%S%z"), r"(\d\d)$", r":\1")


def harmless(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts that a spreadsheet would take for a formula, with an apostrophe before them."""
    risky = pc.match_substring_regex(column, _FORMULA)
    return pc.if_else(pc.fill_null(risky, False), pc.binary_join_element_wise("'", column, ""), column)
