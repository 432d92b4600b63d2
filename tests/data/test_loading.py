"""Batches are prepared ahead in their order, stored together, and whatever breaks off comes out in its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from data.errors import UnreadableFile
from data.intake import RawBatch
from data.loading import Prepared, ahead, prepare, together
from data.sources.reasons import FIELDS
from tests.support.sources import context, profile, text_table

RULES = profile()


def batch(first: int, dates: list[str]) -> RawBatch:
    rows = np.arange(first, first + len(dates), dtype=np.int64)
    table = text_table({"id": [str(row) for row in rows], "date": dates})
    return RawBatch(table, first, (FIELDS.reject("{}", first),), rows)


def prepared(batches: Iterator[RawBatch], store_rows: int = 5) -> list[Prepared | str]:
    where = context(store_rows=store_rows)
    return list(
        prepare(
            batches, RULES, where, lambda appeals: appeals if appeals.num_rows else appeals.select(["source"])
        )
    )


GOOD, BAD = "2025-12-24", "вчера"


def test_batches_are_put_together_in_their_order() -> None:
    found = prepared(iter([batch(1, [GOOD] * 3), batch(4, [GOOD, BAD]), batch(6, [GOOD])]))
    ids = [part.appeals["external_id"].to_pylist() for part in found if isinstance(part, Prepared)]
    assert ids == [["1", "2", "3", "4"], ["6"]]
    assert [record.row for part in found if isinstance(part, Prepared) for record in part.rejected] == [
        1,
        5,
        4,
        6,
    ]


def test_parts_are_of_one_size_but_the_last() -> None:
    found = prepared(iter([batch(1, [GOOD] * 4), batch(5, [GOOD] * 9), batch(14, [GOOD, BAD])]))
    parts = [part for part in found if isinstance(part, Prepared)]
    assert [part.appeals["external_id"].to_pylist() for part in parts] == [
        ["1", "2", "3", "4"],
        ["5", "6", "7", "8", "9"],
        ["10", "11", "12", "13", "14"],
    ]
    assert [[record.row for record in part.rejected] for part in parts] == [[1], [5], [15, 14]]


def test_a_batch_of_refused_rows_only_spoils_no_other() -> None:
    found = prepared(iter([batch(1, [BAD]), batch(2, [GOOD]), batch(3, [BAD])]), store_rows=100)
    assert isinstance(found[0], Prepared)
    assert (found[0].appeals["external_id"].to_pylist(), len(found[0].rejected)) == (["2"], 5)


def test_refused_rows_alone_are_stored_too() -> None:
    (only,) = prepared(iter([batch(1, [BAD])]))
    assert isinstance(only, Prepared)
    assert (only.appeals.num_rows, len(only.rejected)) == (0, 2)


def test_what_came_before_the_break_is_given_out_and_then_the_fault() -> None:
    def broken() -> Iterator[RawBatch]:
        yield batch(1, [GOOD])
        raise UnreadableFile("оборван")

    parts = prepared(broken())
    assert isinstance(parts[0], Prepared)
    assert parts[1:] == ["оборван"]


def test_topics_met_in_one_batch_are_known_in_the_next() -> None:
    rules = profile(columns={"topic": "topic"})
    raw = batch(1, [GOOD])
    named = replace(raw, table=raw.table.append_column("topic", pa.array(["Новая тема"])))
    parts = list(prepare(iter([named, named]), rules, context(store_rows=1), lambda appeals: appeals))
    assert [len(part.topics) for part in parts if isinstance(part, Prepared)] == [2, 0]


def test_items_are_brought_forth_while_the_one_before_is_used() -> None:
    first, second, third = threading.Event(), threading.Event(), threading.Event()

    def items() -> Iterator[int]:
        yield 1
        first.wait(5)
        second.set()
        yield 2
        third.set()
        yield 3

    with ahead(items()) as found:
        assert next(found) == (1,)
        first.set()
        assert second.wait(5)
        assert third.wait(5)
        assert [one for ready in found for one in ready] == [2, 3]


def test_items_that_stand_ready_come_together() -> None:
    last = threading.Event()

    def items() -> Iterator[int]:
        yield from (1, 2, 3, 4)
        last.set()

    with ahead(items()) as found:
        begun = next(found)
        assert begun in ((1,), (1, 2))
        rest = list(found)
    assert last.is_set()
    assert [*begun, *(one for ready in rest for one in ready)] == [1, 2, 3, 4]
    assert max(map(len, rest)) <= 2


def test_a_fault_comes_out_in_its_place() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("boom")

    with ahead(items()) as found:
        assert next(found) == (1,)
        with pytest.raises(ValueError, match="boom"):
            next(found)


def _part(first: int, numbers: list[str]) -> Prepared:
    (one,) = prepared(iter([batch(first, [GOOD] * len(numbers))]), store_rows=100)
    assert isinstance(one, Prepared)
    place = one.appeals.schema.get_field_index("external_id")
    return replace(one, appeals=one.appeals.set_column(place, "external_id", pa.array(numbers)))


def test_ready_parts_are_stored_as_one_and_the_fault_after_them() -> None:
    joined, fault = together((_part(1, ["1", "2"]), _part(3, ["3"]), "оборван"))
    assert isinstance(joined, Prepared)
    assert (joined.appeals["external_id"].to_pylist(), len(joined.rejected), fault) == (["1", "2", "3"], 2, "оборван")


@pytest.mark.parametrize("numbers", [["2"], ["3", "3"]])
def test_parts_with_an_appeal_that_comes_twice_stay_apart(numbers: list[str]) -> None:
    parts = (_part(1, ["1", "2"]), _part(3, numbers))
    assert list(together(parts)) == list(parts)


def test_ready_parts_of_refused_rows_are_one_too() -> None:
    nothing = _part(1, ["1"]).appeals.slice(0, 0).combine_chunks()
    parts = tuple(Prepared(nothing, (FIELDS.reject("{}", row),), ()) for row in (1, 2))
    (joined,) = together(parts)
    assert isinstance(joined, Prepared)
    assert (joined.appeals.num_rows, [record.row for record in joined.rejected]) == (0, [1, 2])


def test_numbers_of_any_length_are_told_apart() -> None:
    (joined,) = together((_part(1, ["1", "11", "111", "а" * 30]), _part(5, ["", "110", "а" * 29])))
    assert isinstance(joined, Prepared)
    assert joined.appeals.num_rows == 7
