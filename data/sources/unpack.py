"""Opens a file's content, unpacking gzip or a one-file ZIP under limits."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from data.errors import TooLarge, UnreadableFile
from data.sources.limits import MB, Limits

_FREE_MB = 20
"""Up to this size the ratio of packing says nothing."""

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"

_Packed = gzip.GzipFile | zipfile.ZipExtFile


class Guarded(io.RawIOBase):
    """A reading stream that raises TooLarge beyond its limits and UnreadableFile where the packing is broken."""

    def __init__(self, inner: _Packed, packed_size: int, limits: Limits, name: str) -> None:
        self._inner = inner
        self._most = limits.max_unpacked_mb * MB
        self._by_ratio = max(_FREE_MB * MB, packed_size * limits.max_ratio)
        self._name = name
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            part = self._inner.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as fault:
            raise UnreadableFile(
                f"Файл {self._name} оборван или повреждён: архив распакован только до {self._count / MB:.1f} МБ. "
                "Строки до этого места прочитаны. Скопируйте или выгрузите файл заново."
            ) from fault
        self._count += len(part)
        self._check()
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._inner.close()
        super().close()

    def _check(self) -> None:
        if self._count > self._most:
            raise TooLarge(
                f"Файл {self._name} после распаковки больше {self._most / MB:.0f} МБ (настройка file_max_unpacked_mb). "
                "Разделите файл или поднимите предел."
            )
        if self._count > self._by_ratio:
            raise TooLarge(
                f"Файл {self._name} при распаковке вырос более чем в {self._by_ratio / MB:.0f} МБ из-за чрезмерного "
                "сжатия: так выглядят архивные бомбы. Если файл верный, загрузите его распакованным."
            )


def open_content(path: Path, limits: Limits) -> io.BufferedReader:
    """The content, gzip and ZIP of a single file unpacked on the way."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(GZIP):
        return _guard(gzip.open(path), path.stat().st_size, limits, path.name)
    if start == ZIP:
        return _open_single(path, limits)
    return path.open("rb")


def _open_single(path: Path, limits: Limits) -> io.BufferedReader:
    """The one member of a ZIP, or the file itself where it is a workbook or holds several."""
    with open_zip(path, path.name) as archive:
        if is_workbook(archive):
            return path.open("rb")
        part = _only_member(archive, path.name)
        try:
            member = archive.open(part)
        except (NotImplementedError, zipfile.BadZipFile) as fault:
            raise _torn(path.name) from fault
    assert isinstance(member, zipfile.ZipExtFile)
    return _guard(member, part.compress_size, limits, path.name)


def _only_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    members = [part for part in archive.infolist() if not part.is_dir() and not part.filename.startswith("__MACOSX")]
    if len(members) != 1:
        raise UnreadableFile(f"В архиве {name} файлов: {len(members)}, нужен один. Распакуйте его и загрузите файлы.")
    if members[0].flag_bits & 1:
        raise UnreadableFile(f"Архив {name} закрыт паролем. Распакуйте его и загрузите файл.")
    return members[0]


def open_zip(file: Path | IO[bytes], name: str) -> zipfile.ZipFile:
    """The archive, or a clear fault."""
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise _torn(name) from fault


def _torn(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"Файл {name} повреждён: таблица XLSX или архив ZIP не открывается, вероятно, скачан не полностью. "
        "Выгрузите его заново или откройте в Excel и сохраните как CSV."
    )


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether the ZIP is an XLSX."""
    return any(name.startswith("xl/") for name in archive.namelist())


def check_workbook(content: IO[bytes], name: str, limits: Limits) -> None:
    """Refuse a workbook whose parts would unpack beyond the limits, and an archive that is no workbook."""
    with open_zip(content, name) as archive:
        if not is_workbook(archive):
            raise UnreadableFile(f"В архиве {name} нет таблицы XLSX. Распакуйте его и загрузите сам файл.")
        size = sum(part.file_size for part in archive.infolist())
        packed = sum(part.compress_size for part in archive.infolist())
    if size > limits.max_unpacked_mb * MB or size > max(_FREE_MB * MB, packed * limits.max_ratio):
        raise TooLarge(
            f"Таблица {name} после распаковки заняла бы {size / MB:.0f} МБ при {packed / MB:.1f} МБ на диске: так "
            "выглядят архивные бомбы. Если файл верный, сохраните его как CSV."
        )
    content.seek(0)


def seekable(content: io.BufferedReader) -> IO[bytes]:
    """The content so that it can be read at any place: unpacked into a nameless temporary file where need be."""
    if not isinstance(content.raw, Guarded):
        return content
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the reader closes it)
    with content:
        while part := content.read(1 << 20):
            file.write(part)
    file.seek(0)
    return file


def _guard(inner: _Packed, packed_size: int, limits: Limits, name: str) -> io.BufferedReader:
    return io.BufferedReader(Guarded(inner, packed_size, limits, name), 1 << 16)
