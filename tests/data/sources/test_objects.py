"""JSON and NDJSON are streamed; a broken line costs itself only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.errors import UnreadableFile
from data.sources.limits import Limits
from data.sources.objects import looks_like_lines
from data.sources.reader import read
from tests.support.sources import read_all, save

RECORDS = [{"id": 1, "text": "один"}, {"id": 2.5, "text": None, "lon": 39.7}]
EXPECTED = [{"id": "1", "text": "один", "lon": None}, {"id": "2.5", "text": None, "lon": "39.7"}]


@pytest.mark.parametrize("name", ["items", "records", "data"])
def test_an_array_inside_an_object_is_found(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / "a.json", json.dumps({"total": 2, name: RECORDS}, ensure_ascii=False))
    assert read_all(path)[1] == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_an_array_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = save(tmp_path / "a.json", json.dumps(RECORDS, ensure_ascii=False, indent=2), encoding)
    assert read_all(path)[1] == EXPECTED


def test_ndjson_is_read_line_by_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    assert read_all(save(tmp_path / "a.ndjson.gz", lines + "\n\n"))[1] == EXPECTED


@pytest.mark.parametrize("line", ['{"id": 3', "не json", "[" * 200_000])
def test_a_broken_line_costs_itself_only(tmp_path: Path, line: str) -> None:
    path = save(tmp_path / "a.ndjson", '{"id": 1}\n' + line + '\n{"id": 2}\n')
    _, rows, broken = read_all(path)
    assert (rows, broken[0].reason, broken[0].row) == (
        [{"id": "1"}, {"id": "2"}],
        "строка не читается как JSON",
        2,
    )


def test_what_is_no_object_is_set_aside(tmp_path: Path) -> None:
    _, rows, broken = read_all(save(tmp_path / "a.json", '[{"id": 1}, 12, "x", null, [1], {"id": 2}]'))
    assert ([row["id"] for row in rows], [json.loads(one.raw) for one in broken]) == (
        ["1", "2"],
        [12, "x", None, [1]],
    )


def test_geojson_features_give_properties_and_coordinates(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"id": 7},
        "geometry": {"type": "Point", "coordinates": [39.7, 47.2]},
    }
    path = save(tmp_path / "a.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert read_all(path)[1] == [{"id": "7", "lon": "39.7", "lat": "47.2"}]


def test_nested_objects_become_dotted_columns(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", '[{"id": 1, "place": {"street": "Ленина"}, "links": ["a"]}]')
    assert read_all(path)[1] == [{"id": "1", "place.street": "Ленина", "links": '["a"]'}]


def test_a_torn_document_gives_the_records_before_the_tear(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", json.dumps([{"id": n} for n in range(100)])[:-20])
    _, frames = read(path, Limits())
    assert next(frames).table.num_rows == 98
    with pytest.raises(UnreadableFile, match="запись 99"):
        next(frames)


def test_a_fault_in_the_middle_of_a_document_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="запись 2"):
        read_all(save(tmp_path / "a.json", '[{"id": 1}, {"id": }, {"id": 3}]'))


def test_a_record_larger_than_a_line_may_be_ends_the_reading(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="запись 2"):
        read_all(
            save(tmp_path / "a.json", '[{"id": 1}, {"id": "' + "x" * 3_000_000), Limits(cell_chars=1_000)
        )


def test_records_across_pieces_are_whole(tmp_path: Path) -> None:
    records = [{"id": n, "text": "x" * 700} for n in range(4_000)]
    assert len(read_all(save(tmp_path / "a.json", json.dumps(records)))[1]) == 4_000


def test_numbers_of_any_length_are_kept(tmp_path: Path) -> None:
    path = save(tmp_path / "a.json", '[{"id": ' + "9" * 5_000 + ', "x": NaN, "y": 1e400}]')
    assert read_all(path)[1] == [{"id": "9" * 5_000, "x": "nan", "y": "inf"}]


def test_each_batch_has_the_columns_of_its_own_records(tmp_path: Path) -> None:
    path = save(tmp_path / "a.ndjson", '{"id": 1, "a": 1}\n{"id": 2, "b": 2}\n')
    _, frames = read(path, Limits(batch_rows=1))
    assert [frame.table.column_names for frame in frames] == [["id", "a"], ["id", "b"]]


def test_a_flood_of_different_names_becomes_one_column(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": n, f"k{n}": n}) for n in range(50))
    header, rows, _ = read_all(save(tmp_path / "a.ndjson", lines), Limits(max_columns=10))
    assert (len(header), rows[40]["id"], rows[40]["extra"]) == (11, "40", '{"k40": "40"}')


def test_an_over_long_line_is_set_aside(tmp_path: Path) -> None:
    lines = '{"id": 1}\n{"id": "' + "x" * 50_000 + '"}\n{"id": 2}\n'
    _, rows, broken = read_all(save(tmp_path / "a.ndjson", lines), Limits(cell_chars=1_000))
    assert ([row["id"] for row in rows], broken[0].reason) == (["1", "2"], "слишком длинное значение")


@pytest.mark.parametrize("content", ["[]", '{"items": []}', "[{"])
def test_a_document_without_records_is_refused_clearly(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableFile, match="запис"):
        read_all(save(tmp_path / "a.json", content))


def test_a_document_without_a_list_is_refused_clearly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="нет массива объектов"):
        read_all(save(tmp_path / "a.json", '{\n "a": {\n "b": 1}}'))


def test_an_empty_record_is_set_aside(tmp_path: Path) -> None:
    _, rows, broken = read_all(save(tmp_path / "a.json", '[{"id": 1}, {}, {"id": null}]'))
    assert (rows, [one.reason for one in broken]) == ([{"id": "1"}], ["пустая запись", "пустая запись"])


@pytest.mark.parametrize(
    ("start", "lines"),
    [
        ('{"id": 1}\n{"id": 2}', True),
        ('{"id": 1}', True),
        ('{"items": []}', False),
        ('{\n  "items": [\n', False),
        ('{"a\n{"b": 1}', True),
    ],
)
def test_ndjson_is_told_from_a_document(start: str, lines: bool) -> None:
    assert looks_like_lines(start) is lines
