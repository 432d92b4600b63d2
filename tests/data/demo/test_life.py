"""Promises of the lives of appeals: steps in order, a late tail, believable marks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from data.demo.calendar import DAY_US
from data.demo.life import FINAL, NEVER, Life, draw_life

COUNT = 40_000
RECEIVED = np.full(COUNT, 20_000 * DAY_US, np.int64)


@pytest.fixture(scope="module")
def life() -> Life:
    return draw_life(RECEIVED, np.full(COUNT, 30.0), np.ones(COUNT), np.random.default_rng(2))


def test_steps_come_in_order(life: Life) -> None:
    steps = [RECEIVED, life.registered, life.assigned, life.work, life.answered, life.closed]
    assert all((one <= two).all() for one, two in pairwise(steps))


def test_a_tail_is_overdue_but_most_are_in_time(life: Life) -> None:
    assert 0.04 < (life.closed > life.due).mean() < 0.15


def test_slow_bodies_are_late_more_often(life: Life) -> None:
    slow = draw_life(RECEIVED, np.full(COUNT, 30.0), np.full(COUNT, 2.0), np.random.default_rng(2))
    assert (slow.closed > slow.due).mean() > 1.8 * (life.closed > life.due).mean()


def test_few_are_never_answered(life: Life) -> None:
    assert 0 < (life.answered == NEVER).mean() < 0.01


def test_an_unanswered_one_is_neither_closed_nor_rated_nor_reopened(life: Life) -> None:
    never = life.answered == NEVER
    assert (np.stack([life.closed, life.marked, life.reopened])[:, never] == NEVER).all()


def test_the_first_answer_is_no_later_than_the_answer(life: Life) -> None:
    assert (life.first_answer <= life.answered).all()


def test_marks_are_one_to_five(life: Life) -> None:
    assert set(np.unique(life.mark)) == {1, 2, 3, 4, 5}


def test_the_solved_are_rated_better_than_the_refused(life: Life) -> None:
    solved, refused = (life.mark[life.final == FINAL.index(name)].mean() for name in ("solved", "refused"))
    assert solved > refused + 1


def test_only_the_solved_are_reopened_and_close_again_later(life: Life) -> None:
    again = life.reopened < NEVER
    assert (life.final[again] == FINAL.index("solved")).all()
    assert (life.reclosed[again] > life.reopened[again]).all()


def test_spam_is_rejected(life: Life) -> None:
    assert (life.final[life.kind == 3] == FINAL.index("rejected")).all()
