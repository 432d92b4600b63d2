"""Makes the appeals of the benches: the same rows for the same size, as Parquet shards sorted by time."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import rows as making
from bench.calendar import HOURS, appeals_by_hour
from bench.world import ADDRESSES, layout, pool

SHARD_ROWS = 2_000_000
ROW_GROUP = 131_072
_LEAST_ADDRESSES = 60_000
_MADE = "made.json"


@dataclass(frozen=True, slots=True)
class Shard:
    """Hours [first, last) of the calendar, and the number of its first row."""

    number: int
    first: int
    last: int
    start: int


def folder(base: Path, rows: int) -> Path:
    """Where the data of a size lie."""
    return base / str(rows)


def shards(rows: int) -> list[Shard]:
    """Whole hours together, about two million rows each."""
    counts = appeals_by_hour(rows)
    ends = np.cumsum(counts)
    cuts = np.searchsorted(ends, np.arange(SHARD_ROWS, rows, SHARD_ROWS)) + 1
    edges = np.unique(np.concatenate([[0], cuts, [HOURS]]))
    starts = np.concatenate([[0], ends])[edges[:-1]]
    return [
        Shard(number, int(first), int(last), int(start))
        for number, (first, last, start) in enumerate(zip(edges[:-1], edges[1:], starts, strict=True))
    ]


def ensure(base: Path, rows: int, processes: int = 1) -> Path:
    """The Parquet shards of a size, made unless they are there; returns their folder."""
    target = folder(base, rows) / "parquet"
    if not (target / _MADE).exists():
        target.mkdir(parents=True, exist_ok=True)
        begun = time.perf_counter()
        for _ in _write_all(target, rows, processes):
            pass
        made = {"rows": rows, "seconds": round(time.perf_counter() - begun, 1), "bytes": size_of(target)}
        (target / _MADE).write_text(json.dumps(made), encoding="utf-8")
    return target


def made(base: Path, rows: int) -> dict[str, float]:
    """What the making of a size took."""
    found: dict[str, float] = json.loads((folder(base, rows) / "parquet" / _MADE).read_text("utf-8"))
    return found


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files below a folder."""
    files: Iterable[Path] = [path] if path.is_file() else path.rglob("*")
    return sum(one.stat().st_size for one in files if one.is_file())


def _write_all(target: Path, rows: int, processes: int) -> Iterator[int]:
    plan = layout()
    country = making.Country(plan, pool(plan, min(ADDRESSES, max(_LEAST_ADDRESSES, rows * 6))))
    tasks = [(country, rows, shard, target) for shard in shards(rows)]
    if processes == 1:
        yield from map(_write, tasks)
        return
    _SHARED.append(country)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=context) as workers:
        yield from workers.map(_write_shared, [task[1:] for task in tasks])
    _SHARED.clear()


_SHARED: list[making.Country] = []
"""What forked processes find instead of a copy."""


def _write_shared(task: tuple[int, Shard, Path]) -> int:
    return _write((_SHARED[0], *task))


def _write(task: tuple[making.Country, int, Shard, Path]) -> int:
    country, rows, shard, target = task
    hours = np.arange(shard.first, shard.last)
    table = making.make(country, hours, appeals_by_hour(rows)[shard.first : shard.last], shard.start, shard.number)
    coded = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    part = target / f"part-{shard.number:04d}.tmp"
    pq.write_table(table, part, row_group_size=ROW_GROUP, use_dictionary=coded, compression="zstd", compression_level=1)
    part.rename(part.with_suffix(".parquet"))
    return int(table.num_rows)


def main() -> None:
    """`python -m bench.generate ROWS [--base var/bench] [--processes 2]`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("--base", type=Path, default=Path("var/bench"))
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    ensure(given.base, given.rows, given.processes)
    print(json.dumps({"bench": "generate", **made(given.base, given.rows)}))


if __name__ == "__main__":
    main()
