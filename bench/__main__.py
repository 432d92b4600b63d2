"""The bench: every engine over every size, one JSON line a result, a table in RESULTS.md at the end."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from bench import plan, report
from bench.budget import Budget, measured, prepared
from bench.engine import Place
from bench.generate import ensure, made, size_of
from bench.machine import described
from bench.others import SCREENS, others
from bench.results import Line, Run
from bench.store import beside
from bench.worker import ENGINES, Case

SIZES = (1_000_000, 10_000_000, 100_000_000)
OTHERS, BROWSER = "others", "browser"
_FIRST = Case("region", "30d", least=1, most=1, cold=True)
"""The screen as it is opened: the default region, 30 days."""


def main(arguments: list[str] | None = None) -> None:
    """`python -m bench [--sizes N…] [--engines ours,duckdb,…,others,browser] [--quick] [--base var/bench] [--report FILE]`."""
    given = _given(arguments)
    given.base.mkdir(parents=True, exist_ok=True)
    begun = time.time()
    kept = given.base / "results.jsonl"
    lines: list[Line] = []
    with kept.open("w", encoding="utf-8") as file:
        for line in _run(given):
            lines.append(line)
            text = json.dumps(line, ensure_ascii=False)
            print(text, flush=True)
            file.write(text + "\n")
            file.flush()
        last = {"bench": "run", "hours": round((time.time() - begun) / 3600, 2), "disk_bytes": size_of(given.base)}
        lines.append(last)
        print(json.dumps(last), flush=True)
        file.write(json.dumps(last) + "\n")
    if given.report:
        given.report.write_text(report.written(lines), encoding="utf-8")


def _given(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.replace(",", " ").split()], default=list(SIZES))
    parser.add_argument("--engines", type=lambda text: text.split(","), default=[*ENGINES, OTHERS, BROWSER])
    parser.add_argument("--quick", action="store_true", help="two filter sets, few repetitions")
    parser.add_argument("--base", type=Path, default=Path("var/bench"))
    parser.add_argument("--report", type=Path, default=None, help="where the table is written")
    return parser.parse_args(arguments)


def _run(given: argparse.Namespace) -> Iterator[Line]:
    yield {"bench": "machine", **described()}
    run = Run()
    for rows in given.sizes:
        ensure(given.base, rows, processes=2)
        yield {"bench": "generate", **made(given.base, rows)}
        yield from _engine("ours", rows, run, given)
        if "ours" in given.engines:
            yield {"bench": "beside", "engine": "ours", "rows": rows, "bytes": beside(given.base, rows)}
    if OTHERS in given.engines:
        yield from others(given.base, given.quick)
    for rows in given.sizes:
        for engine in ENGINES:
            if engine != "ours":
                yield from _engine(engine, rows, run, given)
    if BROWSER in given.engines:
        yield from others(given.base, given.quick, SCREENS)


def _engine(name: str, rows: int, run: Run, given: argparse.Namespace) -> Iterator[Line]:
    """One engine over one size, if it is wanted."""
    if name not in given.engines:
        return
    place = Place(given.base, rows)
    yield {"bench": "prepare", "engine": name, "rows": rows, **prepared(name, place)}
    yield from run.lines(name, rows, measured(name, place, _cases(name, given.quick), Budget()))


def _cases(engine: str, quick: bool) -> list[Case]:
    """What an engine is asked: ours everything, the others the filter sets they share with it."""
    if quick:
        return [_FIRST, *(Case(name, window, least=2, most=3) for name in plan.QUICK_SETS for window in plan.QUICK_WINDOWS)]
    if engine != "ours":
        return [_FIRST, *(Case(name, window, most=3) for name in plan.PEER_SETS for window in plan.WINDOWS)]
    questions = (*plan.QUESTIONS, plan.AT_ONCE)
    sets = [Case(name, window, questions) for name in plan.FILTER_SETS for window in plan.WINDOWS]
    asked_once = [Case(name, window, least=1, most=1) for name in plan.UNMEASURED for window in plan.UNMEASURED_WINDOWS]
    return [_FIRST, *sets, *asked_once]


if __name__ == "__main__":
    main()
