"""The bench of the hexagon map runs: every body is asked twice and answered."""

from __future__ import annotations

from bench.heat import RESOLUTIONS, run


def test_every_body_of_every_size_is_timed() -> None:
    results = run(appeals=300, repeats=2)
    assert {result["body"] for result in results} == {"values", "json", "json plain", "arrow"}
    assert len(results) == 4 * (1 + len(RESOLUTIONS))
    assert min(result["cells"] for result in results) == 1
    assert all(0 < result["p50_ms"] <= result["p95_ms"] for result in results)
