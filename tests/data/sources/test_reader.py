"""The kind of a file is told by its content; what is no table is refused in plain words."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import TeplokartaError, UnreadableFile
from data.sources.limits import Limits
from tests.support.sources import read_all, save


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 100, "паролем"),
        (b"%PDF-1.7\n", "PDF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"{\\rtf1 text}", "RTF"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\x89PNG\r\n", "картинка"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "веб-страница"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "веб-страница"),
        (bytes(range(1, 256)) * 50, "двоичные данные"),
        (b"PAR1" + b"junk" * 50, "Parquet"),
        (b"", "пуст"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_all(save(tmp_path / "a.csv", content))


def test_an_empty_packed_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="пуст"):
        read_all(save(tmp_path / "a.csv.gz", b""))


def test_a_kind_is_told_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    assert read_all(save(tmp_path / "a.xlsx", "id;text\n1;a\n"))[1] == [{"id": "1", "text": "a"}]


STARTS = [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"[{", b'{"a":', b"id,b\n"]


@given(content=st.binary(max_size=400), start=st.sampled_from(STARTS))
def test_no_content_whatever_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, start: bytes
) -> None:
    path = tmp_path_factory.mktemp("junk") / "a.bin"
    path.write_bytes(start + content)
    with suppress(TeplokartaError):
        header, rows, broken = read_all(path, Limits(cell_chars=1_000))
        assert header
        assert all(isinstance(value, str | None) for row in rows for value in row.values())
        assert all(json.loads(refused.raw) is not ... for refused in broken)
