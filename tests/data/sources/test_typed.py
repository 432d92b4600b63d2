"""Numbers and moments of a file are read as their texts would be."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from data.normalise import normalise
from data.sources.columns import take
from data.sources.typed import kept, texts
from tests.support.sources import context, profile

_NUMBERS = [39.7, 47.25, -0.0, 0.0, 5.0, 1e-7, 1.5e300, 2.0**60, float("nan"), None]
_MOMENTS = [
    datetime(2025, 12, 24, 21, 29, 5, 123456), datetime(2025, 3, 30, 2, 30), datetime(1980, 1, 1), datetime(2099, 1, 1), None,
    *(datetime(2025, 12, 24, hour) for hour in range(5)),
]  # fmt: skip


def _table(zone: str | None = None, more: float | None = None) -> pa.Table:
    numbers = [*_NUMBERS[:-1], more]
    written = _MOMENTS if zone is None else [one and one.replace(tzinfo=UTC) for one in _MOMENTS]
    moments = pa.array(written, pa.timestamp("ns", zone))
    return pa.table(
        {
            "id": [str(row) for row in range(10)],
            "date": kept(moments),
            "closed": kept(moments.take(pa.array([3, 4, 0, 1, 2, 5, 6, 7, 8, 9]))),
            "lon": pa.array(numbers),
            "lat": pa.array([47.25, *numbers[:-1]]),
            "other": pa.array(numbers),
            "when": kept(moments),
        }
    )


@pytest.mark.parametrize("zone", [None, "Europe/Moscow", "UTC"])
@pytest.mark.parametrize("more", [None, 1.0, float("inf")])
@pytest.mark.parametrize("dates", [["iso", "dmy"], ["dmy", "iso"], ["dmy"]])
def test_typed_columns_are_read_as_their_texts(zone: str | None, more: float | None, dates: list[str]) -> None:
    rules = profile(columns={"closed": "closed", "lon": "lon", "lat": "lat"}, dates=dates)
    table = _table(zone, more)
    typed, written = (normalise(one, rules, context()) for one in (table, texts(table)))
    assert typed.appeals.equals(written.appeals)
    assert typed.rejected == written.rejected
    assert typed.appeals.num_rows + len(typed.rejected) == table.num_rows


def test_a_year_of_five_digits_is_told_by_its_text() -> None:
    far = pa.array([253_402_300_800_000_000], pa.timestamp("us"))
    rules = profile()
    assert take(pa.table({"id": ["1"], "date": far}), rules).typed == {}


def test_a_field_with_two_columns_is_read_from_their_texts() -> None:
    rules = profile(columns={"lon": ["lon", "x"]})
    taken = take(pa.table({"lon": [1.5, None], "x": [2.5, 3.5]}), rules)
    assert (taken.typed, taken.field("lon").to_pylist()) == ({}, ["1.5", "3.5"])
