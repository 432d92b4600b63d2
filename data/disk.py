"""Room on the store's disk: looked at once a second at most, and too little of it stops writing before it is none."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from data.errors import DiskFull, StoreDown

_LOOK_EVERY_S = 1.0
_MB = 2**20


class Disk:
    """The disk that holds a folder, and how much of it must stay free."""

    def __init__(self, folder: Path, least_mb: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = folder
        self._clock = clock
        self._looked: tuple[float, int] | None = None
        self.least_mb = least_mb

    @property
    def free_mb(self) -> int:
        """Megabytes free, at most a second old; StoreDown when the folder is gone."""
        now = self._clock()
        if self._looked is None or now - self._looked[0] >= _LOOK_EVERY_S:
            self._looked = now, self._look()
        return self._looked[1]

    @property
    def full(self) -> bool:
        """Whether less is free than must be."""
        return self.free_mb < self.least_mb

    def check(self) -> None:
        """Raise DiskFull when nothing more may be written."""
        if self.full:
            raise DiskFull(
                f"На диске с хранилищем ({self._folder}) свободно {self.free_mb} МБ, нужно не меньше {self.least_mb} МБ: "
                "запись остановлена, чтение продолжается. Освободите место или уменьшите "
                "TEPLOKARTA_DISK_FREE_MIN_MB и повторите: уже записанное не задвоится."
            )

    def _look(self) -> int:
        try:
            return shutil.disk_usage(self._folder).free // _MB
        except OSError as fault:
            raise StoreDown(
                f"Папка хранилища {self._folder} недоступна: {fault.strerror}. Проверьте диск и повторите."
            ) from fault
