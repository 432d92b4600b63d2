"""The choices of a menu: their order, their counts, where they lead, and how they are read out."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.parts import choices
from dashboard.parts.choices import Section
from dashboard.parts.wire import wire
from dashboard.state import Catalogue, View
from tests.dashboard.screen_world import ASOF, CATALOGUE, having, links, nodes, view, words

STATUS = Section("status", {"open": 40, "closed": 60, "overdue": 5, "new": 30}, 100, ASOF)
SOURCE = Section("source", {"pos": 80, "im": 1_234, "e": 80}, 1_394, ASOF)


def shown(section: Section, seen: View | None = None, catalogue: Catalogue = CATALOGUE) -> list[Any]:
    return choices.render((section,), ASOF, catalogue, seen or view())


def options(part: Any) -> list[tuple[str, str]]:
    """Name and count of each choice."""
    names, counts = having(part, "option-name"), having(part, "option-count")
    return [(words(name), words(count)) for name, count in zip(names, counts, strict=True)]


def props(part: Any, name: str) -> dict[str, Any]:
    """The properties of the choice of a name."""
    found = [node for node in having(part, "option") if words(having(node, "option-name")) == name]
    properties: dict[str, Any] = found[0].to_plotly_json()["props"]
    return properties


def test_what_has_no_order_of_its_own_stands_by_what_it_finds() -> None:
    assert options(shown(SOURCE)) == [("все", "1\u202f394"), ("Инцидент Менеджмент", "1\u202f234"), ("e", "80"), ("ПОС", "80")]


def test_statuses_stand_in_the_order_of_life_their_groups_first() -> None:
    found = [name for name, _ in options(shown(STATUS))]
    assert found[:5] == ["все", "не закрытые", "закрытые", "просроченные", "новое"]
    assert len(found) == 16
    assert len(having(shown(STATUS), "menu-line")) == 1


def test_what_finds_nothing_is_grey_and_still_a_link() -> None:
    found = props(shown(STATUS), "решено")
    assert "nothing" in found["className"].split()
    assert found["href"] == "/?status=solved"
    assert "nothing" not in props(shown(STATUS), "новое")["className"].split()


def test_a_choice_of_several_is_put_in_and_taken_out() -> None:
    found = dict(links(shown(STATUS, view({"status": "new,open"}))))
    assert found["решено 0"] == "/?status=open,new,solved" or found["решено 0"] == "/?status=new,open,solved"
    assert props(shown(STATUS, view({"status": "new,open"})), "новое")["href"] == "/?status=open"
    assert props(shown(STATUS, view({"status": "new"})), "все")["href"] == "/"


def test_a_choice_says_its_count_to_a_screen_reader_and_its_value_to_the_script() -> None:
    found = props(shown(STATUS, view({"status": "new"})), "новое")
    assert (found["aria-label"], found["aria-current"], found["data-toggle"]) == ("новое: 30 обращений", "true", "status:new")
    authors = props(shown(STATUS, view({"unit": "authors"})), "просроченные")
    assert authors["aria-label"] == "просроченные: 5 авторов"
    assert "aria-current" not in authors


def test_nothing_chosen_is_a_choice_too() -> None:
    assert props(shown(STATUS), "все")["aria-current"] == "true"
    assert "aria-current" not in props(shown(STATUS, view({"status": "new"})), "все")


def test_the_bar_behind_a_choice_is_to_scale() -> None:
    assert props(shown(STATUS), "закрытые")["style"] == {"--share": "60.0%"}
    assert props(shown(Section("repeat", {}, 0, ASOF)), "первые")["style"] == {"--share": "0.0%"}


@pytest.mark.parametrize(
    ("params", "name", "href"),
    [({}, "повторные", "/?repeat=yes"), ({"repeat": "yes"}, "повторные", "/"), ({"repeat": "yes"}, "первые", "/?repeat=no")],
)
def test_of_repeats_one_is_chosen_at_a_time(params: dict[str, str], name: str, href: str) -> None:
    found = props(shown(Section("repeat", {"yes": 5, "no": 95}, 100, ASOF), view(params)), name)
    assert found["href"] == href
    assert found["data-one"] == ""


def test_topics_across_groups_are_called_by_name_and_replace_the_topic() -> None:
    names = Catalogue({"r-light": "Освещение"}, {})
    section = Section("rollup", {"r-light": 12, "r-snow": 30}, 100, ASOF)
    assert [name for name, _ in options(shown(section, None, names))] == ["все", "r-snow", "Освещение"]
    assert props(shown(section, view({"topic": "01"}), names), "Освещение")["href"] == "/?topic=r-light"
    assert props(shown(section, view({"topic": "r-light"}), names), "Освещение")["href"] == "/"


def test_several_lists_of_a_menu_have_names() -> None:
    found = choices.render((Section("type", {"problem": 90}, 90, ASOF), Section("budget", {}, 0, ASOF)), ASOF, CATALOGUE, view())
    assert [words(node) for node in having(found, "menu-section")] == ["Вид", "Бюджет"]
    assert having(shown(STATUS), "menu-section") == []
    assert options(found)[0] == ("проблемы и вопросы", "90")


def test_the_moment_and_the_keys_are_said() -> None:
    (foot,) = having(shown(STATUS), "menu-foot")
    assert words(foot).startswith(f"На {ASOF:%H:%M}, при остальных условиях")
    assert "Esc" in words(foot)


def test_a_menu_goes_over_the_wire() -> None:
    assert wire(shown(STATUS)) != []
    assert [node.role for node in nodes(shown(STATUS)) if getattr(node, "role", None)] == ["group"]
