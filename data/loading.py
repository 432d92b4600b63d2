"""The records of one file, checked and placed ahead on a thread of their own while those before them are stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.errors import TooLarge, UnreadableFile
from data.intake import RawBatch
from data.model import Rejected, Topic
from data.normalise import Context, normalise
from data.sources.edges import bytes_of, lengths
from data.sources.profile import Profile

T = TypeVar("T")

_AT_ONCE = 2
"""Parts stored in one transaction where they stand ready: more would not be written faster on most machines."""
_TOLD_APART = 64
_PRIME = np.uint64(1_099_511_628_211)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one transaction stores: placed appeals in the order of the file, refused rows and new topics."""

    appeals: pa.Table
    rejected: tuple[Rejected, ...]
    topics: tuple[Topic, ...]


@contextmanager
def ahead(items: Iterator[T]) -> Iterator[Iterator[tuple[T, ...]]]:
    """The items in their order, those that stand ready together; more are brought forth while they are used.

    A fault comes out in its place.
    """
    thread = ThreadPoolExecutor(1, thread_name_prefix="ahead")

    def ready() -> Iterator[tuple[T, ...]]:
        coming = deque(thread.submit(next, items, None) for _ in range(_AT_ONCE))
        while (item := coming.popleft().result()) is not None:
            found = [item]
            coming.append(thread.submit(next, items, None))
            while len(found) < _AT_ONCE and coming[0].done() and not coming[0].exception():
                following = coming[0].result()
                if following is None:
                    break
                found.append(following)
                coming.popleft()
                coming.append(thread.submit(next, items, None))
            yield tuple(found)

    try:
        yield ready()
    finally:
        thread.shutdown(cancel_futures=True)


def together(ready: Sequence[Prepared | str]) -> Iterator[Prepared | str]:
    """Parts that stand ready as one, for DuckDB writes each of its row groups on a core of its own.

    Not where an appeal comes twice: what such rows are counted as depends on the parts they come in.
    """
    parts = [part for part in ready if isinstance(part, Prepared)]
    yield from _joined(parts) if len(parts) > 1 and _all_different(parts) else parts
    yield from (part for part in ready if isinstance(part, str))


def _all_different(parts: Sequence[Prepared]) -> bool:
    """Whether no number comes twice; sums of bytes tell, and equal ones of different numbers do no harm."""
    sums = [_sums(chunk) for part in parts for chunk in part.appeals["external_id"].chunks]
    ordered = np.sort(np.concatenate([np.empty(0, np.uint64), *sums]))
    return not bool((ordered[1:] == ordered[:-1]).any())


def _sums(texts: pa.Array) -> NDArray[np.uint64]:
    """A number of 64 bits for each text, seldom the same for two; beyond some length they are not told apart."""
    data, offsets = bytes_of(texts)
    sizes = lengths(texts)
    found: NDArray[np.uint64] = sizes.astype(np.uint64)
    for place in range(min(int(sizes.max(initial=0)), _TOLD_APART)):
        letters = np.where(sizes > place, np.take(data, offsets[:-1] + place, mode="clip"), 0)
        found = found * _PRIME + letters.astype(np.uint64)
    return found


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
            yield from map(_in_one_piece, _joined(parts))
            yield batch
            return
        found = normalise(batch.table, profile, context, batch.rows)
        context = replace(context, topics=context.topics.with_topics(found.topics))
        parts.append(Prepared(place(found.appeals), (*found.rejected, *batch.broken), found.topics))
        while _rows(parts) >= context.settings.store_rows:
            whole, parts = _cut(parts, context.settings.store_rows)
            yield _in_one_piece(whole)
    yield from map(_in_one_piece, _joined(parts))


def _rows(parts: list[Prepared]) -> int:
    return sum(part.appeals.num_rows + len(part.rejected) for part in parts)


def _cut(parts: list[Prepared], rows: int) -> tuple[Prepared, list[Prepared]]:
    """All of the parts but the appeals after so many, and these."""
    (whole,) = _joined(parts)
    rest = whole.appeals.slice(rows)
    return replace(whole, appeals=whole.appeals.slice(0, rows)), [Prepared(rest, (), ())] if rest.num_rows else []


def _in_one_piece(part: Prepared) -> Prepared:
    """DuckDB would write pieces apart and then put them together."""
    return replace(part, appeals=part.appeals.combine_chunks())


def _joined(parts: Sequence[Prepared]) -> Iterator[Prepared]:
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
