"""Killed at any moment, the store keeps what it acknowledged; the full series: `python -m tests.faults.kill9`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.kill9 import Outcome, Series
from tests.faults.victim import BLOCK


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    series = Series(tmp_path_factory.mktemp("kill9"), seed=3)
    return series.run(5)


@pytest.mark.slow
def test_every_acknowledged_record_is_there_after_a_kill(outcome: Outcome) -> None:
    assert outcome.acknowledged_rows > 100
    assert outcome.lost == []


@pytest.mark.slow
def test_no_call_is_stored_in_part(outcome: Outcome) -> None:
    assert outcome.torn == []


@pytest.mark.slow
def test_the_version_never_goes_back(outcome: Outcome) -> None:
    assert outcome.backwards == []


@pytest.mark.slow
def test_the_operators_check_passes_after_a_kill(outcome: Outcome) -> None:
    assert outcome.checks > 0
    assert outcome.unsound == []


def test_the_series_would_notice_a_loss(tmp_path: Path) -> None:
    series = Series(tmp_path, seed=1)
    series.acknowledged = {("p0", 0): 5, ("p0", 1): 5}
    series.version = 9
    series.compare(0, {("p0", 0): 4, ("p0", BLOCK - 1): 5}, 8)
    assert len(series.outcome.lost) == 2
    assert (len(series.outcome.torn), len(series.outcome.backwards)) == (1, 1)
