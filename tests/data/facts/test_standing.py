"""How many appeals stand open and overdue, held against plain counts, before and after the horizon of a block."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from data.facts import loops, standing
from data.facts.columns import SECOND, Block
from data.facts.land import Ground, Land
from data.facts.passing import Ask
from data.facts.pieces import Crew
from data.facts.plan import micros
from data.windows import Window
from tests.support.facts import NAMES, block, ground, net, some, tail, window

EVERYTHING = Ask(loops.COUNT, 0, False)
DAY_S = 86_400


@pytest.fixture
def crew() -> Iterator[Crew]:
    with ThreadPoolExecutor(2) as threads:
        yield Crew(threads, 2)


def land(*grounds: Ground) -> Land:
    return cast(Land, SimpleNamespace(grounds=grounds))


def counted(blocks: list[Block], over: Window) -> tuple[int, int]:
    lo, hi, moment = micros(over.lo), micros(over.hi), micros(over.at)
    is_open = late = 0
    for values, n in net(blocks).items():
        row: dict[str, Any] = dict(zip(NAMES, values, strict=True))
        if lo <= row["received"] < hi and row["ended"] > moment:
            is_open += n
            late += n * (row["due"] < moment)
    return is_open, late


@pytest.mark.parametrize("moment", [0, 20, 45, 59.5, 60])
@pytest.mark.parametrize("seed", range(4))
def test_open_and_overdue_equal_plain_counts(seed: int, moment: float, crew: Crew) -> None:
    rng = np.random.default_rng(seed)
    base = some(rng, 60)
    gone = {name: values[10:25] for name, values in base.items()}
    blocks = [block(SECOND, **base), block(1, **some(rng, 10, SECOND // 2)), tail(**gone, sign=[-1] * 15)]
    over = window(5, 30, moment)
    assert standing.standing(land(ground(*blocks, codes=2)), over, EVERYTHING, crew) == counted(blocks, over)


@pytest.mark.parametrize("day", [10, 69, 70, 71, 85, 200])
def test_a_moment_long_before_the_last_receipt_sees_what_has_ended_since(day: int, crew: Crew) -> None:
    days = np.arange(0, 101) * DAY_S * SECOND
    one = block(SECOND, days.tolist(), ended=(days + 5 * DAY_S * SECOND).tolist(), due=(days + DAY_S * SECOND).tolist())
    over = window(0, 101 * DAY_S, day * DAY_S)
    assert standing.standing(land(ground(one)), over, EVERYTHING, crew) == counted([one], over)


def test_threads_share_many_rows(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_ROWS_AT_ONCE", 7)
    blocks = [block(SECOND, **some(np.random.default_rng(1), 90))]
    over = window(0, 40, 30)
    assert standing.standing(land(ground(*blocks, codes=2)), over, EVERYTHING, crew) == counted(blocks, over)


def test_a_filter_on_overdue_leaves_the_open_that_are_not(crew: Crew) -> None:
    one = block(SECOND, [1 * SECOND] * 3, due=[4 * SECOND, 6 * SECOND, 4 * SECOND], ended=[9 * SECOND, 9 * SECOND, 2 * SECOND])
    late = Ask(loops.COUNT, loops.LATE, False)
    assert standing.standing(land(ground(one, by_state=[loops.NAMED])), window(0, 5), late, crew) == (1, 1)


def test_a_fine_choice_of_cells_tells_children_apart(crew: Crew) -> None:
    one = block(SECOND, [1 * SECOND, 2 * SECOND], cell=[1, 1], child=[0, 5])
    entries = np.zeros(128, np.uint8)
    entries[64 + 5] = 1
    chosen = ground(one, by_cell=entries.tolist())
    assert standing.standing(land(chosen), window(0, 5), Ask(loops.COUNT, 0, True), crew) == (1, 0)


def test_where_nothing_can_be_chosen_nothing_stands(crew: Crew) -> None:
    chosen = ground(block(SECOND, [SECOND]), by_topic=[0])
    assert standing.standing(land(chosen, ground()), window(0, 5), EVERYTHING, crew) == (0, 0)
