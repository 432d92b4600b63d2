"""Which appeals a search query finds: from the index, and from the texts that it does not hold yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import tantivy
from numpy.typing import NDArray

from data import sql
from data.cache import SingleFlight
from data.errors import BadFilter
from data.search.clauses import both, but
from data.search.contents import Contents
from data.search.counting import count
from data.search.index import TextIndex
from data.search.narrowing import Limits
from data.search.schema import SCHEMA
from data.search.words import Words
from data.store import Store

Ids = NDArray[np.uint64]
_KEPT, _TOTALS_KEPT = 8, 256
_NOTHING: Ids = np.empty(0, np.uint64)
_NO_ROWS = pa.table({"id": pa.array([], pa.uint64()), "received": pa.array([], pa.timestamp("us"))})
TOKEN = "search_token"
"""The meta key of the round that the store knows of."""


@dataclass(frozen=True, slots=True)
class Unindexed:
    """Appeals whose present state is not in the index (`ids`), and those of them, in the window, that match."""

    ids: Ids
    found: pa.Table
    """Columns id, received."""


class Search:
    """Finds appeals by their texts; exact at every moment, quick as far as the index has come."""

    def __init__(self, store: Store) -> None:
        settings = store.settings
        self.store = store
        self.index = TextIndex(settings.search_dir or beside(store.path), settings.search_memory_mb)
        self._cache, self._totals = SingleFlight(_KEPT), SingleFlight(_TOTALS_KEPT)
        self._complete_at: tuple[int, int] | None = None
        if settings.search_on:
            self.index.open(store.meta(TOKEN, ""))

    @classmethod
    def of(cls, store: Store) -> Search:
        """The one search of a store: whoever asks sees what its indexer has brought in."""
        return store.companion(cls, lambda: cls(store))

    def close(self) -> None:
        """Let go of the index's folder."""
        self.index.close()

    def ids(self, words: Words, limits: Limits, version: int) -> Ids:
        """The ids of all that matches within the limits the index knows; BadFilter when they are too many to count by."""
        return self._cache.get((words, _frozen(limits), version), lambda: self._ids(words, limits))

    def total(self, words: Words, limits: Limits, missing: Ids, contents: Contents) -> int:
        """How many that are not `missing` the index finds within the limits, counted once for all pages."""

        def compute() -> int:
            return count(contents, leaving_out(missing, words.query(contents)), limits.parts(contents))

        return self._totals.get((words, _frozen(limits), missing.tobytes(), contents.serial), compute)

    def unindexed(self, words: Words, limits: Limits) -> Unindexed:
        """What the index lacks. Ask this first and the index after: what was indexed between the two is then right."""
        usable, moment = self.index.usable, (self.store.version, self.index.builds)
        if usable and self._complete_at == moment:  # only a commit fills the queue, and each has a version of its own
            return Unindexed(_NOTHING, _NO_ROWS)
        statement = "ask/search_queued" if usable else "ask/search_scanned"
        values = {**words.values(), "lo": limits.lo, "hi": limits.hi}
        rows = self.store.ask(sql.statement(statement), values)
        if usable and not rows.num_rows:
            self._complete_at = moment
        texts, named = rows["text"].to_pylist(), rows["named"].to_pylist()
        match = [own or (text is not None and words.matches(text)) for text, own in zip(texts, named, strict=True)]
        found = rows.select(["id", "received"]).filter(pa.array(match, pa.bool_()))
        return Unindexed(np.unique(rows["id"].to_numpy()), found)

    def _ids(self, words: Words, limits: Limits) -> Ids:
        missing = self.unindexed(words, limits)
        hits = self._hits(words, limits) if self.index.usable else _NOTHING
        return np.union1d(np.setdiff1d(hits, missing.ids, assume_unique=True), missing.found["id"].to_numpy())

    def _hits(self, words: Words, limits: Limits) -> Ids:
        contents, most = self.index.contents(), self.store.settings.search_max_matches
        found = count(contents, words.query(contents), limits.parts(contents))
        if found > most:
            said = f"найдено {found} обращений, счёт возможен до {most}"
            raise BadFilter("q", said, "Уточните слова или сузьте период и фильтры", code="many_found")
        query = both(words.query(contents), limits.clauses(contents))
        hits = contents.searcher.search(query, max(1, found), order_by_field="id", count=False).hits
        return np.fromiter((one for one, _ in hits), np.uint64, len(hits))


def leaving_out(missing: Ids, query: tantivy.Query) -> tantivy.Query:
    """What a query finds but for some ids."""
    return both(query, [but(tantivy.Query.term_set_query(SCHEMA, "id", missing.tolist()))] if len(missing) else [])


def beside(path: Path) -> Path:
    """Where the index of a store lies unless the settings say otherwise."""
    return path.with_name(f"{path.name}.search")


def _frozen(limits: Limits) -> tuple[Any, ...]:
    """Limits as a key; bound lists become tuples."""
    values = limits.selection.values
    return limits.lo, limits.hi, limits.at, limits.selection.where, tuple(
        (name, tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value)
        for name, value in sorted(values.items())
        if name not in ("edges", "matching")
    )
