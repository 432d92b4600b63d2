"""Boundaries out of files of any make: what is read, guessed, repaired and said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.boundaries import BadBoundaries, Boundaries, read_boundaries, read_shipped, shipped_regions

CHUKOTKA = Path(__file__).parent.parent / "data" / "chukotka.geojson.gz"


def write(folder: Path, rows: list[dict[str, Any]], name: str = "проба.geojson") -> Path:
    """A GeoJSON of rows; a row's `at` is its geometry, or the west of a one-degree square near Moscow."""
    features = []
    for number, row in enumerate(rows):
        at = row.get("at", 37.0 + number)
        shape: BaseGeometry | None = box(at, 55, at + 1, 56) if isinstance(at, float) else at
        geometry = None if shape is None else shape.__geo_interface__
        properties = {key: value for key, value in row.items() if key != "at"}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def read(folder: Path, *rows: dict[str, Any], **options: str) -> tuple[Boundaries, str]:
    region, notes = read_boundaries(write(folder, list(rows)), **options)
    return region, "\n".join(notes)


def codes(region: Boundaries) -> list[str]:
    return [one.code for one in region.districts]


def test_six_regions_are_shipped_with_their_zones() -> None:
    zones = {code: read_shipped(code).tz for code in shipped_regions()}
    assert zones == {
        "rostov": "Europe/Moscow",
        "tambov": "Europe/Moscow",
        "krasnodar": "Europe/Moscow",
        "kamchatka": "Asia/Kamchatka",
        "primorye": "Asia/Vladivostok",
        "kursk": "Europe/Moscow",
    }


@pytest.mark.parametrize(
    ("code", "name", "count"),
    [("rostov", "Ростовская область", 55), ("tambov", "Тамбовская область", 30), ("krasnodar", "Краснодарский край", 44),
     ("kamchatka", "Камчатский край", 14), ("primorye", "Приморский край", 34), ("kursk", "Курская область", 33)],
)  # fmt: skip
def test_a_shipped_region_has_its_name_and_districts(code: str, name: str, count: int) -> None:
    assert (read_shipped(code).name, len(read_shipped(code).districts)) == (name, count)


@pytest.mark.parametrize("code", ["rostov", "tambov", "krasnodar", "kamchatka", "primorye", "kursk"])
def test_shipped_districts_are_valid_and_have_official_codes(code: str) -> None:
    for one in read_shipped(code).districts:
        assert one.geometry.is_valid
        assert (len(one.code), one.code.isdigit()) == (11, True)


def test_two_counts_of_kamchatka_stay_unknown() -> None:
    assert [one.population for one in read_shipped("kamchatka").districts].count(None) == 2
    assert read_shipped("kamchatka").population is None


def test_the_code_that_means_every_region_is_not_given_to_one(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match="--code"):
        read(tmp_path, {"name": "А"}, code="All")


def test_a_population_column_without_numbers_is_told(tmp_path: Path) -> None:
    region, notes = read(tmp_path, {"name": "А"}, {"name": "Б"}, population_field="name")
    assert region.population is None
    assert "В поле «name» нет населения" in notes


def test_an_unknown_shipped_region_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        read_shipped("atlantis")


def test_chukotka_is_bounded_across_180() -> None:
    west, _, east, _ = read_boundaries(CHUKOTKA)[0].bounds
    assert (round(west), round(east)) == (158, -169)


def test_chukotka_is_found_on_both_sides_of_180_and_moscow_never() -> None:
    region = read_boundaries(CHUKOTKA)[0]
    lon = np.array([177.5, -173.2, 179.99, -179.99, 180.0, -180.0, 37.6, 0.0])
    lat = np.array([64.73, 64.42, 67.5, 67.5, 67.5, 67.5, 66.0, 66.0])
    names = [None if at < 0 else region.districts[at].short_name for at in region.locate(lon, lat).tolist()]
    assert names == ["Анадырь", "Провиденский", *["Иультинский"] * 4, None, None]


def test_chukotka_lives_by_the_clock_of_anadyr() -> None:
    assert read_boundaries(CHUKOTKA)[0].tz == "Asia/Anadyr"


def test_a_blank_name_is_taken_from_the_next_name_column() -> None:
    assert "Чаунский район" in [one.name for one in read_boundaries(CHUKOTKA)[0].districts]


@pytest.mark.parametrize(
    "ring", [[(179, 66), (-179, 66), (-179, 67), (179, 67)], [(179, 66), (181, 66), (181, 67), (179, 67)]]
)
def test_an_uncut_polygon_is_cut_at_180(tmp_path: Path, ring: list[tuple[float, float]]) -> None:
    region, _ = read(tmp_path, {"name": "Остров", "at": Polygon(ring)})
    assert region.bounds == (179, 66, -179, 67)
    assert region.locate(np.array([37.6]), np.array([66.5])).tolist() == [-1]


