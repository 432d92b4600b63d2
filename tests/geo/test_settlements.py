"""Known settlements: the list and the gazetteer joined, each place once."""

from __future__ import annotations

from collections import Counter

from geo.boundaries import read_shipped
from geo.municipalities import Municipalities
from geo.settlements import Known, known_settlements


def known(region: str) -> list[Known]:
    boundaries = read_shipped(region)
    return known_settlements(boundaries, Municipalities(boundaries.districts))


def test_a_city_of_the_list_gets_its_point_and_people_and_stays_one() -> None:
    (city,) = [one for one in known("rostov") if one.core == "новочеркасск"]
    assert (city.kind, city.population > 100_000, city.lon is not None) == ("г", True, True)


def test_no_point_is_given_to_two_settlements() -> None:
    points = Counter((one.lon, one.lat) for one in known("krasnodar") if one.lon is not None)
    assert max(points.values()) == 1


def test_a_part_of_a_city_is_left_out_where_the_list_can_tell() -> None:
    assert not [one for one in known("rostov") if one.core == "чкаловский" and one.lon is not None]


def test_without_a_list_the_gazetteer_stands_alone() -> None:
    assert all(one.lon is not None and one.kind is None for one in known("kursk"))
