"""Promises of the mix: places differ in their troubles."""

from __future__ import annotations

import numpy as np

from data.demo.mix import pick_addresses

from .conftest import Drawn


def picked(rostov: Drawn, code: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    topics = np.full(20_000, rostov.themes.index(code), np.int64)
    chance = np.random.default_rng(4).random(20_000)
    return pick_addresses(rostov.world.ground, rostov.themes, topics, chance, rostov.world.seed)


def test_villages_wait_for_gas_and_cities_for_buses(rostov: Drawn) -> None:
    people = rostov.world.ground.people
    assert (people[picked(rostov, "10.002")] > 300_000).mean() < 0.5 * (people[picked(rostov, "05.001")] > 300_000).mean()


def test_potholes_lie_on_roads_between_settlements_too(rostov: Drawn) -> None:
    assert (rostov.world.ground.quarter[picked(rostov, "01.001")] < 0).any()


def test_no_lift_stands_still_on_a_country_road(rostov: Drawn) -> None:
    assert (rostov.world.ground.quarter[picked(rostov, "04.012")] >= 0).all()


def test_quarters_differ_in_their_troubles(rostov: Drawn) -> None:
    quarter = rostov.world.ground.quarter
    water, schools = (np.bincount(np.maximum(quarter[picked(rostov, code)], 0), minlength=400) for code in ("04.001", "07.001"))
    busy = water + schools > 150
    assert np.ptp(np.log(water[busy] / np.maximum(schools[busy], 1))) > 0.8