def test_official_codes_are_kept(tmp_path: Path) -> None:
    assert codes(read(tmp_path, {"name": "А", "oktmo": "60601000000"})[0]) == ["60601000000"]


@pytest.mark.parametrize("raw", [3601000000, "3601000000", "03601000", 3601000, 3601000000.0])
def test_lost_zeros_of_a_code_come_back(tmp_path: Path, raw: object) -> None:
    assert codes(read(tmp_path, {"name": "А", "ОКТМО": raw})[0]) == ["03601000000"]


@pytest.mark.parametrize("raw", [None, "", "нет", 12])
def test_without_an_official_code_the_name_makes_one(tmp_path: Path, raw: object) -> None:
    assert codes(read(tmp_path, {"name": "Тихий район", "oktmo": raw})[0]) == ["tikhiy-rayon"]


def test_a_code_given_on_purpose_is_kept_when_it_fits_a_url(tmp_path: Path) -> None:
    rows = [{"name": "А", "id": "B-07"}, {"name": "Б", "id": "7, юг"}]
    assert codes(read(tmp_path, *rows, code_field="id")[0]) == ["B-07", "7-yug"]


def test_parts_of_one_district_are_joined_and_it_is_said(tmp_path: Path) -> None:
    rows = [{"name": "А", "oktmo": "60601000000", "population": count, "at": at} for count, at in [(5, 37.0), (None, 38.0)]]
    region, notes = read(tmp_path, *rows)
    assert (codes(region), region.population) == (["60601000000"], 5)
    assert region.districts[0].geometry.equals(box(37, 55, 39, 56))
    assert "объединены" in notes


def test_different_districts_of_one_code_are_numbered_and_it_is_said(tmp_path: Path) -> None:
    region, notes = read(tmp_path, {"name": "А", "oktmo": "60601000000"}, {"name": "Б", "oktmo": "60601000000"})
    assert codes(region) == ["60601000000", "60601000000-2"]
    assert "повторяется" in notes


def test_namesakes_with_different_people_are_two_districts(tmp_path: Path) -> None:
    region, _ = read(tmp_path, {"name": "А", "population": 5}, {"name": "А", "population": 6})
    assert codes(region) == ["a", "a-2"]


def test_a_number_behind_a_code_never_takes_another_districts_code(tmp_path: Path) -> None:
    region, _ = read(tmp_path, {"name": "А", "population": 5}, {"name": "А", "population": 6}, {"name": "А 2"})
    assert sorted(codes(region)) == ["a", "a-2", "a-3"]


def test_namesakes_are_shown_by_their_full_names(tmp_path: Path) -> None:
    region, _ = read(tmp_path, {"name": "Азовский район"}, {"name": "Азовский округ"}, {"name": "Город Шахты"})
    assert [one.short_name for one in region.districts] == ["Азовский район", "Азовский округ", "Шахты"]


def test_namesakes_of_official_kinds_are_shown_with_the_letters_of_the_kind(tmp_path: Path) -> None:
    names = ("Партизанский муниципальный округ", "городской округ Партизанский", "Партизанский район")
    region, _ = read(tmp_path, *({"name": name} for name in names))
    assert [one.short_name for one in region.districts] == ["Партизанский МО", "Партизанский ГО", "Партизанский район"]


def test_a_row_without_any_name_gets_a_number_and_it_is_said(tmp_path: Path) -> None:
    region, notes = read(tmp_path, {"name": "А"}, {"name": None})
    assert region.districts[1].name == "Без названия 2"
    assert "без названия" in notes


def test_people_may_be_written_with_blanks(tmp_path: Path) -> None:
    assert read(tmp_path, {"name": "А", "население": "12 345"})[0].population == 12_345


@pytest.mark.parametrize("raw", [None, "", "нет", -5, "1e999"])
def test_people_that_are_no_count_stay_unknown(tmp_path: Path, raw: object) -> None:
    region, notes = read(tmp_path, {"name": "А", "population": raw}, {"name": "Б", "population": 7})
    assert region.districts[0].population is None
    assert "Население не указано у районов: 1 из 2" in notes


def test_a_file_without_people_says_what_that_costs(tmp_path: Path) -> None:
    assert "на 1 000 жителей" in read(tmp_path, {"name": "А"})[1]


def test_code_name_and_zone_are_guessed_and_said(tmp_path: Path) -> None:
    path = write(tmp_path, [{"name": "А", "region_name": "Московская область"}], "moskva_municipalities.geojson")
    region, notes = read_boundaries(path)
    assert (region.code, region.name, region.tz) == ("moskva", "Московская область", "Europe/Moscow")
    assert all(word in "\n".join(notes) for word in ("moskva", "Московская область", "Europe/Moscow"))


