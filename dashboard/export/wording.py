"""Codes of records in the words of the screen, for workbooks that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa

from dashboard.parts import chips
from dashboard.state import View

_VOCABULARY = ("source", "status", "type", "precision")


def worded(tables: Iterator[pa.Table], view: View, names: Mapping[str, str]) -> Iterator[pa.Table]:
    """The records with words instead of codes; a code without a word stays. `names` are topics by code."""
    places = {each.code: each.short_name for region in view.regions for each in region.districts}
    regions = {each.code: each.name for each in view.regions}
    budget = {code: view.texts("chip." + code) for code in ("yes", "no", "unknown")}
    say: dict[str, Callable[[str], str]] = {
        "region": lambda code: regions.get(code, code),
        "district": lambda code: places.get(code, code),
        "topic_group": lambda code: names.get(code, code),
        "topic": lambda code: names.get(code, code),
        "needs_budget": lambda code: budget.get(code, code),
    }
    say |= {name: _of(view, name) for name in _VOCABULARY}
    for table in tables:
        columns = dict(zip(table.column_names, table.columns, strict=True))
        yield pa.table(columns | {name: _said(columns[name], word) for name, word in say.items()})


def _of(view: View, name: str) -> Callable[[str], str]:
    return lambda code: chips.word(view, name, code)


def _said(column: pa.ChunkedArray, word: Callable[[str], str]) -> pa.Array:
    """Each code is worded once."""
    coded = column.combine_chunks().dictionary_encode()
    words = pa.array([word(code) for code in coded.dictionary.to_pylist()], pa.string())
    return words.take(coded.indices)
