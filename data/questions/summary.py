"""The headline of a selection: totals, precision of places, freshness, and the row of key figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from data import sql
from data.answers import Kpi, SourceFreshness, Summary
from data.model import PRECISIONS
from data.questions.ask import Asking
from data.questions.figures import Windows
from data.questions.usual import of
from data.windows import auto_step, bins, previous, to_zone

HEADLINES = ("count", "per1000", "open", "overdue", "answer_days", "rating", "repeat")
_MEANS = ("answer_days", "rating")
_STEPS_OF_TREND = 1_000
"""Windows numbered from here on are the steps of the trend."""


def summary(asking: Asking) -> Summary:
    """Total, the equal window before, open, overdue, placed by precision, and the sources of the region."""
    windows = [asking.span.window]
    before = previous(asking.span, asking.reach, 1)
    total = {row["k"]: row for row in asking.headline([*windows, *([before] if before else [])]).to_pylist()}
    placed = {row["key"]: row["count"] for row in asking.headline(windows, "precision").to_pylist()}
    now = total.get(0, {"count": 0, "open": 0, "overdue": 0})
    return Summary(
        version=asking.version,
        asof=asking.asof,
        total=now["count"],
        previous=total.get(1, {"count": 0})["count"] if before else None,
        open=now["open"],
        overdue=now["overdue"],
        placed={precision: placed.get(precision, 0) for precision in PRECISIONS},
        sources=_sources(asking),
    )


def _sources(asking: Asking) -> tuple[SourceFreshness, ...]:
    region = asking.filters.region
    rows = asking.store.ask(sql.statement("ask/sources"), {"region": None if region == "all" else region})
    return tuple(
        SourceFreshness(row["source"], to_zone(row["last"], asking.zone), row["rows"])
        for row in rows.to_pylist()
    )


def kpis(asking: Asking) -> tuple[Kpi, ...]:
    """Every headline figure with the window before, the usual, and its course over the steps of the trend."""
    windows = Windows.of(asking)
    steps = [
        replace(one, k=_STEPS_OF_TREND + one.bin, bin=0)
        for one in bins(asking.span, auto_step(asking.filters, asking.span, asking.reach), asking.reach)
    ]
    table = asking.headline([*windows.asked, *steps])
    rows = {row["k"]: row for row in table.to_pylist()}
    return tuple(_kpi(asking, name, rows, windows, len(steps)) for name in HEADLINES)


def _kpi(asking: Asking, name: str, rows: dict[int, dict[str, Any]], windows: Windows, steps: int) -> Kpi:
    column = "count" if name == "per1000" else name
    factor = 1.0
    if name == "per1000":
        residents = asking.population[None]
        factor = 1000 / residents if residents else float("nan")

    def value(k: int) -> float | None:
        found = rows.get(k, {}).get(column)
        found = found if found is not None or name in _MEANS else 0
        return None if found is None or factor != factor else found * factor

    usually = of({k: value(k) for k in windows.usual}, windows.usual, empty_is_zero=False)
    return Kpi(
        name=name,
        value=value(0),
        previous=None if windows.previous is None else value(windows.previous),
        usual=usually.median,
        spark=tuple(value(_STEPS_OF_TREND + step) for step in range(steps)),
    )
