"""The benches of live upserts and of many screens run against a real server and tell what they promise."""

from __future__ import annotations

from pathlib import Path

from bench import fanout, live
from tests.bench.conftest import ROWS


def test_pushers_and_readers_are_measured(base: Path) -> None:
    line = live.run(base, ROWS, live.Load(pushers=2, calls=1, quiet_s=0.1))
    assert line["bench"] == "live"
    assert line["pushed"] == 2 * live.CALL_ROWS
    assert min(line[name] for name in ("rows_per_s", "acknowledged_p95_s", "readers_p95_ratio", "server_cpu_s")) > 0
    assert list(base.glob("tmp*")) == []


def test_every_screen_hears_of_every_push(base: Path) -> None:
    line = fanout.run(base, ROWS, fanout.Screens(clients=3, pushes=2))
    assert (line["bench"], line["clients"], line["pushes"]) == ("fanout", 3, 2)
    assert 0 <= line["p50_ms"] <= line["p95_ms"]
    assert line["last_client_p95_ms"] >= line["p50_ms"]
