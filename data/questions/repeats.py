"""Repeats of a selection: how many came although what they repeat had already been closed, and closed as solved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.questions.ask import Asking


class Repeated(NamedTuple):
    """Repeats of one topic group (None: without one); `after_solved` are among `after_end`, these among `count`."""

    topic: str | None
    count: int  # type: ignore[assignment]
    after_end: int
    after_solved: int


@dataclass(frozen=True, slots=True)
class Repeats:
    """By topic group, those with the most that came after a solution first."""

    version: int
    asof: datetime
    rows: tuple[Repeated, ...]

    @property
    def total(self) -> int:
        """All repeats."""
        return sum(row.count for row in self.rows)

    @property
    def after_solved(self) -> int:
        """Those that came after what they repeat had been closed as solved."""
        return sum(row.after_solved for row in self.rows)


def repeats(asking: Asking) -> Repeats:
    """Of the appeals of the window; always from the records, which alone know what an appeal repeats."""
    window = asking.span.window
    values = {"lo": window.lo, "hi": window.hi, "at": window.at, **asking.selection.values}
    rows = asking.store.rows(sql.narrowed("ask/repeats", asking.selection.where), values)
    return Repeats(asking.version, asking.asof, tuple(Repeated(**row) for row in rows))
