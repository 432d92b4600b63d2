"""Reads XLSX: chooses the sheet, finds the header and turns typed cells into text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.errors import UnreadableFile
from data.sources.batches import Item, gather
from data.sources.frames import Frame, Preface
from data.sources.header import SEARCHED_ROWS, Header, locate
from data.sources.limits import Limits

_USUAL = "Лист1"

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_sheet(content: IO[bytes], name: str, limits: Limits) -> tuple[Preface, Iterator[Frame]]:
    """Header and frames of the sheet that holds the table."""
    try:
        book = CalamineWorkbook.from_filelike(content)
        sheet, others = _choose(book)
    except (CalamineError, OSError, ValueError) as fault:
        raise UnreadableFile(
            f"Таблица {name} повреждена и не открывается. Откройте её в Excel, сохраните заново (лучше как CSV) "
            "и загрузите ещё раз."
        ) from fault
    if sheet is None:
        raise UnreadableFile(f"В таблице {name} нет ни одного заполненного листа. Выгрузите её заново.")
    header = locate([_texts(row) for row, _ in zip(sheet.iter_rows(), range(SEARCHED_ROWS), strict=False)])
    notes = [f"лист «{sheet.name}»", *header.notes]
    notes += [f"другие листы не читались: {', '.join(f'«{other}»' for other in others)}"] if others else []
    return Preface(header.names, tuple(notes)), gather(_items(sheet, header), header.names, limits)


def _choose(book: CalamineWorkbook) -> tuple[CalamineSheet | None, list[str]]:
    """«Лист1» where it is a table, else the first visible sheet that is one, else the first with anything in it."""
    names = [
        part.name for part in book.sheets_metadata
        if part.visible == SheetVisibleEnum.Visible and part.typ == SheetTypeEnum.WorkSheet
    ] or book.sheet_names
    names.sort(key=lambda name: name != _USUAL)
    some: CalamineSheet | None = None
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.height >= 2 and sheet.width >= 2:
            return sheet, [other for other in names if other != name]
        some = some or (sheet if sheet.height else None)
    return some, [other for other in names if some and other != some.name]


def _items(sheet: CalamineSheet, header: Header) -> Iterator[Item]:
    """Rows below the header with their numbers in the sheet; blank ones left out."""
    first = (sheet.start or (0, 0))[0] + 1
    for index, row in enumerate(sheet.iter_rows()):
        if index > header.index:
            texts = _texts(row)
            if any(texts):
                yield first + index, texts


def _texts(row: list[Cell]) -> list[str]:
    return [cell if isinstance(cell, str) else _text(cell) for cell in row]


def _text(cell: Cell) -> str:
    """A typed cell as text: ISO dates, whole numbers without a point."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)
