"""Reads the statements of the folders beside it; parts are put together only from files named here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def statement(name: str) -> str:
    """The text of `data/sql/{name}.sql`; KeyError where there is no such file."""
    file = _FOLDER / f"{name}.sql"
    if not file.is_file():
        raise KeyError(name)
    return file.read_text(encoding="utf-8").strip()


def names(folder: str) -> list[str]:
    """Statements of a folder in the order of their names, as `statement` takes them."""
    return [f"{folder}/{file.stem}" for file in sorted((_FOLDER / folder).glob("*.sql"))]


@cache
def windowed(key: str, measure: str, where: Sequence[str], unit: str, condition: str) -> str:
    """The windowed question: grouped by a key part, measured by a measure, narrowed by where parts."""
    text = statement("ask/windowed")
    measured = statement(f"ask/{measure}")
    measured = measured.replace("{unit}", statement(f"parts/unit/{unit}"))
    measured = measured.replace("{condition}", statement(f"parts/condition/{condition}"))
    return (
        text.replace("{kept}", "MATERIALIZED" if "words" in where else "NOT MATERIALIZED")
        .replace("{found}", conditions([name for name in where if name == "words"], ""))
        .replace("{key}", statement(f"parts/key/{key}"))
        .replace("{measure}", measured)
        .replace("{where}", conditions([name for name in where if name != "words"], "w.moment"))
    )


@cache
def narrowed(name: str, where: Sequence[str]) -> str:
    """A question with its where parts, status judged at the one moment `at`."""
    return statement(name).replace("{where}", conditions(where, "$at::TIMESTAMP"))


@cache
def grouped(name: str, key: str, where: Sequence[str]) -> str:
    """The same, grouped by a key part."""
    return narrowed(name, where).replace("{key}", statement(f"parts/key/{key}"))


def conditions(where: Sequence[str], moment: str) -> str:
    """All these where parts at once; `moment` is the one that status is judged at."""
    parts = (_uncommented(statement(f"parts/where/{name}")) for name in where)
    return "\n  AND ".join(f"({part})" for part in parts).replace("{moment}", moment) or "true"


def _uncommented(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
