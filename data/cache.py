"""What is asked again is not worked out again: equal questions, and sources that did not change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar, cast

_S = TypeVar("_S")
_T = TypeVar("_T")


def _weightless(_: Any) -> int:
    """Answers that are only counted."""
    return 0


class SingleFlight:
    """Remembers the newest `entries` answers; of equal questions asked at once only the first is computed.

    With `weigh` the answers together weigh at most `weight_max` as well.
    """

    def __init__(
        self, entries: int, weigh: Callable[[Any], int] = _weightless, weight_max: int = 0
    ) -> None:
        self._entries = entries
        self._weigh = weigh
        self._weight_max = weight_max
        self._weights: dict[Hashable, int] = {}
        self._weight = 0
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
            with self._lock:
                self._answers.pop(key, None)
            return
        with self._lock:
            if self._answers.get(key) is future:
                self._weights[key] = self._weigh(future.result())
                self._weight += self._weights[key]
            while len(self._answers) > self._entries or self._weight > self._weight_max:
                oldest, _ = self._answers.popitem(last=False)
                self._weight -= self._weights.pop(oldest, 0)


class Unchanged(Generic[_S, _T]):
    """What each of several sources tells, worked out anew only where another object has taken a source's place."""

    def __init__(self, told: Callable[[_S], _T]) -> None:
        self._told = told
        self._kept: dict[str, tuple[_S, _T]] = {}

    def of(self, name: str, source: _S) -> _T:
        """What the source of this name tells; of two threads that ask at once both may work it out."""
        kept = self._kept.get(name)
        if kept is None or kept[0] is not source:
            kept = self._kept[name] = (source, self._told(source))
        return kept[1]
