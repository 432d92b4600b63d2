"""Scenes of a wall under the rule of small numbers: no figure, sentence or empty list tells more, or less, than it may."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.briefing.wall_quiet import Quiet
from dashboard.texts import texts
from tests.dashboard.screen_world import said

RULE = texts("ru")("brief.few", least=5)


def node(name: str, *children: Any, tag: str = "div") -> list[Any]:
    return [tag, {"class": name}, list(children)]


def tile(figure: str, *unit: Any) -> list[Any]:
    return node("wall-tile", node("wall-figure", figure, *unit), node("wall-foot", node("delta up", "+2")))


def scene(name: str, *body: Any) -> list[Any]:
    return node(f"wall-scene scene-{name}", node("wall-sentence", "Поступило 3 обращения."), node("wall-body", *body))


def shown(tree: list[Any], unclosed: float = 20, bare: frozenset[str] = frozenset()) -> str:
    return said(Quiet(texts("ru"), 5, unclosed, bare).scene(tree)[2])


def test_a_figure_that_is_too_small_says_only_that_and_not_how_it_changed() -> None:
    day = node("day", node("", ["b", {}, ["2"]]), node("", "3–5"))
    found = shown(scene("answers", tile("4"), tile("5"), day, node("value", "1")))
    assert found.count("<\u202f5") == 3
    assert found.count("+2") == 1
    assert "3–5" in found
    assert RULE in found


@pytest.mark.parametrize("words", ["0", "12", "1\u202f204", "2,9", "—"])
def test_none_many_means_and_unknown_stay(words: str) -> None:
    tree = scene("region", tile(words))
    assert Quiet(texts("ru"), 5, 20).scene(tree) == tree


def test_a_figure_with_a_unit_is_no_number_of_appeals() -> None:
    tree = scene("answers", tile("3", ["small", {}, ["дн."]]))
    assert Quiet(texts("ru"), 5, 20).scene(tree) == tree


def test_a_sentence_is_kept_back_only_where_it_tells_what_is_small() -> None:
    assert "Поступило 3" in shown(scene("region", tile("208"), tile("2")))
    assert "Поступило 3" not in shown(scene("region", tile("2"), tile("1")))
    assert "Поступило 3" not in shown(scene("usual", node("wall-number", node("wall-huge", "3"))))
    assert "Поступило 3" not in shown(scene("answers", tile("40")), unclosed=4)
    assert "Поступило 3" in shown(scene("answers", tile("40")), unclosed=0)


def test_what_was_kept_back_is_not_said_to_be_nothing() -> None:
    empty, hidden = node("wall-empty", "Нет ни одного района"), frozenset({"surges", "region"})
    for tree in (scene("surges", empty), scene("region", node("wall-side", empty))):
        assert shown(tree, bare=hidden).count(RULE) == 2
        assert "Нет ни одного района" not in shown(tree, bare=hidden)
        assert RULE not in shown(tree)


def test_where_the_rule_is_not_in_force_a_scene_is_as_it_is() -> None:
    tree = scene("answers", tile("1"))
    assert Quiet(texts("ru"), 1, 1.0, frozenset({"answers"})).scene(tree) is tree
