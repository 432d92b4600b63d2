"""Promises of the texts: varied, complete, with something to mask."""

from __future__ import annotations

import re

import pyarrow.compute as pc

from .conftest import Drawn


def test_no_placeholder_is_left(rostov: Drawn) -> None:
    for name in ("text", "answer"):
        assert not pc.any(pc.match_substring_regex(rostov.table[name], r"[{}_]")).as_py()


def test_no_text_is_blank_and_they_vary(rostov: Drawn) -> None:
    texts = rostov.table["text"]
    assert texts.null_count == 0
    assert len(pc.unique(texts)) > 0.7 * len(texts)


def test_texts_begin_with_a_capital_or_markup(rostov: Drawn) -> None:
    assert all(text[0].isupper() or text[0] == "[" for text in rostov.table["text"].to_pylist())


def test_some_carry_what_has_to_be_masked(rostov: Drawn) -> None:
    texts = "\n".join(rostov.table["text"].to_pylist())
    for pattern in (r"\[id\d+\|", r"8 \(900\) 000-\d\d-\d\d", r"кв\. \d+", r"Меня зовут", r"@example\.ru"):
        assert re.search(pattern, texts)


def test_markup_of_vk_comes_through_vk_only(rostov: Drawn) -> None:
    named = rostov.table.filter(pc.match_substring(rostov.table["text"], "[id"))
    assert pc.unique(named["channel"]).to_pylist() == ["VK"]


def test_a_house_in_the_record_is_the_house_in_the_text(rostov: Drawn) -> None:
    row = next(row for row in rostov.table.slice(0, 500).to_pylist() if row["house"] and row["settlement"])
    assert f"на {row['street']}, {row['house']}" in row["text"]
