"""Columns are matched by header; blanks and words for nothing are blank; nothing is lost."""

from __future__ import annotations

import pytest

from tests.support.sources import profile, taken

RULES = profile(columns={"text": ["Текст", "Описание"], "duration": "Длилось"}, drop=["Лишнее"])


def test_headers_match_in_any_spelling() -> None:
    assert taken({"ТЕКСТ:": ["a"]}, RULES).field("text").to_pylist() == ["a"]


def test_the_first_synonym_that_is_filled_wins_and_what_no_field_took_is_kept() -> None:
    found = taken({"Описание": ["a", "b"], "Текст": [None, "c"]}, RULES)
    assert found.field("text").to_pylist() == ["a", "c"]
    assert found.rest["Описание"].to_pylist() == [None, "b"]


@pytest.mark.parametrize("blank", [None, "", " \u00a0\t", "NULL", "nan", "—", "#Н/Д", "\x00"])
def test_blanks_are_blank(blank: str | None) -> None:
    assert taken({"Текст": [blank]}, RULES).field("text").to_pylist() == [None]


def test_texts_are_trimmed_and_rid_of_nul() -> None:
    assert taken({"Текст": ["\u00a0 a\x00b "]}, RULES).field("text").to_pylist() == ["ab"]


def test_a_missing_column_is_blank() -> None:
    assert taken({"x": ["1", "2"]}, RULES).field("text").to_pylist() == [None, None]


def test_dropped_columns_are_gone_and_fields_without_a_place_are_kept() -> None:
    assert list(taken({"Лишнее": ["1"], "Длилось": ["1:00:00"], "extra.ward": ["5"]}, RULES).rest) == [
        "Длилось",
        "ward",
    ]
