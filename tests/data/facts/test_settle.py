"""Settling: what was taken back leaves the base, what came is in it, and nothing else changes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from data.facts.columns import SECOND
from data.facts.settle import FactsLost, settled
from tests.support.facts import block, columns, net, some, tail


def test_a_row_taken_back_leaves_the_base() -> None:
    base = block(SECOND, [1 * SECOND, 2 * SECOND], topic=[1, 2])
    (found,) = settled([base], [tail([1 * SECOND], topic=[1], sign=[-1])])
    assert found.topic.tolist() == [2]
    assert len(found.sign) == 0


@pytest.mark.parametrize(
    "other",
    [{"topic": [2]}, {"district": [1]}, {"origin": [1]}, {"state": [1]}, {"cell": [1]}, {"child": [1]}, {"mark": [3]},
     {"ended": [5 * SECOND]}, {"due": [5 * SECOND]}, {"answered": [5 * SECOND]}],
)  # fmt: skip
def test_a_row_that_differs_in_anything_is_not_there(other: dict[str, list[int]]) -> None:
    with pytest.raises(FactsLost):
        settled([block(SECOND, [1 * SECOND])], [tail([1 * SECOND], **other, sign=[-1])])


def test_a_row_of_another_moment_is_not_there() -> None:
    with pytest.raises(FactsLost):
        settled([block(SECOND, [1 * SECOND])], [tail([2 * SECOND], sign=[-1])])


def test_nothing_can_be_taken_back_from_nothing() -> None:
    with pytest.raises(FactsLost):
        settled([], [tail([1 * SECOND], sign=[-1])])


@pytest.mark.parametrize(("times", "left"), [(1, 2), (2, 1), (3, 0)])
def test_of_equal_rows_as_many_leave_as_were_taken_back(times: int, left: int) -> None:
    base = block(SECOND, [5 * SECOND] * 3)
    assert sum(map(len, settled([base], [tail([5 * SECOND] * times, sign=[-1] * times)]))) == left


def test_more_equal_rows_than_there_are_cannot_leave() -> None:
    with pytest.raises(FactsLost):
        settled([block(SECOND, [5 * SECOND] * 2)], [tail([5 * SECOND] * 3, sign=[-1] * 3)])


def test_a_row_that_came_and_left_since_was_never_there() -> None:
    came, left = tail([5 * SECOND], topic=[7]), tail([5 * SECOND], topic=[7], sign=[-1])
    (found,) = settled([block(SECOND, [1 * SECOND])], [came, left])
    assert found.topic.tolist() == [0]


def test_whole_seconds_and_fractions_lie_apart() -> None:
    found = settled([], [tail([2 * SECOND, 1 * SECOND + 1, 1 * SECOND])])
    assert {one.unit: one.micros("received").tolist() for one in found} == {
        SECOND: [1 * SECOND, 2 * SECOND], 1: [1 * SECOND + 1]
    }  # fmt: skip


def test_numbers_of_hexagons_widen_when_one_no_longer_fits() -> None:
    base = block(SECOND, [1 * SECOND], cell=[3])
    assert base.cell.dtype == np.uint16
    (found,) = settled([base], [tail([2 * SECOND], cell=[70_000])])
    assert (found.cell.dtype == np.uint32, found.cell.tolist()) == (True, [3, 70_000])


@pytest.mark.parametrize("seed", range(20))
def test_the_base_becomes_what_the_changes_say(seed: int) -> None:
    rng = np.random.default_rng(seed)
    held = some(rng, 80, SECOND)
    base = block(SECOND, **held)
    fresh = some(rng, 30, SECOND if seed % 3 else SECOND // 2)
    chosen = rng.choice(80, 25, replace=False).tolist()
    gone = {name: [values[row] for row in chosen] for name, values in held.items()}
    tails = [tail(**fresh, sign=[1] * 30), tail(**gone, sign=[-1] * 25)]
    found = settled([base], tails)
    assert net(found) == net([base, *tails])
    assert all((np.diff(one.received) >= 0).all() for one in found)


def test_types_stay_as_narrow_as_they_were() -> None:
    base = block(SECOND, [1 * SECOND, 2 * SECOND], topic=[1, 2], mark=[3, 4])
    (found,) = settled([base], [tail([1 * SECOND], topic=[1], mark=[3], sign=[-1]), tail([3 * SECOND], mark=[5])])
    for name in columns([0]):
        if name != "sign":
            assert found.column(name).dtype == base.column(name).dtype, name
    assert Counter(found.mark.tolist()) == {4: 1, 5: 1}
