"""When the invented appeals come: five years of growth, seasons, weekdays and hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

BEGIN = datetime(2021, 7, 1, tzinfo=UTC)
END = datetime(2026, 7, 1, tzinfo=UTC)
"""Every appeal was received before this moment; the figures are asked for as of moments shortly after."""

HOURS = (END - BEGIN) // timedelta(hours=1)
HOUR_S = 3_600
BEGIN_S = int(BEGIN.timestamp())
END_S = int(END.timestamp())
_SEED = 20_260_702
_GROWTH = 2.2
_WEEKDAY = (1.12, 1.1, 1.06, 1.04, 1.0, 0.62, 0.5)
_BY_HOUR = (6, 4, 3, 3, 4, 9, 22, 45, 72, 88, 92, 90, 84, 80, 78, 74, 68, 62, 58, 52, 44, 34, 22, 12)


@cache
def appeals_by_hour(rows: int) -> NDArray[np.int64]:
    """How many appeals each hour brings; they sum up to `rows`."""
    hour = np.arange(HOURS)
    day = BEGIN.weekday() + hour // 24
    year = hour / (365.25 * 24)
    busy = _GROWTH ** (year / year[-1]) * (1 + 0.14 * np.cos(2 * np.pi * (year - 0.15)))
    busy = busy * np.array(_WEEKDAY)[day % 7] * np.array(_BY_HOUR, np.float64)[(hour + 4) % 24]
    rng = np.random.default_rng([_SEED, rows])
    busy = busy * np.repeat(rng.lognormal(0.0, 0.15, HOURS // 24 + 1), 24)[:HOURS]
    return np.asarray(rng.multinomial(rows, busy / busy.sum()))


def months(hours: NDArray[np.int64]) -> NDArray[np.int64]:
    """Month of the year, 0 to 11, of hours counted from the beginning."""
    moments = np.datetime64(BEGIN.replace(tzinfo=None), "h") + hours.astype("timedelta64[h]")
    return np.asarray(moments.astype("datetime64[M]").astype(np.int64) % 12)
