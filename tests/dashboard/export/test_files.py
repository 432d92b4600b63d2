"""Every kind of file, read back by the libraries its users have, holds what the screen shows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest

from dashboard.callbacks.desk import Desk
from dashboard.export import xlsx_file
from dashboard.export.csv_file import DIALECTS
from dashboard.export.files import export
from dashboard.export.parquet_file import METHOD
from data.errors import TooMuch
from tests.support.exporting import EVERYTHING, RISKY, ROWS, desk, exported, refused


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store, found = desk(tmp_path_factory.mktemp("export"))
    yield found
    store.close()


def asked(there: Desk, **query: str) -> Any:
    return there.questions.parse({**EVERYTHING, **query})


def rows_of(path: Path, dialect: str) -> list[dict[str, str]]:
    how = DIALECTS[dialect]
    with path.open(encoding=how.encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=how.between))


def test_a_csv_of_records_holds_each_appeal_of_the_api_once_in_its_order(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "csv", csv="plain")
    rows, page = rows_of(path, "plain"), there.questions.appeals(asked(there), 500)
    assert len(rows) == ROWS == page.total
    assert [row["external_id"] for row in rows[:500]] == [row["external_id"] for row in page.rows]
    for row, known in zip(rows, page.rows, strict=False):
        assert datetime.fromisoformat(row["received"]) == known["received"].replace(microsecond=0)
        assert (row["text"], row["cell"], row["district"]) == (known["text"], known["cell"] or "", known["district"] or "")
    assert "author" not in rows[0]


@pytest.mark.parametrize("dialect", ["utf8", "excel", "cp1251"])
def test_no_text_of_a_csv_for_spreadsheets_begins_like_a_formula(dialect: str, there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "csv", csv=dialect)
    texts = {row["text"] for row in rows_of(path, dialect)}
    assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)
    assert {"'=1+1", "'-скидка", "'@имя", RISKY[4]} <= texts


def test_only_spreadsheets_get_the_mark_of_utf_8(there: Desk, tmp_path: Path) -> None:
    for dialect, begins in (("utf8", b"\xef\xbb\xbfsource"), ("excel", b"\xef\xbb\xbfsource"), ("plain", b"source")):
        path, _ = exported(there, tmp_path, "csv", csv=dialect)
        assert path.read_bytes().startswith(begins)


def test_an_old_encoding_keeps_cyrillic_and_writes_what_it_lacks_by_its_nearest(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "csv", csv="cp1251")
    texts = {row["text"] for row in rows_of(path, "cp1251")}
    assert "минус - и ё, № 5" in texts


def test_russian_spreadsheets_get_decimal_commas(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "csv", csv="excel", what="cells")
    assert all("," in row["lon"] and "." not in row["lon"] for row in rows_of(path, "excel"))


@pytest.mark.parametrize("what", ["districts", "topics"])
def test_a_breakdown_is_the_screens(what: str, there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "csv", csv="plain", what=what)
    known = getattr(there.questions, what)(asked(there)).rows
    rows = rows_of(path, "plain")
    assert [(row["code"], float(row["value"])) for row in rows] == [(one.code or "", one.value) for one in known]
    assert all(row["name"] for row in rows if row["code"])


def test_a_trend_is_the_screens(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "csv", csv="plain", what="trend", step="month")
    known = there.questions.trend(asked(there), "month").rows
    rows = rows_of(path, "plain")
    assert [float(row["value"]) for row in rows] == [one.value for one in known]
    assert datetime.fromisoformat(rows[1]["at"]) == known[1].at


@pytest.mark.parametrize("metric", ["count", "answer_days"])
def test_cells_are_the_screens(metric: str, there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "parquet", what="cells", metric=metric, res="7")
    heat = there.questions.heat(asked(there, metric=metric, res="7"))
    table = pq.read_table(path)
    assert [int(cell, 16) for cell in table["cell"].to_pylist()] == heat.cells.tolist()
    assert table[metric].to_numpy().tolist() == pytest.approx(heat.values.tolist(), nan_ok=True)


def test_small_cells_do_not_leave_the_building(tmp_path: Path) -> None:
    store, found = desk(tmp_path, small_cell_min=3)
    for metric in ("count", "rating"):
        path, _ = exported(found, tmp_path, "parquet", what="cells", metric=metric, res="6")
        heat = found.questions.heat(asked(found, res="6"))
        large = heat.cells[heat.values >= 3]
        assert 0 < len(large) < len(heat.cells)
        assert {int(cell, 16) for cell in pq.read_table(path)["cell"].to_pylist()} <= set(large.tolist())
    path, _ = exported(found, tmp_path, "csv", csv="plain", what="districts")
    assert all(float(row["value"]) == 0 or float(row["value"]) >= 3 for row in rows_of(path, "plain"))
    store.close()


def test_a_workbook_has_typed_cells_a_frozen_head_words_and_a_method(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    sheet, method = book.worksheets
    head = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "A2"
    assert sheet.max_row == ROWS + 1
    first = dict(zip(head, sheet[2], strict=True))
    assert isinstance(first["Поступило"].value, datetime)
    assert first["Статус"].value not in (None, "new")
    assert {cell.data_type for cell in sheet[head.index("Текст") + 1]} != {"f"}
    texts = {row[head.index("Текст")].value for row in sheet.iter_rows(min_row=2)}
    assert "=1+1" in texts
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    told = {label.value: text.value for label, text in method.iter_rows()}
    assert told["Обращений в отборе"] == str(ROWS)
    assert told["Тот же экран"].startswith(there.settings.public_url + "/?region=rostov&period=all&asof=")


def test_a_workbook_in_english_speaks_english(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "xlsx", what="districts", lang="en")
    assert openpyxl.load_workbook(path).sheetnames == ["Districts", "Method"]


def test_a_workbook_that_cannot_hold_the_rows_is_refused_in_words(
    there: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", ROWS - 1)
    with pytest.raises(TooMuch, match="CSV или Parquet"):
        export(there, EVERYTHING, "xlsx")


def test_a_text_too_long_for_a_workbook_is_cut_visibly(tmp_path: Path) -> None:
    import pyarrow as pa

    table = pa.table({"text": ["я" * 40_000, "коротко"]})
    xlsx_file.write(iter([table]), {}, ("Лист", "Метод"), (), tmp_path / "long.xlsx")
    long, short = (row[0].value for row in openpyxl.load_workbook(tmp_path / "long.xlsx").worksheets[0].iter_rows(min_row=2))
    assert len(long) == xlsx_file.MOST_CHARACTERS
    assert long.endswith("я…")
    assert short == "коротко"


def test_parquet_keeps_types_zone_and_method(there: Desk, tmp_path: Path) -> None:
    path, wanted = exported(there, tmp_path, "parquet")
    table = pq.read_table(path)
    assert table.num_rows == ROWS
    assert str(table.schema.field("received").type) == "timestamp[us, tz=Europe/Moscow]"
    assert json.loads(table.schema.metadata[METHOD.encode()]) == dict(wanted.method)


@pytest.mark.parametrize(("suffix", "what", "kind"), [
    ("gpkg", "cells", "Polygon"), ("geojson", "cells", "Polygon"), ("gpkg", "districts", "MultiPolygon"),
    ("geojson", "records", "Point"),
])  # fmt: skip
def test_maps_are_read_back_with_shapes_and_their_system(
    suffix: str, what: str, kind: str, there: Desk, tmp_path: Path
) -> None:
    path, wanted = exported(there, tmp_path, suffix, what=what)
    frame = pyogrio.read_dataframe(path)
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == wanted.content.rows
    shapes = frame.geometry.dropna()
    assert kind in set(shapes.geom_type)
    assert shapes.is_valid.all()
    if what == "cells":
        heat = there.questions.heat(asked(there))
        assert frame["count"].tolist() == heat.values.tolist()
        assert frame.geometry.bounds["minx"].between(36, 46).all()


def test_the_rows_without_a_place_have_no_shape(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "gpkg", what="records")
    frame = pyogrio.read_dataframe(path)
    assert (frame.geometry.isna() == frame["cell"].isna()).all()
    assert frame["cell"].isna().any()


def test_what_is_asked_wrongly_is_named(there: Desk) -> None:
    assert refused(there, "csv", what="everything").name == "what"
    assert refused(there, "csv", csv="koi8").name == "csv"
    assert refused(there, "gpkg", what="trend").name == "what"
    assert refused(there, "csv", colour="red").name == "colour"


def test_an_empty_selection_is_a_file_with_a_head(there: Desk, tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "parquet", "gpkg"):
        path, wanted = exported(there, tmp_path, suffix, q="такогословавтекстахнет")
        assert path.exists(), suffix
        assert wanted.content.rows == 0


def test_the_name_tells_region_content_and_moment(there: Desk, tmp_path: Path) -> None:
    path, _ = exported(there, tmp_path, "csv", what="districts")
    assert path.name == "teplokarta-rostov-districts-20260310-2042.csv"
