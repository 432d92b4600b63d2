"""The catalogue of strings of one language (a folder of files by part of the screen): looked up by key, with values and plural forms put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dashboard.texts import formats

LANGUAGES = ("ru", "en")
_FOLDER = Path(__file__).parent

Entry = str | Mapping[str, str]
"""A string, or its plural forms (one, few, many; one, other)."""


@dataclass(frozen=True)
class Texts:
    """The strings and formats of one language."""

    lang: str
    entries: Mapping[str, Entry]

    def __call__(self, key: str, **values: object) -> str:
        """The string of a key with its values put in; an unknown key is a fault of ours and raises KeyError."""
        entry = self.entries[key]
        if not isinstance(entry, str):
            raise KeyError(f"{key} has plural forms: use count()")
        return entry.format(**values) if values else entry

    def has(self, key: str) -> bool:
        return key in self.entries

    def count(self, key: str, n: float, decimals: int = 0, **values: object) -> str:
        """«5 обращений»: the form that fits the number, which is `{n}` in it."""
        entry = self.entries[key]
        if isinstance(entry, str):
            raise KeyError(f"{key} has no plural forms")
        form = entry[formats.plural_form(self.lang, round(n, decimals))]
        return form.format(n=self.number(n, decimals), **values)

    def form(self, key: str, n: float) -> str:
        """The plural form of a key that fits a number, without the number."""
        entry = self.entries[key]
        if isinstance(entry, str):
            raise KeyError(f"{key} has no plural forms")
        return entry[formats.plural_form(self.lang, n)]

    def number(self, value: float, decimals: int = 0) -> str:
        return formats.number(self.lang, value, decimals)

    def signed(self, value: float, decimals: int = 0) -> str:
        return formats.signed(self.lang, value, decimals)

    def percent(self, share: float, decimals: int = 0) -> str:
        return formats.percent(self.lang, share, decimals)

    def signed_percent(self, share: float) -> str:
        return formats.signed_percent(self.lang, share)

    def day(self, when: date, year: bool = False) -> str:
        return formats.day(self.lang, when, year)

    def full_date(self, when: date, year: bool = False) -> str:
        return formats.full_date(self.lang, when, year)

    def month(self, when: date) -> str:
        return formats.month(self.lang, when)

    def long_day(self, when: date) -> str:
        return formats.long_day(self.lang, when)

    def weekday_day(self, when: date) -> str:
        return formats.weekday_day(self.lang, when)

    def weekday_short(self, day: int) -> str:
        """«пн» for 0."""
        return formats.WEEKDAYS_SHORT[self.lang][day]

    def moment(self, when: datetime, now: datetime) -> str:
        return formats.moment(self.lang, when, now)

    def value(self, metric: str, value: float | None) -> str:
        """A figure of a metric as it stands in lists: whole appeals, two decimals of a rate, one of days; «—» for none."""
        if value is None:
            return "—"
        decimals = {"per1000": 2, "answer_days": 1, "rating": 2}.get(metric, 0)
        return self.signed(value, 0) if metric == "excess" else self.number(value, decimals)


@cache
def texts(lang: str) -> Texts:
    """The catalogue of a language, Russian for one that is not ours."""
    lang = lang if lang in LANGUAGES else LANGUAGES[0]
    entries: dict[str, Entry] = {}
    for file in sorted((_FOLDER / lang).glob("*.yaml")):
        nested = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for key, entry in _flat(nested, ""):
            if key in entries:
                raise ValueError(f"{file.name} names {key} a second time")
            entries[key] = entry
    return Texts(lang, entries)


def _flat(nested: Mapping[str, Any], prefix: str) -> list[tuple[str, Entry]]:
    """Sections become dotted keys; a mapping with the form `one` is an entry of its own."""
    found: list[tuple[str, Entry]] = []
    for name, value in nested.items():
        if isinstance(value, Mapping) and "one" not in value:
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((prefix + name, value))
    return found
