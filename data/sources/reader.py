"""Finds out what kind of file this is, by its content, and reads it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from data.errors import UnreadableFile
from data.sources.columnar import read_parquet
from data.sources.delimited import Opener, find_encoding, read_delimited
from data.sources.encoding import looks_binary
from data.sources.frames import Frame, Preface
from data.sources.limits import Limits
from data.sources.objects import looks_like_lines, read_json
from data.sources.sheet import read_sheet
from data.sources.unpack import ZIP, check_workbook, open_content, seekable

_START = 1 << 16
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "это таблица старого вида XLS или XLSX с паролем. Откройте её в Excel и сохраните как XLSX без пароля",
    b"%PDF": "это PDF. Выгрузите данные как XLSX или CSV",
    b"Rar!": "это архив RAR. Распакуйте его и загрузите файл",
    b"7z\xbc\xaf": "это архив 7z. Распакуйте его и загрузите файл",
    b"{\\rtf": "это документ RTF. Выгрузите данные как XLSX или CSV",
    b"SQLi": "это база SQLite или GeoPackage. Выгрузите таблицу как CSV",
    b"\x89PNG": "это картинка. Выгрузите данные как XLSX или CSV",
    b"\xff\xd8\xff": "это картинка. Выгрузите данные как XLSX или CSV",
}


def read(path: Path, limits: Limits) -> tuple[Preface, Iterator[Frame]]:
    """Header and frames of a file of any known kind; raises UnreadableFile or TooLarge."""
    opener = partial(open_content, path, limits)
    with opener() as content:
        start = content.read1(_START)
    if not start:
        raise UnreadableFile(f"Файл {path.name} пуст. Выгрузите его заново.")
    if start.startswith((b"PAR1", ZIP)):
        return _read_seekable(path, opener, start, limits)
    for mark, what in _FOREIGN.items():
        if start.startswith(mark):
            raise UnreadableFile(f"Файл {path.name} не подходит: {what}.")
    return _read_text(path, opener, start, limits)


def _read_seekable(path: Path, opener: Opener, start: bytes, limits: Limits) -> tuple[Preface, Iterator[Frame]]:
    """Kinds that need to be read at any place: a packed one is unpacked into a temporary file first."""
    if start.startswith(b"PAR1"):
        return read_parquet(lambda: seekable(opener()), path.name, limits)
    with seekable(opener()) as content:
        check_workbook(content, path.name, limits)
        return read_sheet(content, path.name, limits)


def _read_text(path: Path, opener: Opener, start: bytes, limits: Limits) -> tuple[Preface, Iterator[Frame]]:
    encoding = find_encoding(opener)
    if looks_binary(start, encoding):
        raise UnreadableFile(
            f"Файл {path.name} не похож на таблицу: в нём двоичные данные. Подходят CSV, XLSX, JSON, NDJSON и Parquet."
        )
    text = start.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if text[:1] == "<":
        raise UnreadableFile(
            f"Файл {path.name} не подходит: это веб-страница или XML, хотя бы и с другим расширением. Откройте его в Excel "
            "и сохраните как XLSX."
        )
    if text[:1] == "[" and text[1:].lstrip()[:1] in ("{", "]", ""):
        return read_json(opener, path.name, limits, encoding, lines=False)
    if text[:1] == "{":
        return read_json(opener, path.name, limits, encoding, lines=looks_like_lines(text))
    return read_delimited(opener, path.name, limits, encoding)
