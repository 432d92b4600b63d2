"""The 180° meridian: cutting, and boxes that know when they cross it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, MultiPolygon, Point, Polygon, box

from geo.antimeridian import bounds_of, cut, cut_ring, halves, polygon_parts


def test_a_shape_that_stays_away_from_180_is_left_as_it_is() -> None:
    shape = box(38, 46, 44, 50)
    assert cut(shape) is shape


@pytest.mark.parametrize(
    "ring",
    [
        [(170, 60), (-170, 60), (-170, 70), (170, 70)],
        [(170, 60), (190, 60), (190, 70), (170, 70)],
        [(-190, 60), (-170, 60), (-170, 70), (-190, 70)],
    ],
    ids=["jumping", "past 180", "past -180"],
)
def test_each_way_of_writing_a_crossing_gives_the_same_two_halves(ring: list[tuple[float, float]]) -> None:
    shape = cut(Polygon(ring))
    assert shape.equals(MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -170, 70)]))


def test_a_hole_across_180_is_cut_with_its_shell() -> None:
    hole = [(175, 63), (-175, 63), (-175, 67), (175, 67)]
    shape = cut(Polygon([(170, 60), (-170, 60), (-170, 70), (170, 70)], [hole]))
    assert shape.area == pytest.approx(20 * 10 - 10 * 4)
    assert not shape.intersects(Point(179, 65))


def test_a_shape_wholly_past_180_is_moved_in_one_piece() -> None:
    assert cut(box(185, 60, 190, 70)).equals(box(-175, 60, -170, 70))


def test_a_bowtie_across_180_comes_out_valid() -> None:
    shape = cut(Polygon([(170, 60), (190, 70), (190, 60), (170, 70)]))
    assert all(part.is_valid for part in polygon_parts(shape))


def test_moscow_is_in_no_half() -> None:
    shape = cut(Polygon([(170, 60), (-170, 60), (-170, 70), (170, 70)]))
    assert not shape.intersects(Point(37.6, 65))


def test_bounds_of_halves_cross_180() -> None:
    assert bounds_of([box(170, 60, 180, 70), box(-180, 62, -170, 66)]) == (170, 60, -170, 70)


def test_bounds_cross_180_also_when_nothing_touches_it() -> None:
    assert bounds_of([box(170, 60, 175, 70), box(-175, 60, -170, 70)]) == (170, 60, -170, 70)


def test_bounds_of_an_ordinary_region_do_not_cross() -> None:
    assert bounds_of([box(38, 46, 40, 50), box(42, 46, 44, 48), box(39, 45, 43, 49)]) == (38, 45, 44, 50)


def test_bounds_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no polygon"):
        bounds_of([Point(1, 1)])


@given(st.floats(-180, 180), st.floats(0.5, 60))
def test_a_box_anywhere_keeps_its_width_and_its_west(west: float, width: float) -> None:
    shape = cut(box(west, 10, west + width, 20))
    left, _, right, _ = bounds_of([shape])
    assert (right - left) % 360 == pytest.approx(width)
    assert shape.area == pytest.approx(width * 10)


def test_halves_of_a_crossing_box_are_two_ordinary_ones() -> None:
    assert halves((170, 60, -170, 70)) == [(170, 60, 180, 70), (-180, 60, -170, 70)]


def test_an_ordinary_box_is_its_only_half() -> None:
    assert halves((38, 46, 44, 50)) == [(38, 46, 44, 50)]


def test_polygons_are_found_however_nested() -> None:
    nested = GeometryCollection([Point(0, 0), MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)]), box(5, 5, 6, 6)])
    assert len(polygon_parts(nested)) == 3


def test_a_ring_within_180_is_one_polygon() -> None:
    assert cut_ring(np.array([[10.0, 10], [11, 10], [11, 11]])).geom_type == "Polygon"
