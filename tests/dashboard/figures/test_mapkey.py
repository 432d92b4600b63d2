"""The legend of a drawn map: limits that would touch are thinned out, the first and the last stay."""

from __future__ import annotations

import re

import numpy as np
import pytest

from dashboard.figures.mapkey import Key, key, size
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
