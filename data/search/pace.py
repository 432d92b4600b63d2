"""How much of the machine the full-text index takes: all that is idle, and a small share while records come in."""

from __future__ import annotations

import time
from collections.abc import Callable

_QUIET_S = 1.0
"""So long after a commit the store counts as busy."""
_BUSY_ROWS = 5_000
"""Most texts of a round then: a short one holds the writer and the processor for a moment only."""
_REST = 9.0
"""So many times as long as a round took is rested after it then."""


class Pace:
    """Told of the commits of others, it says how large rounds are and how long to rest after one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = -_QUIET_S
        self._begun = clock()

    def committed(self) -> None:
        """Records have come in."""
        self._last = self._clock()

    @property
    def busy(self) -> bool:
        """Whether records came in a moment ago."""
        return self._clock() - self._last < _QUIET_S

    def begin(self, most: int) -> int:
        """A round begins; how many texts it takes at most."""
        self._begun = self._clock()
        return min(most, _BUSY_ROWS) if self.busy else most

    def rest(self) -> float:
        """The round is over; seconds until the next one."""
        return (self._clock() - self._begun) * _REST if self.busy else 0.0
