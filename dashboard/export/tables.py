"""What can be exported, as Arrow tables with the figures of the screen at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.state import View
from data.answers import Breakdown, Heat, Row
from data.filters import Filters
from data.privacy import large_enough
from data.query import Questions
from geo import cells

WHATS = ("records", "cells", "districts", "topics", "trend")


@dataclass(frozen=True, slots=True)
class Content:
    """The rows of an export, some at a time under one schema, and how many they are."""

    what: str
    rows: int
    tables: Iterator[pa.Table]


def content(questions: Questions, view: View, what: str, names: Mapping[str, str]) -> Content:
    """The rows of `what`; `names` are the topics' names by code, in the language of the view."""
    if what == "records":
        return Content(what, questions.summary(view.filters).total, questions.all_records(view.filters))
    found = _TABLES[what](questions, view, names)
    return Content(what, found.num_rows, iter((found,)))


def _cells(questions: Questions, view: View, _names: Mapping[str, str]) -> pa.Table:
    heat = questions.heat(view.filters)
    kept = large_enough(counts(questions, view.filters, heat), questions.settings.small_cell_min)
    ids, values = heat.cells[kept], heat.values[kept]
    centres = cells.centres(ids)
    columns = {
        "cell": pa.array(cells.to_text(ids), pa.string()),
        "res": pa.array(np.full(len(ids), heat.res, np.int8)),
        "lon": pa.array(centres[:, 0].round(6)),
        "lat": pa.array(centres[:, 1].round(6)),
        heat.metric: pa.array(values, from_pandas=True),
    }
    return pa.table(columns)


def counts(questions: Questions, filters: Filters, heat: Heat) -> NDArray[np.float64]:
    """How many appeals stand behind each cell's value."""
    if (heat.metric, heat.unit) == ("count", "appeals"):
        return heat.values
    counted = questions.heat(replace(filters, metric="count", unit="appeals", res=heat.res))
    found = np.zeros(len(heat.cells))
    known, at = np.isin(heat.cells, counted.cells), np.searchsorted(counted.cells, heat.cells)
    found[known] = counted.values[at[known]]
    return found


def large_rows(rows: tuple[Row, ...], least: int) -> tuple[Row, ...]:
    """The rows that the small-cell rule lets out."""
    kept = large_enough(np.array([row.count for row in rows], np.float64), least).tolist()
    return tuple(row for row, large in zip(rows, kept, strict=True) if large)


def _districts(questions: Questions, view: View, _names: Mapping[str, str]) -> pa.Table:
    return _breakdown(questions, questions.districts(view.filters), lambda row: row.name)


def _topics(questions: Questions, view: View, names: Mapping[str, str]) -> pa.Table:
    return _breakdown(questions, questions.topics(view.filters), lambda row: names.get(row.code or "", row.name))


def _breakdown(questions: Questions, found: Breakdown, name: Callable[[Row], str | None]) -> pa.Table:
    rows = large_rows(found.rows, questions.settings.small_cell_min)
    columns: dict[str, pa.Array] = {
        "code": pa.array([row.code for row in rows], pa.string()),
        "name": pa.array([name(row) for row in rows], pa.string()),
        "parent": pa.array([row.parent for row in rows], pa.string()),
    }
    for figure in ("value", "previous", "usual", "low", "high"):
        columns[figure] = pa.array([getattr(row, figure) for row in rows], pa.float64())
    return pa.table(columns)


def _trend(questions: Questions, view: View, _names: Mapping[str, str]) -> pa.Table:
    found = questions.trend(view.filters, view.step)
    moment = pa.timestamp("us", str(found.asof.tzinfo))
    columns: dict[str, pa.Array] = {"at": pa.array([row.at for row in found.rows], moment)}
    for figure in ("value", "usual", "low", "high"):
        columns[figure] = pa.array([getattr(row, figure) for row in found.rows], pa.float64())
    return pa.table(columns)


_TABLES: Mapping[str, Callable[[Questions, View, Mapping[str, str]], pa.Table]] = {
    "cells": _cells,
    "districts": _districts,
    "topics": _topics,
    "trend": _trend,
}
