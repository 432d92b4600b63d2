"""Promises of the planted surges: each stands out against the windows before."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from data.demo.calendar import DAY_US, to_us
from data.demo.surges import plan_surges

from .conftest import Drawn

NUMBERS = range(7)


def of_surge(rostov: Drawn, number: int) -> tuple[int, list[int]]:
    """Appeals in the surge's topic, quarter and days, and in the eight equal windows before."""
    surge = plan_surges(rostov.world.ground, rostov.themes, rostov.until, rostov.plan.size)[number]
    plan, ground = rostov.plan, rostov.world.ground
    there = (plan.topic == surge.topic) & (plan.address >= 0) & (ground.quarter[plan.address] == surge.quarter)
    length = -(-(surge.until - surge.since) // (7 * DAY_US)) * 7 * DAY_US
    counts = [
        int((there & (plan.received >= surge.since - back * length) & (plan.received < surge.until - back * length)).sum())
        for back in range(9)
    ]
    return counts[0], counts[1:]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_planted_surge_stands_out_against_the_eight_windows_before(rostov: Drawn, number: int) -> None:
    now, before = of_surge(rostov, number)
    assert now >= 20
    assert now > 5 * (np.median(before) + 1)


def test_at_least_two_surges_fall_into_the_last_thirty_days(rostov: Drawn) -> None:
    surges = plan_surges(rostov.world.ground, rostov.themes, rostov.until, 300_000)
    month = to_us(rostov.until - timedelta(days=30))
    assert sum(surge.since >= month for surge in surges) >= 2


def test_no_surge_lasts_beyond_the_end(rostov: Drawn) -> None:
    surges = plan_surges(rostov.world.ground, rostov.themes, rostov.until, 300_000)
    assert max(surge.until for surge in surges) <= to_us(rostov.until)


def test_surges_lie_in_different_places(rostov: Drawn) -> None:
    surges = plan_surges(rostov.world.ground, rostov.themes, rostov.until, 300_000)
    assert len({(surge.topic, surge.quarter) for surge in surges}) == len(surges)
