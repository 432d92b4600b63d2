"""Parts of one picture are of one moment, while its selection stays as the reader made it."""

from __future__ import annotations

from datetime import timedelta

from dashboard.briefing.still import still
from tests.dashboard.screen_world import ASOF, World, view

MOMENT = ASOF - timedelta(minutes=7)


def test_a_question_without_a_moment_is_asked_for_the_one_moment() -> None:
    world, shown = World(), view()
    still(world.desk, MOMENT).questions.summary(shown.filters)
    assert world.asked[0][1].asof == MOMENT
    assert shown.filters.asof is None


def test_a_moment_of_the_selections_own_stays() -> None:
    world = World()
    asked = view({"asof": "2026-11-03T10:00:00"}).filters
    still(world.desk, MOMENT).questions.trend(asked, "day")
    assert world.asked[0][1].asof == asked.asof


def test_what_is_asked_without_filters_passes() -> None:
    desk = still(World().desk, MOMENT)
    assert desk.questions.default_region() == "rostov"
    assert desk.questions.store is not None
