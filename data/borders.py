"""Reads a boundary file in a process of its own, with limits: a broken or hostile one cannot harm the server."""

from __future__ import annotations

import resource
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from data.errors import BadBoundaries
from data.settings import Settings
from geo import boundaries

Options = dict[str, str | None]
Found = tuple[boundaries.Boundaries, list[str]]
_MB = 1024 * 1024


def read_borders(path: Path, options: Options, settings: Settings) -> Found:
    """Borders and notes on what was guessed; BadBoundaries says in Russian why a file is of no use."""
    limits = (settings.file_max_memory_mb, settings.file_max_s)
    with ProcessPoolExecutor(1, get_context("spawn"), _limit, limits) as pool:
        try:
            return pool.submit(_read, path, options).result(timeout=settings.file_max_s)
        except (BrokenProcessPool, TooSlow, MemoryError) as fault:
            raise BadBoundaries(
                f"Файл границ {path.name} прочитать не удалось: он сломан или слишком велик для пределов "
                "file_max_memory_mb и file_max_s. Упростите границы или поднимите пределы."
            ) from fault


def _limit(memory_mb: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MB, memory_mb * _MB))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _read(path: Path, options: Options) -> Found:
    try:
        return boundaries.read_boundaries(path, **options)
    except boundaries.BadBoundaries as fault:
        raise BadBoundaries(str(fault)) from None
