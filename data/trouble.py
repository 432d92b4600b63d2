"""What DuckDB's faults mean for an operator: another holder, a damaged file, a disk that fails, or a mistake of ours."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.errors import StillOpen, StoreBusy, StoreDamaged, StoreDown, TeplokartaError

_HELD = "could not set lock"
_OPEN = ("configuration has been locked", "different configuration", "has been invalidated")
_DISK = ("no space left", "could not write", "file too large", "disk quota", "read-only file system", "could not fsync")
_DAMAGE = ("corrupt", "checksum", "not a valid duckdb", "could not read", "replaying wal")


def _reason(fault: duckdb.Error) -> str:
    return str(fault).splitlines()[0]


def _says(fault: duckdb.Error, *words: str) -> bool:
    said = str(fault).lower()
    return any(word in said for word in words)


def at_opening(fault: duckdb.Error, path: Path) -> TeplokartaError:
    """Why a file cannot be opened as a store."""
    if _says(fault, _HELD):
        return StoreBusy(
            f"Хранилище {path} открыть нельзя: его держит другой процесс. Остановите второй сервер или укажите "
            f"другой файл через --db. ({_reason(fault)})"
        )
    if _says(fault, *_OPEN):
        return StillOpen(f"Хранилище {path} ещё закрывается. Повторите через несколько секунд.")
    if _says(fault, *_DISK):
        return StoreDown(
            f"Хранилище {path} открыть нельзя: на диск не пишется. Освободите место и повторите; записанное раньше "
            f"цело. ({_reason(fault)})"
        )
    return damaged(fault, path)


def damaged(fault: duckdb.Error, path: Path) -> StoreDamaged:
    """The file is torn, or was never a store."""
    return StoreDamaged(
        f"Хранилище {path} прочитать нельзя: файл повреждён, неполон, недоступен или это не файл хранилища. Отложите "
        f"его вместе с {path.name}.wal, верните файлы из резервной копии или укажите другой файл через --db. "
        f"({_reason(fault)})"
    )


def broken(fault: BaseException, path: Path) -> StoreDown:
    """DuckDB gave up the whole opening; it is opened anew when next asked."""
    reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
    return StoreDown(
        f"Хранилище {path} прервало работу после сбоя и открывается заново; подтверждённые записи целы. Повторите "
        f"через несколько секунд; если не помогает, проверьте место на диске и сам диск. ({reason})"
    )


def in_use(fault: duckdb.Error, path: Path) -> Exception:
    """A fault of an open store: of its disk, of its file, or (as it is) of the statement."""
    if isinstance(fault, duckdb.IOException | duckdb.TransactionException) and _says(fault, *_DISK):
        return StoreDown(
            f"Запись в хранилище {path} не удалась, из этого запроса не записано ничего, прежнее цело. Проверьте "
            f"место на диске и сам диск и повторите. ({_reason(fault)})"
        )
    if _says(fault, *_DAMAGE) and not isinstance(fault, duckdb.ProgrammingError):
        return damaged(fault, path)
    return fault
