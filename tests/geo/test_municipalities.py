"""Municipalities: one district or none, whatever kind is written beside the name."""

from __future__ import annotations

import pytest
from shapely.geometry import box

from geo.districts import District
from geo.municipalities import Municipalities

SQUARE = box(0, 0, 1, 1)


def among(*names: str) -> Municipalities:
    return Municipalities([District(f"d{number}", name, name, None, SQUARE) for number, name in enumerate(names)])


@pytest.mark.parametrize("text", ["Зимний", "Зимний район", "Зимний муниципальный округ", "зимний р-н", "d0"])
def test_a_single_name_answers_to_every_kind_of_district(text: str) -> None:
    assert among("Зимний муниципальный район").find(text) == 0


def test_a_city_is_not_the_district_of_its_adjective() -> None:
    assert among("Зимний муниципальный район").find("Зимний городской округ") is None


@pytest.mark.parametrize(("text", "index"), [("Зимний район", 0), ("г.о. Зимний", 1), ("Зимний", None)])
def test_namesakes_need_their_kind(text: str, index: int | None) -> None:
    assert among("Зимний муниципальный район", "городской округ Зимний").find(text) == index


def test_an_old_district_among_namesakes_is_the_okrug_it_became() -> None:
    assert among("Зимний муниципальный округ", "городской округ Зимний").find("Зимний район") == 0


def test_two_namesakes_of_one_kind_are_none() -> None:
    assert among("Зимний район", "Зимний район").find("Зимний район") is None


def test_a_city_and_its_district_in_one_answer_to_both_names() -> None:
    both = among("муниципальный район Город Зима и Зимний район")
    assert [both.find("г. Зима"), both.find("Зимний район")] == [0, 0]


@pytest.mark.parametrize(("text", "index"), [("Север / Юг", None), ("Север / Запад", 0), ("Запад / Восток", None)])
def test_a_list_means_a_district_only_when_one_part_does(text: str, index: int | None) -> None:
    assert among("Север", "Юг").find(text) == index


@pytest.mark.parametrize(
    ("digits", "index"),
    [("03601000", 0), ("3601000", 0), ("3601000000", 0), ("03601402101", 0), ("68602000", 1), ("68502000", 1),
     ("99999999", None), ("03601", None), ("٠٣٦٠١٠٠٠", None)],
)  # fmt: skip
def test_an_official_code_of_any_level_finds_its_district(digits: str, index: int | None) -> None:
    districts = [District(code, code, code, None, SQUARE) for code in ("03601000000", "68502000000")]
    assert Municipalities(districts).find(digits) == index
