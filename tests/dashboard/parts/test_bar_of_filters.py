"""The bar of filters: where we are, what is in force, and how to get out of it."""

from __future__ import annotations

from typing import Any

import pytest
from dash import html

from dashboard.parts import chips, crumbs, filters
from dashboard.parts.controls import Choice, menu, segmented
from tests.dashboard.screen_world import CATALOGUE, OTHER, REGION, classes, having, links, nodes, view, words


def trail(**params: str) -> list[str]:
    return [
        words(each) for each in nodes(crumbs.render(view(params), CATALOGUE)) if isinstance(each, html.Li)
    ]


def test_the_region_alone_is_where_we_are() -> None:
    assert trail() == ["Ростовская область"]


def test_the_trail_leads_from_region_to_cell_and_from_group_to_topic() -> None:
    found = trail(district="61", cell="882d440ea9fffff", topic="01.001")
    assert found == ["Ростовская область", "Северный", "ячейка 882d440ea9", "Все темы", "Дороги", "Ямы"]


def test_each_step_back_drops_what_is_below_it() -> None:
    found = dict(
        links(
            crumbs.render(view({"district": "61", "cell": "882d440ea9fffff", "topic": "01.001"}), CATALOGUE)
        )
    )
    assert found["Ростовская область"] == "/?topic=01.001"
    assert found["Северный"] == "/?district=61&topic=01.001"
    assert found["Все темы"] == "/?district=61&cell=882d440ea9fffff"
    assert found["Дороги"] == "/?district=61&topic=01&cell=882d440ea9fffff"


def test_the_country_stands_above_several_regions_only() -> None:
    several = crumbs.places(view(regions=(REGION, OTHER)))
    assert [text for text, _ in several] == ["Все регионы", "Ростовская область"]


def test_the_country_alone_is_where_we_are() -> None:
    assert crumbs.places(view({"region": "all"}, regions=(REGION, OTHER), region=None)) == [("Все регионы", None)]


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"district": "61,62"}, "2 района"),
        ({"district": "none"}, "без района"),
        ({"district": "99"}, "99"),
        ({"topic": "01,02"}, "2 темы"),
        ({"topic": "none"}, "без темы"),
        ({"topic": "77"}, "77"),
        ({"cell": "882d440ea9fffff,882d440ea5fffff"}, "2 ячейки"),
    ],
)
def test_what_has_no_single_name_is_said_in_words(params: dict[str, str], said: str) -> None:
    assert trail(**params)[-1] == said


def chip(**params: str) -> list[tuple[str, str]]:
    found = chips.render(view(params))
    return [] if found is None else links(found)


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"status": "open"}, "Статус: не закрытые"),
        ({"status": "new,solved"}, "Статус: новое, решено"),
        ({"status": "new,solved,open"}, "Статус: 3 значения"),
        ({"source": "im"}, "Источник: Инцидент Менеджмент"),
        ({"channel": "Письмо"}, "Канал: Письмо"),
        ({"type": "thanks"}, "Вид: благодарность"),
        ({"precision": "house"}, "Точность: дом"),
        ({"budget": "yes"}, "Бюджет: нужен"),
        ({"repeat": "no"}, "Повторные: нет"),
        ({"repeat": "yes"}, "Повторные: да"),
        ({"q": "яма"}, "Слова: «яма»"),
        ({"bbox": "38,46,40,47"}, "В границах рамки"),
    ],
)
def test_every_condition_has_a_chip_that_removes_it(params: dict[str, str], said: str) -> None:
    ((text, href),) = chip(**params)
    assert (text.strip(), href) == (said, "/")


def test_place_topic_and_measure_have_no_chips() -> None:
    assert chip(district="61", topic="01", metric="overdue", unit="authors", period="7d") == []


def test_english_quotes_words_its_own_way() -> None:
    assert chip(q="pit", lang="en")[0][0].strip() == "Words: “pit”"


def test_reset_keeps_region_and_language_only() -> None:
    found = dict(
        links(filters.path_and_chips(view({"region": "rostov", "lang": "en", "status": "open"}), CATALOGUE))
    )
    assert found["Reset all"] == "/?region=rostov&lang=en"


