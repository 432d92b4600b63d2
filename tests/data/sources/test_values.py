"""Texts become codes by the profile's words, then the usual ones."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from data.sources.values import attachments, codes, each, flags, marks, numbers


def _texts(*texts: str | None) -> pa.Array:
    return pa.array(texts, pa.string())


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("status", "Промежуточный ответ", "interim"),
        ("status", "IN_WORK", "in_work"),
        ("type", "Благодарность", "thanks"),
        ("channel", "ВКонтакте", "VK"),
        ("channel", "Сова", None),
        ("needs_budget", "Да", "yes"),
        ("fast_track", "1", "yes"),
        ("resolvable", "Не решаемый", "no"),
        ("unheard", "x", None),
    ],
)
def test_usual_words_are_known(field: str, text: str, code: str | None) -> None:
    assert codes(_texts(text), field, None)[0].as_py() == code


def test_own_words_go_first() -> None:
    assert codes(_texts("да"), "fast_track", {"да": "no"})[0].as_py() == "no"


def test_each_distinct_text_is_asked_once() -> None:
    asked: list[str] = []

    def remember(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert each(_texts("a", "b", "a", None), remember).to_pylist() == ["A", "B", "A", None]
    assert asked == ["a", "b"]


def test_flags_are_true_false_or_unknown() -> None:
    assert flags(_texts("yes", "no", None)).to_pylist() == [True, False, None]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("39.7", 39.7),
        ("-39", -39.0),
        ("39,7", 39.7),
        ("nan", None),
        ("inf", None),
        ("1e400", None),
        ("x", None),
        (None, None),
    ],
)
def test_only_finite_numbers_are_numbers(text: str | None, number: float | None) -> None:
    assert numbers(_texts(text))[0].as_py() == number


def test_marks_are_whole() -> None:
    assert marks(_texts("4,0", "3.5")).to_pylist() == [4, None]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('["http://a/1"]', '["http://a/1"]'),
        ("http://a/1, https://b/2;http://c", '["http://a/1", "https://b/2", "http://c"]'),
        ("фото.jpg", '["фото.jpg"]'),
        ("[не json", '["[не json"]'),
        (None, None),
    ],
)
def test_attachments_are_a_list(text: str | None, kept: Any) -> None:
    assert attachments(_texts(text))[0].as_py() == kept
