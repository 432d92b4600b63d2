"""Rows beside what chance explains: limits are the funnel's, little is never called anything, lengths share one scale."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.briefing import limits
from data.answers import Row
from tests.dashboard.screen_world import NORTH, REGION
from tests.dashboard.screen_world import view as view_of


def row(code: str, count: int, value: float | None = None) -> Row:
    return Row(code, code, None, float(count) if value is None else value, None, None, None, None, count)


MANY = "defghijklmnop"
WHOLE = [row("a", 1_000), row("b", 1_000), row("c", 20), *(row(code, 1_000) for code in MANY)]
OWN = [row("a", 400), row("b", 105), row("c", 2), *(row(code, 95 + at) for at, code in enumerate(MANY))]


def test_a_topic_beyond_its_limits_is_called_high_and_one_within_is_not() -> None:
    found = limits.of_topics(OWN, WHOLE, 0.1, 5)
    assert {one.row.code: one.verdict for one in found} == {"a": "high", "c": "little", **dict.fromkeys("b" + MANY, "within")}
    first = found[0]
    assert first.expected == pytest.approx(100)
    assert first.low is not None
    assert first.high is not None
    assert first.low < 100 < first.high < first.value


def test_the_whole_itself_is_compared_with_nothing() -> None:
    found = limits.of_topics(WHOLE, WHOLE, 1.0, 5)
    assert [one.verdict for one in found] == ["unknown"] * len(WHOLE)
    assert all(one.expected is None for one in found)


def test_lengths_are_parts_of_one_scale() -> None:
    view = view_of()
    found = limits.of_topics(OWN, WHOLE, 0.1, 5)
    drawn = limits.drawn(found, lambda one: one.name or "", lambda _: "", view)
    assert drawn[0]["share"] == pytest.approx(1 / 1.08)
    assert all(0 <= one[name] <= 1 for one in drawn for name in ("share", "expected", "low", "high"))
    assert [one["verdict"] is None for one in drawn] == [False, *[True] * 14, False]
    assert drawn[0]["verdict"]["way"] == "up"
    assert drawn[-1]["change"] is None


def test_no_rows_are_no_fault() -> None:
    assert limits.of_topics([], WHOLE, 0.1, 5) == []
    assert limits.drawn([], lambda _: "", lambda _: "", view_of()) == []


def test_districts_of_unknown_residents_are_judged_by_what_is_usual() -> None:
    view = view_of()
    usual = [replace_usual(row(code, count), 50.0) for code, count in (("x", 200), ("y", 52))]
    found, rated = limits.of_districts([], usual, view, 5)
    assert not rated
    assert [(one.row.code, one.expected) for one in found] == [("x", 50.0), ("y", 50.0)]
    assert limits.district_said(found[0], rated, view)


def test_districts_by_rate_put_those_with_little_last() -> None:
    people = {"large": 500_000, "small": 400, "middle": 60_000}
    known = tuple(replace(NORTH, code=code, population=number) for code, number in people.items())
    view = view_of(region=replace(REGION, districts=known))
    counts = {"large": 500, "small": 3, "middle": 60}
    rates = [row(code, count, count * 1000 / people[code]) for code, count in counts.items()]
    found, rated = limits.of_districts(rates, rates, view, 5)
    assert rated
    assert [one.row.code for one in found][-1] == "small"
    assert [one.verdict == limits.LITTLE for one in found] == [False, False, True]
    assert all(one.value == one.row.value for one in found)


def test_a_rate_keeps_digits_that_tell_it_from_nothing() -> None:
    view = view_of()
    found = limits.of_topics([row("a", 4), row("b", 4)], WHOLE, 0.1, 5)
    said = limits.topic_said(found[0], 0.1, (1_000_000, 10_000_000), view)
    assert "0,004" in said
    assert limits.topic_said(found[0], 0.1, (None, None), view)
    assert limits.topic_said(replace(found[0], expected=None), 0.1, (None, None), view) == ""
    assert "0,04 " in limits.topic_said(replace(found[0], expected=None), 0.1, (100_000, None), view)


def replace_usual(one: Row, usual: float) -> Row:
    return one._replace(usual=usual, low=usual * 0.8, high=usual * 1.2)
