"""Non-working public holidays of Russia, by the Labour Code (article 112), for any year.

The days that the Government moves every year are not here: they follow no rule, so a table without a source for each
year would be a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIRST_YEAR = 2013
"""The list of the Code in its present form holds since this year."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days of one name, both inclusive."""

    name: str
    since: date
    until: date


_FIXED = (
    ("new_year", (1, 1), (1, 8)),
    ("defender", (2, 23), (2, 23)),
    ("women", (3, 8), (3, 8)),
    ("labour", (5, 1), (5, 1)),
    ("victory", (5, 9), (5, 9)),
    ("russia", (6, 12), (6, 12)),
    ("unity", (11, 4), (11, 4)),
)
"""New Year's holidays (1 to 6 and 8 January) and Christmas (7 January) are one run of days off."""

_ZONES = frozenset({
    "Kaliningrad", "Moscow", "Kirov", "Volgograd", "Astrakhan", "Saratov", "Ulyanovsk", "Samara", "Simferopol",
    "Yekaterinburg", "Omsk", "Novosibirsk", "Barnaul", "Tomsk", "Novokuznetsk", "Krasnoyarsk", "Irkutsk", "Chita",
    "Yakutsk", "Khandyga", "Vladivostok", "Ust-Nera", "Magadan", "Sakhalin", "Srednekolymsk", "Kamchatka", "Anadyr",
})  # fmt: skip


def is_russian(zone: str) -> bool:
    """Whether a time zone is one of Russia's."""
    return zone.partition("/")[2] in _ZONES


def between(first: date, last: date) -> tuple[Holiday, ...]:
    """The holidays that touch these days, oldest first."""
    years = range(max(first.year, FIRST_YEAR), last.year + 1)
    every = (Holiday(name, date(year, *since), date(year, *until)) for year in years for name, since, until in _FIXED)
    return tuple(each for each in every if each.since <= last and each.until >= first)
