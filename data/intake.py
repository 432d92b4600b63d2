"""Untrusted files, read in a limited child process and handed over as batches of text columns."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.errors import TooLarge, UnreadableFile
from data.model import Rejected
from data.settings import Settings
from data.sources.child import out_of_memory
from data.sources.frames import Frame, Preface, read_frames
from data.sources.limits import MB, Limits
from data.sources.typed import texts

ROOT = Path(__file__).resolve().parents[1]
SAMPLE_ROWS = 200
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}
"""The reading process has one thread: NumPy shall not start others."""
_STRANGE = "Читающий процесс ответил непонятным образом. Сообщите разработчикам."


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file holds: its header, the first rows (blank = None) and what was guessed, in Russian."""

    header: tuple[str, ...]
    sample: tuple[tuple[str | None, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Rows as columns of texts (blank = null) or of numbers and moments, and those that could not be split into fields.

    `rows` numbers each row of the table as a spreadsheet would (JSON: the first record is 1); `first_row` is the
    first of them.
    """

    table: pa.Table
    first_row: int
    broken: tuple[Rejected, ...]
    rows: NDArray[np.int64]


def _nothing() -> None:
    """Nothing is to be done meanwhile."""


@contextmanager
def open_file(
    path: Path, settings: Settings, meanwhile: Callable[[], None] = _nothing
) -> Iterator[tuple[Opened, Iterator[RawBatch]]]:
    """Read a file in a child process: header and sample at once, then the batches; `meanwhile` is done while it starts.

    Raises UnreadableFile or TooLarge, also after good batches: these stay usable.
    """
    _check_size(path, settings)
    limits = limits_of(settings)
    with subprocess.Popen(
        command(path, limits), cwd=ROOT, env={**os.environ, **_ALONE},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as child:  # fmt: skip
        try:
            meanwhile()
            frames = _frames(child, limits, path.name)
            preface, first = _begin(frames)
            yield _opened(preface, first), _batches(first, frames)
        finally:
            child.kill()


def command(path: Path, limits: Limits) -> list[str]:
    """How the reading process is started."""
    return [sys.executable, "-m", "data.sources.child", str(path.resolve()), limits.to_json()]


def limits_of(settings: Settings) -> Limits:
    """The settings that bind the reading process."""
    return Limits(
        max_mb=settings.file_max_mb,
        max_unpacked_mb=settings.file_max_unpacked_mb,
        max_ratio=settings.file_max_ratio,
        max_memory_mb=settings.file_max_memory_mb,
        max_s=settings.file_max_s,
        cell_chars=settings.cell_max_chars,
        batch_rows=settings.batch_rows,
    )


def _check_size(path: Path, settings: Settings) -> None:
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:
        size = None
    if size is None:
        raise UnreadableFile(f"Файла {path} нет, или это не файл. Проверьте путь и права доступа.")
    if size == 0:
        raise UnreadableFile(f"Файл {path.name} пуст (0 байт). Выгрузите его заново.")
    if size > settings.file_max_mb * MB:
        raise TooLarge(
            f"Файл {path.name} больше допустимого: {size / MB:.0f} МБ при пределе {settings.file_max_mb} МБ "
            "(настройка file_max_mb). Разделите файл или поднимите предел."
        )


def _begin(frames: Iterator[Preface | Frame]) -> tuple[Preface, Frame | None]:
    preface = next(frames)
    if not isinstance(preface, Preface):
        raise UnreadableFile(_STRANGE)
    first = next(frames, None)
    return preface, first if isinstance(first, Frame) else None


def _opened(preface: Preface, first: Frame | None) -> Opened:
    if first is None:
        return Opened(preface.header, (), preface.notes)
    table = texts(first.table.slice(0, SAMPLE_ROWS))
    columns = [table[name].to_pylist() if name in table.column_names else [None] * len(table) for name in preface.header]
    return Opened(preface.header, tuple(zip(*columns, strict=True)), preface.notes)


def _batches(first: Frame | None, frames: Iterator[Preface | Frame]) -> Iterator[RawBatch]:
    if first is not None:
        yield _batch(first)
    for frame in frames:
        if isinstance(frame, Frame):
            yield _batch(frame)


def _batch(frame: Frame) -> RawBatch:
    first = int(frame.rows[0]) if len(frame.rows) else 0
    return RawBatch(frame.table, first, frame.broken, frame.rows)


def _frames(child: subprocess.Popen[bytes], limits: Limits, name: str) -> Iterator[Preface | Frame]:
    """The child's messages; a child that died without a word becomes a fault with the likely cause."""
    pipe = child.stdout
    assert pipe is not None

    def read(size: int) -> bytearray:
        if size > limits.max_memory_mb * MB:
            raise UnreadableFile(_STRANGE)
        return _read(pipe, size, limits.max_s)

    try:
        yield from read_frames(read)
    except EOFError as fault:
        raise UnreadableFile(_cause(child.wait(), name, limits)) from fault
    except TimeoutError as fault:
        raise UnreadableFile(_too_slow(name, limits)) from fault


def _read(pipe: IO[bytes], size: int, timeout_s: float) -> bytearray:
    """Exactly `size` bytes; EOFError when the other end closed, TimeoutError when it keeps silent."""
    found = bytearray(size)
    left = memoryview(found)
    while left:
        if not select.select([pipe], [], [], timeout_s)[0]:
            raise TimeoutError
        count = os.readv(pipe.fileno(), [left])
        if not count:
            raise EOFError
        left = left[count:]
    return found


def _cause(code: int, name: str, limits: Limits) -> str:
    """Why the reading process died, as far as its exit code tells."""
    if code == -signal.SIGXCPU:
        return _too_slow(name, limits)
    if code in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV):
        return out_of_memory(name)
    return f"Файл {name} не удалось прочитать: читающий процесс завершился с кодом {code}. Сохраните файл заново, лучше как CSV."


def _too_slow(name: str, limits: Limits) -> str:
    return (
        f"Файл {name} читался дольше {limits.max_s} с и остановлен (настройка file_max_s). "
        "Разделите файл на части или сохраните его как CSV."
    )
