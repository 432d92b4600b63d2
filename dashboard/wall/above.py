"""How far districts stand above what is usual for them: the order of surges, the same on every scene."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.figures.change import Change
from dashboard.sentences.standing import change as from_usual
from data.answers import Row


@dataclass(frozen=True, slots=True)
class Standing:
    """A row, its deviation from the usual, and how sure that is: in deviations that chance alone would make."""

    row: Row
    change: Change
    sureness: float

    @property
    def is_above(self) -> bool:
        """Above its usual band by more than chance."""
        return self.change.direction == "up"


def standings(rows: Iterable[Row], metric: str) -> list[Standing]:
    """Every named row whose usual is known: those above first, the surest first."""
    found = [_standing(row, metric) for row in rows if row.code is not None]
    return sorted(
        (one for one in found if one is not None),
        key=lambda one: (not one.is_above, -one.sureness, one.row.code or ""),
    )


def _standing(row: Row, metric: str) -> Standing | None:
    change = from_usual(row, metric)
    if change is None or row.value is None or row.usual is None:
        return None
    base = row.count - row.value if metric == "excess" else row.usual
    return Standing(row, change, change.difference / math.sqrt(max(base, 1.0)))