def test_what_is_given_is_taken(tmp_path: Path) -> None:
    region, notes = read(tmp_path, {"title": "А"}, code="Код", name="Имя", tz="Asia/Omsk", name_field="title")
    assert (region.code, region.name, region.tz) == ("kod", "Имя", "Asia/Omsk")
    assert "Часовой пояс" not in notes


def test_a_region_without_its_name_in_the_file_is_called_after_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, [{"name": "А"}], "staryy_gorod_boundaries.geojson")
    assert read_boundaries(path)[0].name == "Staryy gorod"


def test_the_name_column_may_have_any_name(tmp_path: Path) -> None:
    region, notes = read(tmp_path, {"kind": "x", "wo": "А"}, {"kind": "x", "wo": "Б"})
    assert [one.name for one in region.districts] == ["А", "Б"]
    assert "«wo»" in notes


def test_a_zone_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match="Mars/Olympus"):
        read(tmp_path, {"name": "А"}, tz="Mars/Olympus")


def test_a_field_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match=r"«title».*name, other"):
        read(tmp_path, {"name": "А", "other": 1}, name_field="title")


def test_a_file_without_texts_asks_for_the_name_field(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match="--name-field"):
        read(tmp_path, {"number": 1})


def test_what_is_no_polygon_is_left_out_and_said(tmp_path: Path) -> None:
    point = box(0, 0, 1, 1).centroid
    region, notes = read(tmp_path, {"name": "А"}, {"name": "Б", "at": None}, {"name": "В", "at": point})
    assert len(region.districts) == 1
    assert "без геометрии: 1" in notes
    assert "точек и линий: 1" in notes


def test_a_bowtie_is_repaired_and_said(tmp_path: Path) -> None:
    bowtie = Polygon([(37, 55), (38, 56), (38, 55), (37, 56)])
    region, notes = read(tmp_path, {"name": "А", "at": bowtie})
    assert region.districts[0].geometry.is_valid
    assert "исправлено полигонов" in notes.casefold()


def test_slivers_are_dropped_and_a_district_of_nothing_else_too(tmp_path: Path) -> None:
    speck = box(40, 55, 40 + 1e-6, 55 + 1e-6)
    region, notes = read(tmp_path, {"name": "А", "at": MultiPolygon([box(37, 55, 38, 56), speck])}, {"name": "Б", "at": speck})
    assert [one.geometry.geom_type for one in region.districts] == ["Polygon"]
    assert "вырожденных полигонов: 1" in notes


def test_a_third_coordinate_is_dropped(tmp_path: Path) -> None:
    region, _ = read(tmp_path, {"name": "А", "at": Polygon([(37, 55, 9), (38, 55, 9), (38, 56, 9)])})
    assert not region.districts[0].geometry.has_z


@pytest.mark.parametrize("at", [None, box(0, 0, 1, 1).centroid, box(37, 55, 37 + 1e-7, 55 + 1e-7)])
def test_a_file_without_a_usable_polygon_is_refused(tmp_path: Path, at: BaseGeometry | None) -> None:
    with pytest.raises(BadBoundaries, match=r"ни одного|нет слоя с полигонами"):
        read(tmp_path, {"name": "А", "at": at})


def test_swapped_axes_are_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match="переставлены"):
        read(tmp_path, {"name": "А", "at": box(43, 131, 44, 132)})


def test_coordinates_off_the_earth_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match="вне Земли"):
        read(tmp_path, {"name": "А", "at": box(4_000_000, 5_000_000, 4_100_000, 5_100_000)})


def test_another_coordinate_system_is_reprojected_and_said(tmp_path: Path) -> None:
    path = tmp_path / "utm.gpkg"
    frame = geopandas.GeoDataFrame({"name": ["А"]}, geometry=[box(37, 55, 38, 56)], crs=4326)
    frame.to_crs(32637).to_file(path)
    region, notes = read_boundaries(path)
    assert region.bounds == pytest.approx((37, 55, 38, 56), abs=0.01)
    assert any("WGS 84" in note for note in notes)


def test_a_region_far_from_every_known_settlement_takes_the_zone_of_the_nearest_city_and_says_so(tmp_path: Path) -> None:
    region, notes = read(tmp_path, {"name": "А", "at": box(-71.2, 42.2, -70.9, 42.4)})
    assert region.tz == "America/New_York"
    assert "--tz" in notes


def test_a_region_without_a_settlement_takes_the_zone_of_the_nearest(tmp_path: Path) -> None:
    region, notes = read(tmp_path, {"name": "А", "at": box(37.9, 55.99, 37.91, 56.0)})
    assert region.tz == "Europe/Moscow"
    assert "ближайшем" in notes
