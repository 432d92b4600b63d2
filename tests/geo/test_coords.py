"""Coordinates: what is believed, what is mended, what is refused and why."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.coords import Fault, Mended, Pairs, check_pairs, parse_number, widen, within

ROSTOV = (38.2209, 45.95169, 44.32415, 50.21448)
CHUKOTKA = (157.7, 61.6, -168.9, 71.8)
inside_rostov = st.tuples(st.floats(38.3, 44.3), st.floats(46.0, 50.2))


def check(lon: float, lat: float, bounds: tuple[float, float, float, float] | None = ROSTOV) -> Pairs:
    return check_pairs(np.array([lon]), np.array([lat]), bounds, 50.0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("47.22", 47.22),
        ("47,22", 47.22),
        ("  39,7\u00a0", 39.7),
        ("\u22121,5", -1.5),
        ("+7", 7.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("4 419 380,5", 4419380.5),
        ("4\u202f419\u202f380", 4419380.0),
        ("4.4e6", 4.4e6),
    ],
)
def test_a_plain_number_is_read(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [None, "", " ", "nan", "inf", "-Infinity", "1e999", "0x10", "1_000", "47.2.1", "1,234.5", "47 22", "55°45'", "٤٧", "д"],
)
def test_anything_else_is_no_number(text: str | None) -> None:
    assert parse_number(text) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_survives_its_own_text(value: float) -> None:
    assert parse_number(repr(value)) == value


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    value = parse_number(text)
    assert value is None or math.isfinite(value)


@given(inside_rostov)
def test_a_pair_inside_is_believed_as_it_is(pair: tuple[float, float]) -> None:
    pairs = check(*pair)
    assert (pairs.lon[0], pairs.lat[0], pairs.fault[0], pairs.mended[0]) == (*pair, Fault.OK, Mended.NONE)


@given(inside_rostov)
def test_a_swapped_pair_is_put_right(pair: tuple[float, float]) -> None:
    pairs = check(pair[1], pair[0])
    assert (pairs.lon[0], pairs.lat[0], pairs.mended[0]) == (*pair, Mended.SWAPPED)


@pytest.mark.parametrize("turned", [False, True])
def test_web_mercator_metres_are_turned_into_degrees(turned: bool) -> None:
    metres = (4419380.0, 5978000.0)
    pairs = check(*(metres[::-1] if turned else metres))
    assert pairs.mended[0] == Mended.METRES
    assert pairs.lon[0] == pytest.approx(39.69997, abs=1e-4)
    assert pairs.lat[0] == pytest.approx(47.2196, abs=1e-3)


@pytest.mark.parametrize(
    ("lon", "lat", "fault"),
    [
        (math.nan, 47.0, Fault.BLANK),
        (39.0, math.nan, Fault.BLANK),
        (math.nan, math.inf, Fault.BLANK),
        (math.inf, 47.0, Fault.NOT_A_NUMBER),
        (39.0, -math.inf, Fault.NOT_A_NUMBER),
        (0.0, 0.0, Fault.NULL_ISLAND),
        (37.6, 55.7, Fault.OUTSIDE),
        (0.0, 47.2, Fault.OUTSIDE),
        (500.0, 47.0, Fault.OUT_OF_RANGE),
        (39.0, 1e300, Fault.OUT_OF_RANGE),
        (91.0, 180.5, Fault.OUT_OF_RANGE),
    ],
)
def test_a_pair_not_believed_says_why_and_leaves_no_point(lon: float, lat: float, fault: Fault) -> None:
    pairs = check(lon, lat)
    assert pairs.fault[0] == fault
    assert np.isnan(pairs.lon[0])
    assert np.isnan(pairs.lat[0])


def test_a_point_just_over_the_border_is_believed_within_the_margin() -> None:
    assert check(38.0, 47.0).fault[0] == Fault.OK


def test_a_point_past_the_margin_is_outside() -> None:
    assert check(37.0, 47.0).fault[0] == Fault.OUTSIDE


@pytest.mark.parametrize("lon", [170.0, 180.0, -180.0, -170.0])
def test_both_sides_of_180_are_inside_a_crossing_region(lon: float) -> None:
    assert check(lon, 66.0, CHUKOTKA).fault[0] == Fault.OK


def test_a_longitude_counted_to_360_is_brought_back_behind_180() -> None:
    pairs = check(181.5, 64.7, CHUKOTKA)
    assert (pairs.lon[0], pairs.lat[0], pairs.mended[0]) == (-178.5, 64.7, Mended.WRAPPED)


@pytest.mark.parametrize("lon", [207.5, 500.0, 1e300, -200.0])
def test_no_longitude_off_the_globe_is_inside_a_crossing_region(lon: float) -> None:
    assert check(lon, 66.0, CHUKOTKA).fault[0] == Fault.OUT_OF_RANGE


def test_moscow_is_outside_a_region_across_180() -> None:
    assert check(37.6, 66.0, CHUKOTKA).fault[0] == Fault.OUTSIDE


def test_without_bounds_any_point_on_the_globe_is_believed() -> None:
    assert check(37.6, 55.7, None).fault[0] == Fault.OK


def test_without_bounds_an_impossible_latitude_means_a_swapped_pair() -> None:
    pairs = check(43.1, 131.9, None)
    assert (pairs.lon[0], pairs.lat[0], pairs.mended[0]) == (131.9, 43.1, Mended.SWAPPED)


def test_without_bounds_metres_are_not_guessed() -> None:
    assert check(4419380.0, 5978000.0, None).fault[0] == Fault.OUT_OF_RANGE


def test_the_given_arrays_are_left_alone() -> None:
    lon, lat = np.array([47.2]), np.array([39.7])
    check_pairs(lon, lat, ROSTOV, 50.0)
    assert (lon[0], lat[0]) == (47.2, 39.7)


def test_no_rows_are_no_fault() -> None:
    assert len(check_pairs(np.array([]), np.array([]), ROSTOV, 50.0).fault) == 0


@given(st.floats(), st.floats())
def test_a_believed_pair_is_always_inside_the_widened_box(lon: float, lat: float) -> None:
    pairs = check(lon, lat)
    assert (pairs.fault[0] == Fault.OK) == bool(within(pairs.lon, pairs.lat, widen(ROSTOV, 50.0))[0])


def test_a_margin_over_180_makes_the_box_cross_it() -> None:
    west, _, east, _ = widen((170.0, 60.0, 179.5, 65.0), 100.0)
    assert west == pytest.approx(167.875, abs=0.1)
    assert east < -178.0


def test_a_margin_that_closes_the_gap_is_the_whole_globe() -> None:
    assert widen((-179.0, 60.0, 179.0, 65.0), 500.0)[::2] == (-180.0, 180.0)


def test_a_margin_over_the_pole_stops_at_the_pole() -> None:
    assert widen((10.0, 85.0, 20.0, 89.9), 100.0)[3] == 90.0


def test_nan_is_within_no_box() -> None:
    assert not within(np.array([np.nan]), np.array([47.0]), ROSTOV)[0]
