"""The switches on the map: density or change, and what a change is against."""

from __future__ import annotations

import pytest

from dashboard.parts import mapmode
from tests.dashboard.screen_world import having, links, view, words


def test_density_is_the_way_to_begin() -> None:
    found = links(mapmode.render(view()))
    assert [text for text, _ in found] == ["Плотность", "Изменение"]
    assert found[1][1] == "/?map=change"


def test_a_change_is_against_the_window_before_or_the_usual() -> None:
    found = dict(links(mapmode.render(view(params={"map": "change"}))))
    assert found["Плотность"] == "/"
    assert found["с обычным"] == "/?base=usual&map=change"


@pytest.mark.parametrize("more", [{"vs": "period=7d"}, {"metric": "excess"}])
def test_what_has_one_meaning_has_no_choice(more: dict[str, str]) -> None:
    assert len(links(mapmode.render(view(params={"map": "change", **more})))) == 2


def test_what_is_done_on_the_map_has_a_name_also_where_only_its_sign_is_seen() -> None:
    acts = having(mapmode.render(view()), "map-act")
    assert [words(each) for each in acts] == ["Обвести", "Проиграть"]
    assert all(each.title for each in acts)
