"""The bench runs and compares like with like."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from bench.load import run
from bench.load_files import appeals, export


def test_both_ways_load_the_same_rows_and_are_timed() -> None:
    for result in run(rows=500):
        assert (result["rows"], result["rows_script"]) == (500, 500)
        assert float(result["rows_per_s"]) > 0
        assert float(result["script_rows_per_s"]) > 0
        assert float(result["cpu_us_per_row"]) > 0


def test_repeated_requests_have_numbers_and_points_of_their_own(tmp_path: Path) -> None:
    rows = pd.read_csv(export(60_000, tmp_path), dtype=str)
    assert (len(rows), rows["case_enquiry_id"].nunique()) == (60_000, 60_000)
    first, again = rows.iloc[0], rows.iloc[58_251]
    assert (again["location"], again["open_dt"]) == (first["location"], first["open_dt"])
    assert 0 < abs(float(again["latitude"]) - float(first["latitude"])) < 3e-4


def test_the_parquet_holds_the_same_requests_without_texts(tmp_path: Path) -> None:
    table = pd.read_parquet(appeals(100, tmp_path))
    assert len(table) == 100
    assert "text" not in table
    assert set(table["status"]) <= {"in_work", "solved"}
