"""How numbers, shares, dates and lengths of time are written in each language."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime

THIN = "\u202f"
MINUS = "\u2212"

MONTHS_SHORT: Mapping[str, tuple[str, ...]] = {
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
MONTHS_ALONE: Mapping[str, tuple[str, ...]] = {
    "ru": ("янв", "фев", "март", "апр", "май", "июнь", "июль", "авг", "сен", "окт", "ноя", "дек"),
    "en": MONTHS_SHORT["en"],
}
MONTHS_LONG: Mapping[str, tuple[str, ...]] = {
    "ru": (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WEEKDAYS_SHORT: Mapping[str, tuple[str, ...]] = {
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def plural_form(lang: str, n: float) -> str:
    """CLDR category of a number: Russian one, few, many; English one, other. Fractions take Russian `few`."""
    if lang == "en":
        return "one" if n == 1 else "other"
    if n != int(n):
        return "few"
    tail, tens = int(abs(n)) % 10, int(abs(n)) % 100
    if tail == 1 and tens != 11:
        return "one"
    return "few" if 2 <= tail <= 4 and not 12 <= tens <= 14 else "many"


def number(lang: str, value: float, decimals: int = 0) -> str:
    """1234.5 → «1 234,5» (U+202F between thousands, comma) or "1,234.5"; a minus is U+2212, never on a zero."""
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and float(text.replace(",", "")) != 0
    if lang == "ru":
        text = text.replace(",", THIN).replace(".", ",")
    return (MINUS if negative else "") + text


def signed(lang: str, value: float, decimals: int = 0) -> str:
    """A difference with its sign; what rounds to zero has none."""
    text = number(lang, value, decimals)
    positive = value > 0 and any(digit in text for digit in "123456789")
    return ("+" if positive else "") + text


def percent(lang: str, share: float, decimals: int = 0) -> str:
    """0.81 → «81 %» (U+202F) or "81%"."""
    return number(lang, share * 100, decimals) + (THIN if lang == "ru" else "") + "%"


def signed_percent(lang: str, share: float) -> str:
    """A relative difference: one decimal below ten percent, «×3,4» from threefold up."""
    if not math.isfinite(share):
        return ""
    if share >= 2:
        return "×" + number(lang, share + 1, 1)
    text = signed(lang, share * 100, 1 if abs(share) < 0.0995 else 0)
    return text + (THIN if lang == "ru" else "") + "%"


def clock(moment: datetime) -> str:
    """19:37"""
    return moment.strftime("%H:%M")


def day(lang: str, when: date, year: bool = False) -> str:
    """«21 ноя», with the year on request."""
    return f"{when.day} {MONTHS_SHORT[lang][when.month - 1]}" + (f" {when.year}" if year else "")


def month(lang: str, when: date, year: bool = True) -> str:
    """«ноя 2026»"""
    return MONTHS_ALONE[lang][when.month - 1] + (f" {when.year}" if year else "")


def long_day(lang: str, when: date) -> str:
    """«суббота, 21 ноября»"""
    return f"{WEEKDAYS[lang][when.weekday()]}, {when.day} {MONTHS_LONG[lang][when.month - 1]}"


def full_date(lang: str, when: date, year: bool = False) -> str:
    """«12 ноября», with the year on request."""
    return f"{when.day} {MONTHS_LONG[lang][when.month - 1]}" + (f" {when.year}" if year else "")


def weekday_day(lang: str, when: date) -> str:
    """«сб, 21 ноя»"""
    return f"{WEEKDAYS_SHORT[lang][when.weekday()]}, {day(lang, when)}"


def moment(lang: str, when: datetime, now: datetime) -> str:
    """The clock alone on the day of `now`, else the day and the clock; the year when it is another one."""
    if when.date() == now.date():
        return clock(when)
    return f"{day(lang, when.date(), year=when.year != now.year)}, {clock(when)}"
