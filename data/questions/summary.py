"""The headline of a selection: totals, precision of places, freshness, and the row of key figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.answers import Kpi, Summary
from data.known import Known
from data.model import PRECISIONS
from data.questions.ask import Asking
from data.questions.by_records import MEANS
from data.questions.figures import Windows, plain
from data.questions.sums import band
from data.windows import auto_step, bins, previous

HEADLINES = ("count", "per1000", "open", "overdue", "answer_days", "rating", "repeat")


def summary(asking: Asking, known: Known) -> Summary:
    """Total, the equal window before, open, overdue, placed by precision, and the sources of the region."""
    head = asking.head(previous(asking.span, asking.reach, 1))
    return Summary(
        version=asking.version,
        asof=asking.asof,
        total=head.total,
        previous=head.previous,
        open=head.open,
        overdue=head.overdue,
        placed={precision: head.placed.get(precision, 0) for precision in PRECISIONS},
        sources=known.sources(asking.filters.region, asking.version),
    )


def kpis(asking: Asking) -> tuple[Kpi, ...]:
    """Every headline figure with the window before, the usual, and its course over the steps of the trend."""
    windows = Windows.of(asking)
    steps = bins(asking.span, auto_step(asking.filters, asking.span, asking.reach), asking.reach)
    rows = asking.headlines([*windows.asked, *steps])
    return tuple(_kpi(asking, name, rows, windows) for name in HEADLINES)


def _kpi(asking: Asking, name: str, rows: list[dict[str, Any]], windows: Windows) -> Kpi:
    values = _column(asking, name, rows)
    whole, spark = values[: len(windows.asked)], values[len(windows.asked) :]
    known = [whole[at] for at in windows.places(windows.usual)]
    usually = band(np.array([[np.nan if one is None else one for one in known]], np.float64))
    return Kpi(
        name=name,
        value=whole[windows.places((0,))[0]],
        previous=None if windows.previous is None else whole[windows.places((windows.previous,))[0]],
        usual=plain(usually.median)[0],
        spark=tuple(spark),
    )


def _column(asking: Asking, name: str, rows: list[dict[str, Any]]) -> list[float | None]:
    """The figure of each window; None where it is unknown: a mean of nothing, a rate without residents."""
    if name in MEANS:
        return [row.get(name) for row in rows]
    if name != "per1000":
        return [row.get(name, 0) for row in rows]
    residents = asking.population[None]
    return [row.get("count", 0) * 1000 / residents if residents else None for row in rows]
