"""Public holidays are the ones of the Labour Code, in any year, and Russia's only."""

from __future__ import annotations

from datetime import date

import pytest

from data import holidays


def days(year: int) -> set[date]:
    found = holidays.between(date(year, 1, 1), date(year, 12, 31))
    return {date.fromordinal(day) for each in found for day in range(each.since.toordinal(), each.until.toordinal() + 1)}


def test_a_year_has_the_fourteen_days_of_article_112() -> None:
    fixed = [(2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]
    assert days(2026) == {date(2026, 1, day) for day in range(1, 9)} | {date(2026, *each) for each in fixed}


def test_a_holiday_that_only_touches_the_days_is_found() -> None:
    (found,) = holidays.between(date(2026, 1, 8), date(2026, 1, 20))
    assert (found.name, found.since) == ("new_year", date(2026, 1, 1))


def test_days_over_two_years_have_the_holidays_of_both() -> None:
    found = holidays.between(date(2025, 11, 1), date(2026, 1, 31))
    assert [each.since for each in found] == [date(2025, 11, 4), date(2026, 1, 1)]


def test_years_before_the_present_list_have_none() -> None:
    assert holidays.between(date(2010, 1, 1), date(2012, 12, 31)) == ()


@pytest.mark.parametrize(
    ("zone", "russian"),
    [("Europe/Moscow", True), ("Asia/Kamchatka", True), ("America/New_York", False), ("UTC", False)],
)
def test_only_zones_of_russia_have_them(zone: str, russian: bool) -> None:
    assert holidays.is_russian(zone) is russian
