"""The first and the last receipt among facts of which some were taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from data.facts.columns import Block

Choice: TypeAlias = Callable[[Block, slice], NDArray[np.bool_]]
"""Which of a run of rows of a block count."""

_STRIDE = 65_536


def everything(_block: Block, rows: slice) -> NDArray[np.bool_]:
    """Every row counts."""
    return np.ones(rows.stop - rows.start, np.bool_)


def edge(blocks: Sequence[Block], newest: bool, choice: Choice, at: int | None = None) -> int | None:
    """Microseconds of the newest (or oldest) receipt of the chosen facts that hold; None where there is none.

    `at` is a moment to begin with, where one is known beyond which nothing lies.
    """
    moment = at
    if moment is None:
        moment = _next(blocks, None, newest, choice)
    while moment is not None and _held(blocks, moment, choice) <= 0:
        moment = _next(blocks, moment, newest, choice)
    return moment


def _held(blocks: Sequence[Block], moment: int, choice: Choice) -> int:
    """Chosen facts received at a moment, less those taken back."""
    held = 0
    for block in blocks:
        first, last = block.positions(np.array([moment, moment + 1], np.int64)).tolist()
        chosen = choice(block, slice(first, last))
        held += int(block.sign[first:last][chosen].sum()) if len(block.sign) else int(np.count_nonzero(chosen))
    return held


def _next(blocks: Sequence[Block], beyond: int | None, newest: bool, choice: Choice) -> int | None:
    """The nearest moment beyond one at which a chosen row lies, in any block."""
    found = [moment for block in blocks if (moment := _nearest(block, beyond, newest, choice)) is not None]
    if not found:
        return None
    return max(found) if newest else min(found)


def _nearest(block: Block, beyond: int | None, newest: bool, choice: Choice) -> int | None:
    low, high = 0, len(block)
    if beyond is not None:
        before, after = block.positions(np.array([beyond, beyond + 1], np.int64)).tolist()
        low, high = (0, before) if newest else (after, high)
    while low < high:
        rows = slice(max(low, high - _STRIDE), high) if newest else slice(low, min(high, low + _STRIDE))
        chosen = np.flatnonzero(choice(block, rows))
        if len(chosen):
            return int(block.received[rows.start + chosen[-1 if newest else 0]]) * block.unit
        low, high = (low, rows.start) if newest else (rows.stop, high)
    return None
