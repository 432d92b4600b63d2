"""The base map: cut to the region, both sides of 180°, nothing political."""

from __future__ import annotations

import json

import pytest
from shapely.geometry import Point, shape
from shapely.ops import unary_union

from geo.basemap import beyond, layers
from geo.boundaries import read_shipped
from geo.coords import Bounds

CHUKOTKA: Bounds = (157.7, 61.6, -168.9, 71.8)


def test_a_region_gets_land_water_rivers_and_coast() -> None:
    found = layers(read_shipped("rostov").bounds)
    assert set(found) == {"land", "water", "rivers", "coast"}
    assert all(one["features"] for one in found.values())


def test_the_base_map_is_cut_to_the_region_and_a_margin() -> None:
    west, south, east, north = read_shipped("rostov").bounds
    for collection in layers((west, south, east, north)).values():
        for feature in collection["features"]:
            left, bottom, right, top = shape(feature["geometry"]).bounds
            assert (left > west - 7, bottom > south - 5, right < east + 7, top < north + 5) == (True,) * 4


def test_across_180_land_is_found_on_both_sides() -> None:
    boxes = [shape(feature["geometry"]).bounds for feature in layers(CHUKOTKA)["land"]["features"]]
    assert any(box[2] == 180 for box in boxes)
    assert any(box[0] == -180 for box in boxes)
    assert not any(box[0] < 37.6 < box[2] for box in boxes)


def test_past_the_edge_of_the_file_land_and_sea_go_on_as_they_meet_it() -> None:
    ground = unary_union(beyond())
    assert ground.contains(Point(87.6, 38.0))  # south of Siberia
    assert ground.contains(Point(10.0, 50.0))  # west of Poland
    assert ground.contains(Point(50.5, 40.0))  # the Caspian ends at the edge
    assert not ground.contains(Point(141.0, 40.0))  # and Japan
    assert not ground.contains(Point(150.0, 40.0))  # the Pacific
    assert not ground.contains(Point(60.0, 50.0))  # the file's own


def test_off_the_file_the_layers_are_empty() -> None:
    assert all(not one["features"] for one in layers((-71.2, 42.2, -70.9, 42.4)).values())


@pytest.mark.parametrize("region", ["rostov", "kamchatka"])
def test_the_base_map_is_small_and_valid_json(region: str) -> None:
    text = json.dumps(layers(read_shipped(region).bounds), allow_nan=False)
    assert len(text) < 2_000_000
