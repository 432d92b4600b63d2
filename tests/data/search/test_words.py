"""What a query means: forms, ё, phrases, beginnings, numbers, and no query that fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.search.schema import analysers
from data.search.words import Beginning, Phrase, Word, Words, fold
from tests.support.index import nothing


def hit(q: str, text: str) -> bool:
    return Words.read(q).matches(fold(text))


@pytest.mark.parametrize("form", ["фонари", "фонаря", "Фонарями", "ФОНАРЬ"])
def test_a_word_is_found_in_any_form(form: str) -> None:
    assert hit("фонарь", f"Не горят {form}.")
    assert hit(form, "разбит фонарь")


def test_another_word_of_the_same_beginning_is_not_found() -> None:
    assert not hit("яма", "ямщик")
    assert hit("ям*", "ямщик")


@pytest.mark.parametrize(("q", "text"), [("ёлка", "елки"), ("елка", "Ёлку"), ("ЁЛКА", "е\u0308лка")])
def test_yo_is_ye(q: str, text: str) -> None:
    assert hit(q, text)


def test_every_word_must_occur() -> None:
    assert hit("фонарь двор", "во дворе фонари")
    assert not hit("фонарь двор", "фонари на улице")


@pytest.mark.parametrize("q", ['"нет света"', "«нет света»", "„нет света“", '"нет света'])
def test_a_phrase_is_side_by_side(q: str) -> None:
    assert hit(q, "у нас нет света")
    assert not hit(q, "света нет")
    assert not hit(q, "нет горячего света")


def test_a_phrase_of_one_word_is_that_word() -> None:
    assert Words.read('"фонарь"').parts == Words.read("фонарь").parts == (Word("фонар"),)


def test_the_parts_of_a_query() -> None:
    assert Words.read('"нет света" фонари* д.5').parts == (
        Phrase(("нет", "свет")),
        Beginning("фонари"),
        Word("д"),
        Word("5"),
    )


@pytest.mark.parametrize("q", ["", "№", "***", '"', "«»", "( : )"])
def test_a_query_without_words_finds_by_number_only(q: str) -> None:
    words = Words.read(q)
    assert words.parts == ()
    assert words.values()["wordless"]
    assert not words.matches("любой текст")


def test_stop_words_count_like_any_other() -> None:
    assert hit("не у", "У дома не горит")
    assert not hit("не у", "горит у дома")


@given(st.text(max_size=200))
def test_no_query_fails(q: str) -> None:
    words = Words.read(q)
    words.query(nothing())
    assert words.matches("текст") in (True, False)


@pytest.mark.parametrize("q", ["x" * 10_000, '("' * 5_000, "a:b AND (c OR -d) ^2 ~3 [x TO y] {z}", "\\ / + - && ||"])
def test_hostile_queries_are_words_like_others(q: str) -> None:
    Words.read(q).query(nothing())
    assert not hit(q, "яма на дороге")


@given(st.text("абвгеиклмнорстуыьэюяй", min_size=1, max_size=20))
def test_a_stem_is_where_its_word_begins(word: str) -> None:
    """What makes looking for the stem in a text a sound first look."""
    (stem,) = analysers()[0].analyze(word)
    assert word.startswith(stem)
