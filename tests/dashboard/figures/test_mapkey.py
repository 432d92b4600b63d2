"""The legend of a drawn map: limits that would touch are thinned out, the first and the last stay."""

from __future__ import annotations

import re

import numpy as np
import pytest
import shapely

from dashboard.figures.mapframe import frame, free_corner
from dashboard.figures.mapkey import Key, foot, key, lifted, size
from dashboard.figures.mapsvg import Look
from data.answers import Heat
from tests.dashboard.screen_world import ASOF

SHORT = ("1", "2", "5", "10", "20", "50", "100", "300", "600+")
LONG = ("1", "3", "8", "20", "50", "150", "400", "1\u202f000", "2\u202f000+")


def drawn(limits: tuple[str, ...], unit: float) -> list[str]:
    words = Key("Обращения за 30 дней", "на ячейку ≈ 36 км²", limits, "", "км", "м", "")
    none = np.array([], np.float64)
    heat = Heat(1, ASOF, 6, "count", "appeals", tuple(range(len(limits))), np.array([], np.uint64), none)
    wide, high = size(words, unit)
    return re.findall(r">([^<>]+)</text>", key(words, heat, Look(unit=unit), (0.0, 0.0, wide, high)))[-len(limits) :]


@pytest.mark.parametrize("unit", [1.0, 1.62, 3.0])
def test_limits_are_all_written_where_there_is_room(unit: float) -> None:
    assert set(SHORT) <= set(drawn(SHORT, unit))


@pytest.mark.parametrize("unit", [1.0, 1.62, 3.0])
def test_limits_that_would_touch_are_thinned_out(unit: float) -> None:
    found = set(drawn(LONG, unit))
    assert {LONG[0], LONG[-1]} <= found
    assert LONG[-2] not in found


@pytest.mark.parametrize("wide", [400, 460, 560, 728, 1200])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_scale_bar_and_the_sources_never_lie_under_the_legend(wide: int, side: str) -> None:
    at = frame((wide, 560), (39.0, 46.0, 44.0, 50.0), (18, 18, 18, 22), 1.0)
    words = Key("Обращения за 30 дней", "на ячейку ≈ 1 770 км²", SHORT, "", "км", "м", "")
    across = (0, wide / 2) if side == "right" else (wide / 2, wide)
    busy = np.array([shapely.box(0, 0, wide, 300), shapely.box(across[0], 0, across[1], 560)], object)
    below = lifted(at, size(words, 1.0)[0])
    corner, _ = free_corner(at, size(words, 1.0), busy, 0.0, below)
    assert (corner[0] + corner[2] > wide) == (side == "right")
    assert shapely.area(shapely.intersection(shapely.box(*corner), shapely.box(*foot(at, corner)))) == 0.0
    assert (below > 0) == (wide < 520)
