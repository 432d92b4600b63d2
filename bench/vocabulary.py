"""The closed lists of the invented appeals and how often each value comes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.model import CLOSED_STATUSES, OPEN_STATUSES
from data.topics import REFERENCE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SOURCES = ("pos", "dobrodel", "sstu", "gorod", "eddc", "portal", "max-bot", "vk", "mail", "paper")
SOURCE_SHARE = (0.34, 0.18, 0.12, 0.09, 0.08, 0.07, 0.05, 0.04, 0.02, 0.01)
CHANNELS = ("web", "app", "phone", "bot", "social", "email", "office", "letter")
CHANNEL_SHARE = (0.28, 0.30, 0.16, 0.09, 0.08, 0.05, 0.025, 0.015)
TYPES = ("problem", "question", "thanks", "spam")
TYPE_SHARE = (0.83, 0.125, 0.03, 0.015)
PRECISIONS = ("house", "street", "settlement", "district", "none")
PRECISION_SHARE = (0.62, 0.26, 0.06, 0.04, 0.02)
BUDGETS = ("unknown", "no", "yes")
BUDGET_SHARE = (0.8, 0.14, 0.06)
OPEN_SHARE = (0.14, 0.06, 0.2, 0.38, 0.08, 0.06, 0.05, 0.03)
CLOSED_SHARE = (0.55, 0.3, 0.1, 0.05)
STATUSES = (*OPEN_STATUSES, *CLOSED_STATUSES)
MARK_SHARE = (0.3, 0.1, 0.12, 0.18, 0.3)
_OUT_OF_SEASON = 0.05
_MONTHS = 12
_TERM_DAYS = 30


@dataclass(frozen=True, slots=True)
class Topics:
    """The shipped topics: their codes, the index of their group, answer terms in days, and weight by month (12, n)."""

    codes: tuple[str, ...]
    groups: tuple[str, ...]
    group_of: Ints
    term_days: Floats
    by_month: Floats


@cache
def topics() -> Topics:
    """Topics of the catalogue with their weights and seasons."""
    with (REFERENCE / "topics.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["parent"]]
    groups = tuple(dict.fromkeys(row["parent"] for row in rows))
    weights = np.array([_monthly(row["season"] or "") * float(row["weight"] or 1) for row in rows]).T
    return Topics(
        codes=tuple(row["code"] for row in rows),
        groups=groups,
        group_of=np.array([groups.index(row["parent"]) for row in rows]),
        term_days=np.array([float(row["term_days"] or _TERM_DAYS) for row in rows]),
        by_month=weights / weights.sum(axis=1, keepdims=True),
    )


def _monthly(season: str) -> Floats:
    """How much a topic leans to each month, 1 on average; `11-3` is November to March."""
    factors = np.ones(_MONTHS)
    if season:
        first, last = (int(part) for part in season.split("-"))
        factors[:] = _OUT_OF_SEASON
        factors[(first - 1 + np.arange((last - first) % _MONTHS + 1)) % _MONTHS] = 1.0
    return np.asarray(factors / factors.mean())
