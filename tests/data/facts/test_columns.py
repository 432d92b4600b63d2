"""Blocks of columns: moments and ticks, what is unsettled, what is counted by origin, which type fits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.facts.columns import NEVER, SECOND, narrow_cells, signed, ticks, whole_seconds
from tests.support.facts import block, columns, net, tail

DAY = 86_400 * SECOND


@pytest.mark.parametrize("unit", [1, SECOND])
def test_positions_count_the_facts_received_before_a_moment(unit: int) -> None:
    found = block(unit, [10 * SECOND, 10 * SECOND, 20 * SECOND])
    edges = np.array([10 * SECOND - 1, 10 * SECOND, 10 * SECOND + 1, 20 * SECOND, 20 * SECOND + 1])
    assert found.positions(edges).tolist() == [0, 0, 2, 2, 3]


def test_a_moment_beyond_the_ticks_of_a_block_lies_before_or_after_all_of_it() -> None:
    found = block(SECOND, [-5 * SECOND, 5 * SECOND])
    assert found.positions(np.array([-(10**17), 10**17])).tolist() == [0, 2]


moments = st.integers(-(10**9) * SECOND, 10**9 * SECOND)


@pytest.mark.parametrize("unit", [1, SECOND])
@given(moment=moments, tick=st.integers(-(10**9), 10**9))
def test_a_tick_is_after_a_moment_if_it_is_greater_than_the_last_not_after_it(unit: int, moment: int, tick: int) -> None:
    last = block(unit, [0]).at_or_before(np.array([moment]))[0]
    assert (tick > last) == (tick * unit > moment)


@pytest.mark.parametrize("unit", [1, SECOND])
@given(moment=moments, tick=st.integers(-(10**9), 10**9))
def test_a_tick_is_before_a_moment_if_it_is_less_than_the_first_not_before_it(unit: int, moment: int, tick: int) -> None:
    first = block(unit, [0]).not_before(np.array([moment]))[0]
    assert (tick < first) == (tick * unit < moment)


@pytest.mark.parametrize("unit", [1, SECOND])
def test_what_never_was_is_after_every_moment_and_before_none(unit: int) -> None:
    found = block(unit, [0])
    never = int(found.ended[0])
    far = np.array([-(10**18), 0, 10**18, NEVER - 1])
    assert (never > found.at_or_before(far)).all()
    assert not (never < found.not_before(far)).any()


@pytest.mark.parametrize("unit", [1, SECOND])
def test_columns_tell_the_microseconds_that_were_given(unit: int) -> None:
    whole = columns([3 * SECOND, 1 * SECOND], due=[NEVER, 7 * SECOND])
    found = block(unit, [3 * SECOND, 1 * SECOND], due=[NEVER, 7 * SECOND]).columns()
    assert found["received"].tolist() == sorted(whole["received"].tolist())
    assert found["due"].tolist() == [7 * SECOND, NEVER]
    assert found["sign"].tolist() == [1, 1]


@pytest.mark.parametrize("unit", [1, SECOND])
def test_the_unsettled_had_not_ended_seventy_days_before_the_last_receipt(unit: int) -> None:
    received = [0, 1 * DAY, 2 * DAY, 140 * DAY]
    found = block(unit, received, ended=[70 * DAY, 70 * DAY + SECOND, NEVER, NEVER])
    assert found.horizon == 70 * DAY
    assert found.unsettled_rows.tolist() == [1, 2, 3]


def test_what_was_taken_back_counts_less_by_origin() -> None:
    found = tail([5, 1, 3], origin=[1, 1, 3], sign=[1, -1, -1])
    assert found.rows_by_origin.tolist() == [0, 0, 0, -1]
    assert found.last_by_origin[[1, 3]].tolist() == [5, 3]


def test_changes_come_out_in_order_of_receipt() -> None:
    found = tail([5, 1, 3], topic=[5, 1, 3], sign=[1, -1, 1])
    assert found.received.tolist() == [1, 3, 5]
    assert (found.topic.tolist(), found.sign.tolist()) == ([1, 3, 5], [-1, 1, 1])


@pytest.mark.parametrize(
    ("received", "due", "fits"),
    [
        (7 * SECOND, NEVER, True),
        (-7 * SECOND, 9 * SECOND, True),
        (7 * SECOND + 1, NEVER, False),
        (7 * SECOND, 9 * SECOND - 1, False),
        (2**31 * SECOND, NEVER, False),
        ((2**31 - 1) * SECOND, NEVER, False),
    ],
)
def test_a_row_fits_whole_seconds_if_all_its_moments_do(received: int, due: int, fits: bool) -> None:
    assert whole_seconds(columns([received], due=[due])).tolist() == [fits]


def test_ticks_of_a_second_are_narrow_and_keep_what_never_was() -> None:
    found = ticks(np.array([5 * SECOND, NEVER]), SECOND)
    assert found.dtype == np.int32
    assert found.tolist() == [5, 2**31 - 1]


@pytest.mark.parametrize(("most", "kind"), [(65_535, np.uint16), (65_536, np.uint32)])
def test_numbers_of_hexagons_are_narrow_where_they_fit(most: int, kind: type) -> None:
    found = narrow_cells(np.array([0, most], np.uint32))
    assert found.dtype == kind
    assert found.tolist() == [0, most]


def test_a_block_tells_its_memory() -> None:
    one, two = block(SECOND, [0]), block(SECOND, [0, SECOND])
    assert two.nbytes == 2 * one.nbytes > 0


def test_columns_of_a_block_make_the_same_block() -> None:
    found = tail([5, 1], cell=[70_000, 2], sign=[1, -1])
    assert net([signed(found.columns())]) == net([found])
