"""Workbooks: the sheet is chosen, the header found, and typed cells become the text a person sees."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from data.errors import UnreadableFile
from data.sources.limits import Limits
from data.sources.reader import read
from tests.support.sources import read_all, save


def _book(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


TABLE: list[list[object]] = [["id", "date"], [1, "24.12.2025"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (101000295613, "101000295613"),
        (1.5, "1.5"),
        (True, "true"),
        (datetime(2025, 12, 24, 21, 29, 5), "2025-12-24 21:29:05"),
        (date(2025, 12, 24), "2025-12-24"),
        (time(12, 10, 25), "12:10:25"),
        (timedelta(days=11, hours=12), "11 days, 12:00:00"),
        ("  text ", "  text "),
        (None, None),
        (" ", None),
    ],
)
def test_typed_cells_become_text(tmp_path: Path, cell: object, text: str | None) -> None:
    path = _book(tmp_path / "a.xlsx", Лист1=[["id", "value"], [1, cell]])
    assert read_all(path)[1] == [{"id": "1", "value": text}]


def test_the_usual_sheet_is_taken_before_others(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", Параметры=[["a", "b"], ["c", "d"]], Лист1=TABLE)
    preface, _ = read(path, Limits())
    assert preface.notes == ("лист «Лист1»", "другие листы не читались: «Параметры»")


def test_an_empty_usual_sheet_gives_way_to_a_filled_one(tmp_path: Path) -> None:
    assert read_all(_book(tmp_path / "a.xlsx", Лист1=[], Данные=TABLE))[1] == [
        {"id": "1", "date": "24.12.2025"}
    ]


def test_a_hidden_sheet_is_passed_over(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", Служебный=[["x", "y"], [1, 2]], Данные=TABLE)
    book = openpyxl.load_workbook(path)
    book["Служебный"].sheet_state = "hidden"
    book.save(path)
    assert read_all(path)[0] == ("id", "date")


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    path = _book(
        tmp_path / "a.xlsx",
        Лист1=[["Выгрузка за декабрь"], [], ["id", "date", "text"], [1, "24.12.2025", "a"]],
    )
    assert read_all(path)[1] == [{"id": "1", "date": "24.12.2025", "text": "a"}]


def test_rows_are_numbered_as_in_the_sheet(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", Лист1=[["Отчёт"], [], ["id", "date"], [1, "x"], [], [2, "y"]])
    _, frames = read(path, Limits())
    assert next(frames).rows.tolist() == [4, 6]


def test_a_workbook_without_rows_is_refused_clearly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="ни одного заполненного листа"):
        read_all(_book(tmp_path / "a.xlsx", Лист1=[]))


def test_a_header_without_rows_is_an_empty_table(tmp_path: Path) -> None:
    assert read_all(_book(tmp_path / "a.xlsx", Лист1=[["id", "date"]])) == (("id", "date"), [], [])


def test_a_damaged_workbook_is_refused_clearly(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", Лист1=TABLE)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content[: len(content) // 2])
    with pytest.raises(UnreadableFile, match="сохраните заново"):
        read_all(path)


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", Лист1=TABLE)
    assert read_all(save(tmp_path / "a.csv", path.read_bytes()))[1] == [{"id": "1", "date": "24.12.2025"}]
