"""The page tells every figure of the lines, and which target is reached."""

from __future__ import annotations

from typing import Any

from bench import targets
from bench.report import written
from bench.targets import Found


def line(engine: str, rows: int, window: str, median: float, **more: Any) -> dict[str, Any]:
    told = {"bench": "question", "engine": engine, "rows": rows, "filters": "none", "window": window}
    return {**told, "question": "refresh", "outcome": "ok", "median_ms": median, "p95_ms": median * 2, **more}


LINES = [
    {"bench": "machine", "date": "2026-07-01", "processor": "X", "cores": 2, "versions": {"duckdb": "2"}},
    line("ours", 1_000_000, "all", 20.0),
    line("ours", 100_000_000, "all", 50.0),
    line("duckdb", 100_000_000, "all", 1_000.0, agrees=True),
    {**line("chdb", 100_000_000, "all", 0.0), "outcome": "over 60 s"},
    {"bench": "memory", "engine": "ours", "rows": 100_000_000, "peak_mb": 5_000},
    {"bench": "beside", "engine": "ours", "rows": 100_000_000, "bytes": 300_000_000},
    {"bench": "load", "rows_per_s": 170_000.0, "ratio": 1.5},
    {"bench": "load", "rows_per_s": 160_000.0, "ratio": 0.5},
    {"bench": "heat", "body": "values", "p50_ms": 4.0},
    {"bench": "heat", "body": "json plain", "p50_ms": 40.0},
    {"bench": "run", "hours": 1.5, "disk_bytes": 3e10},
]


def test_targets_are_judged_by_the_largest_size() -> None:
    rows = {row[0]: row[1:] for row in targets.rows(Found(LINES))}
    assert rows["быстрее duckdb в самом широком окне"] == ("≥ 10×", "20.0× (1000 против 50 мс)", "✓")
    assert rows["быстрее chdb в самом широком окне"][1:] == ("chdb: over 60 s; у нас 50 мс", "✓")
    assert rows["рост обновления от меньшего размера к большему"][1:] == ("all 2.5×", "✓")
    assert rows["память процесса, пик"][1:] == ("4.9 ГБ (100 млн)", "✗")
    assert rows["приём файлов, строк/с, худший файл"][1:] == ("160000", "✓")
    assert rows["приём против простого сценария, худший файл"][1:] == ("0.5", "✗")
    assert rows["диск для ответов помимо записей, байт на строку"][1:] == ("3.0", "✓")
    assert rows["карта, повторный вопрос, худшая медиана, мс"][1:] == ("4", "✓")


def test_what_was_not_measured_is_said_so_and_what_failed_too() -> None:
    rows = targets.rows(Found([]))
    assert {row[2] for row in rows} == {"не измерено"}
    failed = [{**line("ours", 100, "all", 0.0), "outcome": "over 60 s"}]
    assert targets.rows(Found(failed))[0][2:] == ("over 60 s (none, all, 0.0001 млн)", "✗")


def test_the_page_has_every_figure() -> None:
    page = written(LINES)
    for text in ("50 (100)", "1000 (2000) ✓", "over 60 s", "×2.5", "Часов: 1.5", "30.0 ГБ", "rows_per_s 160000", "duckdb 2"):
        assert text in page
