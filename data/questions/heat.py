"""Values of hexagons: only of appeals placed to a house or a street, summed up to the resolution asked for."""

from __future__ import annotations

import math

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
    ids, values = cell_values(asking, res)
    while len(ids) > max_cells and res > COARSEST:
        res -= 1
        ids, values = cell_values(asking, res)
    limits = breaks(filters.metric, filters.unit, res, filters.period or _days(asking))
    return Heat(asking.version, asking.asof, res, filters.metric, filters.unit, limits, ids, values)


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
    windows = Windows.of(asking)
    numbers = (0, *windows.usual) if asking.filters.metric == "excess" else (0,)
    windows = Windows(tuple(one for one in windows.asked if one.k in numbers), numbers[1:], None)
    ids, sums = asking.cells(windows.asked, res, chosen)
    values = figures(asking, sums, windows, None).value
    shown = values != 0
    return ids[shown], values[shown]
