"""Indexes of the full-text search in memory, of documents as `ask/search_slice` makes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import tantivy

from data.search.contents import Contents
from data.search.schema import DAY_US, NEVER, SCHEMA, prepared

_FEW = 40
"""Documents of a part: several parts make an index like one that grew."""
_MEMORY = 15_000_000


@dataclass(frozen=True, slots=True)
class Doc:
    """One appeal's moments (microseconds, None = never) and words."""

    id: int
    received: int
    ended: int | None = None
    due: int | None = None
    text: str = "яма"
    region: str = "rostov"

    def json(self) -> str:
        """As the index takes it."""
        ended, due = (NEVER if at is None else at for at in (self.ended, self.due))
        return json.dumps(
            {"id": self.id, "received": self.received, "ended": ended, "due": due, "cell": 0}
            | {"day": str(self.received // DAY_US), "number": f"№{self.id}", "region": self.region}
            | {"text": self.text, "form": self.text}
        )


def contents(docs: Sequence[Doc]) -> Contents:
    """An index of these documents, in several parts."""
    index = prepared(tantivy.Index(SCHEMA))
    writer = index.writer(heap_size=_MEMORY, num_threads=1)
    for first in range(0, len(docs), _FEW):
        for doc in docs[first : first + _FEW]:
            writer.add_json(doc.json())
        writer.commit()
    index.reload()
    return Contents(index.searcher())


def nothing() -> Contents:
    """An empty index."""
    return contents([])


def ids(found: Contents, query: tantivy.Query) -> set[int]:
    """Whom a query finds."""
    hits = found.searcher.search(query, 10_000, order_by_field="id", count=False).hits
    return {one for one, _ in hits}
