"""Answers told by the ends: whatever the columns, they come back as they were."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data.facts.answers import Answers

pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30)


def both(rows: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    ended, answered = np.array(rows, np.int32).reshape(-1, 2).T
    return np.ascontiguousarray(ended), np.ascontiguousarray(answered)


@given(rows=pairs, ends=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_any_run_of_rows_comes_back(rows: list[tuple[int, int]], ends: tuple[int, int]) -> None:
    ended, answered = both(rows)
    run = slice(*sorted(ends))
    assert Answers.of(ended, answered).column(ended, run).tolist() == answered[run].tolist()


@given(rows=pairs, others=pairs)
def test_parts_one_after_the_other_are_the_whole(rows: list[tuple[int, int]], others: list[tuple[int, int]]) -> None:
    parts = [Answers.of(*both(part)) for part in (rows, others)]
    joined = Answers.joined([parts[0], parts[1].after(len(rows))])
    ended, answered = both(rows + others)
    assert joined.column(ended).tolist() == answered.tolist()


@given(rows=pairs, data=st.data())
def test_some_rows_are_told_as_well_as_all(rows: list[tuple[int, int]], data: st.DataObject) -> None:
    chosen = np.array(sorted(data.draw(st.sets(st.integers(0, len(rows) - 1)) if rows else st.just(set()))), np.int64)
    ended, answered = both(rows)
    assert Answers.of(ended, answered).of_rows(chosen).column(ended[chosen]).tolist() == answered[chosen].tolist()


def test_rows_that_end_with_their_answer_cost_nothing() -> None:
    moments = np.arange(1000, dtype=np.int32)
    assert Answers.of(moments, moments).nbytes == 0
