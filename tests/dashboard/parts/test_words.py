"""The search in texts: its button, its field's place, and what it says of what the words find."""

from __future__ import annotations

from typing import Any

from dashboard.parts import words
from dashboard.parts.words import Found
from dashboard.texts import texts
from tests.dashboard.screen_world import having, links, nodes, view
from tests.dashboard.screen_world import words as said


def props(name: str) -> dict[str, Any]:
    """The properties of a node of the menu, by its id."""
    (found,) = [node for node in nodes(words.menu(texts("ru"))) if getattr(node, "id", None) == name]
    properties: dict[str, Any] = found.to_plotly_json()["props"]
    return properties


def test_the_field_is_the_scripts_own_and_takes_its_words_from_its_place() -> None:
    assert {name for name in props("words-field") if name.startswith("data-")} == {"data-label", "data-placeholder", "data-clear"}


def test_the_menu_asks_when_it_opens_and_explains_the_language_in_a_line() -> None:
    assert (props("words-menu")["data-counts"], props("words-menu")["data-menu"]) == ("words", "several")
    (line,) = having(words.menu(texts("ru")), "words-help")
    assert all(part in said(line) for part in ("любой форме", "«нет воды»", "фонар*", "Номер"))


def test_the_button_says_the_words_in_force() -> None:
    assert said(words.head(view())) == "Слова /"
    assert said(words.head(view({"q": "нет воды"}))) == "«нет воды»"
    assert said(words.head(view({"q": "no water", "lang": "en"}, lang="en"))) == "“no water”"


def test_what_is_found_is_said_in_the_unit_that_is_counted() -> None:
    assert said(words.render(Found(312, False), view())) == "Найдено  312 обращений  за 30 дней"
    assert "1 автор" in said(words.render(Found(1, False), view({"unit": "authors", "period": "all"})))


def test_before_anything_is_asked_nothing_is_said() -> None:
    assert words.render(None, view()) == []


def test_words_that_find_nothing_come_with_ways_that_find_something() -> None:
    found = words.render(Found(0, False, (("за всё время", {"period": "all"}, 40),)), view({"q": "фонарь"}))
    assert links(found) == [("за всё время 40", "/?period=all&q=%D1%84%D0%BE%D0%BD%D0%B0%D1%80%D1%8C")]
    assert "ничего нет" in said(found)


def test_a_query_without_a_word_says_what_to_do() -> None:
    found = said(words.render(Found(0, True), view({"q": "!!!"})))
    assert "Наберите слово или номер" in found
    assert "Проверьте слово" in found
