"""The records of one file, checked and placed ahead on a thread of their own while those before them are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

import pyarrow as pa

from data.errors import TooLarge, UnreadableFile
from data.intake import RawBatch
from data.model import Rejected, Topic
from data.normalise import Context, normalise
from data.sources.profile import Profile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one transaction stores: placed appeals in the order of the file, refused rows and new topics."""

    appeals: pa.Table
    rejected: tuple[Rejected, ...]
    topics: tuple[Topic, ...]


@contextmanager
def ahead(items: Iterator[T]) -> Iterator[Iterator[T]]:
    """The items in their order, each brought forth while the one before is used; a fault comes out in its place."""
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:

        def one_by_one() -> Iterator[T]:
            coming = thread.submit(next, items, None)
            while (item := coming.result()) is not None:
                coming = thread.submit(next, items, None)
                yield item

        yield one_by_one()


def prepare(
    batches: Iterator[RawBatch], profile: Profile, context: Context, place: Callable[[pa.Table], pa.Table]
) -> Iterator[Prepared | str]:
    """What each transaction stores, and at last what broke the file off; `place` masks and places appeals.

    Batches become parts of exactly `store_rows`, but the last: DuckDB writes whole row groups (122,880 rows) straight
    into its file, but smaller parts twice, into the log and into the file.
    """
    parts: list[Prepared] = []
    for batch in _readable(batches):
        if isinstance(batch, str):
            yield from _joined(parts)
            yield batch
            return
        found = normalise(batch.table, profile, context, batch.rows)
        context = replace(context, topics=context.topics.with_topics(found.topics))
        parts.append(Prepared(place(found.appeals), (*found.rejected, *batch.broken), found.topics))
        while _rows(parts) >= context.settings.store_rows:
            whole, parts = _cut(parts, context.settings.store_rows)
            yield whole
    yield from _joined(parts)


def _rows(parts: list[Prepared]) -> int:
    return sum(part.appeals.num_rows + len(part.rejected) for part in parts)


def _cut(parts: list[Prepared], rows: int) -> tuple[Prepared, list[Prepared]]:
    """All of the parts but the appeals after so many, and these."""
    (whole,) = _joined(parts)
    rest = whole.appeals.slice(rows)
    return replace(whole, appeals=whole.appeals.slice(0, rows)), [Prepared(rest, (), ())] if rest.num_rows else []


def _joined(parts: list[Prepared]) -> Iterator[Prepared]:
    """The parts as one, in the order of the file."""
    if parts:
        tables = [part.appeals for part in parts if part.appeals.num_rows] or [parts[0].appeals]
        yield Prepared(
            pa.concat_tables(tables),
            tuple(record for part in parts for record in part.rejected),
            tuple(topic for part in parts for topic in part.topics),
        )


def _readable(batches: Iterator[RawBatch]) -> Iterator[RawBatch | str]:
    """The batches of a file, and at last what broke it off."""
    try:
        yield from batches
    except (UnreadableFile, TooLarge) as broken:
        yield str(broken)
