"""The numbers of saved questions: true, asked once in a while, and silent where they cannot be."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest
from dash import Dash

from dashboard.callbacks import desk_questions
from dashboard.callbacks.desk import Desk
from dashboard.callbacks.desk_questions import HOLD_S, Numbers
from data import saved
from data.errors import StoreDown
from data.saved import Wanted
from data.settings import Settings
from tests.dashboard.callbacks.board import Board
from tests.dashboard.screen_world import World, said
from tests.support.sample import open_store, put, questions, sample


def test_a_number_is_asked_once_in_a_while() -> None:
    world, now = World(), [0.0]
    numbers = Numbers(world.desk, lambda: now[0])
    assert [numbers.of({}, "total"), numbers.of({}, "overdue"), numbers.of({}, "total")] == [100, 5, 100]
    assert len(world.asked) == 2
    now[0] = HOLD_S
    numbers.of({}, "total")
    assert len(world.asked) == 3


def test_a_question_that_is_not_understood_has_no_number() -> None:
    assert Numbers(World().desk).of({"perod": "7d"}, "total") is None


def test_a_store_that_is_down_has_no_number() -> None:
    assert Numbers(World(fault=StoreDown("диск")).desk).of({}, "total") is None


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        Numbers(World(fault=ZeroDivisionError()).desk).of({}, "total")


def test_how_many_more_than_usual_is_told_only_where_something_is_usual() -> None:
    assert Numbers(World().desk).of({}, "excess") is None


def test_the_menu_lists_what_is_kept_in_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, sample(300))
    saved.add(store, Wanted("Вся область", "/", "region=rostov&period=all"), 5)
    asked, board = questions(store), Board()
    desk_questions.connect(cast(Dash, board), Desk(asked, Settings()))

    async def opened() -> Any:
        return await board.handlers["questions"]("opened 1", {}, "/")

    found = said(asyncio.run(opened()))
    assert "Вся область" in found
    assert "Хвост просроченных" in found
    numbers = Numbers(Desk(asked, Settings()))
    assert numbers.of({"period": "7d"}, "excess") is not None
