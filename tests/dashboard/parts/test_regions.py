"""The country's level: the ranking of regions, the switch between them, links that lead into one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.parts import crumbs, feed, filters, regions
from dashboard.parts.wire import wire
from data.answers import ByRegion, RegionInfo, Row, Standing
from tests.dashboard.screen_world import ASOF, CATALOGUE, OTHER, RECORD, REGION, said, view

BOTH = (REGION, OTHER)


def country(params: dict[str, str] | None = None, infos: tuple[RegionInfo, ...] = BOTH) -> Any:
    return replace(view({"region": "all", **(params or {})}, region=None), regions=infos)


def answer(*values: float | None, usual: float | None = 40.0) -> ByRegion:
    counts = [int(value or 0) for value in values]
    rows = tuple(
        Row(one.code, one.name, None, value, 50.0, usual, 30.0, 60.0, count)
        for one, value, count in zip(BOTH, values, counts, strict=True)
    )
    return ByRegion(1, ASOF, rows, {"rostov": Standing(25, 5), "kursk": Standing(0, 0)})


def told(part: Any) -> str:
    return said(wire(part))


def links(part: Any) -> list[str]:
    return [node[1]["href"] for node in flat(wire(part)) if "href" in node[1]]


def flat(nodes: list[Any]) -> list[Any]:
    found = [node for node in nodes if not isinstance(node, str)]
    return found + [inner for node in found for inner in flat(node[2])]


def test_regions_stand_by_value_and_lead_into_themselves() -> None:
    found = regions.render(answer(90.0, 100.0), answer(90.0, 100.0), country({"topic": "01"}))
    assert links(found) == ["/?region=kursk&topic=01", "/?region=rostov&topic=01"]


def test_a_row_tells_its_rate_and_how_its_appeals_stand() -> None:
    found = told(regions.render(answer(90.0, 10.0), answer(90.0, 10.0), country()))
    assert "1,00 на 1000 жителей" in found
    assert "не закрыто 28" in found
    assert "просрочено 6" in found


def test_the_rate_is_told_once_and_never_of_a_part_of_a_region() -> None:
    rates = regions.render(answer(1.2, 1.0), answer(90.0, 10.0), country({"metric": "per1000"}))
    assert "90 обращений" in told(rates)
    assert "на 1000" not in told(rates[1])
    cut = regions.render(answer(90.0, 10.0), answer(90.0, 10.0), country({"district": "61"}))
    assert "на 1000" not in told(cut)


def test_nothing_at_all_is_said_in_words() -> None:
    found = regions.render(answer(0.0, 0.0, usual=None), answer(0.0, 0.0, usual=None), country())
    assert "нет ни одного" in told(found)


def test_the_trail_begins_with_the_country_and_offers_every_region() -> None:
    here = replace(view({"region": "rostov", "district": "61"}), regions=BOTH)
    found = wire(crumbs.render(here, CATALOGUE))
    assert {"/?region=all", "/?region=kursk", "/?region=rostov"} <= set(links(crumbs.render(here, CATALOGUE)))
    assert [each for each in flat(found) if each[1].get("class") == "menu-search"] == []


def test_one_region_has_no_country_above_it() -> None:
    assert crumbs.switch(view()) is None
    assert "region=all" not in str(wire(crumbs.render(view(), CATALOGUE)))


def test_a_long_menu_can_be_looked_through() -> None:
    many = tuple(replace(OTHER, code=f"r{number}", name=f"Область {number}") for number in range(9))
    found = [each for each in flat(wire(crumbs.switch(country(infos=many)))) if each[1].get("class") == "menu-search"]
    assert found[0][1]["data-search"] == "Найти среди 9 регионов"


def test_the_clock_of_several_regions_is_named_only_where_they_differ() -> None:
    far = replace(OTHER, tz="Asia/Kamchatka")
    assert crumbs.zone(country()) is None
    found = crumbs.zone(country(infos=(REGION, far)))
    assert "Ростовская область" in told(found)
    assert told(found) in told(filters.path_and_chips(country(infos=(REGION, far)), CATALOGUE))


def test_a_district_of_the_country_is_reached_through_its_region() -> None:
    assert country().into("61") == "/?region=rostov&district=61"
    assert country().into("99") == "/?region=all&district=99"
    assert view().into("61") == "/?district=61"


def test_a_record_of_the_country_names_its_region() -> None:
    row = {**RECORD, "region": "kursk", "district": None}
    assert "Курская область" in feed.place_words(row, country())
    assert "Курская область" not in feed.place_words(row, view())


def test_the_clock_of_the_country_is_the_default_regions() -> None:
    assert country(infos=(replace(REGION, tz="Asia/Vladivostok"), OTHER)).tz == "Asia/Vladivostok"
    assert country(infos=()).tz == "Europe/Moscow"


@pytest.mark.parametrize(("infos", "expected"), [((REGION,), False), (BOTH, True)])
def test_the_country_needs_several_regions(infos: tuple[RegionInfo, ...], expected: bool) -> None:
    assert country(infos=infos).country is expected
