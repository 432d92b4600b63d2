"""How far districts stand above what is usual for them: those that the sentences name, in their order, on every scene."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.figures.change import Change
from dashboard.sentences import standing
from data.answers import Row


@dataclass(frozen=True, slots=True)
class Standing:
    """A row, its deviation from the usual, how sure that is, and whether it is above its usual by more than chance."""

    row: Row
    change: Change
    sureness: float
    is_above: bool


def standings(rows: Iterable[Row], metric: str) -> list[Standing]:
    """Every named row whose usual is known: those above first, the surest first."""
    rows = tuple(rows)
    above = {row.code for row in standing.above(rows, metric)}
    found = [_standing(row, metric, row.code in above) for row in rows if row.code is not None]
    return sorted(
        (one for one in found if one is not None),
        key=lambda one: (not one.is_above, -one.sureness, one.row.name or "", one.row.code or ""),
    )


def _standing(row: Row, metric: str, is_above: bool) -> Standing | None:
    change = standing.change(row, metric)
    if change is None or row.value is None or row.usual is None:
        return None
    return Standing(row, change, standing.distance(row, change, metric), is_above)
