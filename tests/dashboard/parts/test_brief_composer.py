"""The composer: every choice is a link, what is made is what is chosen, and a form can be made of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dashboard.parts import brief_choice, brief_composer
from dashboard.parts.brief_choice import PATH
from dashboard.parts.brief_composer import Offer
from dashboard.parts.wire import wire
from data.errors import BadFilter
from data.settings import Settings
from tests.dashboard.screen_world import CATALOGUE, having, links, nodes, view, words

OFFER = Offer(("daily", "wall", "district", "topic", "own-one"), True)


def drawn(params: dict[str, str], lang: str = "ru", offer: Offer = OFFER) -> list[Any]:
    found = brief_composer.render(offer, view(params, PATH, lang), CATALOGUE)
    assert wire(found)
    return found


def scripts(found: list[Any]) -> tuple[str, dict[str, Any]]:
    """The address of the picture and what a form is made of."""
    node = next(each for each in nodes(found) if getattr(each, "id", "") == "brief-choice")
    props = node.to_plotly_json()["props"]
    return props["data-preview"], json.loads(props["data-options"])


def test_without_a_choice_it_is_the_first_template_with_its_own_period() -> None:
    picture, _ = scripts(drawn({}))
    assert picture == "/brief.png?template=daily&paper=a4&orient=portrait&region=rostov&period=24h&lang=ru"


def test_the_period_one_comes_with_is_kept_and_a_chosen_template_has_that_of_screens() -> None:
    assert "period=7d" in scripts(drawn({"period": "7d"}))[0]
    assert "period=30d" in scripts(drawn({"template": "daily"}))[0]
    assert "period" not in scripts(drawn({"from": "2026-03-01", "to": "2026-03-02"}))[0]


def test_every_choice_is_a_link_to_the_page_with_it() -> None:
    found = dict(links(drawn({"district": "61", "period": "7d"})))
    assert found["А3"] == "/briefings?period=7d&district=61&paper=a3"
    assert found["English"] == "/briefings?period=7d&district=61&say=en"
    assert found["30 дн"] == "/briefings?district=61&template=daily"
    daily = next(href for name, href in found.items() if name.startswith("Сводка за сутки"))
    assert daily == "/briefings?period=24h&district=61&template=daily"


def test_the_buttons_make_what_is_chosen() -> None:
    found = dict(links(drawn({"paper": "a3", "orient": "landscape", "say": "en", "topic": "01"})))
    query = "template=daily&paper=a3&orient=landscape&region=rostov&period=24h&topic=01&lang=en"
    assert found["Открыть PDF"] == f"/brief.pdf?{query}".replace("period=24h&topic=01", "topic=01&period=24h")
    assert found["Картинка PNG"].startswith("/brief.png?")


def test_a_wall_has_a_size_and_no_paper() -> None:
    found = drawn({"template": "wall", "size": "3840x2160"})
    assert "3840×2160" in words(found)
    assert "А3" not in words(found)
    assert "size=3840x2160" in scripts(found)[0]


def test_a_sheet_about_one_says_what_it_needs() -> None:
    assert "выберите на карте один район" in words(drawn({}))
    assert "выберите на карте один район" not in words(drawn({"district": "61"}))
    assert "Шаблон вашей организации" in words(drawn({}))


def test_the_selection_is_said_in_words() -> None:
    (said,) = having(drawn({"district": "61", "topic": "01"}), "brief-selection")
    assert words(said) == "Ростовская область; Северный муниципальный район; Дороги"
    (whole,) = having(drawn({}), "brief-selection")
    assert words(whole) == "Ростовская область"


def test_a_form_gets_the_selection_without_fixed_days() -> None:
    _, options = scripts(drawn({"from": "2026-03-01", "to": "2026-03-02", "topic": "01"}, offer=Offer(("daily",), False)))
    assert options["now"]["query"] == "region=rostov&topic=01"
    assert (options["mail"], options["days"][0], options["templates"]) == (False, "пн", [["daily", "Сводка за сутки"]])
    assert options["periods"][0] == ["24h", "за 24 часа"]


@pytest.mark.parametrize("name", ["template", "size"])
def test_what_is_not_there_is_refused_by_name(name: str) -> None:
    with pytest.raises(BadFilter) as caught:
        drawn({name: "1x1"})
    assert caught.value.name == name


def test_an_institutions_own_templates_are_among_the_known(tmp_path: Any) -> None:
    (tmp_path / "наш-лист.typ").write_text("#lorem(3)")
    assert brief_choice.known(Settings(brief_templates=tmp_path))[-1] == "наш-лист"
