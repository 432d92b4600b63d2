"""From an engine's counts to the answers of the screen: coarser cells, the window before, the usual band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.engine import Check
from bench.plan import Frame, Plan, edge_counts
from geo import cells

MAX_CELLS = 50_000
_FINE, _COARSEST = 8, 4
_LEAST = 4
_BAND = (10, 50, 90)

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Headline:
    """Figures of the summary."""

    total: int
    previous: int | None
    open: int
    overdue: int
    placed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Hexagons:
    """Cells of one resolution and how many appeals each holds."""

    res: int
    cells: NDArray[np.uint64]
    values: Ints


@dataclass(frozen=True, slots=True)
class Rows:
    """Figures by key (or by step): value, the window before, and the usual with its band; NaN where there is none."""

    keys: list[Any]
    value: Floats
    previous: Floats
    usual: Floats
    low: Floats
    high: Floats


def hexagons(ids: NDArray[np.uint64], counts: Ints) -> Hexagons:
    """Cells of resolution 8, or summed up to the first coarser one with few enough of them."""
    res = _FINE
    while len(ids) > MAX_CELLS and res > _COARSEST:
        res -= 1
        ids, place = np.unique(cells.parent(ids, res), return_inverse=True)
        counts = np.bincount(place, counts).astype(np.int64)
    return Hexagons(res, ids, counts)


def breakdown(keys: list[Any], counts: Ints, plan: Plan) -> Rows:
    """A row a key; `counts` has a column for each of the plan's windows, in their order."""
    has_before = plan.before is not None
    previous = counts[:, 1].astype(np.float64) if has_before else np.full(len(counts), np.nan)
    return Rows(keys, counts[:, 0].astype(np.float64), previous, *_band(counts[:, 1 + has_before :]))


def grouped(groups: list[Any], counts: Ints) -> tuple[list[Any], Ints]:
    """The rows of topics summed up by their group, groups first."""
    names = sorted(set(groups))
    place = np.array([names.index(group) for group in groups], np.int64)
    sums = np.zeros((len(names), counts.shape[1]), np.int64)
    np.add.at(sums, place, counts)
    return names, sums


def trend(starts: Ints, counts: Ints, plan: Plan) -> Rows:
    """A row a step out of fine pieces of time; `counts` has one column, or one for each of the plan's moments."""
    column = {k: number if counts.shape[1] > 1 else 0 for number, k in enumerate(plan.moments)}
    now = _between(starts, counts, plan.bins, column)
    earlier = np.full((len(plan.bins), len(plan.moments)), np.nan)
    back = _between(starts, counts, plan.earlier, column)
    for one, count in zip(plan.earlier, back, strict=True):
        earlier[one.bin, one.k] = count
    bands = [_band(row[~np.isnan(row)][None, :]) for row in earlier]
    low, high, median = (np.array([float(band[part][0]) for band in bands]) for part in (1, 2, 0))
    return Rows([one.lo for one in plan.bins], now.astype(np.float64), np.full(len(now), np.nan), median, low, high)


def _between(starts: Ints, counts: Ints, frames: tuple[Frame, ...], column: dict[int, int]) -> Ints:
    low = edge_counts(starts, counts, np.array([one.lo for one in frames], np.int64))
    high = edge_counts(starts, counts, np.array([one.hi for one in frames], np.int64))
    rows, columns = np.arange(len(frames)), np.array([column[one.k] for one in frames], np.int64)
    return np.asarray((high - low)[rows, columns])


def _band(values: NDArray[Any]) -> tuple[Floats, Floats, Floats]:
    """Median, low and high of each row; NaN with fewer than four windows."""
    if values.shape[1] < _LEAST:
        nothing = np.full(len(values), np.nan)
        return nothing, nothing, nothing
    low, median, high = np.percentile(values, _BAND, axis=1)
    return median, low, high


def check(answer: Headline | Hexagons | Rows | list[Any]) -> Check:
    """The numbers by which answers are compared."""
    if isinstance(answer, Headline):
        placed = {f"placed {name}": count for name, count in answer.placed.items() if count}
        total = {"total": answer.total, "open": answer.open, "overdue": answer.overdue}
        return {**total, "previous": -1 if answer.previous is None else answer.previous, **placed}
    if isinstance(answer, Hexagons):
        return of_cells(answer.res, answer.cells, answer.values.astype(np.float64))
    if isinstance(answer, Rows):
        return of_rows(answer.value, answer.previous, answer.usual, answer.low, answer.high)
    return {"rows": len(answer), "received": float(sum(answer))}


def of_cells(res: int, ids: NDArray[np.uint64], values: Floats) -> Check:
    """Resolution, number, sum, and a sum that depends on which cell has which value."""
    weights = (ids >> np.uint64(15)).astype(np.float64) % 1009.0
    return {"res": res, "cells": len(ids), "sum": float(np.nansum(values)), "mixed": float(np.nansum(values * weights))}


def of_rows(value: Floats, previous: Floats, usual: Floats, low: Floats, high: Floats) -> Check:
    """Rows with a value, and the sums of each figure."""
    sums = {"value": value, "previous": previous, "usual": usual, "low": low, "high": high}
    filled = int(np.count_nonzero(np.nan_to_num(value)))
    return {"rows": filled} | {name: float(np.nansum(part)) for name, part in sums.items()}
