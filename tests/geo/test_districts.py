"""A region's districts: people, bounds, borders for the screen."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from shapely.geometry import box, shape

from geo.districts import Boundaries, District


def district(code: str, west: float, population: int | None = 10) -> District:
    return District(code, f"Район {code}", code, population, box(west, 50, west + 1, 51))


def region(*districts: District) -> Boundaries:
    return Boundaries("test", "Проба", "Europe/Moscow", districts)


def test_people_of_a_region_are_the_sum_of_its_districts() -> None:
    assert region(district("a", 40, 10), district("b", 41, 5)).population == 15


def test_one_unknown_count_makes_the_sum_unknown() -> None:
    assert region(district("a", 40, 10), district("b", 41, None)).population is None


def test_bounds_go_round_all_districts() -> None:
    assert region(district("a", 40), district("b", 41)).bounds == (40, 50, 42, 51)


def test_a_point_finds_the_index_of_its_district() -> None:
    found = region(district("a", 40), district("b", 41)).locate(np.array([41.5, 0.0]), np.array([50.5, 0.0]))
    assert found.tolist() == [1, -1]


def test_borders_carry_the_index_and_the_names() -> None:
    feature = region(district("a", 40), district("b", 41)).geojson(0)["features"][1]
    assert feature["id"] == 1
    assert feature["properties"] == {"code": "b", "name": "Район b", "short_name": "b"}


@pytest.mark.parametrize("tolerance", [0.0, 0.01])
def test_neighbours_keep_one_border_when_simplified(tolerance: float) -> None:
    features = region(district("a", 40), district("b", 41)).geojson(tolerance)["features"]
    first, second = (shape(one["geometry"]) for one in features)
    assert first.intersection(second).length == pytest.approx(1.0)


def test_a_district_smaller_than_the_tolerance_is_still_drawn() -> None:
    tiny = District("t", "Точка", "t", None, box(45, 50, 45.001, 50.001))
    features = region(district("a", 40), tiny).geojson(0.5)["features"]
    assert not shape(features[1]["geometry"]).is_empty


def test_a_region_travels_to_another_process() -> None:
    original = region(district("a", 40))
    original.locate(np.array([40.5]), np.array([50.5]))
    copy = pickle.loads(pickle.dumps(original))
    assert copy.locate(np.array([40.5]), np.array([50.5])).tolist() == [0]
