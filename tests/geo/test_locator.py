"""The exact polygon of many points: borders, ties, 180°, and the grid that must not change an answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from geo.antimeridian import cut, polygon_parts
from geo.boundaries import read_shipped
from geo.districts import Boundaries
from geo.locator import _WORTH_A_GRID, Locator

MANY = _WORTH_A_GRID + 1


def at(locator: Locator, *points: tuple[float, float]) -> list[int]:
    lon, lat = np.array(points, dtype=float).T
    found: list[int] = locator.locate(lon, lat).tolist()
    return found


def gridded(locator: Locator, *points: tuple[float, float]) -> list[int]:
    """The same through the grid, which only large calls build."""
    fill = [(np.nan, np.nan)] * MANY
    return at(locator, *points, *fill)[: len(points)]


SQUARES = [box(0, 0, 1, 1), box(1, 0, 2, 1), Polygon(box(0, 1, 2, 3).exterior, [box(0.5, 1.5, 1, 2).exterior])]


@pytest.mark.parametrize("ask", [at, gridded])
def test_a_point_is_found_in_its_polygon(ask: object) -> None:
    assert callable(ask)
    assert ask(Locator(SQUARES), (0.5, 0.5), (1.5, 0.5), (1.5, 2.5)) == [0, 1, 2]


@pytest.mark.parametrize("ask", [at, gridded])
def test_outside_in_a_hole_and_nan_are_minus_one(ask: object) -> None:
    assert callable(ask)
    assert ask(Locator(SQUARES), (5, 5), (0.75, 1.75), (np.nan, 0.5), (0.5, np.nan)) == [-1, -1, -1, -1]


@pytest.mark.parametrize("ask", [at, gridded])
def test_a_point_on_a_common_border_is_of_the_first_polygon(ask: object) -> None:
    assert callable(ask)
    assert ask(Locator(SQUARES), (1, 0.5), (0.5, 1), (1.5, 1), (0, 0), (2, 3)) == [0, 0, 1, 0, 2]


@pytest.mark.parametrize("ask", [at, gridded])
def test_across_180_both_sides_and_the_line_itself_are_inside_and_moscow_is_not(ask: object) -> None:
    assert callable(ask)
    shape = cut(Polygon([(170, 60), (-170, 60), (-170, 70), (170, 70)]))
    points = [(175, 65), (-175, 65), (180, 65), (-180, 65), (37.6, 65), (165, 65), (-165, 65)]
    assert ask(Locator([shape]), *points) == [0, 0, 0, 0, -1, -1, -1]


def test_the_first_of_overlapping_polygons_wins_in_any_order_of_their_parts() -> None:
    far = MultiPolygon([box(10, 10, 11, 11), box(0, 0, 2, 2)])
    assert at(Locator([far, box(0, 0, 1, 1)]), (0.5, 0.5)) == [0]


def test_threads_that_ask_at_once_all_get_the_answer_of_one() -> None:
    region = read_shipped("tambov")
    west, south, east, north = region.bounds
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(west, east, MANY), rng.uniform(south, north, MANY)
    fresh = Boundaries("x", "x", "UTC", region.districts)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: fresh.locate(lon, lat), range(8)))
    assert all((answer == region.locate(lon, lat)).all() for answer in answers)


def test_no_points_are_no_answer() -> None:
    assert len(Locator(SQUARES).locate(np.array([]), np.array([]))) == 0


def test_the_whole_globe_is_gridded_to_its_last_meridian() -> None:
    assert gridded(Locator([box(-180, -80, 180, 80)]), (-180, 0), (180, 0), (0, 0), (0, 85)) == [0, 0, 0, -1]


def test_the_grid_answers_like_the_exact_test_on_a_real_region() -> None:
    region = read_shipped("rostov")
    west, south, east, north = region.bounds
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(west - 0.1, east + 0.1, 60_000), rng.uniform(south - 0.1, north + 0.1, 60_000)
    by_grid = Locator([one.geometry for one in region.districts]).locate(lon, lat)
    plain = np.full(len(lon), -1)
    for number in reversed(range(len(region.districts))):
        plain[shapely.intersects_xy(region.districts[number].geometry, lon, lat)] = number
    assert (by_grid == plain).all()


def test_the_grid_answers_like_the_exact_test_close_to_every_border() -> None:
    region = read_shipped("kamchatka")
    shapes = [one.geometry for one in region.districts]
    corners = shapely.get_coordinates(np.array(shapes, dtype=object))
    nudges = np.random.default_rng(3).normal(0, 1e-6, corners.shape)
    lon, lat = (np.concatenate([corners, corners + nudges])).T
    exact, by_grid = Locator(shapes), Locator(shapes)
    halves = np.array_split(np.arange(len(lon)), len(lon) // 10_000 + 1)
    one_by_one = np.concatenate([exact.locate(lon[part], lat[part]) for part in halves])
    fill = np.full(MANY, np.nan)
    answer = by_grid.locate(np.concatenate([lon, fill]), np.concatenate([lat, fill]))[: len(lon)]
    assert (answer == one_by_one).all()


def test_few_points_are_found_like_many() -> None:
    region = read_shipped("kamchatka")
    locator = Locator([one.geometry for one in region.districts])
    west, _, east, _ = region.bounds
    rng = np.random.default_rng(11)
    corners = shapely.get_coordinates(np.array([one.geometry for one in region.districts], dtype=object))
    picked = corners[rng.integers(0, len(corners), 5_000)]
    lon, lat = np.concatenate([picked, picked + rng.normal(0, 0.5, picked.shape), [[np.nan, west], [east, np.nan]]]).T
    few = np.concatenate([locator.locate(lon[at : at + 50], lat[at : at + 50]) for at in range(0, len(lon), 50)])
    assert (few == locator.locate(lon, lat)).all()
    assert len(np.unique(few)) > 3


@settings(max_examples=25)
@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), min_size=3, max_size=8, unique=True))
def test_any_polygon_is_gridded_without_a_change(ring: list[tuple[float, float]]) -> None:
    shape = shapely.make_valid(Polygon(ring))
    if shape.area < 1e-6:
        shape = box(0, 0, 1, 1)
    points = [*ring, (0.1, 0.2), (1.0, 1.0), (-2.5, 2.5)]
    polygons = MultiPolygon(polygon_parts(shape))
    assert gridded(Locator([polygons]), *points) == at(Locator([polygons]), *points)
