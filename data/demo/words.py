"""Reads the shipped word lists and tables of the demonstration: topics, sentences, bodies, streets, rhythm."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HERE = Path(__file__).parent
_TOPICS = _HERE.parent / "reference" / "topics.csv"
_WORKING_TO_CALENDAR = 1.45
"""Calendar days that pass while a working day does, holidays included."""


@dataclass(frozen=True)
class Themes:
    """The topics a demonstration is drawn from, as columns of equal length (n topics, g groups)."""

    codes: tuple[str, ...]
    groups: tuple[str, ...]
    group_of: NDArray[np.int64]
    weight: NDArray[np.float64]
    term_days: NDArray[np.float64]
    severity: NDArray[np.int64]
    fast_track: NDArray[np.bool_]
    season: tuple[str, ...]

    def index(self, code: str) -> int:
        """Position of a topic; KeyError where the classifier has lost it."""
        try:
            return self.codes.index(code)
        except ValueError:
            raise KeyError(code) from None


@dataclass(frozen=True)
class Body:
    """Who answers for a topic group: a body of the municipality (`local`) or of the region, and its executor."""

    group: str
    local: bool
    body: str
    executor: str


def read_themes(path: Path = _TOPICS) -> Themes:
    """The classifier's topics with what the demonstration needs of them."""
    rows = list(_rows(path))
    groups = tuple(row["code"] for row in rows if not row["parent"])
    topics = [row for row in rows if row["parent"]]
    return Themes(
        codes=tuple(row["code"] for row in topics),
        groups=groups,
        group_of=np.array([groups.index(row["parent"]) for row in topics], np.int64),
        weight=np.array([float(row["weight"]) for row in topics]),
        term_days=np.array([_calendar_days(row) for row in topics]),
        severity=np.array([int(row["severity"]) for row in topics], np.int64),
        fast_track=np.array([row["fast_track"] == "true" for row in topics]),
        season=tuple(row["season"] for row in topics),
    )


def _calendar_days(row: dict[str, str]) -> float:
    return float(row["term_days"]) * (_WORKING_TO_CALENDAR if row["term_kind"] == "working" else 1.0)


@cache
def sentences() -> dict[str, tuple[str, ...]]:
    """Sentences by code of a topic or group; each holds `{at}` once."""
    found: dict[str, list[str]] = {}
    for row in _rows(_HERE / "sentences.csv"):
        found.setdefault(row["code"], []).append(row["text"])
    return {code: tuple(texts) for code, texts in found.items()}


@cache
def bodies() -> tuple[Body, ...]:
    """Who answers, by topic group."""
    rows = _rows(_HERE / "bodies.csv")
    return tuple(Body(row["group"], row["scope"] == "local", row["body"], row["executor"]) for row in rows)


@cache
def words(kind: str) -> tuple[str, ...]:
    """The list `kind` of words.csv (streets, lanes, greetings, …); an underscore stands for a blank entry."""
    found = tuple(row["text"] for row in _rows(_HERE / "words.csv") if row["kind"] == kind)
    return tuple("" if text == "_" else text for text in found)


@cache
def rhythm() -> NDArray[np.float64]:
    """Share of a week's appeals by weekday (Monday first) and hour, shape (7, 24), sums to 1; measured in Boston."""
    shares = np.array([float(row["share"]) for row in _rows(_HERE / "rhythm.csv")]).reshape(7, 24)
    normal: NDArray[np.float64] = shares / shares.sum()
    return normal


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
