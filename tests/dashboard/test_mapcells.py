"""Packed hexagons: where they lie, whose they are, and that 180° does not tear them."""

from __future__ import annotations

import struct
from dataclasses import replace

import numpy as np
import pytest

from dashboard.mapcells import NO_OWNER, aligned, continuous, pack
from geo import cells
from tests.dashboard.mapweb import Web, unpacked, values
from tests.dashboard.mapworld import world


def test_outlines_on_the_screen_lie_where_the_cells_are() -> None:
    web = Web(world())
    packed = unpacked(web.get(values(web.get("/map/values.bin?res=8")).head["cells"]).content)
    x = packed.origin[0] + (
        packed.centre[:, None, 0] / 65535 * packed.span + packed.corners[..., 0] / 127 * packed.ring
    )
    lon = x * 360 - 180
    assert np.abs(lon - cells.outlines(packed.ids)[..., 0]).max() < 1e-4


def test_each_cell_knows_its_district() -> None:
    questions = world()
    web = Web(questions)
    packed = unpacked(web.get(values(web.get("/map/values.bin?res=8")).head["cells"]).content)
    centres = cells.centres(packed.ids)
    inside = packed.owner != NO_OWNER
    assert inside.any()
    assert np.array_equal(packed.owner[inside] == 1, centres[inside, 0] >= 39.5)


def test_a_region_across_180_degrees_is_in_one_piece() -> None:
    web = Web(world(179.5))
    found = values(web.get("/map/values.bin?res=7"))
    packed = unpacked(web.get(found.head["cells"]).content)
    districts = web.get("/map/districts/kray-x.geojson").json()
    assert packed.span < 2 / 360
    longitudes = [
        point[0]
        for feature in districts["features"]
        if feature["properties"]["kind"] == "district"
        for point in feature["geometry"]["coordinates"][0]
    ]
    assert min(longitudes) == pytest.approx(179.5)
    assert max(longitudes) == pytest.approx(180.5)


def test_an_empty_set_is_still_a_set() -> None:
    questions = replace(world(), lon=np.empty(0), lat=np.empty(0))
    web = Web(questions)
    found = values(web.get("/map/values.bin?res=7"))
    packed = unpacked(web.get(found.head["cells"]).content)
    assert found.head["total"] == 0
    assert len(packed.ids) == 0


def test_values_of_unknown_cells_and_no_numbers_are_left_out() -> None:
    ids = np.array([10, 20, 30], np.uint64)
    found = aligned(ids, np.array([5, 20, 30, 99], np.uint64), np.array([1.0, 2.0, np.nan, 4.0]))
    assert found.tolist() == [0.0, 2.0, 0.0]


def test_longitudes_run_on_only_where_the_region_crosses_180_degrees() -> None:
    lon = np.array([170.0, -170.0])
    assert continuous(lon, (160.0, 60.0, -165.0, 70.0)).tolist() == [170.0, 190.0]
    assert continuous(lon, (-180.0, 60.0, 180.0, 70.0)).tolist() == [170.0, -170.0]


def test_a_packed_set_begins_with_its_size_and_resolution() -> None:
    ids = np.unique(cells.index(np.array([39.1, 39.2]), np.array([47.1, 47.1]), 8))
    body = pack(ids, np.array([-1, 0]), (39.0, 47.0, 40.0, 48.0))
    assert struct.unpack_from("<2I", body, 32) == (2, 8)
    assert unpacked(body).owner.tolist() == [NO_OWNER, 0]
