"""Rows of a breakdown stand by value, then by name, and last what has none."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data.questions.naming import Names

VALUES = st.one_of(st.none(), st.sampled_from([-1.0, -0.0, 0.0, 2.0, 2.5]))
TEXTS = st.one_of(st.none(), st.sampled_from(["", "А", "Б", "б", "Яя", "Z"]))


@given(st.lists(st.tuples(TEXTS, TEXTS, VALUES), max_size=12))
def test_rows_stand_as_they_would_sorted_one_by_one(rows: list[tuple[str | None, str | None, float | None]]) -> None:
    names = Names.of([code for code, *_ in rows], [name for _, name, _ in rows], [None for _ in rows])
    order = names.order(np.array([math.nan if value is None else value for *_, value in rows]))
    wanted = sorted(
        range(len(rows)),
        key=lambda at: (rows[at][0] is None, rows[at][2] is None, -(rows[at][2] or 0.0), rows[at][1] or ""),
    )
    assert order.tolist() == wanted


def test_some_rows_keep_all_that_is_said_of_them() -> None:
    some = Names.of(["b", None, "a"], ["Б", None, "А"], ["r", None, "q"]).at(np.array([2, 1]))
    assert (some.codes.tolist(), some.names.tolist(), some.parents.tolist()) == (["a", None], ["А", None], ["q", None])
    assert (some.codeless.tolist(), some.rank.tolist()) == ([False, True], [1, 0])
