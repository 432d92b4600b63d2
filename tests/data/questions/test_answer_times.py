"""Answer times against the same figures worked out record by record."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from statistics import fmean, median
from typing import Any

import numpy as np
import pytest

from data.query import Questions
from data.questions.answer_times import DAYS, TAIL
from data.windows import to_utc
from tests.support import plain

Both = tuple[Questions, Questions]
DAY = timedelta(days=1)
SETS: list[dict[str, str]] = [
    {"region": "rostov", "period": "all"},
    {"region": "rostov", "period": "90d", "topic": "01"},
    {"region": "rostov", "period": "1y", "asof": "2025-12-01T12:00"},
    {"region": "kamchatka", "period": "1y", "status": "overdue"},
    {"region": "rostov", "period": "1y", "q": "яма", "source": "im"},
]


def records(ask: Questions, params: dict[str, str]) -> tuple[list[plain.Record], Any]:
    filters = ask.parse(params)
    zone = ask.known.zone(filters.region)
    asof = to_utc(ask.moment(filters), zone)
    lo, hi = plain.window(params, asof, zone)
    rows = plain.received_in(plain.every_record(ask.store), lo, hi)
    return [row for row in rows if plain.matches(row, params, asof)], asof


def binned(values: list[float], edges: tuple[float, ...]) -> list[int]:
    limits = [-np.inf, *edges, np.inf]
    return [sum(low < value <= high for value in values) for low, high in pairwise(limits)]


@pytest.mark.parametrize("params", SETS)
def test_times_are_those_of_the_records(params: dict[str, str], lived: Both) -> None:
    rows, asof = records(lived[1], params)
    answered = [row for row in rows if row["answered"] and row["answered"] <= asof]
    days = [(row["answered"] - row["received"]) / DAY for row in answered]
    late = [(asof - row["due"]) / DAY for row in rows if plain.is_overdue(row, asof)]
    for ask in lived:
        found = ask.answer_times(ask.parse(params))
        assert (found.total, found.answered, found.overdue) == (len(rows), len(days), len(late))
        assert found.open == sum(plain.is_open(row, asof) for row in rows)
        assert found.termed == sum(row["due"] is not None for row in answered)
        assert found.late == sum(row["due"] is not None and row["answered"] > row["due"] for row in answered)
        assert [one.count for one in found.days] == binned(days, DAYS)
        assert [one.count for one in found.tail] == binned(late, TAIL)
        times = (found.mean, found.median, found.p90)
        wanted = (fmean(days), median(days), float(np.quantile(days, 0.9))) if days else (None, None, None)
        assert times == (pytest.approx(wanted) if days else wanted)


def test_nothing_answered_has_no_times_and_empty_bins(lived: Both) -> None:
    found = lived[0].answer_times(lived[0].parse({"region": "rostov", "from": "2020-01-01", "to": "2020-01-02"}))
    assert (found.total, found.mean, found.median, found.p90, found.first_median) == (0, None, None, None, None)
    assert [one.edge for one in found.days] == [*DAYS, None]
    assert sum(one.count for one in (*found.days, *found.tail)) == 0
