"""Two catalogues that say the same things; a lookup that never hides a mistake."""

from __future__ import annotations

import re

import pytest

from dashboard.texts import LANGUAGES, texts
from dashboard.texts.catalogue import Entry

RU, EN = texts("ru"), texts("en")


def places(entry: Entry) -> set[str]:
    found = entry if isinstance(entry, str) else " ".join(entry.values())
    return set(re.findall(r"{(\w+)}", found))


def test_both_languages_have_the_same_keys() -> None:
    assert set(RU.entries) == set(EN.entries)


@pytest.mark.parametrize("key", sorted(RU.entries))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert places(RU.entries[key]) == places(EN.entries[key])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plural_entries_have_every_form_of_their_language(lang: str) -> None:
    forms = {"ru": {"one", "few", "many"}, "en": {"one", "other"}}[lang]
    found = [set(entry) for entry in texts(lang).entries.values() if not isinstance(entry, str)]
    assert found
    assert all(each == forms for each in found)


def test_english_has_no_cyrillic_but_the_name_of_russian() -> None:
    wrong = [key for key, entry in EN.entries.items() if re.search("[а-яё]", str(entry), re.IGNORECASE)]
    assert sorted(wrong) == ["lang.ru", "lang.ru_short"]


def test_counts_take_their_form_and_thin_spaces() -> None:
    assert RU.count("appeals", 1) == "1 обращение"
    assert RU.count("appeals", 1242) == "1\u202f242 обращения"
    assert EN.count("appeals", 2) == "2 appeals"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        RU("nothing.like.this")


def test_a_plural_entry_is_not_taken_for_a_string_nor_the_other_way() -> None:
    with pytest.raises(KeyError):
        RU("appeals")
    with pytest.raises(KeyError):
        RU.count("brand.name", 1)


def test_an_unknown_language_speaks_russian() -> None:
    assert texts("xx").lang == "ru"


@pytest.mark.parametrize(
    ("metric", "value", "text"),
    [("count", 1200.0, "1\u202f200"), ("per1000", 5.444, "5,44"), ("answer_days", 4.62, "4,6"),
     ("excess", 12.0, "+12"), ("rating", None, "—")],
)  # fmt: skip
def test_figures_are_as_exact_as_their_metric(metric: str, value: float | None, text: str) -> None:
    assert RU.value(metric, value) == text


def test_the_catalogue_lends_its_formats() -> None:
    from datetime import datetime

    at = datetime(2026, 11, 21, 19, 37)
    said = (
        RU.day(at),
        RU.month(at),
        RU.long_day(at),
        RU.weekday_day(at),
        RU.moment(at, at),
        RU.percent(0.5),
        RU.signed(2),
    )
    assert said == ("21 ноя", "ноя 2026", "суббота, 21 ноября", "сб, 21 ноя", "19:37", "50\u202f%", "+2")
    assert RU.signed_percent(0.5) == "+50\u202f%"
