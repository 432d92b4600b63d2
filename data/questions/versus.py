"""A second set of filters to compare with: its figures take the place of those of the window before."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar
from urllib.parse import parse_qsl

from data.answers import Breakdown
from data.filters import Filters

_Answer = TypeVar("_Answer", bound=Breakdown)
_SHARED = ("region", "metric", "unit")


def params_of(filters: Filters) -> dict[str, str]:
    """The second set's parameters; region, metric and unit are the first one's unless it names its own."""
    given = dict(parse_qsl(filters.vs or "", keep_blank_values=True))
    shared = {name: str(getattr(filters, name)) for name in _SHARED}
    if filters.asof is not None:
        shared["asof"] = filters.asof.isoformat()
    return {**shared, **given}


def against(answer: _Answer, other: Breakdown) -> _Answer:
    """Rows whose `previous` is the other set's value of the same code."""
    values = {(row.parent, row.code): row.value for row in other.rows}
    rows = (row._replace(previous=values.get((row.parent, row.code))) for row in answer.rows)
    return replace(answer, rows=tuple(rows))
