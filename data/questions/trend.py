"""A selection over time, each step with what is usual for its hour or weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from data.answers import Bin, Trend
from data.questions.figures import by_metric, plain
from data.questions.sums import band
from data.windows import USUAL_WEEKS, Span, Window, auto_step, bins, bins_back, to_zone

if TYPE_CHECKING:
    from datetime import datetime

    from data.filters import Filters
    from data.questions.ask import Asking


Steps: TypeAlias = tuple[str, list[Window], list[Window]]


def steps(filters: Filters, span: Span, reach: datetime, step: str | None) -> Steps:
    """The step, its windows, and the same windows of the preceding weeks that the data cover (`k` is the week)."""
    step = step or auto_step(filters, span, reach)
    now = bins(span, step, reach)
    weeks = range(1, USUAL_WEEKS + 1)
    earlier = [one for week in weeks for one in bins_back(now, week, span.zone) if one.lo >= reach]
    return step, now, earlier


def trend(asking: Asking, step: str | None) -> Trend:
    """One row a step; the additive metrics have 0 where nothing came, the means None."""
    step, now, earlier = asking.steps(step)
    if not now:
        return Trend(asking.version, asking.asof, step, ())
    found = asking.sums("total", [*now, *earlier]).ordered([None]).value[0]
    found = found if asking.is_mean else np.nan_to_num(found)
    usual = np.full((len(now), USUAL_WEEKS), np.nan)
    usual[[one.bin for one in earlier], [one.k - 1 for one in earlier]] = found[len(now) :]
    shown = by_metric(asking, found[: len(now)], band(usual), asking.population[None])
    columns = (shown.value, shown.usual.median, shown.usual.low, shown.usual.high)
    rows = zip(now, *(plain(column) for column in columns), strict=True)
    shown_rows = tuple(Bin(to_zone(one.lo, asking.zone), *values) for one, *values in rows)
    return Trend(asking.version, asking.asof, step, shown_rows)
