"""The bench runs and compares like with like."""

from __future__ import annotations

from bench.load import main


def test_both_ways_load_the_same_rows_and_are_timed() -> None:
    result = main(rows=500)
    assert (result["rows"], result["rows_script"]) == (500, 500)
    assert float(result["rows_per_s"]) > 0
    assert float(result["script_rows_per_s"]) > 0
