"""Packed files are read under limits: bombs are stopped, torn files give what they hold."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from data.errors import TooLarge, UnreadableFile
from data.sources.limits import Limits
from data.sources.reader import read
from tests.support.sources import read_all, save

ROWS = "id,text\n" + "".join(f"{n},text {n * 7919}\n" for n in range(20_000))


def _zip(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_gzip_bomb_is_stopped_by_its_ratio(tmp_path: Path) -> None:
    path = save(tmp_path / "bomb.csv.gz", b"id,text\n" + b"0" * 60_000_000)
    with pytest.raises(TooLarge, match="архивные бомбы"):
        read_all(path)


def test_a_gzip_bomb_of_good_rows_gives_the_rows_before_the_limit(tmp_path: Path) -> None:
    path = save(
        tmp_path / "bomb.csv.gz", b"id,text\n" + b"1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n" * 1_000_000
    )
    _, frames = read(path, Limits(max_ratio=10))
    first = next(frames)
    assert first.table.num_rows == Limits().batch_rows
    with pytest.raises(TooLarge):
        list(frames)


def test_a_packed_file_is_stopped_by_its_size(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="file_max_unpacked_mb"):
        read_all(save(tmp_path / "a.csv.gz", ROWS * 10), Limits(max_unpacked_mb=2))


def test_a_torn_gzip_gives_the_rows_before_the_tear(tmp_path: Path) -> None:
    whole = gzip.compress(ROWS.encode())
    path = save(tmp_path / "torn.csv", whole[: len(whole) // 2])
    _, frames = read(path, Limits())
    rows = next(frames).table["text"].to_pylist()
    with pytest.raises(UnreadableFile, match="оборван"):
        next(frames)
    assert len(rows) > 5_000
    assert rows == [f"text {n * 7919}" for n in range(len(rows))]


def test_a_zip_of_one_csv_is_read(tmp_path: Path) -> None:
    assert read_all(_zip(tmp_path / "a.zip", **{"data.csv": b"id,text\n1,a\n"}))[1] == [
        {"id": "1", "text": "a"}
    ]


def test_a_zip_of_several_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="файлов: 2"):
        read_all(_zip(tmp_path / "a.zip", **{"a.csv": b"id\n1", "b.csv": b"id\n1"}))


def test_a_zip_in_a_gzip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    inner = _zip(tmp_path / "a.zip", **{"data.csv": b"id,text\n1,a\n"}).read_bytes()
    with pytest.raises(UnreadableFile, match="нет таблицы XLSX"):
        read_all(save(tmp_path / "b.gz", inner))


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", **{"data.csv": b"id,text\n1,a\n"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="паролем"):
        read_all(save(path, bytes(content)))


def test_a_packed_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "text"])
    book.active.append([1, "a"])
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_all(save(tmp_path / "a.xlsx.gz", buffer.getvalue()))[1] == [{"id": "1", "text": "a"}]


def test_a_workbook_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _zip(
        tmp_path / "a.xlsx", **{"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000}
    )
    with pytest.raises(TooLarge, match="архивные бомбы"):
        read_all(path)


def test_a_torn_workbook_is_refused_clearly(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.xlsx", **{"xl/workbook.xml": b"<x/>" * 1000})
    with pytest.raises(UnreadableFile, match="не полностью"):
        read_all(save(path, path.read_bytes()[:80]))