def test_there_is_nothing_to_reset_on_the_plain_page() -> None:
    assert "Сбросить" not in words(filters.path_and_chips(view({"lang": "ru"}), CATALOGUE))


def test_how_a_part_is_looked_at_is_nothing_to_reset() -> None:
    looked: dict[str, str] = {"table": "ranking", "sort": "ranking.value", "feed": "oldest"}
    assert "Сбросить" not in words(filters.path_and_chips(view(looked), CATALOGUE))
    assert dict(links(filters.path_and_chips(view({**looked, "status": "open"}), CATALOGUE)))["Сбросить всё"] == "/"


def switches(**params: str) -> list[Any]:
    return filters.switches(view(params), ("im", "pos"), ("VK",))


def test_a_measure_behind_more_is_named_on_the_button() -> None:
    assert "Время ответа" in words(having(switches(metric="answer_days"), "menu-head")[0])
    assert words(having(switches(), "menu-head")[0]).strip() == "Ещё"


def test_a_menu_stands_only_where_there_is_a_choice() -> None:
    assert "menu menu-source" in classes(switches())
    assert "menu menu-channel" not in classes(switches())
    assert "menu menu-channel" in classes(switches(channel="Письмо"))


def heads(**params: str) -> dict[str, str]:
    """The buttons of the menus that count, by name."""
    found = [node for node in nodes(switches(**params)) if "data-counts" in node.to_plotly_json()["props"]]
    return {node.to_plotly_json()["props"]["data-counts"]: words(node).strip() for node in found}


def test_a_menu_is_a_button_that_says_what_is_chosen_and_a_place_for_its_choices() -> None:
    found = heads(status="new,solved", type="thanks", repeat="no", topic="r-light")
    assert found == {"status": "Статус новое, решено", "source": "Источник", "rare": "Ещё условия 3"}
    assert [node.id for node in having(switches(), "counts")] == ["choices-status", "choices-source", "choices-rare"]


def test_a_menu_in_force_is_told_from_the_others() -> None:
    lit = [words(node) for node in having(switches(source="im"), "menu-head") if "on" in node.className.split()]
    assert [text.strip() for text in lit] == ["Источник Инцидент Менеджмент"]


def test_the_way_back_to_everything_stands_in_the_sheet_of_a_phone_too() -> None:
    assert dict(links(having(switches(region="rostov", q="яма"), "in-sheet"))) == {"Сбросить всё": "/?region=rostov"}
    assert having(switches(), "in-sheet") == []


def test_the_hint_of_a_chip_names_every_value() -> None:
    found = nodes(chips.render(view({"status": "new,solved,open"})))
    hint = [node.title for node in found if getattr(node, "title", None)]
    assert hint == ["Убрать: Статус: новое, решено, не закрытые"]


def test_how_many_places_and_topics_are_chosen_is_said_to_the_script() -> None:
    crumb = crumbs.render(view({"district": "61", "topic": "01"}), CATALOGUE)
    assert crumb.to_plotly_json()["props"]["data-chosen"] == "2"


def test_the_unit_of_everyday_is_not_highlighted() -> None:
    assert having(having(switches(), "menu-units"), "on")[0].className.startswith("option")


def test_a_segment_in_force_is_said_to_readers() -> None:
    found = segmented("Шаг", [Choice("а", "/a", True), Choice("б", "/b", False)], "steps")
    assert [each.to_plotly_json()["props"].get("aria-current") for each in found.children] == ["true", None]


def test_a_menu_of_several_says_so_to_the_script() -> None:
    found = menu("Статус", None, [Choice("а", "/a", False)], "status", several=True)
    assert found.to_plotly_json()["props"]["data-menu"] == "several"


def test_the_register_has_no_switch_of_measures() -> None:
    found = classes(filters.switches(view(path="/records"), ("im", "pos"), ("VK",)))
    assert "measure" not in found
    assert "menu menu-units" not in found
    assert "menu menu-status" in found
