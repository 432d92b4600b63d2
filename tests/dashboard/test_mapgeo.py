"""Borders, ground and labels of the map."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from dashboard.figures.mapcolours import colours
from dashboard.figures.mapsvg import Look
from dashboard.mapdata import A_WHILE, MapOptions
from dashboard.mapgeo import base, rank, spread
from dashboard.mappicture import Pictures, Wanted
from dashboard.mapsets import MapSets
from data.settings import Settings
from geo.roads import Roads
from tests.dashboard.mapweb import FOREVER, Web
from tests.dashboard.mapworld import world


@pytest.mark.parametrize("kind", ["districts", "base", "places"])
def test_drawings_of_an_old_version_are_not_kept(kind: str) -> None:
    web = Web(world())
    current = web.get("/map/start.json").json()["urls"][kind]
    assert web.get(current).headers["cache-control"] == FOREVER
    assert web.get(f"/map/{kind}/kray-old.geojson").headers["cache-control"] == "no-store"


def test_borders_are_drawn_once_between_neighbours_and_round_the_region() -> None:
    web = Web(world())
    features = web.get("/map/districts/kray-x.geojson").json()["features"]
    kinds = [feature["properties"]["kind"] for feature in features]
    assert kinds == ["district", "district", "outer", "inner", "glow"]
    inner = np.array(features[3]["geometry"]["coordinates"])
    assert np.allclose(inner[:, 0], 39.5)


def test_districts_have_their_labels() -> None:
    web = Web(world())
    features = web.get("/map/places/kray-x.geojson").json()["features"]
    names = {
        feature["properties"]["name"] for feature in features if feature["properties"]["kind"] == "district"
    }
    assert names == {"Западный", "Восточный"}


def test_labels_rank_by_people_and_by_place_in_the_region() -> None:
    assert rank(1_000_000, 9) == 1
    assert rank(13_000, 1) == 1
    assert rank(60_000, 20) == 2
    assert rank(None, 40) == 4
    assert rank(None, 400) == 5


def test_large_cities_outside_the_region_are_named_quietly() -> None:
    web = Web(world())
    features = [each["properties"] for each in web.get("/map/places/kray-x.geojson").json()["features"]]
    outside = {each["name"] for each in features if each["rank"] == 6}
    inside = {each["name"] for each in features if each["kind"] == "town" and each["rank"] != 6}
    assert outside
    assert not outside & inside


def test_the_ground_is_drawn_as_wide_as_a_card() -> None:
    west, south, east, north = spread((40.0, 45.0, 42.0, 50.0))
    assert (south, north) == (45.0, 50.0)
    assert east - west > 10 > 2
    assert (west + east) / 2 == pytest.approx(41.0)
    assert spread((40.0, 45.0, 80.0, 50.0)) == (40.0, 45.0, 80.0, 50.0)


@pytest.mark.parametrize("west", [-71.2, 179.9])
def test_a_region_off_the_base_map_lies_on_plain_ground_and_not_in_the_sea(west: float) -> None:
    south = 42.2 if west < 0 else -43.0
    (ground,) = json.loads(base((west, south, (west + 0.3 + 180) % 360 - 180, south + 0.2)))["features"]
    assert ground["properties"]["kind"] == "land"
    assert shapely.geometry.shape(ground["geometry"]).contains(shapely.box(west - 0.3, south - 0.2, west + 0.6, south + 0.4))


def test_the_widened_ground_may_cross_180_degrees() -> None:
    west, _, east, _ = spread((178.0, 60.0, 179.0, 66.0))
    assert west > 0 > east


def test_roads_of_a_file_lie_on_the_ground_and_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    west, south, east, north = (38.0, 46.0, 41.0, 49.0)
    line = shapely.LineString([(west, south), (east, north)])
    geopandas.GeoDataFrame({"highway": ["motorway"]}, geometry=[line], crs="EPSG:4326").to_file(path)
    questions, options = world(), MapOptions(settings=Settings(map_roads=str(path)))
    web = Web(questions, options)
    answer = web.get(web.get("/map/start.json").json()["urls"]["base"])
    roads = [each for each in answer.json()["features"] if each["properties"]["kind"] == "roads"]
    assert [each["properties"]["rank"] for each in roads] == [1]
    assert answer.headers["cache-control"] == A_WHILE
    drawing = Pictures(questions, MapSets(questions, roads=Roads.of(path)), 5)
    assert colours("dark").roads[0] in drawing.svg(Wanted(questions.parse({}), Look()))
    plain = Pictures(questions, MapSets(questions), 5)
    assert colours("dark").roads[0] not in plain.svg(Wanted(questions.parse({}), Look()))


def test_roads_that_cannot_be_drawn_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the roads of"):
        Settings(map_roads=str(tmp_path / "none.gpkg"))
