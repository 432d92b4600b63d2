"""Parquet of any types becomes text columns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.errors import TooLarge, UnreadableFile
from data.sources.limits import Limits
from data.sources.reader import read
from tests.support.sources import read_all, save


def _save(path: Path, **columns: pa.Array) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pa.array([1.0]), "1"),
        (pa.array([1.5]), "1.5"),
        (pa.array([float("nan")]), "nan"),
        (pa.array([101000295613]), "101000295613"),
        (pa.array([True]), "true"),
        (pa.array([datetime(2025, 12, 24, 21, 29, 5)]), "2025-12-24 21:29:05.000000"),
        (
            pa.array([datetime(2025, 12, 24, 21, tzinfo=UTC)], pa.timestamp("ms", "Europe/Moscow")),
            "2025-12-24 21:00:00.000000Z",
        ),
        (pa.array([date(2025, 12, 24)]), "2025-12-24"),
        (pa.array([Decimal("1.50")]), "1.50"),
        (pa.array(["a"]).dictionary_encode(), "a"),
        (pa.array([["a", "b"]]), '["a", "b"]'),
        (pa.array([b"\xff\xd1\x8f"]), "\ufffdя"),
        (pa.array([None], pa.float64()), None),
        (pa.array([None], pa.null()), None),
    ],
)
def test_columns_of_any_type_become_text(tmp_path: Path, column: pa.Array, text: Any) -> None:
    assert read_all(_save(tmp_path / "a.parquet", value=column))[1] == [{"value": text}]


def test_nested_columns_become_dotted_ones(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.parquet", place=pa.array([{"street": "Ленина", "house": 5}]))
    assert read_all(path)[1] == [{"place.street": "Ленина", "place.house": "5"}]


def test_rows_are_numbered_from_one(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.parquet", id=pa.array(range(5)))
    _, frames = read(path, Limits(batch_rows=2))
    assert [frame.rows.tolist() for frame in frames] == [[1, 2], [3, 4], [5]]


def test_a_packed_file_is_read(tmp_path: Path) -> None:
    content = _save(tmp_path / "a.parquet", id=pa.array([1])).read_bytes()
    assert read_all(save(tmp_path / "b.parquet.gz", content))[1] == [{"id": "1"}]


def test_an_over_long_value_is_set_aside(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.parquet", id=pa.array([1, 2]), text=pa.array(["x" * 5_000, "y"]))
    _, rows, broken = read_all(path, Limits(cell_chars=1_000))
    assert (rows, [one.row for one in broken]) == ([{"id": "2", "text": "y"}], [1])


def test_a_file_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.parquet", text=pa.array([f"{n}" * 3_000 for n in range(1_000)]))
    with pytest.raises(TooLarge):
        read_all(path, Limits(max_unpacked_mb=1))


def test_a_damaged_file_gives_the_rows_before_the_damage(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.parquet", text=pa.array([f"{n} {'x' * 500}" for n in range(8)]))
    content = bytearray(path.read_bytes())
    middle = content.index(b"6 xxx")
    content[middle - 60 : middle + 40] = b"\xff" * 100
    _, frames = read(save(path, bytes(content)), Limits(batch_rows=2))
    assert next(frames).table.num_rows == 2
    with pytest.raises(UnreadableFile, match="Parquet"):
        list(frames)
