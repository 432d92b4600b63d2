"""Promises of a town: uneven quarters, streets, the 180th meridian."""

from __future__ import annotations

import numpy as np
import pytest

from data.demo.towns import KM_PER_DEGREE, draw_spots, plan_town, wrap


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def test_a_village_has_one_quarter_and_a_city_many() -> None:
    assert plan_town(40, 47, 900, rng()).quarters == 1
    assert plan_town(40, 47, 1_100_000, rng()).quarters > 15


def test_a_city_is_wider_than_a_village() -> None:
    assert plan_town(40, 47, 1_100_000, rng()).spread > 5 * plan_town(40, 47, 1_000, rng()).spread


def test_the_quarters_of_a_city_are_uneven() -> None:
    shares = plan_town(40, 47, 1_100_000, rng()).shares
    assert shares.max() > 3 * np.median(shares)


def test_shrinking_draws_spots_closer_to_the_centre() -> None:
    town = plan_town(40, 47, 300_000, rng())
    wide, narrow = draw_spots(town, 4_000, 1.0, rng()), draw_spots(town, 4_000, 0.3, rng())
    assert np.std(narrow.lat) < 0.5 * np.std(wide.lat)


def test_a_town_crosses_the_180th_meridian() -> None:
    spots = draw_spots(plan_town(179.999, 65, 20_000, rng()), 2_000, 1.0, rng())
    assert spots.lon.min() < -179
    assert spots.lon.max() > 179


@pytest.mark.parametrize(("lon", "wrapped"), [(181.0, -179.0), (-181.0, 179.0), (40.0, 40.0)])
def test_longitudes_are_wrapped(lon: float, wrapped: float) -> None:
    assert wrap(np.array([lon]))[0] == pytest.approx(wrapped)


def test_most_spots_of_a_street_stand_on_one_line() -> None:
    town = plan_town(40, 47, 60_000, rng())
    spots = draw_spots(town, 20_000, 1.0, rng())
    east = (spots.lon - town.lon) * KM_PER_DEGREE * np.cos(np.radians(town.lat))
    north = (spots.lat - town.lat) * KM_PER_DEGREE
    across = east * np.cos(town.turn) + north * np.sin(town.turn)
    on_line = np.abs(across[spots.street == 2] - 0.17) < 0.035
    assert on_line.mean() > 0.8


def test_house_numbers_are_positive() -> None:
    assert draw_spots(plan_town(40, 47, 60_000, rng()), 2_000, 1.0, rng()).house.min() >= 1
