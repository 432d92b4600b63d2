"""Fills a store of ours with the invented appeals, shard by shard, without the way through the loader.

How fast records come in is measured by `bench.load` and `bench.live`; here only the answers are asked for.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import duckdb

from bench.generate import ensure, folder, size_of
from bench.statements import statement
from bench.world import boundaries, layout
from data.database import CONFIG
from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store

_MADE = "store.json"
_TIMEOUT_S = 55.0


def settings(path: Path) -> Settings:
    """As shipped, but a question may take nearly as long as those of the other engines before it is refused."""
    return Settings(db=path, question_timeout_s=_TIMEOUT_S)


def path_of(base: Path, rows: int) -> Path:
    """The store's file of a size."""
    return folder(base, rows) / "store.duckdb"


def ensure_store(base: Path, rows: int, processes: int = 1) -> Path:
    """The store of a size, filled unless it is there."""
    path = path_of(base, rows)
    done = path.with_name(_MADE)
    if not done.exists():
        path.unlink(missing_ok=True)
        begun = time.perf_counter()
        shards = sorted(ensure(base, rows, processes).glob("*.parquet"))
        _install(path)
        _fill(path, shards)
        seconds = round(time.perf_counter() - begun, 1)
        done.write_text(json.dumps({"rows": rows, "seconds": seconds, "bytes": size_of(path)}), encoding="utf-8")
    return path


def made(base: Path, rows: int) -> dict[str, float]:
    """What filling the store of a size took."""
    found: dict[str, float] = json.loads(path_of(base, rows).with_name(_MADE).read_text("utf-8"))
    return found


def beside(base: Path, rows: int) -> int:
    """Bytes that the store keeps for its answers in files and folders beside its own."""
    path = path_of(base, rows)
    own = {path, path.with_name(_MADE)}
    return sum(size_of(one) for one in path.parent.glob(f"{path.stem}*") if one not in own and one.suffix != ".wal")


def _install(path: Path) -> None:
    store = Store.open(path, settings(path))
    try:
        pipeline = Pipeline(store, store.settings)
        for number, region in enumerate(boundaries(layout())):
            pipeline.install(region, default=number == 0, synthetic=True)
    finally:
        store.close()


def _fill(path: Path, shards: list[Path]) -> None:
    with duckdb.connect(str(path), config=CONFIG) as connection:
        connection.execute(statement("ours/memory"))
        for shard in shards:
            connection.execute(statement("ours/fill"), {"shard": str(shard)})
        connection.execute(statement("ours/raise_version"))
        connection.execute(statement("ours/checkpoint"))


def main() -> None:
    """`python -m bench.store ROWS [--base var/bench]`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("--base", type=Path, default=Path("var/bench"))
    given = parser.parse_args()
    ensure_store(given.base, given.rows, processes=2)
    print(json.dumps({"bench": "store", **made(given.base, given.rows)}))


if __name__ == "__main__":
    main()
