"""Plain records are read column by column as they are one by one; what is not plain is left to that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.sources.records import flatten, own_table, plain_table

NAMES = ("source", "external_id", "lon", "type", "attachments")
LONGEST = 40
MEMBERS: dict[str, st.SearchStrategy[Any]] = {
    "source": st.sampled_from(["pos", "", " im ", None, "\ud800"]),
    "external_id": st.one_of(st.integers(), st.floats(allow_nan=False), st.booleans(), st.none(), st.text(max_size=5)),
    "lon": st.one_of(st.floats(), st.none(), st.lists(st.integers(), max_size=2)),
    "type": st.sampled_from(["complaint", None, "Feature"]),
    "attachments": st.one_of(st.none(), st.lists(st.just({"url": "x"})), st.just({"a": {"b": 1}})),
    "extra": st.one_of(st.none(), st.just("words"), st.dictionaries(st.text(max_size=3), st.integers())),
}
RECORD = st.fixed_dictionaries({}, optional=MEMBERS)


@given(st.lists(RECORD, max_size=6))
def test_columns_are_the_same_as_of_the_records_one_by_one(records: list[dict[str, Any]]) -> None:
    table = plain_table(records, NAMES, 1_000)
    if any(record.get("type") == "Feature" for record in records):
        assert table is None
    else:
        assert table == own_table([flatten(record) for record in records], NAMES)


@pytest.mark.parametrize(
    "record",
    [
        {"source": {"name": "pos"}},
        {"sourse": "pos"},
        {"source": "x" * (LONGEST + 1)},
        {"extra": {"x": "y" * LONGEST}},
        {"type": "Feature"},
        {1: "pos"},
        "pos",
        None,
        ["pos"],
    ],
)
def test_what_is_not_plain_is_left_to_the_careful_way(record: object) -> None:
    assert plain_table([{"source": "pos"}, record], NAMES, LONGEST) is None
