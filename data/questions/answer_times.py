"""How long answers took: mean, median, the slow tenth, beyond the term; and how late is what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data import sql
from data.answers import AnswerTimes, Share
from data.questions.ask import Asking

DAYS = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 20.0, 30.0)
"""Upper edges of the days from receipt to answer; what took longer stands in a bin without one."""

TAIL = (1.0, 3.0, 7.0, 14.0, 30.0)
"""Upper edges of the days past the term of what is open."""


def answer_times(asking: Asking) -> AnswerTimes:
    """Of the appeals of the window, as at its moment; always from the records, where every moment stands to the microsecond."""
    window = asking.span.window
    values = {"lo": window.lo, "hi": window.hi, "at": window.at, "days": list(DAYS), "tail": list(TAIL)}
    statement = sql.narrowed("ask/answer_times", asking.selection.where)
    row = asking.store.rows(statement, {**asking.selection.values, **values})[0]
    figures: dict[str, Any] = {**row, "days": _bins(row["days"], DAYS), "tail": _bins(row["tail"], TAIL)}
    return AnswerTimes(asking.version, asking.asof, **figures)


def _bins(entries: list[dict[str, Any]] | None, edges: Sequence[float]) -> tuple[Share, ...]:
    """Every bin in order, also the empty ones; the last has no upper edge."""
    found = {entry["key"]: entry["value"] for entry in entries or ()}
    within = [Share(edge, found.pop(edge, 0)) for edge in edges]
    return (*within, Share(None, sum(found.values())))
