"""Runs a worker within its budget: watches the memory it really uses and the time of each question, and ends it if need be."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from bench.engine import Place
from bench.worker import Case, listed

GB = 1 << 30
_LOOK_S = 0.2
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a process may take: memory in all, seconds for a question, seconds to open its data."""

    memory_gb: float = 20.0
    question_s: float = 60.0
    open_s: float = 900.0


@dataclass(slots=True)
class _Watch:
    """The step under way and the most memory seen."""

    what: dict[str, Any]
    begun: float
    peak: int = 0


def measured(name: str, place: Place, wanted: list[Case], budget: Budget) -> Iterator[dict[str, Any]]:
    """What a worker tells, line by line; one ended for its budget is followed by another for what remains."""
    remaining = list(wanted)
    while remaining:
        ended: dict[str, Any] | None = None
        for told in _one_process(name, place, remaining, budget):
            yield told
            ended = told
        if ended is None or ended["at"] != "exceeded" or ended.get("what") != "question":
            return
        remaining = _after(remaining, ended)


def _after(wanted: list[Case], ended: dict[str, Any]) -> list[Case]:
    """The questions of the case that come after the one that took too much, and the cases after it."""
    place = ended["number"]
    questions = wanted[place].questions
    rest = questions[questions.index(ended["question"]) + 1 :]
    return [*([replace(wanted[place], questions=rest)] if rest else []), *wanted[place + 1 :]]


def prepared(name: str, place: Place) -> dict[str, float]:
    """Let an engine take the data in, in a process of its own: seconds and bytes."""
    done = subprocess.run(_command("prepare", name, place), stdout=subprocess.PIPE, text=True, cwd=_ROOT, check=True)
    told: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return {"seconds": told["seconds"], "bytes": told["bytes"]}


def _command(task: str, name: str, place: Place) -> list[str]:
    return [sys.executable, "-m", "bench.worker", task, name, str(place.rows), str(place.base.resolve())]


def _one_process(name: str, place: Place, wanted: list[Case], budget: Budget) -> Iterator[dict[str, Any]]:
    command = _command("ask", name, place)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT) as process:
        try:
            yield from _watched(process, wanted, budget)
        finally:
            process.kill()


def _watched(process: subprocess.Popen[str], wanted: list[Case], budget: Budget) -> Iterator[dict[str, Any]]:
    assert process.stdin is not None
    process.stdin.write(listed(wanted))
    process.stdin.close()
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(process, lines), daemon=True).start()
    watch = _Watch({"what": "open"}, time.monotonic())
    while True:
        watch.peak = max(watch.peak, _rss(process.pid))
        if excess := _excess(watch, budget):
            yield {"at": "exceeded", **watch.what, "excess": excess, "peak": watch.peak}
            return
        try:
            line = lines.get(timeout=_LOOK_S)
        except queue.Empty:
            continue
        if line is None:
            break
        told = json.loads(line)
        if told["at"] == "begin":
            watch.what, watch.begun = {key: value for key, value in told.items() if key != "at"}, time.monotonic()
        else:
            yield {**told, "peak": watch.peak}
            watch.begun = time.monotonic()
    if process.wait():
        yield {"at": "exceeded", **watch.what, "excess": f"ended with code {process.returncode}", "peak": watch.peak}


def _read(process: subprocess.Popen[str], lines: queue.SimpleQueue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("{"):
            lines.put(line)
    lines.put(None)


def _excess(watch: _Watch, budget: Budget) -> str | None:
    if watch.peak > budget.memory_gb * GB:
        return f"over {budget.memory_gb:g} GB"
    limit = budget.question_s if watch.what["what"] == "question" else budget.open_s
    return f"over {limit:g} s" if time.monotonic() - watch.begun > limit else None


def _rss(pid: int) -> int:
    """Resident memory, pages of mapped files included; 0 once the process has ended."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
