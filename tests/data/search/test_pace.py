"""The index takes what is idle, and little while records come in."""

from __future__ import annotations

from data.search.pace import Pace


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_in_a_quiet_store_rounds_are_large_and_follow_each_other() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.begin(20_000) == 20_000
    clock.now += 0.7
    assert pace.rest() == 0.0


def test_while_records_come_in_rounds_are_short_and_far_apart() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.committed()
    assert pace.begin(20_000) < 20_000
    assert pace.begin(1_000) == 1_000
    clock.now += 0.5
    assert pace.rest() > 1.0


def test_a_moment_after_the_last_record_the_store_is_quiet_again() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.committed()
    assert pace.busy
    clock.now += 5.0
    assert not pace.busy
    assert pace.rest() == 0.0
