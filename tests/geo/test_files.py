"""Boundary files: every make, packed or not, and hostile or broken ones refused in plain words."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from geo import files
from geo.boundaries import BadBoundaries, read_boundaries
from geo.files import read_frame

FRAME = geopandas.GeoDataFrame(
    {"name": ["Азовский район", "Боковский район"], "population": [5, 7]},
    geometry=[box(39, 47, 40, 48), box(41, 49, 42, 50)],
    crs=4326,
)
MAKES = ["gpkg", "geojson", "parquet", "shp"]


def make(folder: Path, kind: str, frame: geopandas.GeoDataFrame = FRAME) -> Path:
    path = folder / f"rayony.{kind}"
    if kind == "parquet":
        frame.to_parquet(path)
    else:
        frame.to_file(path, encoding="UTF-8", driver={"gpkg": "GPKG", "geojson": "GeoJSON"}.get(kind, "ESRI Shapefile"))
    return path


def packed(path: Path) -> Path:
    target = path.with_name(path.name + ".gz")
    target.write_bytes(gzip.compress(path.read_bytes()))
    return target


def zipped(folder: Path, *paths: Path, inside: str = "") -> Path:
    target = folder / "rayony.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, inside + path.name)
    return target


def names(path: Path) -> list[str]:
    return [one.name for one in read_boundaries(path)[0].districts]


@pytest.mark.parametrize("kind", MAKES)
def test_every_make_is_read(tmp_path: Path, kind: str) -> None:
    region = read_boundaries(make(tmp_path, kind))[0]
    assert ([one.name for one in region.districts], region.population) == (FRAME.name.tolist(), 12)


@pytest.mark.parametrize("kind", ["gpkg", "geojson", "parquet"])
def test_every_make_is_read_packed(tmp_path: Path, kind: str) -> None:
    assert names(packed(make(tmp_path, kind))) == FRAME.name.tolist()


@pytest.mark.parametrize("kind", ["gpkg", "geojson", "parquet"])
def test_the_content_and_not_the_ending_tells_the_make(tmp_path: Path, kind: str) -> None:
    odd = make(tmp_path, kind).rename(tmp_path / "границы.txt")
    assert names(odd) == FRAME.name.tolist()


@pytest.mark.parametrize("inside", ["", "папка/"])
def test_a_zipped_shapefile_is_read(tmp_path: Path, inside: str) -> None:
    make(tmp_path, "shp")
    assert names(zipped(tmp_path, *tmp_path.glob("rayony.*"), inside=inside)) == FRAME.name.tolist()


@pytest.mark.parametrize("kind", ["gpkg", "geojson", "parquet"])
def test_a_zip_may_hold_any_make(tmp_path: Path, kind: str) -> None:
    assert names(zipped(tmp_path, make(tmp_path, kind))) == FRAME.name.tolist()


def test_a_zip_packed_again_is_read(tmp_path: Path) -> None:
    assert names(packed(zipped(tmp_path, make(tmp_path, "gpkg")))) == FRAME.name.tolist()


def test_a_member_that_climbs_out_of_the_archive_stays_inside(tmp_path: Path) -> None:
    target = tmp_path / "in" / "rayony.zip"
    target.parent.mkdir()
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(make(tmp_path, "geojson"), "../../escaped.geojson")
    assert names(target) == FRAME.name.tolist()
    assert not list(tmp_path.parent.glob("escaped*"))


def test_a_shapefile_in_windows_1251_is_read_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "old.shp"
    FRAME.to_file(path, driver="ESRI Shapefile", encoding="CP1251")
    path.with_suffix(".cpg").unlink()
    region, notes = read_boundaries(path)
    assert region.districts[0].name == "Азовский район"
    assert any("Windows-1251" in note for note in notes)


def test_degrees_are_assumed_without_a_projection_file_and_it_is_said(tmp_path: Path) -> None:
    path = make(tmp_path, "shp")
    path.with_suffix(".prj").unlink()
    assert any("не указана" in note for note in read_boundaries(path)[1])


def test_metres_without_a_projection_file_are_refused(tmp_path: Path) -> None:
    path = make(tmp_path, "shp", FRAME.to_crs(32637))
    path.with_suffix(".prj").unlink()
    with pytest.raises(BadBoundaries, match=r"\.prj"):
        read_boundaries(path)


def test_of_several_layers_the_fullest_of_polygons_is_taken_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "many.gpkg"
    points = geopandas.GeoDataFrame({"name": list("абв")}, geometry=[Point(1, 1)] * 3, crs=4326)
    points.to_file(path, layer="points")
    FRAME.iloc[:1].to_file(path, layer="outline")
    FRAME.to_file(path, layer="rayony")
    region, notes = read_boundaries(path)
    assert len(region.districts) == 2
    assert any("«rayony»" in note for note in notes)


def test_a_file_of_lines_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lines.gpkg"
    geopandas.GeoDataFrame({"name": ["а"]}, geometry=[LineString([(1, 1), (2, 2)])], crs=4326).to_file(path)
    with pytest.raises(BadBoundaries, match="полигонами"):
        read_boundaries(path)


BROKEN = {
    "empty": b"",
    "a text": "просто текст".encode(),
    "a virtual file that reads another": b"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd"
    b"</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    "half a geojson": b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geom',
    "a json that is no geojson": b'{"a": [1, 2, 3]}',
    "nested beyond reason": b'{"type":' + b"[" * 100_000,
    "a torn gpkg": b"SQLite format 3\x00" + bytes(5000),
    "a torn parquet": b"PAR1" + bytes(100) + b"PAR1",
    "a torn shapefile": b"\x00\x00\x27\x0a" + bytes(30),
    "a torn gzip": gzip.compress(b'{"type": "FeatureCollection"}' * 100)[:40],
    "a torn zip": b"PK\x03\x04" + bytes(200),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_or_hostile_file_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "границы.geojson"
    path.write_bytes(content)
    with pytest.raises(BadBoundaries, match=r"[А-Яа-я]{4,}"):
        read_boundaries(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match=r"не найден: nowhere\.gpkg"):
        read_frame(tmp_path / "nowhere.gpkg")


def test_an_archive_without_borders_is_refused(tmp_path: Path) -> None:
    note = tmp_path / "читай.txt"
    note.write_text("нет", encoding="utf-8")
    with pytest.raises(BadBoundaries, match="нет файла границ"):
        read_frame(zipped(tmp_path, note))


def test_a_parquet_without_geometry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    pd.DataFrame({"name": ["а"]}).to_parquet(path)
    with pytest.raises(BadBoundaries, match="не читается"):
        read_frame(path)


def test_a_polygon_of_nan_is_left_out_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "nan.parquet"
    with np.errstate(invalid="ignore"):
        odd = shapely.polygons([[(1, 1), (2, 2), (float("nan"), 3), (1, 1)]])
    shapes = [box(39, 47, 40, 48), *odd]
    geopandas.GeoDataFrame({"name": ["а", "б"]}, geometry=shapes, crs=4326).to_parquet(path)
    region, notes = read_boundaries(path)
    assert [one.name for one in region.districts] == ["а"]
    assert any("нечисловыми" in note for note in notes)


def test_a_geojson_without_geometry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.geojson"
    feature = {"type": "Feature", "properties": {"name": "а"}, "geometry": None}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    with pytest.raises(BadBoundaries, match=r"полиг|геометри"):
        read_boundaries(path)


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_a_bomb_is_stopped_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: str) -> None:
    monkeypatch.setattr(files, "UNPACKED_LIMIT_BYTES", 1_000_000)
    path = tmp_path / "bomb.geojson"
    path.write_bytes(b"{" + b" " * 5_000_000)
    with pytest.raises(BadBoundaries, match="больше 1 МБ"):
        read_frame(packed(path) if pack == "gz" else zipped(tmp_path, path))


def test_too_many_features_are_no_municipalities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FEATURE_LIMIT", 1)
    with pytest.raises(BadBoundaries, match="2 объектов"):
        read_frame(make(tmp_path, "geojson"))


def test_nothing_unpacked_is_left_behind(tmp_path: Path) -> None:
    with files.staged(packed(make(tmp_path, "gpkg"))) as ready:
        assert ready.exists()
    assert not ready.exists()
