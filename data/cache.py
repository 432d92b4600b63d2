"""Equal questions are asked once: a bounded cache whose misses are shared by everyone who waits for them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

_T = TypeVar("_T")


class SingleFlight:
    """Remembers the newest `entries` answers; of equal questions asked at once only the first is computed."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], _T]) -> _T:
        """The answer under `key`, computed if need be; a failed computation is not remembered."""
        with self._lock:
            future = self._answers.get(key)
            mine = future is None
            if future is None:
                future = self._answers[key] = Future()
            self._answers.move_to_end(key)
        if mine:
            self._compute(key, future, compute)
        return cast(_T, future.result())

    def _compute(self, key: Hashable, future: Future[Any], compute: Callable[[], Any]) -> None:
        try:
            future.set_result(compute())
        except BaseException as fault:
            future.set_exception(fault)
            self._forget(key)
        with self._lock:
            while len(self._answers) > self._entries:
                self._answers.popitem(last=False)

    def _forget(self, key: Hashable) -> None:
        with self._lock:
            self._answers.pop(key, None)
