"""Moments and durations of every shape are read, also mixed in one column; impossible ones never are."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.dates import parse_durations, parse_moments

SHAPES = ("iso", "dmy", "excel")


def _read(text: str | None, shapes: tuple[str, ...] = SHAPES) -> tuple[str, bool] | None:
    found = parse_moments(pa.array([text], pa.string()), shapes)
    return (
        (str(found.micros.astype("M8[us]")[0]).removesuffix(".000000"), bool(found.utc[0]))
        if found.good[0]
        else None
    )


@pytest.mark.parametrize(
    ("text", "moment", "utc"),
    [
        ("2025-12-24T21:29:05+03:00", "2025-12-24T18:29:05", True),
        ("2025-12-24T21:29:05Z", "2025-12-24T21:29:05", True),
        ("2025-12-24 21:29:05 -0530", "2025-12-25T02:59:05", True),
        ("2025-12-24T21:29:05.217", "2025-12-24T21:29:05.217000", False),
        ("2025-12-24 21:29", "2025-12-24T21:29:00", False),
        ("2025-12-24", "2025-12-24T00:00:00", False),
        ("24.12.2025 21:29:05", "2025-12-24T21:29:05", False),
        ("24.12.2025, 21:29", "2025-12-24T21:29:00", False),
        ("24.12.2025", "2025-12-24T00:00:00", False),
        ("24/12/2025 9:05", "2025-12-24T09:05:00", False),
        ("4.2.25", "2025-02-04T00:00:00", False),
        ("24.12.1998 г.", "1998-12-24T00:00:00", False),
        ("45678.5", "2025-01-21T12:00:00", False),
        ("45678,25", "2025-01-21T06:00:00", False),
    ],
)
def test_known_shapes_are_read(text: str, moment: str, utc: bool) -> None:
    assert _read(text) == (moment, utc)


@pytest.mark.parametrize(
    "text",
    [
        None, "", " ", "вчера", "30.02.2025", "29.02.2025", "00.12.2025", "2025-13-01", "2025-12-24 24:00:00", "2025-12-24 12:60",
        "2025-12-24T12:00:00+99:00", "1735689600", "99999", "12345", "2025", "24.12.2025 21:29:05 x", "2025-12-24T", "1e5",
    ],
)  # fmt: skip
def test_impossible_or_foreign_moments_are_not_read(text: str | None) -> None:
    assert _read(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12/31/2011 11:59:59 PM", "2011-12-31T23:59:59"),
        ("12/31/2011 12:00:00 AM", "2011-12-31T00:00:00"),
        ("1/2/2011", "2011-01-02T00:00:00"),
        ("12/31/2011 12:30 p.m.", "2011-12-31T12:30:00"),
    ],
)
def test_month_first_is_read_where_the_profile_says_so(text: str, moment: str) -> None:
    assert _read(text, ("iso", "mdy")) == (moment, False)


@pytest.mark.parametrize("text", ["12/31/2011 13:00:00 PM", "12/31/2011 0:30 AM"])
def test_a_clock_of_twelve_hours_has_no_thirteenth(text: str) -> None:
    assert _read(text, ("mdy",)) is None


@pytest.mark.parametrize(("shape", "text"), [("epoch_s", "1735689600"), ("epoch_ms", "1735689600000")])
def test_seconds_and_milliseconds_are_read_only_by_profile(shape: str, text: str) -> None:
    assert (_read(text, (shape,)), _read(text)) == (("2025-01-01T00:00:00", True), None)


def test_shapes_mixed_in_one_column_are_read_each_by_itself() -> None:
    texts = ["24.12.2025 21:29:05", "2025-12-24T18:29:05Z", None, "не дата", "46015.5"]
    found = parse_moments(pa.array(texts), SHAPES)
    assert found.good.tolist() == [True, True, False, False, True]
    assert found.utc.tolist() == [False, True, False, False, False]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))
def test_any_moment_survives_being_written_and_read(moment: datetime) -> None:
    texts = [
        moment.isoformat(),
        moment.strftime("%d.%m.") + f"{moment.year:04d} " + moment.time().isoformat(),
    ]
    micros = parse_moments(pa.array(texts), SHAPES).micros
    assert micros.astype("M8[us]").astype(datetime).tolist() == [moment, moment]


@pytest.mark.parametrize(
    ("text", "lasted"),
    [
        (
            "11 days 12:10:25.217000",
            timedelta(days=11, hours=12, minutes=10, seconds=25, microseconds=217_000),
        ),
        ("1 day, 2:03:04", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        ("0 days 00:00:05", timedelta(seconds=5)),
        ("36:15:00", timedelta(hours=36, minutes=15)),
        ("5 дней", timedelta(days=5)),
        ("3 дн. 2:00", timedelta(days=3, hours=2)),
    ],
)
def test_durations_are_read(text: str, lasted: timedelta) -> None:
    micros, known = parse_durations(pa.array([text]))
    assert (known[0], micros[0]) == (True, lasted // timedelta(microseconds=1))


@pytest.mark.parametrize("text", [None, "", "-1 days 10:00:00", "долго", "12", "1:2"])
def test_what_is_no_duration_is_not_known(text: str | None) -> None:
    assert not parse_durations(pa.array([text], pa.string()))[1][0]


def test_an_empty_column_is_read() -> None:
    assert parse_moments(pa.array([], pa.string()), SHAPES).micros.dtype == np.int64
