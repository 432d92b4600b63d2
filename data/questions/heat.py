"""Values of hexagons: only of appeals placed to a house or a street, summed up to the resolution asked for."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.answers import Heat
from data.breaks import breaks
from data.filters import Bounds
from data.questions.ask import Asking
from data.questions.figures import Windows, figures
from geo import cells

COARSEST = 4
DEFAULT = 8
_CELLS_ACROSS = 60
_KM_PER_DEGREE = 111.2


def heat(asking: Asking, max_cells: int, viewport_res: int | None) -> Heat:
    """Cells with a value, ascending; above `max_cells` the next coarser resolution, named in the answer."""
    filters = asking.filters
    res = filters.res or viewport_res or (_fitting(filters.bbox) if filters.bbox else DEFAULT)
    while res > COARSEST and asking.many_cells(res, max_cells):
        res -= 1
    found = _valued(asking, res)
    while len(found.ids) > max_cells and res > COARSEST:
        res -= 1
        found = _valued(asking, res)
    limits = breaks(filters.metric, filters.unit, res, filters.period or _days(asking))
    head = (asking.version, asking.asof, res, filters.metric, filters.unit, limits)
    return Heat(*head, found.ids, found.values, _behind(asking, found))


def _days(asking: Asking) -> str | float:
    """The length of a window given by dates, for limits that fit it."""
    window = asking.span.window
    return "all" if asking.span.open_ended else (window.hi - window.lo).total_seconds() / 86_400


def _fitting(bounds: Bounds) -> int:
    """The finest resolution of which about 60 cells lie side by side in the view."""
    west, south, east, north = bounds
    degrees = (east - west) % 360 or 360
    width = degrees * _KM_PER_DEGREE * math.cos(math.radians((south + north) / 2))
    fitting = [
        res
        for res in range(COARSEST, cells.RESOLUTION + 1)
        if width / (2 * cells.edge_km(res)) <= _CELLS_ACROSS
    ]
    return fitting[-1] if fitting else COARSEST


def cell_values(
    asking: Asking, res: int, chosen: NDArray[np.uint64] | None = None
) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
    """Ids and values at a resolution, of all cells or of the chosen ones; zero cells are left out.

    Residents of a cell are not known, so `per1000` has cells without values (NaN).
    """
    found = _valued(asking, res, chosen)
    return found.ids, found.values


class _Valued(NamedTuple):
    """Cells that have a value, and the plain number of appeals measured in each."""

    ids: NDArray[np.uint64]
    values: NDArray[np.float64]
    measured: NDArray[np.float64]


def _valued(asking: Asking, res: int, chosen: NDArray[np.uint64] | None = None) -> _Valued:
    windows = Windows.of(asking)
    numbers = (0, *windows.usual) if asking.filters.metric == "excess" else (0,)
    windows = Windows(tuple(one for one in windows.asked if one.k in numbers), numbers[1:], None)
    ids, sums = asking.cells(windows.asked, res, chosen)
    found = figures(asking, sums, windows, None)
    shown = found.value != 0
    return _Valued(ids[shown], found.value[shown], found.count[shown])


def _behind(asking: Asking, found: _Valued) -> NDArray[np.float64] | None:
    """What a mean or an excess rests on; an excess on the larger of the number and its usual."""
    if asking.filters.metric == "excess":
        return np.maximum(found.measured, found.measured - np.nan_to_num(found.values))
    return found.measured if asking.is_mean else None
