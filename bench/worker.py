"""One engine in a process of its own: asks what its parent lists and tells of every question by a JSON line.

`python -m bench.worker ask ENGINE ROWS BASE` reads the cases as JSON from its standard input. Lines: `{"at": "begin", …}`
before whatever is limited in time, `{"at": "open"|"answer"|"failed"|"done", …}` after it. `prepare` instead of `ask`
brings the data into the engine's own form.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import psutil

from bench.engine import Engine, Place
from bench.plan import COLD, QUESTIONS

ENGINES = {
    "ours": ("bench.ours", "Ours"),
    "duckdb": ("bench.peers.duckdb_plain", "DuckDbPlain"),
    "chdb": ("bench.peers.chdb_peer", "Chdb"),
    "polars": ("bench.peers.polars_peer", "PolarsOnParquet"),
    "pandas": ("bench.peers.pandas_peer", "Pandas"),
}
SLOW_S = 5.0
"""A refresh slower than this is not repeated."""

_ENOUGH_S = 2.0
"""Fast refreshes are repeated until so much time is spent, up to `most` times."""


@dataclass(frozen=True, slots=True)
class Case:
    """A filter set in a window, the questions of a refresh, and how often they are repeated.

    The cold one is the first of all after the start; its times are no part of any median.
    """

    case: str
    window: str
    questions: tuple[str, ...] = QUESTIONS
    least: int = 3
    most: int = 15
    cold: bool = False


def engine(name: str, place: Place) -> Engine:
    """The engine of this name; its module is imported only now."""
    module, kind = ENGINES[name]
    return cast(Engine, getattr(importlib.import_module(module), kind)(place))


def cases(text: str) -> list[Case]:
    """The list as its parent sends it."""
    return [Case(**{**one, "questions": tuple(one["questions"])}) for one in json.loads(text)]


def listed(wanted: list[Case]) -> str:
    """The list as it is sent."""
    return json.dumps([asdict(one) for one in wanted])


def run(chosen: Engine, wanted: list[Case]) -> Iterator[dict[str, Any]]:
    """Open the engine and ask; every step is told before and after."""
    yield {"at": "begin", "what": "open"}
    chosen.open()
    yield {"at": "open", "seconds": _since_start(), **_memory()}
    for number, one in enumerate(wanted):
        yield from _repeated(chosen, one, number)
        if number == 0:
            yield {"at": "begin", "what": "open"}
            chosen.settle()
            yield {"at": "ready", "seconds": _since_start(), **_memory()}
    chosen.close()
    yield {"at": "done", **_memory()}


def _repeated(chosen: Engine, one: Case, number: int) -> Iterator[dict[str, Any]]:
    """The questions of a case again and again, each time as of another moment."""
    spent = 0.0
    for repetition in range(one.most):
        took = 0.0
        for question in one.questions:
            name = {"number": number, "case": one.case, "window": one.window, "question": question, "cold": one.cold}
            yield {"at": "begin", "what": "question", **name}
            told = _asked(chosen, one, question, repetition)
            took += told["seconds"]
            yield {**told, **name, "repetition": repetition}
        spent += took
        if took > SLOW_S or (repetition + 1 >= one.least and spent > _ENOUGH_S):
            return


def _asked(chosen: Engine, one: Case, question: str, repetition: int) -> dict[str, Any]:
    moment = COLD if one.cold else repetition
    begun = time.perf_counter()
    try:
        answer = chosen.ask(question, one.case, one.window, moment)
    except Exception as fault:  # whatever an engine refuses with is its result
        return {"at": "failed", "seconds": time.perf_counter() - begun, "fault": f"{type(fault).__name__}: {fault}"[:300]}
    told: dict[str, Any] = {"at": "answer", "seconds": time.perf_counter() - begun}
    if moment == 0:
        told |= {"check": dict(chosen.check(question, answer)), "bytes": chosen.size(question, answer), **_memory()}
    return told


def _memory() -> dict[str, int]:
    return {"rss": psutil.Process().memory_info().rss}


def _since_start() -> float:
    """Seconds since this process began, imports included."""
    return time.time() - float(psutil.Process(os.getpid()).create_time())


def main() -> None:
    """See above."""
    task, name, rows, base = sys.argv[1:5]
    chosen = engine(name, Place(Path(base), int(rows)))
    if task == "prepare":
        print(json.dumps({"at": "prepared", **chosen.prepare()}), flush=True)
        return
    for told in run(chosen, cases(sys.stdin.read())):
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
