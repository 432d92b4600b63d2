"""Columns of a boundary file: found by their names, cleaned value by value."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.fields import choose_fields, district_code, is_oktmo, people, text


def test_columns_are_found_in_any_case_and_language() -> None:
    frame = pd.DataFrame({"ОКТМО": ["1"], "Наименование": ["А"], "Численность населения": [5]})
    chosen, _ = choose_fields(frame, None, None, None)
    assert (chosen.names, chosen.code, chosen.population) == (("Наименование",), "ОКТМО", "Численность населения")


def test_every_guess_is_said() -> None:
    frame = pd.DataFrame({"oktmo": ["1"], "name": ["А"], "population": [5]})
    notes = "\n".join(choose_fields(frame, None, None, None)[1])
    assert all(f"«{column}»" in notes for column in frame.columns)


def test_what_is_given_is_no_guess() -> None:
    frame = pd.DataFrame({"oktmo": ["1"], "name": ["А"], "population": [5]})
    assert choose_fields(frame, "name", "oktmo", "population")[1] == []


@pytest.mark.parametrize("value", [None, float("nan"), pd.NA, "", "  "])
def test_blanks_are_no_text(value: object) -> None:
    assert text(value) is None


def test_gaps_in_a_text_are_single_blanks() -> None:
    assert text(" Азовский \n район ") == "Азовский район"


@pytest.mark.parametrize(("value", "count"), [(5, 5), (5.0, 5), ("1 234", 1234), ("0", 0), (-1, None), ("x", None)])
def test_people_are_a_whole_count_or_unknown(value: object, count: int | None) -> None:
    assert people(value) == count


@pytest.mark.parametrize(
    ("raw", "oktmo", "code"),
    [("60601000000", True, "60601000000"), ("60601000", True, "60601000000"), ("B-07", True, "imya"),
     ("B-07", False, "B-07"), ("12345678", False, "12345678"), ("a,b", False, "a-b"), (None, False, "imya")],
)  # fmt: skip
def test_a_code_is_official_or_safe_or_made_of_the_name(raw: object, oktmo: bool, code: str) -> None:
    assert district_code(raw, "Имя", oktmo=oktmo) == code


def test_a_column_tells_by_its_name_that_it_holds_official_codes() -> None:
    assert (is_oktmo("OKTMO"), is_oktmo("id")) == (True, False)
