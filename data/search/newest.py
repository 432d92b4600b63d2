"""The newest appeals that a query finds: looked for day by day, the newest days first, until there are enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import tantivy
from numpy.typing import NDArray

from data.search.clauses import both
from data.search.contents import Contents
from data.search.days import Stretch
from data.search.schema import DAY_US, SCHEMA

_SPARE, _FURTHER = 4, 8
"""A first step reaches so many times as far as the rows wanted should lie, each further one so many times as far again."""


@dataclass(frozen=True, slots=True)
class Found:
    """Moments of receipt and ids, by both descending."""

    received: NDArray[np.int64]
    ids: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.ids)


def newest(contents: Contents, query: tantivy.Query, stretch: Stretch, wanted: int, total: int) -> Found:
    """The first `wanted` of a stretch by (received, id) descending; `total` of them, or more, are found in all."""
    parts: list[Found] = []
    for piece in _pieces(contents, stretch, wanted, total):
        parts.append(_top(contents, query, piece, wanted - sum(map(len, parts))))
        if sum(map(len, parts)) == wanted:
            break
    received = [np.empty(0, np.int64), *(part.received for part in parts)]
    return Found(np.concatenate(received), np.concatenate([np.empty(0, np.uint64), *(part.ids for part in parts)]))


def before(contents: Contents, at: int, before_id: int) -> tantivy.Query:
    """What follows a place in that order is received earlier; of the same moment these are ahead of it."""
    ahead = tantivy.Query.range_query(SCHEMA, "id", tantivy.FieldType.Unsigned, lower_bound=before_id)
    return both(ahead, Stretch(at, at + 1).clauses(contents))


def _pieces(contents: Contents, stretch: Stretch, wanted: int, total: int) -> Iterator[Stretch]:
    """The stretch cut at days, the newest piece first."""
    days, counts = (part[::-1] for part in stretch.days(contents))
    if not total or not len(days):
        return
    through = np.cumsum(counts)
    reach, hi = wanted * _SPARE * through[-1] / total, stretch.hi
    while hi > stretch.lo:
        last = min(int(np.searchsorted(through, reach)), len(days) - 1)
        lo = stretch.lo if last == len(days) - 1 else max(stretch.lo, int(days[last]) * DAY_US)
        if lo < hi:
            yield Stretch(lo, hi)
        hi, reach = lo, reach * _FURTHER


def _top(contents: Contents, query: tantivy.Query, stretch: Stretch, wanted: int) -> Found:
    """One row more is looked at: where it was received at the same moment as the last one, the greatest ids come first."""
    searcher, asked = contents.searcher, both(query, stretch.clauses(contents))
    hits = searcher.search(asked, wanted + 1, count=False, order_by_field="received").hits
    received = np.fromiter((at for at, _ in hits), np.int64, len(hits))
    ids = np.array(searcher.fast_field_values("id", [address for _, address in hits]), np.uint64)
    if len(ids) > wanted and received[wanted] == received[wanted - 1]:
        last = int(received[wanted])
        same = both(query, Stretch(last, last + 1).clauses(contents))
        ties = [one for one, _ in searcher.search(same, wanted, order_by_field="id", count=False).hits]
        ids = np.append(ids[received > last], np.array(ties, np.uint64))
        received = np.append(received[received > last], np.full(len(ties), last, np.int64))
    order = np.lexsort((ids, received))[::-1][:wanted]
    return Found(received[order], ids[order])
