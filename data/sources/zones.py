"""Turns clock times of a zone into UTC in bulk, also where the clocks jump."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Micros = NDArray[np.int64]
SECOND = 1_000_000
_DAY_S = 86_400
_YEARS = (1990, 2061)


def to_utc(local: Micros, zone: str) -> Micros:
    """UTC microseconds of clock times (microseconds since 1970 as if they were UTC).

    A time that happens twice is the first; one that the spring jump leaves out moves on by the jump.
    """
    starts, offsets = _offsets(zone)
    which = np.searchsorted(starts, local, side="right")
    utc: Micros = local - offsets[which]
    return utc


@lru_cache(maxsize=256)
def _offsets(zone: str) -> tuple[Micros, Micros]:
    """Clock times from which an offset holds, and the offsets (one more: before the first jump), microseconds."""
    info = ZoneInfo(zone)
    first, last = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in _YEARS)
    starts, offsets = [], [_offset(info, first)]
    for day in range(first, last, _DAY_S):
        if _offset(info, day + _DAY_S) != offsets[-1]:
            moment = _jump(info, day, day + _DAY_S)
            offsets.append(_offset(info, moment))
            starts.append(moment + max(offsets[-2:]))
    return np.array(starts, np.int64) * SECOND, np.array(offsets, np.int64) * SECOND


def _jump(info: ZoneInfo, before: int, after: int) -> int:
    """The second at which the offset changes between two moments."""
    old = _offset(info, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(info, middle) == old else (before, middle)
    return after


def _offset(info: ZoneInfo, moment: int) -> int:
    """Seconds ahead of UTC at a moment (seconds since 1970)."""
    return int((info.utcoffset(datetime.fromtimestamp(moment, UTC).astimezone(info)) or timedelta()).total_seconds())
