"""Puts a question of the screen together for an engine that speaks SQL, out of the pieces in `bench/sql/<engine>`."""

from __future__ import annotations

from collections.abc import Iterable

from bench.plan import Frame, Plan
from bench.statements import filled, numbered, pieces, statement

ALWAYS = "true"
_CELL_STEP, _CELL_MASK = 2 << 52, (1 << 21) - 1
"""From a stored cell of resolution 10 to its parent of resolution 8."""


def text(engine: str, question: str, asked: Plan) -> str:
    """The statement of a question; every value in it is bound."""
    windows = numbered(statement(f"{engine}/window"), (one.k for one in asked.windows))
    moments = list(asked.moments) if asked.closed else [0]
    before = statement(f"{engine}/window").replace("{k}", str(asked.before.k)) if asked.before else "0"
    parts = {
        "where": pieces(engine, ["counted", *asked.equal]),
        "windows": windows,
        "moments": numbered(statement(f"{engine}/moment"), moments),
        "previous": before,
    }
    judged = {one.k for one in (*asked.windows, *asked.earlier)}
    status = {f"status_{k}": _status(engine, asked, k) for k in judged}
    return filled(f"{engine}/{question}", parts | status)


def _status(engine: str, asked: Plan, k: int) -> str:
    return statement(f"{engine}/closed").replace("{k}", str(k)) if asked.closed else ALWAYS


def values(asked: Plan, trend: bool) -> dict[str, int | str]:
    """What is bound: times in seconds since 1970."""
    found: dict[str, int | str] = dict(asked.equal)
    frames: Iterable[Frame] = (asked.now, *asked.earlier[::-1]) if trend else asked.windows
    for one in frames:
        found |= {f"lo_{one.k}": one.lo, f"hi_{one.k}": one.hi, f"at_{one.k}": one.at}
    return found | {
        "first": asked.trend_first if trend else asked.first,
        "cell_step": _CELL_STEP,
        "cell_mask": _CELL_MASK,
        "anchor": asked.anchor,
        "unit": asked.unit,
        "rest": asked.rest,
    }
