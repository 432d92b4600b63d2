"""What has no field is packed into one JSON object a row."""

from __future__ import annotations

import json

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data.sources.extra import merge, pack


def _texts(*texts: str | None) -> pa.Array:
    return pa.array(texts, pa.string())


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


@given(st.dictionaries(_TEXT, st.lists(st.none() | _TEXT, min_size=2, max_size=2), max_size=4))
def test_any_texts_survive_but_for_control_characters(columns: dict[str, list[str | None]]) -> None:
    def plain(text: str) -> str:
        return "".join(
            " " if (letter < " " and letter not in "\n\r\t") or letter == "\x7f" else letter
            for letter in text
        )

    packed = pack({name: _texts(*texts) for name, texts in columns.items()}, 2).to_pylist()
    expected = [
        {name: plain(text) for name, texts in columns.items() if (text := texts[row]) is not None}
        for row in range(2)
    ]
    assert [json.loads(text) if text else {} for text in packed] == expected


def test_rows_without_anything_are_null() -> None:
    assert pack({"a": _texts(None, "x", None)}, 3).to_pylist() == [None, '{"a": "x"}', None]


def test_no_columns_are_null() -> None:
    assert pack({}, 2).to_pylist() == [None, None]


def test_objects_are_merged_and_other_texts_kept() -> None:
    merged = merge(_texts('{"a": "1"}', None, '{"a": "1"}'), _texts('{"b": 2}', "слово", None))
    assert [json.loads(text) for text in merged.to_pylist()] == [
        {"b": 2, "a": "1"},
        {"extra": "слово"},
        {"a": "1"},
    ]


def test_few_distinct_rows_are_packed_as_one_by_one() -> None:
    columns = {
        "a": pa.array([None if n % 3 else 'x "y"' for n in range(4_000)]),
        "б": pa.array([None if n % 2 else "z" for n in range(4_000)]),
    }
    once = pack(columns, 4_000).to_pylist()
    parts = [
        pack({name: column.slice(n, 500) for name, column in columns.items()}, 500).to_pylist()
        for n in range(0, 4_000, 500)
    ]
    assert once == [text for part in parts for text in part]
    assert set(once) == {None, '{"a": "x \\"y\\""}', '{"б": "z"}', '{"a": "x \\"y\\"", "б": "z"}'}
