"""The reading process: sets its own limits, reads one file and writes frames to its output."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import IO

import pyarrow as pa

from data import memory
from data.errors import TeplokartaError, UnreadableFile
from data.sources.frames import write_end, write_frame, write_preface
from data.sources.limits import MB, Limits
from data.sources.reader import read


def main(path: str, limits_json: str, pipe: IO[bytes]) -> None:
    """Read the file at `path`; whatever happens, the last message says so."""
    limits = Limits.from_json(limits_json)
    write_end(pipe, copy(Path(path), limits, pipe))


def copy(path: Path, limits: Limits, pipe: IO[bytes]) -> Exception | None:
    """Write all frames; the fault that ended the reading, if any."""
    try:
        preface, frames = read(path, limits)
        write_preface(pipe, preface)
        for frame in frames:
            write_frame(pipe, frame)
    except (MemoryError, pa.ArrowMemoryError):
        return UnreadableFile(out_of_memory(path.name))
    except TeplokartaError as fault:
        return fault
    except OSError as fault:
        return UnreadableFile(f"Файл {path.name} не читается с диска ({fault.strerror}). Скопируйте его заново.")
    return None


def out_of_memory(name: str) -> str:
    """The text for a file that needs more memory than it may take."""
    return (
        f"Файлу {name} не хватило отведённой памяти (настройка file_max_memory_mb). Если это таблица XLSX, удалите "
        "пустые строки и столбцы за её краями или сохраните её как CSV; иначе разделите файл."
    )


def set_limits(limits: Limits) -> None:
    """Bind memory (beyond what the program itself takes), processor time and the size of files written."""
    with open("/proc/self/statm", encoding="ascii") as file:
        own = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    _limit(resource.RLIMIT_AS, own + limits.max_memory_mb * MB)
    _limit(resource.RLIMIT_CPU, limits.max_s)
    _limit(resource.RLIMIT_FSIZE, limits.max_unpacked_mb * MB)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, value: int) -> None:
    """Lower the soft limit; one that is lower already stays."""
    _, hard = resource.getrlimit(what)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (allowed, hard))


if __name__ == "__main__":
    pa.set_cpu_count(1)
    memory.from_system()
    set_limits(Limits.from_json(sys.argv[2]))
    main(sys.argv[1], sys.argv[2], sys.stdout.buffer)
