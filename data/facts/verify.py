"""Holds the facts in memory against the records: every row of both, spelt out, without keeping either."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.connection import Connection
from data.facts.codes import Book, Numbers, Shared, fine_ids
from data.facts.columns import SECOND, TIMES, Columns
from data.facts.load import batches, snapshot
from data.facts.mirror import Mirror
from data.facts.region import RegionFacts
from data.store import Store

_DAY = 86_400 * SECOND
_FIRST_DAY, _DAYS = -40_000, 100_000
"""Days are counted from 1970; what lies beyond these counts for the first or the last."""

_ROWS_AT_ONCE = 1 << 20
_ATTEMPTS = 50
_HALF = np.uint64(32)
_CODES = ("district", "topic", "origin", "state")

Words = NDArray[np.uint64]


def days_off(store: Store, mirror: Mirror, region: str, patience_s: float) -> int | None:
    """Days of receipt on which the facts in memory are not those of the records, row by row.

    Compared at one version; None where the facts were not read in time or commits came too fast.
    """
    for _ in range(_ATTEMPTS):
        version = store.version
        facts = mirror.facts(region, patience_s)
        if facts is None:
            return None
        with snapshot(store) as (connection, seen):
            if seen != version:
                continue
            book = Book(Shared())
            recorded = _sum(_read(connection, region, book), book)
        return int(np.count_nonzero(recorded != _sum(_kept(facts[region]), facts[region].book)))
    return None


def _read(connection: Connection, region: str, book: Book) -> Iterator[Columns]:
    return (part for batch in batches(connection, lambda _: book, [region]) for part in batch.values())


def _kept(facts: RegionFacts) -> Iterator[Columns]:
    for block in facts.blocks:
        for at in range(0, len(block), _ROWS_AT_ONCE):
            yield block.columns(slice(at, at + _ROWS_AT_ONCE))


def _sum(parts: Iterator[Columns], book: Book) -> Words:
    """By day of receipt the sum of the words that rows make, modulo 2**64: the same for the same rows in any order."""
    total = np.zeros(_DAYS, np.uint64)
    for part in parts:
        signed = _words(part, book) * part["sign"].astype(np.int64).view(np.uint64)
        day = np.clip(part["received"] // _DAY - _FIRST_DAY, 0, _DAYS - 1)
        for half, shift in ((signed & np.uint64(2**32 - 1), np.uint64(0)), (signed >> _HALF, _HALF)):
            total += np.bincount(day, half, _DAYS).astype(np.uint64) << shift
    return total


def _words(rows: Columns, book: Book) -> Words:
    """A number that stands for everything a row says, whatever the codes it is written with."""
    cell = fine_ids(book.hexagons.ids[rows["cell"]], rows["child"])
    cell[rows["cell"] == 0] = 0
    spelt = dict(zip(_CODES, (book.districts, book.shared.topics, book.shared.origins, book.shared.states), strict=True))
    found = _mixed(cell)
    for name in (*TIMES, "mark"):
        found = _mixed(found ^ rows[name].astype(np.int64).view(np.uint64))
    for name, numbers in spelt.items():
        found = _mixed(found ^ _spelt(numbers)[rows[name]])
    return found


def _spelt(numbers: Numbers) -> Words:
    return np.array([_word(value) for value in tuple(numbers.values)] or [0], np.uint64)


def _word(value: Any) -> int:
    return int.from_bytes(blake2b(repr(value).encode(), digest_size=8).digest())


def _mixed(words: Words) -> Words:
    """Each bit of a word spread over all of it, so that what differs anywhere differs everywhere."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        words = (words ^ (words >> np.uint64(shift))) * np.uint64(factor)
    return (words ^ (words >> np.uint64(31))) + np.uint64(0x9E3779B97F4A7C15)
