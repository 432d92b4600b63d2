"""Finds the header among the first rows of a table and gives every column a name of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Row = Sequence[str | None]

SEARCHED_ROWS = 30
_VALUE = re.compile(r"^[-+]?[\d\s.,:/T-]*\d[\d\s.,:/TZ+-]*$")


@dataclass(frozen=True, slots=True)
class Header:
    """Column names, the index of the row they stand in (-1: none found) and remarks in Russian."""

    names: tuple[str, ...]
    index: int
    notes: tuple[str, ...]


def locate(rows: Sequence[Row]) -> Header:
    """The header of a table from its first rows: title lines above it are passed over."""
    widths = [_filled(row) for row in rows]
    full = max(widths, default=0)
    index = next((i for i, row in enumerate(rows) if _is_header(row, widths[i], full)), -1)
    if index < 0:
        width = max(map(len, rows), default=0)
        return Header(_names([None] * width), -1, ("строки заголовков нет: столбцы названы по порядку",))
    notes = [f"заголовок найден в строке {index + 1}"] if index else []
    names = _names(rows[index])
    blanks = sum(not (name or "").strip() for name in rows[index])
    repeated = len(names) - blanks - len({(name or "").strip() for name in rows[index] if (name or "").strip()})
    notes += [f"столбцов без заголовка: {blanks}"] if blanks else []
    notes += [f"повторяющихся заголовков: {repeated}, к ним добавлен номер"] if repeated else []
    return Header(names, index, tuple(notes))


def _filled(row: Row) -> int:
    return sum(bool((cell or "").strip()) for cell in row)


def _is_header(row: Row, filled: int, full: int) -> bool:
    """Most columns named, and by words: a row with numbers or dates in it is data."""
    if not filled or filled < full / 2 or (full > 1 and filled < 2):
        return False
    values = sum(bool(_VALUE.match(cell.strip())) for cell in row if cell and cell.strip())
    return values <= filled * 0.2


def _names(row: Row) -> tuple[str, ...]:
    """Unique names: blanks are numbered, repeats get «(2)»."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for number, cell in enumerate(row, start=1):
        name = " ".join((cell or "").split()) or f"Столбец {number}"
        seen[name] = seen.get(name, 0) + 1
        while seen[name] > 1 and f"{name} ({seen[name]})" in seen:
            seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
        seen.setdefault(names[-1], 1)
    return tuple(names)
