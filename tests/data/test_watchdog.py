"""What runs too long is interrupted; what ends in time is left alone."""

from __future__ import annotations

import threading

import pytest

from data.watchdog import Watchdog


@pytest.fixture
def watchdog():  # type: ignore[no-untyped-def]
    found = Watchdog(0.05)
    yield found
    found.close()


def test_what_runs_too_long_is_interrupted(watchdog: Watchdog) -> None:
    interrupted = threading.Event()
    with watchdog.watching(interrupted.set):
        assert interrupted.wait(5)


def test_what_has_ended_is_left_alone(watchdog: Watchdog) -> None:
    early, late = threading.Event(), threading.Event()
    with watchdog.watching(early.set):
        pass
    with watchdog.watching(late.set):
        assert late.wait(5)
    assert not early.is_set()
