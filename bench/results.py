"""From what the workers tell to one JSON line a result: medians, 95 % limits, whether the engines agree."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bench.engine import Check, same
from bench.plan import QUESTIONS

Line = dict[str, Any]
REFRESH = "refresh"
_MB = 1 << 20
_MS = 1000.0


@dataclass(slots=True)
class _Asked:
    """All answers to one question of a filter set in a window."""

    seconds: dict[int, float] = field(default_factory=dict)
    bytes: int | None = None
    rss: int | None = None
    agrees: bool | None = None
    outcome: str = "ok"


@dataclass(slots=True)
class Run:
    """The results of one run; the first engine asked is what the others are compared with."""

    checks: dict[tuple[Any, ...], Check] = field(default_factory=dict)

    def lines(self, engine: str, rows: int, told: Iterable[Line]) -> Iterator[Line]:
        """The results of one engine at one size."""
        asked: dict[tuple[str, str], dict[str, _Asked]] = defaultdict(lambda: defaultdict(_Asked))
        head = {"engine": engine, "rows": rows}
        peak, opened, first = 0, None, 0.0
        ready: Line | None = None
        for one in told:
            peak = max(peak, int(one.get("peak", 0)), int(one.get("rss", 0)))
            if one["at"] == "open" and opened is None:
                opened = one
                yield {"bench": "open", **head, "seconds": round(one["seconds"], 3), "rss_mb": one["rss"] // _MB}
            elif one["at"] == "ready":
                ready = ready or {"bench": "ready", **head, "seconds": round(one["seconds"], 3), "rss_mb": one["rss"] // _MB}
            elif one["at"] == "exceeded" and one["what"] == "open":
                yield {"bench": "open", **head, "outcome": one["excess"]}
            elif one.get("cold"):
                first += one.get("seconds", math.inf)
            elif "question" in one:
                self._take(asked[one["case"], one["window"]][one["question"]], one, rows)
        for (case, window), questions in asked.items():
            yield from (_line(head, case, window, name, one) for name, one in questions.items())
            yield _line(head, case, window, REFRESH, _whole(questions))
        yield from [ready] if ready else []
        yield {"bench": "memory", **head, "peak_mb": peak // _MB}
        if opened and math.isfinite(first):
            whole = round(opened["seconds"] + first, 3)
            yield {"bench": "cold start", **head, "seconds": whole, "open_s": round(opened["seconds"], 3)}

    def _take(self, asked: _Asked, told: Line, rows: int) -> None:
        if told["at"] != "answer":
            asked.outcome = told.get("excess") or told["fault"]
            return
        asked.seconds[told["repetition"]] = told["seconds"]
        if "check" in told:
            asked.bytes, asked.rss = told["bytes"], told["rss"]
            key = (rows, told["case"], told["window"], told["question"])
            known = self.checks.setdefault(key, told["check"])
            asked.agrees = None if known is told["check"] else same(known, told["check"])


def _whole(questions: dict[str, _Asked]) -> _Asked:
    """The refresh of the screen: the sum of its questions, repetition by repetition."""
    parts = [questions[name] for name in QUESTIONS if name in questions]
    bad = [one.outcome for one in parts if one.outcome != "ok"]
    if bad or not parts:
        return _Asked(outcome=bad[0] if bad else "not asked")
    common = set.intersection(*(set(one.seconds) for one in parts))
    agree = [one.agrees for one in parts]
    return _Asked(
        seconds={number: sum(one.seconds[number] for one in parts) for number in common},
        bytes=sum(one.bytes for one in parts if one.bytes is not None) or None,
        rss=max(one.rss or 0 for one in parts),
        agrees=None if None in agree else all(agree),
    )


def _line(head: Line, case: str, window: str, question: str, one: _Asked) -> Line:
    line = {"bench": "question", **head, "filters": case, "window": window, "question": question, "outcome": one.outcome}
    if one.outcome == "ok":
        times = np.array(list(one.seconds.values())) * _MS
        line |= {
            "median_ms": round(float(np.median(times)), 2),
            "p95_ms": round(float(np.percentile(times, 95)), 2),
            "repetitions": len(times),
        }
    known = {"bytes": one.bytes, "rss_mb": None if one.rss is None else one.rss // _MB, "agrees": one.agrees}
    return line | {name: value for name, value in known.items() if value is not None}
