"""Numbers, shares, dates and plurals as Russians and the English write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dashboard.texts import formats

NOW = datetime(2026, 11, 21, 19, 37)


@pytest.mark.parametrize(
    ("n", "form"),
    [(1, "one"), (2, "few"), (4, "few"), (5, "many"), (11, "many"), (12, "many"), (14, "many"), (21, "one"),
     (22, "few"), (25, "many"), (111, "many"), (121, "one"), (0, "many"), (1.5, "few")],
)  # fmt: skip
def test_russian_plurals_follow_the_last_digits(n: float, form: str) -> None:
    assert formats.plural_form("ru", n) == form


@pytest.mark.parametrize(("n", "form"), [(1, "one"), (0, "other"), (21, "other")])
def test_english_has_two_forms(n: float, form: str) -> None:
    assert formats.plural_form("en", n) == form


def test_russian_numbers_have_thin_spaces_a_comma_and_a_real_minus() -> None:
    assert formats.number("ru", -1234567.89, 2) == "\u22121\u202f234\u202f567,89"


def test_english_numbers_have_commas_and_a_point() -> None:
    assert formats.number("en", 1234.5, 1) == "1,234.5"


def test_what_rounds_to_zero_has_no_sign() -> None:
    assert formats.number("ru", -0.04, 1) == "0,0"
    assert formats.signed("ru", 0.04, 1) == "0,0"


def test_a_rise_has_a_plus() -> None:
    assert formats.signed("ru", 3) == "+3"


def test_shares_have_a_thin_space_in_russian_only() -> None:
    assert (formats.percent("ru", 0.81), formats.percent("en", 0.81)) == ("81\u202f%", "81%")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.186, "+19\u202f%"),
        (-0.0742, "\u22127,4\u202f%"),
        (2.4, "×3,4"),
        (float("inf"), ""),
        (0.0, "0,0\u202f%"),
    ],
)
def test_relative_changes_are_as_exact_as_they_are_small(share: float, text: str) -> None:
    assert formats.signed_percent("ru", share) == text


def test_the_clock_alone_stands_for_today() -> None:
    assert formats.moment("ru", datetime(2026, 11, 21, 9, 5), NOW) == "09:05"


def test_another_day_is_named_and_another_year_too() -> None:
    assert formats.moment("ru", datetime(2026, 11, 20, 9, 5), NOW) == "20 ноя, 09:05"
    assert formats.moment("en", datetime(2025, 12, 31, 9, 5), NOW) == "31 Dec 2025, 09:05"


def test_days_are_written_in_three_lengths() -> None:
    day = date(2026, 11, 21)
    assert formats.long_day("ru", day) == "суббота, 21 ноября"
    assert formats.weekday_day("ru", day) == "сб, 21 ноя"
    assert formats.day("en", day, year=True) == "21 Nov 2026"


def test_a_month_alone_is_in_the_nominative() -> None:
    assert formats.month("ru", date(2026, 5, 1)) == "май 2026"
    assert formats.day("ru", date(2026, 5, 1)) == "1 мая"
