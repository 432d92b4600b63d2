"""Hexagons in every step of the window: what the map plays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from data.breaks import breaks
from data.map_answers import Frames
from data.questions.ask import Asking
from data.questions.heat import COARSEST, DEFAULT
from data.windows import to_zone

PLAYED = ("count", "overdue", "repeat")
"""Metrics whose steps add up; for any other one the appeals themselves are played."""

FINEST = 8
"""Finer hexagons are not numbered in the facts: ninety steps of them would take seconds."""

MOST_VALUES = 12_000_000
"""Most values (cells x steps) of an answer; above it the next coarser resolution is taken."""

_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0}


def frames(asking: Asking, most: int) -> Frames:
    """Values by step and cell, cells that hold anything in any step; the steps are those of the trend."""
    filters = asking.filters
    metric = filters.metric if filters.metric in PLAYED else "count"
    counting = replace(asking, filters=replace(filters, metric=metric))
    step, windows, _ = counting.steps(None)
    res = min(filters.res or DEFAULT, FINEST)
    while True:
        ids, sums = counting.cells(windows, res) if windows else (np.empty(0, np.uint64), None)
        if res == COARSEST or (len(ids) <= most and len(ids) * len(windows) <= MOST_VALUES):
            break
        res -= 1
    values = np.zeros((0, 0)) if sums is None else np.nan_to_num(sums.value).T
    moments = [one.lo for one in windows] + [windows[-1].hi] if windows else []
    at = tuple(to_zone(moment, asking.zone) for moment in moments)
    limits = breaks(metric, filters.unit, res, _DAYS[step])
    whole = np.rint(values).astype(np.int64)
    return Frames(asking.version, asking.asof, res, metric, filters.unit, step, limits, at, ids, whole)
