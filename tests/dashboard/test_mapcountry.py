"""Several regions on one map: outlines of each, names, figures that name their districts, and no cut edges of land."""

from __future__ import annotations

import json
from typing import Any

import pytest
import shapely

from dashboard import mapcountry, mapgeo
from dashboard.figures.mapconfig import joined
from dashboard.mapcells import Bounds
from data.answers import ByRegion, Row, Standing
from geo.boundaries import Boundaries, read_shipped
from tests.dashboard.mapworld import ASOF, info

CODES = ("rostov", "kamchatka")


@pytest.fixture(scope="module")
def regions() -> list[Boundaries]:
    return [read_shipped(code) for code in CODES]


@pytest.fixture(scope="module")
def bounds(regions: list[Boundaries]) -> Bounds:
    return joined([info(each) for each in regions], "Все регионы").bounds


def features(text: bytes, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return [one for one in found if one["properties"]["kind"] == kind]


def test_every_district_names_its_region(regions: list[Boundaries], bounds: Bounds) -> None:
    drawn = features(mapcountry.districts(regions, bounds), "district")
    assert [one["properties"]["region"] for one in drawn] == [each.code for each in regions for _ in each.districts]


def test_each_region_has_its_outline(regions: list[Boundaries], bounds: Bounds) -> None:
    (outer,) = features(mapcountry.districts(regions, bounds), "outer")
    west, _, east, _ = shapely.geometry.shape(outer["geometry"]).bounds
    assert west < 45
    assert east > 160


def test_borders_are_as_coarse_as_the_whole_is_wide(bounds: Bounds) -> None:
    assert mapcountry.tolerance((38.0, 46.0, 44.0, 50.0)) == mapgeo.TOLERANCE
    assert mapcountry.tolerance(bounds) == pytest.approx((bounds[2] - bounds[0]) / mapcountry.PARTS_ACROSS)
    assert mapcountry.tolerance((20.0, 41.0, -169.0, 80.0)) == pytest.approx(171 / mapcountry.PARTS_ACROSS)


def test_regions_are_named_before_their_towns(regions: list[Boundaries], bounds: Bounds) -> None:
    names = {one["properties"]["name"]: one["properties"]["rank"] for one in features(mapcountry.places(regions, bounds), "town")}
    assert {name for name, rank in names.items() if rank == 1} == {each.name for each in regions}
    assert {name for name, rank in names.items() if rank == 2} == {"Ростов-на-Дону", "Петропавловск-Камчатский"}


def test_the_ground_has_coasts_and_land_that_goes_on_past_the_file(bounds: Bounds) -> None:
    text = mapcountry.base(bounds)
    assert features(text, "coast")
    land = shapely.union_all([shapely.geometry.shape(one["geometry"]) for one in features(text, "land")])
    inland, urumqi, pacific, baikal = (shapely.Point(*at) for at in ((60.0, 50.0), (87.6, 38.0), (155.0, 45.0), (104.3, 52.3)))
    assert [shapely.contains(land, one) for one in (inland, urumqi, pacific, baikal)] == [True, True, False, True]
    assert max(one["properties"]["rank"] for one in features(text, "rivers")) <= mapcountry.GREATEST["rivers"]


def test_figures_stand_beside_the_districts_they_are_of(regions: list[Boundaries]) -> None:
    values = (("kamchatka", 3.0), ("rostov", None))
    rows = tuple(Row(code, code, None, value, None, None, None, None, 1) for code, value in values)
    answer = ByRegion(1, ASOF, rows, {code: Standing(0, 0) for code in CODES})
    first = len(regions[0].districts)
    assert mapcountry.figures(answer, [info(each) for each in regions]) == [
        ["rostov", regions[0].name, None, 1, 0, first],
        ["kamchatka", regions[1].name, 3.0, 1, first, len(regions[1].districts)],
    ]


def test_a_region_that_was_not_asked_about_keeps_its_place(regions: list[Boundaries]) -> None:
    answer = ByRegion(1, ASOF, (Row("kamchatka", None, None, 3.0, None, None, None, None, 1),), {})
    ((code, _, _, _, first, _),) = mapcountry.figures(answer, [info(each) for each in regions])
    assert (code, first) == ("kamchatka", len(regions[0].districts))
