"""Writes tables as a workbook: typed cells, no formulas, a frozen head, and a sheet that tells the method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from data.errors import TooMuch

MOST_ROWS = 1_048_575
"""Rows of a sheet below its head."""
MOST_CHARACTERS = 32_767
"""Characters of a cell."""
_CUT = "…"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy hh:mm",
}
_WIDTHS = {"text": 60, "answer": 60, "name": 34, "received": 17}
_NARROW, _MOMENT_WIDTH = 14, 17

Method = Sequence[tuple[str, str]]


def check(rows: int) -> None:
    """TooMuch when a sheet cannot hold so many rows."""
    if rows > MOST_ROWS:
        raise TooMuch(
            f"Обращений {rows}, а лист XLSX вмещает {MOST_ROWS}. Сузьте период или фильтры, либо выберите CSV или Parquet."
        )


def write(
    tables: Iterable[pa.Table], titles: Mapping[str, str], sheets: tuple[str, str], method: Method, path: Path
) -> None:
    """The rows in the first sheet, the method in the second; `titles` are the columns' names in words."""
    book = xlsxwriter.Workbook(str(path), _OPTIONS)
    book.set_properties({"created": datetime(2000, 1, 1)})  # equal input, equal bytes
    _rows(book, book.add_worksheet(sheets[0]), tables, titles)
    _method(book, book.add_worksheet(sheets[1]), method)
    book.close()


def _rows(book: Any, sheet: Any, tables: Iterable[pa.Table], titles: Mapping[str, str]) -> None:
    row = 0
    for number, table in enumerate(tables):
        if number == 0:
            _head(book, sheet, table, titles)
        columns = [_cells(column) for column in table.columns]
        for values in zip(*columns, strict=True):
            row += 1
            for at, value in enumerate(values):
                if value is not None:
                    _put(sheet, row, at, value)
        sheet.autofilter(0, 0, row, table.num_columns - 1)


def _head(book: Any, sheet: Any, table: pa.Table, titles: Mapping[str, str]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    for at, field in enumerate(table.schema):
        width = _MOMENT_WIDTH if pa.types.is_timestamp(field.type) else _NARROW
        sheet.set_column(at, at, _WIDTHS.get(field.name, width))
    sheet.write_row(0, 0, [titles.get(name, name) for name in table.column_names], bold)


def _cells(column: pa.ChunkedArray) -> list[Any]:
    """Python values a workbook has types for: moments of the region's clock, numbers, yes and no, texts."""
    if pa.types.is_timestamp(column.type):
        column = pc.local_timestamp(pc.floor_temporal(column, unit="second"))
    elif pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, None)
    elif pa.types.is_string(column.type):
        long = pc.greater(pc.utf8_length(column), MOST_CHARACTERS)
        cut = pc.binary_join_element_wise(pc.utf8_slice_codeunits(column, 0, MOST_CHARACTERS - 1), _CUT, "")
        column = pc.if_else(pc.fill_null(long, False), cut, column)
    found: list[Any] = column.to_pylist()
    return found


def _put(sheet: Any, row: int, at: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, at, value)
    else:
        sheet.write(row, at, value)


def _method(book: Any, sheet: Any, method: Method) -> None:
    bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    for row, (label, text) in enumerate(method):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text, wrapped)
