"""The share on the map, the head of the trend, and what is shown instead of data."""

from __future__ import annotations

import re

import pytest

from dashboard import state
from dashboard.parts import placed, states
from dashboard.parts import trend as trend_part
from dashboard.texts import LANGUAGES, texts
from data import filters as vocabulary
from data.answers import Bin, PlaceRow, Trend
from data.errors import BadFilter
from tests.dashboard.screen_world import (
    ASOF,
    OTHER,
    REGION,
    World,
    classes,
    having,
    links,
    summary,
    trend,
    view,
    words,
)

PLACES = (PlaceRow("Лесное", "61", "settlement", 12), PlaceRow("Дальнее", None, "settlement", 4))


def test_the_share_placed_is_house_and_street() -> None:
    assert placed.share_placed(summary()) == 0.81
    assert "на карте 81\u202f%" in words(placed.render(summary(), PLACES, view()))


def test_every_precision_has_its_share_and_filters() -> None:
    found = dict(links(placed.render(summary(), PLACES, view())))
    assert found["дом 60\u202f%"] == "/?precision=house"
    again = dict(links(placed.render(summary(), PLACES, view({"precision": "house"}))))
    assert again["дом 60\u202f%"] == "/"


def test_a_share_that_is_not_whole_never_reads_as_whole() -> None:
    almost = summary(total=1000, placed={"house": 998, "none": 2})
    found = words(placed.render(almost, (), view()))
    assert "99,8\u202f%" in found
    assert "0,2\u202f%" in found


def test_places_without_a_point_are_tallied_and_lead_to_their_district() -> None:
    found = placed.render(summary(), PLACES, view())
    assert dict(links(found))["Лесное 12"] == "/?district=61"
    assert "Дальнее 4" in words(found)


def test_a_whole_district_is_not_taken_for_a_town() -> None:
    whole = (
        PlaceRow("Северный муниципальный район", "61", "district", 7),
        PlaceRow("Чужой", None, "district", 2),
    )
    found = words(placed.render(summary(), whole, view()))
    assert "Северный (район) 7" in found
    assert "Чужой (район) 2" in found


def test_when_all_have_a_point_it_says_so() -> None:
    assert "Все обращения с точкой" in words(placed.render(summary(), (), view()))


def test_nothing_has_no_share() -> None:
    assert placed.share_placed(summary(total=0)) is None
    assert "нет обращений" in words(placed.render(summary(total=0), (), view()))


def test_the_trend_is_called_by_measure_and_step() -> None:
    assert "Динамика ? число События" in words(trend_part.head(trend(), view()))
    assert "Динамика ? число, по часам" in words(trend_part.head(trend("hour"), view({"period": "24h"})))


def test_the_legend_has_only_what_is_drawn() -> None:
    shown = {
        each.split()[1] for each in classes(trend_part.legend(trend(), view())) if each.startswith("sign")
    }
    assert shown == {"band", "usual", "high", "partial"}
    assert words(trend_part.legend(trend(usual=None), view())) == "неполный"


def test_steps_fit_the_length_of_the_window() -> None:
    assert trend_part.steps(trend(), view({"period": "24h"})) is None
    found = links(trend_part.steps(trend(), view({"period": "1y"})))
    assert [href for _, href in found] == [
        "/?period=1y&step=day",
        "/?period=1y&step=week",
        "/?period=1y&step=month",
    ]


def test_days_of_ones_own_have_all_steps() -> None:
    assert len(links(trend_part.steps(trend(), view({"from": "2026-01-01"})))) == 3


def test_a_trend_of_zeros_is_said_in_words() -> None:
    empty = Trend(1, ASOF, "day", (Bin(ASOF, 0.0, None, None, None),))
    assert "нет обращений" in words(trend_part.note(empty, view()))
    assert trend_part.note(trend(), view()) is None


def test_a_bad_filter_is_named_with_two_ways_out() -> None:
    fault = BadFilter("period", "недопустимое значение «8d»", "Допустимо: 24h, 30d")
    found = states.bad_filter(fault, {"period": "8d", "district": "61"}, "/", texts("ru"))
    assert "Условие «Период»" in words(found)
    assert "Допустимо: 24h, 30d" in words(found)
    assert links(found) == [("Убрать это условие", "/?district=61"), ("Открыть без отбора", "/")]


