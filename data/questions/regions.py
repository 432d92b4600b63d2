"""A selection by region: the country's level above districts, and how each region's appeals stand."""

from __future__ import annotations

import numpy as np

from data.answers import ByRegion, RegionInfo, Standing
from data.filters import Filters
from data.questions.ask import Asking
from data.questions.breakdown import rows_of
from data.questions.figures import Windows
from data.questions.naming import Names


def regions(asking: Asking, infos: tuple[RegionInfo, ...]) -> ByRegion:
    """Every region asked about, also one without appeals, the most first; all share one window, so the rows sum to the total."""
    windows = Windows.of(asking)
    codes, names = [one.code for one in infos], [one.name for one in infos]
    residents = np.array([_residents(one, asking.filters) for one in infos], np.float64)
    sums = asking.sums("region", windows.asked).ordered(codes)
    rows = rows_of(asking, sums, windows, Names.of(codes, names, [None for _ in codes]), residents)
    standing = asking.standings()
    nothing = Standing(0, 0)
    return ByRegion(asking.version, asking.asof, tuple(rows), {code: standing.get(code, nothing) for code in codes})


def _residents(region: RegionInfo, filters: Filters) -> float:
    """Residents of the region, of its chosen districts where some are; NaN where a part is unknown or cut finer."""
    if filters.cell or filters.bbox or filters.area:
        return np.nan
    chosen = [one.population for one in region.districts if not filters.district or one.code in filters.district]
    known = [people for people in chosen if people is not None]
    return float(sum(known)) if known and len(known) == len(chosen) else np.nan
