"""The page of briefings answers all its parts from the store, and says what it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from dash import Dash, no_update

from dashboard.callbacks import briefings
from dashboard.callbacks.desk import Desk
from dashboard.callbacks.page import layout, problem_of
from dashboard.parts.brief_choice import PATH
from dashboard.schedules import folder
from data import runs
from tests.dashboard.callbacks.board import Board
from tests.dashboard.schedules.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World.of(tmp_path)
    yield found
    found.store.close()


def asked(world: World, params: dict[str, str] | None) -> Any:
    board = Board()
    briefings.connect(cast(Dash, board), world.briefings.desk)
    return board.ask("briefings", params, None, None)


def test_all_parts_come_together(world: World) -> None:
    world.plan(name="Утренняя", query="region=rostov&topic=01")
    found = asked(world, {})
    assert set(found) == {"brief-head", "brief-composer", "brief-plans", "brief-history"}
    assert "Утренняя" in str(found["brief-plans"])
    assert "за 24 часа" in str(found["brief-plans"])


def test_a_schedule_whose_selection_fits_no_more_is_said_and_the_page_stands(world: World) -> None:
    world.plan(query="region=rostov&district=99")
    assert "отбор больше не подходит" in str(asked(world, {}))


def test_only_files_that_are_there_are_links_also_of_removed_schedules(world: World) -> None:
    of, now = world.plan(), world.now.replace(tzinfo=None)
    for name in ("a.pdf", "gone.pdf"):
        run = runs.begin(world.store, replace(of, number=99), "asked", now, now, 10)
        assert run is not None
        runs.put(world.store, replace(run, outcome="done", file=name, bytes=5))
    folder.keep(folder.path_of(world.settings), "a.pdf", b"12345")
    said = str(asked(world, {})["brief-history"])
    assert "a.pdf" in said
    assert "gone.pdf" not in said


def test_a_page_that_has_not_begun_and_one_of_a_bad_address_stay_as_they_are(world: World) -> None:
    assert asked(world, None) is no_update
    assert asked(world, {"district": "nowhere"}) is no_update


def test_an_unknown_template_is_the_pages_problem(world: World) -> None:
    desk: Desk = world.briefings.desk
    assert "yearly" in str(problem_of(desk, {"template": "yearly"}, PATH))
    assert problem_of(desk, {"template": "daily"}, PATH) is None


def test_the_layout_has_a_place_for_every_part(world: World) -> None:
    found = str(layout(world.briefings.desk, PATH, {}))
    parts = ("brief-head", "brief-composer", "brief-plans", "brief-history", "brief-picture")
    for name in (*parts, "briefings-wire", "briefings-tick"):
        assert f"id='{name}'" in found
