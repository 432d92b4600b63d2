"""Roads of a customer's file: ranked, cut, in WGS 84; what cannot be drawn is told."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from geo import roads
from geo.roads import Roads

BOX = (39.0, 47.0, 41.0, 48.0)
ALONG = shapely.LineString([(38.0, 47.5), (42.0, 47.5)])
ACROSS = shapely.LineString([(40.0, 47.2), (40.0, 47.8)])
FAR = shapely.LineString([(60.0, 55.0), (61.0, 55.0)])


Columns = dict[str, list[object]]


def written(path: Path, columns: Columns, lines: list[shapely.LineString], crs: str = "EPSG:4326") -> Path:
    geopandas.GeoDataFrame(columns, geometry=lines, crs="EPSG:4326").to_crs(crs).to_file(path)
    return path


def test_roads_are_ranked_by_their_class_and_cut_to_the_bounds(tmp_path: Path) -> None:
    lines = [ALONG, ACROSS, FAR, shapely.LineString([(40.2, 47.1), (40.3, 47.1)])]
    classes: list[object] = ["trunk_link", "secondary", "motorway", "residential"]
    found = Roads.of(written(tmp_path / "roads.gpkg", {"highway": classes}, lines)).within(BOX)
    assert [rank for rank, _ in found] == [1, 3]
    assert found[0][1].bounds == (39.0, 47.5, 41.0, 47.5)
    assert found[1][1].bounds == ACROSS.bounds


@pytest.mark.parametrize(
    ("column", "told", "rank"), [("Rank", [3, 3], 3), ("kind", ["2", "2"], 2), ("name", ["М-4", "А-1"], roads.UNKNOWN)]
)
def test_a_column_of_its_own_or_none(tmp_path: Path, column: str, told: list[object], rank: int) -> None:
    found = Roads.of(written(tmp_path / "roads.geojson", {column: told}, [ALONG, ACROSS])).within(BOX)
    assert {each for each, _ in found} == {rank}


def test_any_reference_system_is_understood(tmp_path: Path) -> None:
    found = Roads.of(written(tmp_path / "roads.shp", {"fclass": ["primary"]}, [ACROSS], "EPSG:32637")).within(BOX)
    ((rank, line),) = found
    assert rank == 2
    assert np.allclose(line.bounds, ACROSS.bounds, atol=1e-4)


def test_the_least_roads_give_way_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    least = shapely.LineString([(39.5, 47.1), (39.6, 47.3)])
    path = written(tmp_path / "roads.gpkg", {"rank": [1, 2, 3]}, [ALONG, ACROSS, least])
    monkeypatch.setattr(roads, "POINTS_MOST", 4)
    assert [rank for rank, _ in Roads.of(path).within(BOX)] == [1, 2]


def test_a_file_that_cannot_be_drawn_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no file"):
        Roads.of(tmp_path / "none.gpkg")
    (tmp_path / "words.gpkg").write_text("no map")
    with pytest.raises(ValueError, match="neither GeoPackage"):
        Roads.of(tmp_path / "words.gpkg")
    points = geopandas.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(40, 47)], crs="EPSG:4326")
    points.to_file(tmp_path / "points.gpkg")
    with pytest.raises(ValueError, match="no layer of lines"):
        Roads.of(tmp_path / "points.gpkg")
    lost = written(tmp_path / "lost.shp", {"a": [1]}, [ALONG])
    lost.with_suffix(".prj").unlink()
    with pytest.raises(ValueError, match="reference system"):
        Roads.of(lost)
