"""Windows cut into slots: each window is exactly its slots, each asked once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from data.facts.plan import Plan, key, micros, plan
from data.windows import BEGINNING, Window
from tests.support.facts import at, window

NOW, BEFORE, LAST = window(100, 200), window(50, 150), window(10, 40)
DAYS = [window(lo, lo + 10, 200) for lo in range(100, 200, 10)]


def slots_of(planned: Plan, one: Window) -> list[tuple[int, int]]:
    first, last = planned.spans[planned.number[key(one)]].tolist()
    edges = planned.edges.tolist()
    return list(zip(edges[first:last], edges[first + 1 : last + 1], strict=True))


@pytest.mark.parametrize("one", [NOW, BEFORE, LAST, *DAYS])
def test_the_slots_of_a_window_cover_it_without_gaps(one: Window) -> None:
    slots = slots_of(plan([NOW, BEFORE], [LAST, *DAYS], [NOW]), one)
    assert (slots[0][0], slots[-1][1]) == (micros(one.lo), micros(one.hi))
    assert all(earlier[1] == later[0] for earlier, later in pairwise(slots))


def test_what_lies_in_no_window_is_not_covered() -> None:
    planned = plan([], [LAST, NOW], [])
    assert planned.edges.tolist() == [micros(at(second)) for second in (10, 40, 100, 200)]
    assert planned.covered.tolist() == [True, False, True]


def test_windows_alike_are_one_whatever_their_numbers() -> None:
    planned = plan([NOW, window(100, 200, k=9)], [window(100, 200, k=3)], [NOW])
    assert (len(planned.number), len(planned.broad_number), planned.slots) == (1, 1, 1)


def test_windows_judged_at_different_moments_are_two() -> None:
    assert len(plan([], [NOW, window(100, 200, 150)], []).number) == 2


def test_a_window_without_a_beginning_begins_before_everything() -> None:
    planned = plan([Window(0, 0, BEGINNING, at(5), at(5))], [], [])
    assert planned.edges[0] < -(10**16)


def test_broad_slots_lie_between_edges_of_broad_windows_only() -> None:
    planned = plan([NOW], DAYS, [NOW])
    assert (planned.slots, planned.broad_slots) == (10, 1)
    assert planned.broad.tolist() == [0] * 10


def test_outside_all_broad_windows_there_is_no_broad_slot() -> None:
    planned = plan([NOW], [LAST, window(150, 250)], [])
    outside = [edge < micros(at(100)) or edge >= micros(at(200)) for edge in planned.edges[:-1].tolist()]
    assert (planned.broad < 0).tolist() == outside


def test_cells_of_one_window_have_one_column() -> None:
    planned = plan([NOW, BEFORE], [], [NOW])
    assert (planned.columns, planned.columns_of(NOW)) == (1, [0])


def test_cells_of_several_windows_add_up_from_the_slots_they_share() -> None:
    planned = plan([NOW, BEFORE], [], [NOW, BEFORE])
    now, before = set(planned.columns_of(NOW)), set(planned.columns_of(BEFORE))
    shared = planned.column[planned.broad_edges[:-1].searchsorted(planned.edges.searchsorted(micros(at(100))))]
    assert now & before == {int(shared)}
    assert len(now | before) == planned.columns == 5


def test_broad_windows_without_cells_have_no_column() -> None:
    planned = plan([NOW, LAST], [], [NOW])
    assert planned.columns_of(LAST) == []


def test_a_slot_is_settled_at_the_earliest_moment_it_is_judged_at() -> None:
    planned = plan([], [NOW, BEFORE, window(140, 160, 300)], [])
    middle = int(np.searchsorted(planned.edges, micros(at(140))))
    assert planned.settled[middle] == micros(at(150))
    assert planned.settled[-1] == micros(at(200))


def test_each_slot_lists_the_windows_that_hold_it() -> None:
    planned = plan([NOW], [BEFORE, LAST], [])
    for slot in range(planned.slots):
        listed = set(planned.listed[planned.begins[slot] : planned.begins[slot + 1]].tolist())
        holding = {number for number, (first, last) in enumerate(planned.spans.tolist()) if first <= slot < last}
        assert listed == holding


def test_a_plan_of_nothing_has_no_slots() -> None:
    planned = plan([], [], [])
    assert (planned.slots, planned.broad_slots, planned.columns) == (0, 0, 0)


def test_an_empty_window_has_no_slots() -> None:
    assert slots_of(plan([], [NOW, window(150, 150)], []), window(150, 150)) == []
