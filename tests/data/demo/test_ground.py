"""Promises of the addresses: inside true borders, by people, on dry land."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely

from data.demo.ground import build_ground
from geo import basemap
from geo.boundaries import Boundaries, read_shipped, shipped_regions
from geo.places import Gazetteer

from .conftest import Drawn


@pytest.mark.parametrize("code", sorted(shipped_regions()))
def test_every_address_of_every_shipped_region_lies_in_its_district(code: str) -> None:
    boundaries = read_shipped(code)
    ground = build_ground(boundaries, Gazetteer.for_region(boundaries), 1, 8_000)
    assert (boundaries.locate(ground.lon, ground.lat) == ground.district).all()


def test_the_same_seed_gives_the_same_ground(rostov: Drawn) -> None:
    one, other = (build_ground(rostov.boundaries, rostov.gazetteer, 3, 4_000) for _ in range(2))
    assert one.lon.tobytes() == other.lon.tobytes()


def test_addresses_follow_the_people_of_the_districts(rostov: Drawn) -> None:
    addresses = np.bincount(rostov.world.ground.district, minlength=len(rostov.boundaries.districts))
    people = [district.population for district in rostov.boundaries.districts]
    assert np.corrcoef(addresses, np.array(people, float))[0, 1] > 0.98


def test_a_district_without_a_count_of_people_has_addresses_too() -> None:
    kamchatka = read_shipped("kamchatka")
    unknown = [index for index, district in enumerate(kamchatka.districts) if district.population is None]
    ground = build_ground(kamchatka, Gazetteer.for_region(kamchatka), 1)
    assert len(unknown) == 2
    assert (np.bincount(ground.district, minlength=len(kamchatka.districts))[unknown] > 20).all()


def test_hardly_any_address_of_vladivostok_lies_in_the_sea() -> None:
    primorye = read_shipped("primorye")
    ground = build_ground(primorye, Gazetteer.for_region(primorye), 1, 10_000)
    land = [json.dumps(feature["geometry"]) for feature in basemap.layers(primorye.bounds)["land"]["features"]]
    dry = shapely.union_all(shapely.from_geojson(land))
    assert (~shapely.contains_xy(dry, ground.lon, ground.lat)).mean() < 0.03


def test_the_same_line_of_a_town_always_has_the_same_name(rostov: Drawn) -> None:
    ground = rostov.world.ground
    named = [ground.streets[at] for at in np.unique(ground.street[ground.settlement == 0])]
    assert any(name.startswith("ул. ") for name in named)
    assert any(name.startswith("пер. ") for name in named)


def test_a_region_off_the_base_map_and_without_settlements_still_has_addresses() -> None:
    kursk = read_shipped("kursk")
    district = replace(kursk.districts[0], geometry=shapely.box(-60, -30, -59, -29), population=None)
    far = Boundaries("far", "Далеко", "UTC", (district,))
    ground = build_ground(far, Gazetteer.for_region(far), 1, 500)
    assert (far.locate(ground.lon, ground.lat) == 0).all()


def test_a_district_that_holds_no_drawn_spot_gets_its_inner_point() -> None:
    kursk = read_shipped("kursk")
    speck = replace(kursk.districts[0], geometry=shapely.Point(36.0, 51.7).buffer(1e-6), population=5_000)
    tiny = Boundaries("tiny", "Пятно", "UTC", (speck,))
    ground = build_ground(tiny, Gazetteer.for_region(tiny), 1, 200)
    assert (tiny.locate(ground.lon, ground.lat) == 0).all()
