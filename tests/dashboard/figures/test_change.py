"""A change is news only beyond noise."""

from __future__ import annotations

import math

import pytest

from dashboard.figures import change
from tests.dashboard.screen_world import row


def test_counts_are_noise_within_two_deviations_of_their_difference() -> None:
    limit = 2 * math.sqrt(100 + 128)
    assert limit > 28
    assert change.of_counts(128, 100).direction == "flat"
    assert change.of_counts(131, 100).direction == "up"
    assert change.of_counts(60, 100).direction == "down"


def test_a_change_from_nothing_has_no_share() -> None:
    assert change.of_counts(9, 0).share is None


def test_no_change_is_flat() -> None:
    assert change.of_counts(0, 0).direction == "flat"
    assert change.of_ratings(4.5, 4.5).direction == "flat"


def test_rates_are_news_when_the_counts_behind_them_are() -> None:
    assert change.of_rates(2.0, 1.0, (200, 100)).direction == "up"
    assert change.of_rates(2.0, 1.0, (2, 1)).direction == "flat"


def test_mean_durations_need_enough_answers() -> None:
    assert change.of_durations(4.0, 8.0, (400, 400)).direction == "down"
    assert change.of_durations(4.0, 8.0, (3, 3)).direction == "flat"
    assert change.of_durations(4.0, 8.0, (0, 3)).direction == "flat"


@pytest.mark.parametrize(("value", "direction"), [(4.6, "up"), (4.45, "flat"), (4.3, "down")])
def test_marks_need_a_tenth(value: float, direction: str) -> None:
    assert change.of_ratings(value, 4.42).direction == direction


def test_a_row_outside_its_band_by_more_than_chance_is_news() -> None:
    assert change.from_usual(row("1", 150.0, usual=100.0, low=90.0, high=110.0), "count") == change.Change(
        50.0, 0.5, True
    )


def test_one_appeal_where_none_is_usual_is_no_news() -> None:
    found = change.from_usual(row("1", 1.0, usual=0.0, low=0.0, high=0.0), "count")
    assert found is not None
    assert (found.direction, found.share) == ("flat", None)


def test_a_row_within_its_band_is_no_news() -> None:
    found = change.from_usual(row("1", 150.0, usual=100.0, low=50.0, high=160.0), "count")
    assert found is not None
    assert found.direction == "flat"


def test_an_excess_is_a_share_of_what_was_usual() -> None:
    found = change.from_usual(row("1", 50.0, usual=0.0, low=-10.0, high=10.0, count=150), "excess")
    assert found == change.Change(50.0, 0.5, True)


def test_without_limits_the_usual_value_is_the_band() -> None:
    found = change.from_usual(row("1", 5.0, usual=4.0), "answer_days")
    assert found is not None
    assert found.beyond


def test_without_a_usual_value_there_is_nothing_to_say() -> None:
    assert change.from_usual(row("1", 5.0), "count") is None
    assert change.from_usual(row("1", None, usual=4.0), "count") is None
    assert change.from_previous(row("1", 5.0), "count") is None


@pytest.mark.parametrize(
    ("metric", "direction"), [("count", "up"), ("rating", "up"), ("answer_days", "flat")]
)
def test_a_row_is_compared_with_the_window_before_by_the_noise_of_its_metric(
    metric: str, direction: str
) -> None:
    found = change.from_previous(row("1", 9.0, previous=1.0, count=3), metric)
    assert found is not None
    assert found.direction == direction
