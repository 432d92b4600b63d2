"""The first and the last receipt that still hold, however much was taken back."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from data.facts import edges
from data.facts.columns import SECOND, Block
from data.facts.edges import edge, everything
from tests.support.facts import block, net, some, tail


def topic_7(one: Block, rows: slice) -> NDArray[np.bool_]:
    chosen: NDArray[np.bool_] = one.topic[rows] == 7
    return chosen


@pytest.mark.parametrize(("newest", "moment"), [(True, 9 * SECOND), (False, 2 * SECOND)])
def test_without_changes_it_is_the_outermost_receipt_of_any_block(newest: bool, moment: int) -> None:
    assert edge([block(SECOND, [2 * SECOND, 3 * SECOND]), tail([9 * SECOND])], newest, everything) == moment


def test_a_receipt_taken_back_is_passed_over() -> None:
    base, gone = block(SECOND, [2 * SECOND, 9 * SECOND]), tail([9 * SECOND], sign=[-1])
    assert edge([base, gone], True, everything) == 2 * SECOND


def test_of_equal_receipts_all_must_have_left() -> None:
    base = block(SECOND, [2 * SECOND, 9 * SECOND, 9 * SECOND])
    assert edge([base, tail([9 * SECOND], sign=[-1])], True, everything) == 9 * SECOND


def test_where_everything_left_there_is_none() -> None:
    assert edge([block(SECOND, [SECOND]), tail([SECOND], sign=[-1])], True, everything) is None
    assert edge([], False, everything) is None


def test_only_chosen_rows_count() -> None:
    found = block(SECOND, [1 * SECOND, 2 * SECOND, 3 * SECOND], topic=[1, 7, 1])
    assert edge([found], True, topic_7) == edge([found], False, topic_7) == 2 * SECOND


def test_it_begins_at_a_moment_known_beforehand() -> None:
    found = block(SECOND, [1 * SECOND, 2 * SECOND, 3 * SECOND], topic=[1, 7, 1])
    assert edge([found], True, topic_7, at=3 * SECOND) == 2 * SECOND


@pytest.mark.parametrize("newest", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_it_is_the_outermost_of_what_holds(seed: int, newest: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edges, "_STRIDE", 4)
    rng = np.random.default_rng(seed)
    held = some(rng, 30)
    outer = np.argsort(held["received"])[-12:] if newest else np.argsort(held["received"])[:12]
    gone = {name: [values[row] for row in outer.tolist()] for name, values in held.items()}
    blocks = [block(SECOND, **held), tail(**gone, sign=[-1] * 12)]
    left = [row[0] for row in net(blocks)]
    assert edge(blocks, newest, everything) == (max(left) if newest else min(left))
