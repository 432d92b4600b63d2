"""How far back the newest chosen appeals lie, held against plain counts."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from data.facts import loops, newest
from data.facts.columns import NEVER, SECOND, Block
from data.facts.newest import Newest, moments, stretches
from data.facts.passing import Ask
from data.facts.plan import micros
from data.windows import Window
from tests.support.facts import block, ground, net, some, tail, window

COUNTED = Ask(loops.COUNT, 0, False)
EVER = window(-100, 100)


def found(blocks: list[Block], wanted: int, over: Window = EVER, ask: Ask = COUNTED) -> list[int]:
    return [int(moment) for moment in moments([ground(*blocks, codes=2)], over, ask, wanted)]


def held(blocks: list[Block], over: Window = EVER) -> list[int]:
    """Every receipt in a window, one a fact that holds, the newest first."""
    counted: Counter[int] = Counter()
    for row, n in net(blocks).items():
        counted[row[0]] += n
    lo, hi = micros(over.lo), micros(over.hi)
    return sorted((moment for moment in counted.elements() if lo <= moment < hi), reverse=True)


def test_the_newest_receipts_come_first() -> None:
    assert found([block(SECOND, [1 * SECOND, 3 * SECOND, 2 * SECOND])], 2) == [3 * SECOND, 2 * SECOND]


def test_there_are_no_more_than_there_are() -> None:
    assert found([block(SECOND, [1 * SECOND])], 10) == [1 * SECOND]
    assert found([], 10) == []


def test_only_receipts_of_the_window_count() -> None:
    assert found([block(SECOND, [1 * SECOND, 2 * SECOND, 3 * SECOND])], 5, window(1, 3)) == [2 * SECOND, 1 * SECOND]


def test_every_replaced_fact_counts_once_wherever_a_block_is_cut() -> None:
    receipts = [5 * SECOND, 4 * SECOND, 3 * SECOND]
    base = block(SECOND, [*receipts, 2 * SECOND])
    replaced = tail([*receipts, *receipts], sign=[-1, -1, -1, 1, 1, 1])
    assert found([base, replaced], 3) == receipts


def test_facts_taken_back_are_passed_over() -> None:
    receipts = [second * SECOND for second in range(40)]
    blocks = [block(SECOND, receipts), tail(receipts[5:], sign=[-1] * 35)]
    assert found(blocks, 3) == [4 * SECOND, 3 * SECOND, 2 * SECOND]


@pytest.mark.parametrize("wanted", [1, 2, 3, 5, 8, 13, 100])
@pytest.mark.parametrize("seed", range(6))
def test_they_hold_as_many_as_wanted_and_no_moment_more(seed: int, wanted: int) -> None:
    rng = np.random.default_rng(seed)
    base = some(rng, 40)
    chosen = rng.choice(40, 20, replace=False).tolist()
    gone = {name: [values[row] for row in chosen] for name, values in base.items()}
    come = some(rng, 15, SECOND // 2)
    both = {name: gone[name] + come[name] for name in gone}
    blocks = [block(SECOND, **base), tail(**both, sign=[-1] * 20 + [1] * 15)]
    assert found(blocks, wanted) == list(dict.fromkeys(held(blocks)[:wanted]))


def test_a_filter_on_status_is_judged_at_the_moment_of_the_window() -> None:
    one = block(SECOND, [1 * SECOND, 2 * SECOND, 3 * SECOND], ended=[NEVER, 9 * SECOND, 10 * SECOND])
    shut = ground(one, by_state=[loops.NAMED])
    ask = Ask(loops.COUNT, loops.OPEN, False)
    assert moments([shut], window(0, 5, 9), ask, 5).tolist() == [3 * SECOND, 1 * SECOND]


def test_overdue_is_open_past_its_term() -> None:
    one = block(SECOND, [1 * SECOND, 2 * SECOND], due=[4 * SECOND, 5 * SECOND])
    late = moments([ground(one, by_state=[loops.NAMED])], window(0, 5, 5), Ask(loops.COUNT, loops.LATE, False), 5)
    assert late.tolist() == [1 * SECOND]


def test_a_fine_choice_of_cells_tells_children_apart() -> None:
    one = block(SECOND, [1 * SECOND, 2 * SECOND], cell=[1, 1], child=[0, 5])
    entries = np.zeros(128, np.uint8)
    entries[64 + 5] = 1
    got = moments([ground(one, by_cell=entries.tolist())], EVER, Ask(loops.COUNT, 0, True), 5)
    assert got.tolist() == [2 * SECOND]


def test_where_nothing_can_be_chosen_nothing_is_found() -> None:
    assert len(moments([ground(block(SECOND, [SECOND]), by_topic=[0])], EVER, COUNTED, 5)) == 0


def test_close_moments_make_one_stretch_and_distant_ones_several(monkeypatch: pytest.MonkeyPatch) -> None:
    one = ground(block(SECOND, [second * SECOND for second in range(20)]))
    receipts = Newest(np.array([19, 18, 5, 4], np.int64) * SECOND, 16)
    assert stretches([one], receipts) == [(4 * SECOND, 19 * SECOND + 1)]
    monkeypatch.setattr(newest, "_CLOSE_ROWS", 10)
    assert stretches([one], receipts) == [(18 * SECOND, 19 * SECOND + 1), (4 * SECOND, 5 * SECOND + 1)]


def test_no_moments_are_no_stretches() -> None:
    assert stretches([], Newest(np.empty(0, np.int64), 0)) == []


@pytest.mark.parametrize("wanted", [1, 2, 5, 19, 100])
@pytest.mark.parametrize("empty", [False, True])
def test_between_the_newest_lie_no_more_facts_than_said(empty: bool, wanted: int) -> None:
    first = ground(block(SECOND, [at * SECOND for at in range(30)], district=[0, 0, 1] * 10), codes=2, by_district=[0, 1])
    second = ground(block(SECOND, [at * SECOND for at in range(3, 33)]), by_district=[1 - empty])
    got = newest.newest([first, second], EVER, COUNTED, wanted)
    ends = got.moments[[0, -1]]
    within = [np.diff(one.positions(ends[::-1])) for each in (first, second) for one in each.blocks]
    assert 0 <= sum(within) <= got.between
