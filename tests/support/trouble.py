"""Trouble on purpose: a disk that seems full, one that truly takes no more bytes, a writer kept busy."""

from __future__ import annotations

import resource
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.connection import Connection
from data.store import Store
from data.writer import Touched


class Room:
    """What the disk says is free; `looks` counts the askings."""

    def __init__(self, patch: pytest.MonkeyPatch, free_mb: int = 5_000) -> None:
        self.free_mb = free_mb
        self.looks = 0
        patch.setattr(shutil, "disk_usage", self._usage)

    def _usage(self, _: object) -> SimpleNamespace:
        self.looks += 1
        return SimpleNamespace(free=self.free_mb * 2**20)

    def shrink(self, store: Store, free_mb: int) -> None:
        """Change what is free, and have the store look again."""
        self.free_mb = free_mb
        store.disk._looked = None

    @contextmanager
    def held(self, store: Store) -> Iterator[None]:
        """Keep the writer busy for the length of the block."""
        go, begun = threading.Event(), threading.Event()

        def busy(_: Connection) -> tuple[None, Touched]:
            begun.set()
            assert go.wait(5)
            return None, Touched()

        job = store._writer.submit(busy, 1, True)
        assert begun.wait(5)
        try:
            yield
        finally:
            go.set()
            job.result(5)


@contextmanager
def no_byte_beyond(size: int) -> Iterator[None]:
    """No file of this process may grow beyond a size: the system refuses the write, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def sizes(db: Path) -> tuple[int, int]:
    """Bytes of the store's file and of its log."""
    log = db.with_name(db.name + ".wal")
    return db.stat().st_size, log.stat().st_size if log.exists() else 0
