"""Fixed class limits of the map's colours for each metric, unit, resolution and length of period.

They never depend on the data shown, so a colour means the same number today, tomorrow and on another screen, and a
quiet week looks quiet. Counts grow with the length of the period and with the size of the cell; shares, marks and
days of answer do not. The three units share one scale: switching appeals for authors must show the difference.
"""

from __future__ import annotations

from bisect import bisect_left
from math import floor, log10

CLASSES = 8
"""Classes of every scale: the answer holds CLASSES + 1 limits, strictly increasing."""

PERIOD_DAYS = {"24h": 1.0, "7d": 7.0, "30d": 30.0, "90d": 90.0, "1y": 365.0, "all": 1_095.0}
"""Length of a named period in days; `all` is read as three years."""

_MANTISSAS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)

_TOP_30D = {4: 8_000.0, 5: 2_500.0, 6: 600.0, 7: 200.0, 8: 60.0, 9: 20.0, 10: 9.0}
"""Appeals in the busiest cell over 30 days in a region of four million people that writes 100,000 a year (a quarter
of them from its capital): the upper end of the scale. A cell is a seventh of its parent, but appeals crowd together."""

_SHARE = {"count": 1.0, "overdue": 0.15, "repeat": 0.15, "excess": 0.2}
"""How large a metric that counts records is beside the plain count."""

_FIXED: dict[str, tuple[float, ...]] = {
    "answer_days": (0.0, 1.0, 2.0, 4.0, 6.0, 8.0, 12.0, 20.0, 30.0),
    "rating": (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0),
}
_PER1000_30D = (0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)


def breaks(metric: str, unit: str, res: int, period: str | float | None) -> tuple[float, ...]:
    """Limits of the 8 classes (9 numbers, ascending); `period` is a name or a length in days, None is 30 days.

    `unit` is part of the name of a scale but changes nothing today (see above). Raises KeyError on an unknown metric.
    """
    if metric in _FIXED:
        return _FIXED[metric]
    months = days_of(period) / 30.0
    if metric == "per1000":
        return _increasing(tuple(nice(limit * months) for limit in _PER1000_30D))
    top = _TOP_30D[min(max(res, 4), 10)] * months * _SHARE[metric]
    return _symmetric(top) if metric == "excess" else ladder(top)


def days_of(period: str | float | None) -> float:
    """The length of a period in days, at least one hour."""
    if period is None:
        return PERIOD_DAYS["30d"]
    length = PERIOD_DAYS[period] if isinstance(period, str) else float(period)
    return max(length, 1 / 24)


def nice(value: float) -> float:
    """The nearest number of the series 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten (0 stays 0)."""
    if value <= 0:
        return 0.0
    power = 10.0 ** floor(log10(value))
    nearest = min(_MANTISSAS, key=lambda mantissa: abs(mantissa - value / power))
    return round(nearest * power, 10)


def ladder(top: float) -> tuple[float, ...]:
    """Nine whole limits from 1 to about `top` (never below 9), each about the same multiple of the one before."""
    top = max(top, CLASSES + 1.0)
    steps = [round(nice(top ** (step / CLASSES))) for step in range(CLASSES + 1)]
    return _increasing(tuple(float(max(step, 1)) for step in steps))


def _symmetric(top: float) -> tuple[float, ...]:
    """Nine limits about 0 for a difference, the same on both sides."""
    half = _increasing(tuple(nice(max(top, 8.0) * share) for share in (0.05, 0.15, 0.4, 1.0)))
    return (*(-limit for limit in reversed(half)), 0.0, *half)


def _increasing(limits: tuple[float, ...]) -> tuple[float, ...]:
    """The limits with every repeat lifted to the next number of the series (whole numbers stay whole)."""
    lifted: list[float] = []
    for limit in limits:
        lifted.append(limit if not lifted or limit > lifted[-1] else _after(lifted[-1]))
    return tuple(lifted)


def _after(value: float) -> float:
    """The next number of the series above `value`; whole numbers below 10 step by one."""
    if 1 <= value < 10:
        return floor(value) + 1.0
    power = 10.0 ** floor(log10(value))
    place = bisect_left(_MANTISSAS, value / power + 1e-9)
    return round(_MANTISSAS[place] * power, 10)
