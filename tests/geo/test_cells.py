"""Cells: bit arithmetic against h3 itself, ranges, texts, outlines across 180°."""

from __future__ import annotations

import h3.api.basic_int as h3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import cells

points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
resolutions = st.integers(0, 10)


def one(lon: float, lat: float, res: int = 10) -> int:
    return int(cells.index(np.array([lon]), np.array([lat]), res)[0])


@given(points)
def test_index_is_what_h3_says(point: tuple[float, float]) -> None:
    assert one(*point) == h3.latlng_to_cell(point[1], point[0], 10)


@pytest.mark.parametrize(("lon", "lat"), [(np.nan, 47.0), (39.0, np.nan), (39.0, 91.0), (720.0, 47.0), (np.inf, 0.0)])
def test_no_point_on_the_globe_is_no_cell(lon: float, lat: float) -> None:
    assert one(lon, lat) == 0


@given(points, resolutions, resolutions)
def test_parent_by_bits_is_the_parent_of_h3(point: tuple[float, float], fine: int, coarse: int) -> None:
    fine, coarse = max(fine, coarse), min(fine, coarse)
    cell = one(*point, fine)
    assert cells.parent(np.array([cell], np.uint64), coarse)[0] == h3.cell_to_parent(cell, coarse)


def test_no_cell_has_no_parent() -> None:
    cell = one(39.7, 47.2)
    assert cells.parent(np.array([0, cell], np.uint64), 8).tolist() == [0, h3.cell_to_parent(cell, 8)]


def test_a_parent_finer_than_its_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="coarser"):
        cells.parent(np.array([one(39.7, 47.2, 5)], np.uint64), 7)


@given(points, resolutions)
def test_resolution_is_read_from_the_id(point: tuple[float, float], res: int) -> None:
    assert cells.resolution(one(*point, res)) == res


@given(points, st.integers(0, 10))
def test_a_point_lies_in_the_range_of_every_ancestor(point: tuple[float, float], res: int) -> None:
    first, last = cells.descendants(h3.cell_to_parent(one(*point), res))
    assert first <= one(*point) <= last


@pytest.mark.parametrize("res", [7, 8, 9, 10])
def test_the_range_holds_all_descendants_and_no_neighbour(res: int) -> None:
    cell = one(39.7, 47.2, res)
    first, last = cells.descendants(cell)
    own = h3.cell_to_children(cell, 10)
    assert (min(own), max(own)) == (first, last)
    beside = [child for near in h3.grid_ring(cell, 1) for child in h3.cell_to_children(near, 10)]
    assert not any(first <= child <= last for child in beside)


def test_a_cell_finer_than_stored_has_no_range() -> None:
    with pytest.raises(ValueError, match="finer"):
        cells.descendants(one(39.7, 47.2, 11))


@given(points, resolutions)
def test_text_and_back_is_the_same_cell(point: tuple[float, float], res: int) -> None:
    cell = one(*point, res)
    text = cells.to_text(np.array([cell], np.uint64))[0]
    assert (text, cells.from_text(text)) == (h3.int_to_str(cell), cell)


@pytest.mark.parametrize("text", ["", "0", "ffffffffffffffff", "8a2", "-8a1", "0x8a2d1072b587fff", "д" * 15, "8" * 400])
def test_a_text_that_is_no_cell_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cells.from_text(text)


def test_centres_are_lon_lat_and_index_back_to_their_cell() -> None:
    cell = one(39.7, 47.2, 8)
    ((lon, lat),) = cells.centres(np.array([cell], np.uint64)).tolist()
    assert one(lon, lat, 8) == cell


def test_no_cells_have_no_centres_and_no_outlines() -> None:
    empty = np.array([], np.uint64)
    assert cells.centres(empty).shape == (0, 2)
    assert cells.outlines(empty).shape == (0, 6, 2)


def test_an_outline_has_the_six_corners_of_h3() -> None:
    cell = one(39.7, 47.2, 8)
    expected = np.array(h3.cell_to_boundary(cell))[:, ::-1]
    assert cells.outlines(np.array([cell], np.uint64))[0] == pytest.approx(expected)


@pytest.mark.parametrize("res", [7, 8])
def test_a_pentagon_repeats_its_last_corner(res: int) -> None:
    ring = cells.outlines(np.array(h3.get_pentagons(res)[:1], np.uint64))[0]
    assert (ring[4] == ring[5]).all()
    assert len(np.unique(ring, axis=0)) == 5


def test_a_cell_on_an_icosahedron_edge_still_has_six_corners() -> None:
    disk = {cell for pentagon in h3.get_pentagons(3) for cell in h3.grid_disk(pentagon, 12)}
    odd = [cell for cell in disk if len(h3.cell_to_boundary(cell)) > 6 and not h3.is_pentagon(cell)]
    rings = cells.outlines(np.array(odd, np.uint64))
    assert len(odd) > 0
    assert rings.shape == (len(odd), 6, 2)
    assert all(len(np.unique(ring, axis=0)) == 6 for ring in rings)


def test_an_outline_across_180_stays_in_one_piece() -> None:
    ring = cells.outlines(np.array([one(180.0, 67.0, 6)], np.uint64))[0]
    assert np.ptp(ring[:, 0]) < 1.0
    assert ring[:, 0].max() > 180.0 or ring[:, 0].min() < -180.0


def test_a_polygon_across_180_is_cut_there() -> None:
    (shape,) = cells.polygons(np.array([one(180.0, 67.0, 6)], np.uint64))
    west, _, east, _ = shape.bounds
    assert (west, east, shape.geom_type, shape.is_valid) == (-180.0, 180.0, "MultiPolygon", True)


def test_a_cut_polygon_keeps_its_area() -> None:
    cell = np.array([one(180.0, 67.0, 6)], np.uint64)
    ring = cells.outlines(cell)[0]
    x, y = ring[:, 0], ring[:, 1]
    area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
    assert cells.polygons(cell)[0].area == pytest.approx(area)


def test_an_ordinary_cell_is_one_polygon() -> None:
    assert cells.polygons(np.array([one(39.7, 47.2)], np.uint64))[0].geom_type == "Polygon"


def test_edges_are_seven_times_shorter_by_area_each_resolution() -> None:
    assert cells.edge_km(8) / cells.edge_km(9) == pytest.approx(7**0.5, rel=1e-3)
