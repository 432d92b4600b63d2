"""Promises of the days after the history: always the same ones, in rhythm or lively."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.demo.calendar import DAY_US, HOUR_US, to_us
from data.demo.live import Live, changed, unfinished

from .conftest import Drawn


@pytest.fixture(scope="module")
def live(rostov: Drawn) -> Live:
    return Live(rostov.world, rostov.boundaries.tz, rostov.plan, rostov.until, 2.0)


def today(rostov: Drawn) -> int:
    return to_us(rostov.until) // DAY_US


def test_a_day_is_the_same_however_often_it_is_asked_for(live: Live, rostov: Drawn) -> None:
    one, other = live.usual(today(rostov)), live.usual(today(rostov))
    assert one.received.tobytes() == other.received.tobytes()


def test_days_never_share_a_number_with_each_other_or_the_history(live: Live, rostov: Drawn) -> None:
    days = [draw(today(rostov) + shift).number for shift in range(3) for draw in (live.usual, live.lively)]
    numbers = np.concatenate([rostov.plan.number, *days])
    assert len(np.unique(numbers)) == len(numbers)


def test_usual_weeks_go_on_as_the_history_ended(live: Live, rostov: Drawn) -> None:
    weeks = sum(live.usual(today(rostov) + shift).size for shift in range(28))
    assert weeks / (28 * 24 * 60) == pytest.approx(live.usual_rate, rel=0.15)


def test_usual_appeals_sleep_at_night(live: Live, rostov: Drawn) -> None:
    hours = np.concatenate([live.usual(today(rostov) + shift).received // HOUR_US % 24 for shift in range(14)])
    assert (hours == 23).sum() < 0.2 * (hours == 8).sum()


def test_lively_ones_come_at_their_rate_night_and_day(live: Live, rostov: Drawn) -> None:
    plan = live.lively(today(rostov))
    by_hour = np.bincount(plan.received // HOUR_US % 24, minlength=24) / 60
    assert by_hour.mean() == pytest.approx(live.rate, rel=0.1)
    assert by_hour.min() > 0.6 * live.rate


def test_without_history_and_rate_nothing_comes(live: Live, rostov: Drawn) -> None:
    still = replace(live, rate=0.0, history=unfinished(rostov.plan, 2**61))
    assert still.usual(today(rostov)).size == still.lively(today(rostov)).size == 0


def test_a_span_holds_what_was_received_in_it(live: Live, rostov: Drawn) -> None:
    since, until = to_us(rostov.until), to_us(rostov.until) + DAY_US
    received = live.between(live.usual, since, until).received
    assert received.min() > since
    assert received.max() <= until


def test_live_appeals_repeat_those_of_the_history(live: Live, rostov: Drawn) -> None:
    repeats = live.lively(today(rostov)).repeat_of
    assert np.isin(repeats[repeats >= 0], rostov.plan.number).any()


def test_a_finished_appeal_changes_no_more(rostov: Drawn) -> None:
    now = to_us(rostov.until)
    alive = unfinished(rostov.plan, now)
    later = changed(rostov.plan, now, 2**61)
    assert set(alive.number) == set(rostov.plan.number[later])
