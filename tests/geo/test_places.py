"""Names to places in real regions: never more precise than what was written."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from geo.boundaries import read_shipped
from geo.places import NOWHERE, Gazetteer


@cache
def gazetteer(region: str = "rostov") -> Gazetteer:
    return Gazetteer.for_region(read_shipped(region))


AZOV_DISTRICT, ROSTOV, SHOLOKHOV = "60601000000", "60701000000", "60659000000"


@pytest.mark.parametrize(
    "text",
    ["Ростов-на-Дону", "г. Ростов-на-Дону", "РОСТОВ-НА-ДОНУ г", "город Ростов на Дону", "Ростов н/Д", "Ростов"],
)
def test_a_city_is_found_however_it_is_written(text: str) -> None:
    place = gazetteer().find(text, None)
    assert (place.precision, place.name, place.district) == ("settlement", "Ростов-на-Дону", ROSTOV)


@pytest.mark.parametrize("text", ["ст-ца Вёшенская", "станица Вешенская", "ВЁШЕНСКАЯ", "ст. Вешенская"])
def test_a_stanitsa_is_found_with_its_point(text: str) -> None:
    place = gazetteer().find(text, "Шолоховский район")
    assert place.district == SHOLOKHOV
    assert (place.lon, place.lat) == pytest.approx((41.72, 49.63), abs=0.05)


def test_a_hamlet_without_coordinates_is_still_a_settlement_of_its_district() -> None:
    place = gazetteer().find("с. Кагальник", "Азовский район")
    assert (place.precision, place.district, place.lon) == ("settlement", AZOV_DISTRICT, None)


@pytest.mark.parametrize(
    "text",
    [
        "Азовский район",
        "Азовский муниципальный район",
        "Азовский р-н",
        'МО "Азовский район"',
        "МО «Азовский район»",
        "АЗОВСКИЙ МУНИЦИПАЛЬНЫЙ РАЙОН РОСТОВСКОЙ ОБЛАСТИ",
        "Ростовская область, Азовский район",
        "Администрация Азовского района",
        "60601000000",
        "60601000",
        " 60601000 ",
        "60601402101",
    ],
)
def test_a_municipality_is_found_however_it_is_written(text: str) -> None:
    place = gazetteer().find(None, text)
    assert (place.precision, place.district) == ("district", AZOV_DISTRICT)


@pytest.mark.parametrize(
    "text", ["г. Ростов-на-Дону", "городской округ город Ростов-на-Дону", "г.о. Ростов-на-Дону", "60701000001"]
)
def test_a_city_as_a_municipality_is_its_district(text: str) -> None:
    assert gazetteer().find(None, text).district == ROSTOV


def test_a_city_never_means_the_district_that_bears_its_adjective() -> None:
    assert gazetteer().find(None, "Азовский городской округ").district is None


def test_a_name_met_in_many_districts_without_a_municipality_is_nowhere() -> None:
    assert gazetteer().find("х. Красный", None) == NOWHERE


def test_a_name_met_in_many_districts_is_narrowed_by_the_municipality() -> None:
    place = gazetteer().find("п. Рассвет", "Аксайский район")
    assert (place.precision, place.district) == ("settlement", "60602000000")


def test_a_name_met_twice_in_its_district_falls_to_the_district() -> None:
    place = gazetteer().find("х. Красный", "Азовский район")
    assert (place.precision, place.district) == ("district", AZOV_DISTRICT)


def test_an_unknown_settlement_falls_to_the_district() -> None:
    assert gazetteer().find("х. Несуществующий", "Азовский район").precision == "district"


def test_a_settlement_of_another_district_falls_to_the_municipality_given() -> None:
    place = gazetteer().find("с. Чалтырь", "Азовский район")
    assert (place.precision, place.district) == ("district", AZOV_DISTRICT)


def test_a_town_is_believed_against_the_municipality_beside_it() -> None:
    assert gazetteer().find("г. Ростов-на-Дону", "Октябрьский район").district == ROSTOV


def test_a_part_of_a_city_is_no_settlement() -> None:
    place = gazetteer().find("Чкаловский", "г. Ростов-на-Дону")
    assert (place.precision, place.district) == ("district", ROSTOV)


def test_a_district_of_a_city_is_no_municipality() -> None:
    assert gazetteer().find(None, "Ворошиловский район") == NOWHERE


def test_a_district_of_a_city_falls_to_the_city() -> None:
    place = gazetteer().find("Ворошиловский район", "г. Ростов-на-Дону")
    assert (place.precision, place.district) == ("district", ROSTOV)


@pytest.mark.parametrize("blank", [None, "", "  ", "-", "…", "нет данных"])
def test_blanks_are_nowhere(blank: str | None) -> None:
    assert gazetteer().find(blank, blank) == NOWHERE


def test_an_address_in_one_line_is_taken_apart() -> None:
    place = gazetteer().find(None, None, "Ростовская обл., Азовский р-н, с. Кагальник, ул. Мира, 5")
    assert (place.precision, place.name, place.district) == ("settlement", "Кагальник", AZOV_DISTRICT)


def test_an_address_with_only_a_district_gives_the_district() -> None:
    assert gazetteer().find(None, None, "Азовский район, трасса М-4").precision == "district"


def test_a_town_in_an_address_needs_no_kind() -> None:
    assert gazetteer().find(None, None, "344000, Батайск, Кирова 5").district == "60707000000"


def test_a_street_named_like_a_hamlet_is_no_settlement() -> None:
    assert gazetteer().find(None, None, "ул. Вёшенская, 5") == NOWHERE


def test_namesakes_of_a_district_and_a_town_are_told_apart_by_their_kind() -> None:
    primorye = gazetteer("primorye")
    found = [primorye.find(None, text).district for text in ("Дальнереченский район", "Дальнереченский ГО", "Дальнереченский")]
    assert found == ["05607000000", "05708000000", None]


def test_a_town_is_found_in_the_district_named_by_an_adjective() -> None:
    assert gazetteer("primorye").find(None, "г. Артём").district == "05705000000"


def test_a_reformed_district_answers_to_its_old_kind_and_its_old_code() -> None:
    tambov = gazetteer("tambov")
    assert tambov.find(None, "Бондарский район").district == "68502000000"
    assert tambov.find(None, "68602000").district == "68502000000"


@pytest.mark.parametrize("region", ["rostov", "tambov", "krasnodar", "kamchatka", "primorye", "kursk"])
def test_every_municipality_is_found_by_its_name_and_its_code(region: str) -> None:
    for one in read_shipped(region).districts:
        assert gazetteer(region).find(None, one.name).district == one.code
        assert gazetteer(region).find(None, one.code).district == one.code


@pytest.mark.parametrize("region", ["rostov", "krasnodar", "kursk"])
def test_settlements_lie_in_the_district_they_name(region: str) -> None:
    boundaries = read_shipped(region)
    codes = [one.code for one in boundaries.districts]
    for one in gazetteer(region).settlements():
        assert boundaries.districts[codes.index(one.district)].geometry.intersects(Point(one.lon, one.lat))


def test_settlements_come_largest_first_without_parts_of_cities() -> None:
    names = [one.name for one in gazetteer().settlements()]
    assert names[:3] == ["Ростов-на-Дону", "Таганрог", "Шахты"]
    assert "Чкаловский" not in names


def test_find_many_answers_row_by_row_like_find() -> None:
    settlements, municipalities = ["Азов", None, "Азов", "х. Красный"], [None, "Азовский район", None, None]
    expected = [gazetteer().find(*pair) for pair in zip(settlements, municipalities, strict=True)]
    assert gazetteer().find_many(settlements, municipalities) == expected


def test_find_many_refuses_columns_of_different_length() -> None:
    with pytest.raises(ValueError):
        gazetteer().find_many(["Азов"], [])


def test_fifty_thousand_different_rows_take_seconds_not_minutes() -> None:
    rows = [f"х. Хутор {number}" for number in range(50_000)]
    begun = time.perf_counter()
    gazetteer().find_many(rows, ["Азовский район"] * len(rows))
    assert time.perf_counter() - begun < 10


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=80))
def test_no_text_breaks_the_search(settlement: str, municipality: str, address: str) -> None:
    place = gazetteer().find(settlement, municipality, address)
    assert (place.district is None) == (place.precision == "none")
