"""A selection over time, each step with what is usual for its hour or weekday."""

from __future__ import annotations

from collections import defaultdict

from data.answers import Bin, Trend
from data.questions.ask import Asking
from data.questions.figures import Windows, figure
from data.windows import USUAL_WEEKS, Window, auto_step, bins, bins_back, to_zone


def trend(asking: Asking, step: str | None) -> Trend:
    """One row a step; the additive metrics have 0 where nothing came, the means None."""
    step = step or auto_step(asking.filters, asking.span, asking.reach)
    now = bins(asking.span, step, asking.reach)
    if not now:
        return Trend(asking.version, asking.asof, step, ())
    earlier = [
        one
        for week in range(1, USUAL_WEEKS + 1)
        for one in bins_back(now, week, asking.zone)
        if one.lo >= asking.reach
    ]
    values = _by_bin(asking, [*now, *earlier])
    reached: dict[int, list[int]] = defaultdict(list)
    for one in earlier:
        reached[one.bin].append(one.k)
    rows = (_bin(asking, one, values[one.bin], tuple(reached[one.bin])) for one in now)
    return Trend(asking.version, asking.asof, step, tuple(rows))


def _by_bin(asking: Asking, windows: list[Window]) -> dict[int, dict[int, float | None]]:
    table = asking.windowed("total", windows)
    found: dict[int, dict[int, float | None]] = defaultdict(dict)
    for number, k, value in zip(*(table[name].to_pylist() for name in ("bin", "k", "value")), strict=True):
        found[number][k] = value
    return found


def _bin(asking: Asking, window: Window, values: dict[int, float | None], weeks: tuple[int, ...]) -> Bin:
    found = figure(asking, values, Windows((window,), weeks, None), asking.population[None])
    return Bin(
        to_zone(window.lo, asking.zone), found.value, found.usual.median, found.usual.low, found.usual.high
    )
