"""One thread that stops questions which run longer than they may."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK_EVERY_S = 0.25


class Watchdog:
    """Calls `interrupt` of what is still being watched after its time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._watched: dict[int, tuple[float, Callable[[], object]]] = {}
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)
        self._thread.start()

    @contextmanager
    def watching(self, interrupt: Callable[[], object]) -> Iterator[None]:
        """Interrupt what runs inside unless it ends in time."""
        number = next(self._numbers)
        with self._lock:
            self._watched[number] = (time.monotonic() + self._seconds, interrupt)
        try:
            yield
        finally:
            with self._lock:
                self._watched.pop(number, None)

    def close(self) -> None:
        """End the thread."""
        self._closed.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closed.wait(min(_LOOK_EVERY_S, self._seconds)):
            now = time.monotonic()
            with self._lock:
                late = [interrupt for deadline, interrupt in self._watched.values() if deadline < now]
                for interrupt in late:
                    interrupt()
