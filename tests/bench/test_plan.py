"""A question spelt out for the other engines means what the product means by it."""

from __future__ import annotations

import numpy as np
import pytest

from bench import plan
from bench.calendar import BEGIN_S, END_S

REACH = {"all": BEGIN_S + 700, "b00": BEGIN_S + 900}
ZONES = {"all": "Europe/Moscow", "b00": "Europe/Moscow"}
DAY_S = 86_400


def asked(name: str, window: str, repetition: int = 0) -> plan.Plan:
    return plan.plan(name, window, repetition, REACH, ZONES)


def test_every_repetition_asks_as_of_another_moment_and_so_does_the_cold_one() -> None:
    moments = {plan.moment(number) for number in [*range(plan.MOST_REPETITIONS * 2), plan.COLD]}
    assert len(moments) == plan.MOST_REPETITIONS * 2 + 1


@pytest.mark.parametrize(("window", "days", "back"), [("24h", 1, 7), ("30d", 30, 35), ("1y", 365, 371)])
def test_a_window_the_one_before_and_eight_usual_ones(window: str, days: int, back: int) -> None:
    found = asked("none", window)
    assert found.now.hi - found.now.lo == days * DAY_S
    assert found.now.hi == found.now.at > END_S
    assert found.before is not None
    assert found.now.lo - found.before.lo == back * DAY_S
    assert [found.now.lo - one.lo for one in found.usual] == [7 * DAY_S * week for week in range(1, 9)]
    assert len(found.windows) == 10


def test_all_has_no_window_before_and_no_beginning() -> None:
    found = asked("none", "all")
    assert (found.before, found.usual, found.now.lo, found.bins[0].lo) == (None, (), 0, 0)
    assert found.first == found.trend_first == 0


@pytest.mark.parametrize("window", plan.WINDOWS)
def test_every_edge_of_the_trend_lies_where_the_pieces_of_time_begin(window: str) -> None:
    found = asked("topic+channel+closed", window)
    edges = {edge for one in (*found.bins, *found.earlier) for edge in (one.lo, one.hi)} - {0}
    assert {(edge - found.anchor) % found.unit for edge in edges} <= {0, found.rest}
    assert set(found.moments) == {0, *range(1, 9)}


def test_the_selection_is_spelt_out() -> None:
    found = asked("topic+channel+closed", "30d")
    assert (found.equal, found.closed) == ({"topic_group": "01", "channel": "app"}, True)
    assert asked("region", "30d").equal == {"region": "b00"}


def test_every_filter_set_can_be_asked() -> None:
    for name in plan.all_sets():
        assert plan.params(name, "30d", 1)["period"] == "30d"
    assert set(plan.PEER_SETS) | set(plan.QUICK_SETS) <= set(plan.FILTER_SETS)
    assert set(plan.ONE_DIMENSION) | set(plan.COMBINED) == set(plan.FILTER_SETS)


def test_counts_before_an_edge() -> None:
    starts = np.array([30, 10, 20])
    counts = np.array([[3], [1], [2]])
    assert plan.edge_counts(starts, counts, np.array([0, 10, 20, 31, 99]))[:, 0].tolist() == [0, 0, 1, 6, 6]
