"""Polygons made usable: what is dropped, what is mended, and which rows are left."""

from __future__ import annotations

import geopandas
import pytest
from shapely.geometry import GeometryCollection, LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.districts import BadBoundaries
from geo.repair import repair


def frame(*shapes: BaseGeometry | None, crs: int | None = 4326) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"number": range(len(shapes))}, geometry=list(shapes), crs=crs)


def test_the_rows_left_are_named_by_their_place_in_the_file() -> None:
    usable = repair(frame(None, box(37, 55, 38, 56), Point(1, 1), box(38, 55, 39, 56)))
    assert usable.rows.tolist() == [1, 3]


def test_sound_polygons_need_no_note() -> None:
    assert repair(frame(box(37, 55, 38, 56))).notes == []


def test_a_bowtie_becomes_its_two_halves() -> None:
    (shape,) = repair(frame(Polygon([(37, 55), (38, 56), (38, 55), (37, 56)]))).shapes
    assert (shape.is_valid, shape.area) == (True, pytest.approx(0.5))


def test_of_a_collection_only_the_polygons_are_kept() -> None:
    mixed = GeometryCollection([box(37, 55, 38, 56), LineString([(0, 0), (1, 1)])])
    assert repair(frame(mixed)).shapes[0].equals(box(37, 55, 38, 56))


def test_a_table_is_no_boundary_file() -> None:
    with pytest.raises(BadBoundaries, match="таблица"):
        repair(frame(box(37, 55, 38, 56)).drop(columns="geometry"))


def test_degrees_without_a_system_are_taken_for_wgs84() -> None:
    assert "WGS 84" in repair(frame(box(37, 55, 38, 56), crs=None)).notes[0]