BAD = (
    {"perod": "7d"}, {"period": "8d"}, {"status": "open,,new"}, {"district": "a b/c"}, {"from": "вчера"}, {"to": "1700-01-01"},
    {"asof": "завтра"}, {"cell": "яма"}, {"cell": "8f1f1d4887fffff"}, {"bbox": "1,2"}, {"bbox": "1,2,3,nan"}, {"bbox": "1,2,3,1"},
    {"area": "!"}, {"q": "я" * 201}, {"res": "3"}, {"vs": "vs=a"}, {"vs": "period=8d"}, {"vs": "perod=7d"}, {"step": "minute"},
    {"period": "7d", "from": "2026-01-01"}, {"from": "2026-02-01", "to": "2026-01-01"}, {"theme": "pink"},
)  # fmt: skip


@pytest.mark.parametrize("params", BAD, ids=str)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_fault_of_an_address_is_worded_in_the_language_of_the_screen(params: dict[str, str], lang: str) -> None:
    with pytest.raises(BadFilter) as caught:
        World().desk.view(params, "/")
    fault, (given, *_) = caught.value, params.values()
    found = words(states.bad_filter(fault, {**params, "lang": lang}, "/", texts(lang)))
    said = found.replace(fault.value or given, "").replace(given, "").partition("“" if lang == "en" else "«")[2]
    assert fault.code
    assert texts(lang)("fault." + fault.code, value=fault.value) in found
    assert lang == "ru" or not re.search("[а-яё]", said, re.IGNORECASE)


def test_values_that_have_a_word_are_links_that_mend_the_address() -> None:
    fault = BadFilter("period", "", "Допустимо: 24h, 30d", code="value", value="8d")
    found = states.bad_filter(fault, {"period": "8d", "district": "61"}, "/", texts("ru"))
    assert "Такого значения нет: 8d Можно выбрать: 24 ч 30 дн" in words(found)
    assert ("24 ч", "/?period=24h&district=61") in links(found)


def test_codes_are_not_shown_in_place_of_words() -> None:
    fault = BadFilter("district", "", "Допустимо: 60601000000", code="value", value="7")
    assert "Такого значения нет: 7 Выберите значение заново на экране" in words(states.bad_filter(fault, {}, "/", texts("ru")))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", sorted(state.EXTRA | set(vocabulary.NAMES)))
def test_every_condition_of_an_address_has_a_name_in_words(lang: str, name: str) -> None:
    said = words(states.bad_filter(BadFilter(name, "", ""), {name: "?"}, "/", texts(lang)))
    assert not re.search(f"[«“]{name}[»”]", said)


def test_the_way_out_keeps_the_language() -> None:
    found = states.bad_filter(BadFilter("period", "", ""), {"period": "8d", "lang": "en"}, "/", texts("en"))
    assert links(found) == [("Remove this condition", "/?lang=en"), ("Open without filters", "/?lang=en")]


def test_english_keeps_what_is_allowed_of_a_russian_fault() -> None:
    fault = BadFilter("period", "недопустимое значение «8d»", "Допустимо: 24h, 30d")
    assert "Allowed: 24h, 30d" in words(states.bad_filter(fault, {}, "/", texts("en")))
    other = BadFilter("from", "не дата", "Пишите ГГГГ-ММ-ДД")
    assert "Пишите" not in words(states.bad_filter(other, {}, "/", texts("en")))


def test_a_region_that_is_not_there_offers_those_that_are() -> None:
    found = states.unknown_region((REGION, OTHER), {"region": "mars", "topic": "01"}, "/", texts("ru"))
    assert dict(links(found))["Курская область"] == "/?region=kursk&topic=01"


def test_an_empty_store_tells_the_commands() -> None:
    assert "app.py load" in words(states.empty_store(texts("ru"), has_region=True))
    assert "границы региона, затем" in words(states.empty_store(texts("ru"), has_region=False))


def test_a_slow_question_has_its_own_advice() -> None:
    assert "период короче" in words(states.failed(texts("ru"), slow=True))
    assert "администратору" in words(states.failed(texts("ru"), slow=False))


def test_a_failure_can_be_tried_again() -> None:
    (button,) = having(states.failed(texts("ru"), slow=False), "retry")
    assert "data-retry" in button.to_plotly_json()["props"]
