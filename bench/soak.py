"""Eight hours of a wall in minutes: live updates and scene changes by the thousand; memory and nodes must stay flat.

`python -m bench.soak [--quick]`
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.serving import Serving
from bench.walled import Wall, browser_path

UPDATES, TURNS = 10_000, 2_000
QUICK = (200, 15)
"""Turns by fives: the wall ends at the scene it began with, or its nodes could not be compared."""
MOST_GROWTH = 0.05
_APPEALS = 20_000
_WARM_TURNS = 15
_WARM_UPDATES = 150


@dataclass(frozen=True, slots=True)
class Load:
    """How many live updates the wall hears, and how often its scenes change meanwhile."""

    updates: int
    turns: int


def main(arguments: list[str] | None = None) -> None:
    """Prints one JSON line."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak")
    parser.add_argument("--quick", action="store_true", help="a small soak, to see that it works")
    given = parser.parse_args(arguments)
    load = Load(*QUICK) if given.quick else Load(UPDATES, TURNS)
    print(json.dumps(run(load)), flush=True)


def run(load: Load) -> dict[str, Any]:
    """The soak's line; where there is no browser it says so instead."""
    path = browser_path()
    if path is None:
        return {"bench": "soak", "outcome": "no browser on this machine"}
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "soak.duckdb"
        with Serving(db, TEPLOKARTA_DEMO_APPEALS=str(_APPEALS)) as serving, Wall(serving.url, path) as wall:
            return soaked(wall, load)


def soaked(wall: Wall, load: Load) -> dict[str, Any]:
    """Every scene is seen before the first measurement: what it needs once is no growth."""
    wall.live(_WARM_UPDATES, _WARM_TURNS)
    begun, before = time.perf_counter(), wall.measured()
    wall.live(load.updates, load.turns)
    after = wall.measured()
    growth = {name: round(after[name] / before[name] - 1, 4) for name in before}
    return {
        "bench": "soak",
        "updates": load.updates,
        "turns": load.turns,
        "seconds": round(time.perf_counter() - begun, 1),
        **{f"{name}_start": value for name, value in before.items()},
        **{f"{name}_end": value for name, value in after.items()},
        **{f"{name}_growth": value for name, value in growth.items()},
        "flat": all(value <= MOST_GROWTH for value in growth.values()),
        "errors": wall.errors,
    }


if __name__ == "__main__":
    main()
