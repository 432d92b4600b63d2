"""Who stands above the usual, and in which order."""

from __future__ import annotations

from dashboard.wall.above import standings
from tests.dashboard.screen_world import row


def usual(code: str | None, value: float, base: float, spread: float = 3.0) -> object:
    return row(code, value, usual=base, low=base - spread, high=base + spread)


def test_those_above_come_first_and_the_surest_of_them_first() -> None:
    rows = (usual("calm", 100, 100), usual("small", 12, 4), usual("large", 1200, 900), usual(None, 900, 1), row("new", 50.0))
    found = standings(rows, "count")  # type: ignore[arg-type]
    assert [(one.row.code, one.is_above) for one in found] == [("large", True), ("small", True), ("calm", False)]


def test_of_an_excess_the_base_is_what_is_left_without_it() -> None:
    found = standings((row("a", 40.0, usual=0.0, low=-5.0, high=5.0, count=100),), "excess")
    assert found[0].is_above
    assert round(found[0].sureness, 2) == round(40 / 60**0.5, 2)
