from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.demo.calendar import DAY_US, to_us
from data.demo.live import Live, changed, unfinished

from .conftest import Drawn


@pytest.fixture(scope="module")
def live(rostov: Drawn) -> Live:
    return Live(rostov.world, rostov.boundaries.tz, rostov.plan, rostov.until, 2.0)


def today(rostov: Drawn) -> int:
    return to_us(rostov.until) // DAY_US


def test_a_day_is_the_same_however_often_it_is_asked_for(live: Live, rostov: Drawn) -> None:
    one, other = live.day(today(rostov)), live.day(today(rostov))
    assert one.received.tobytes() == other.received.tobytes()


def test_days_never_share_a_number_with_each_other_or_the_history(live: Live, rostov: Drawn) -> None:
    days = [live.day(today(rostov) + shift).number for shift in range(3)]
    numbers = np.concatenate([rostov.plan.number, *days])
    assert len(np.unique(numbers)) == len(numbers)


def test_a_week_keeps_to_the_rate(live: Live, rostov: Drawn) -> None:
    start = today(rostov) + 20
    week = sum(live.at_rate(live.day(start + shift)).size for shift in range(7))
    assert week / (7 * 24 * 60) == pytest.approx(2.0, rel=0.25)


def test_the_usual_ones_are_among_those_at_the_rate(live: Live, rostov: Drawn) -> None:
    day = live.day(today(rostov))
    usual, at_rate = live.usual(day), live.at_rate(day)
    assert 0 < usual.size < 0.2 * at_rate.size
    assert set(usual.number) <= set(at_rate.number)


def test_a_slow_feed_is_slower_than_the_history(live: Live, rostov: Drawn) -> None:
    slow = replace(live, rate=live.usual_rate / 10)
    day = slow.day(today(rostov) + 1)
    assert slow.at_rate(day).size < 0.4 * day.size


def test_without_history_and_rate_nothing_comes(live: Live, rostov: Drawn) -> None:
    still = replace(live, rate=0.0, history=unfinished(rostov.plan, 2**61))
    assert still.at_rate(live.day(today(rostov))).size == 0


def test_a_span_holds_what_was_received_in_it(live: Live, rostov: Drawn) -> None:
    since, until = to_us(rostov.until), to_us(rostov.until) + DAY_US
    received = live.span(since, until).received
    assert received.min() > since
    assert received.max() <= until


def test_live_appeals_repeat_those_of_the_history(live: Live, rostov: Drawn) -> None:
    repeats = live.span(to_us(rostov.until), to_us(rostov.until) + 2 * DAY_US).repeat_of
    assert np.isin(repeats[repeats >= 0], rostov.plan.number).any()


def test_a_finished_appeal_changes_no_more(rostov: Drawn) -> None:
    now = to_us(rostov.until)
    alive = unfinished(rostov.plan, now)
    later = changed(rostov.plan, now, 2**61)
    assert set(alive.number) == set(rostov.plan.number[later])
