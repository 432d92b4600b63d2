"""The words of a selection, bound to its statements: all matching ids for figures, the newest ones for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import tantivy

from data import sql
from data.connection import Relation
from data.search.index import count, number_of
from data.search.narrowing import Limits, any_of, between, both, micros
from data.search.schema import SCHEMA
from data.search.search import Ids, Search
from data.search.words import Words
from data.selection import Selection
from data.windows import BEGINNING, USUAL_WEEKS, WEEK, Span, Window

_FEW = 1_000
"""So many appeals the index may lack for a page to come straight from it."""
_EPOCH = datetime(1970, 1, 1)
_MARGIN = timedelta(days=1)
_NAME = "matching"


@dataclass(frozen=True, slots=True)
class Rows(Relation):
    """Rows known beforehand."""

    rows: pa.Table

    def table(self) -> pa.Table:
        """Them."""
        return self.rows


@dataclass(frozen=True, slots=True)
class Matching(Relation):
    """What some words find in a selection; asked for only by a statement that needs it."""

    search: Search
    words: Words
    selection: Selection
    reach: tuple[datetime, datetime]
    version: int

    def table(self) -> pa.Table:
        """The ids of all that matches in any window of the question."""
        limits = Limits(self.selection, *self.reach, None)
        return pa.table({"id": self.search.ids(self.words, limits, self.version)})

    def page(self, window: Window, paging: Mapping[str, Any]) -> tuple[Selection, dict[str, Any], int] | None:
        """Selection and values that hold a page of records, and the number of all; None where the index does not do."""
        limits = Limits(self.selection, window.lo, window.hi, window.at)
        if not (self.search.index.usable and limits.complete):
            return None
        missing = self.search.unindexed(self.words, limits)
        if len(missing.ids) > _FEW:
            return None
        searcher, query = self.search.index.searcher(), self.search.query(self.words, limits)
        if len(missing.ids):
            query = both(query, [(tantivy.Occur.MustNot, _by_id(missing.ids))])
        newest, total = _newest(searcher, query, paging)
        rows = pa.concat_tables([newest, missing.found])
        narrowed = Selection(
            tuple("found" if name == "words" else name for name in self.selection.where),
            {**self.selection.values, _NAME: Rows(rows)},
        )
        return narrowed, _bounds(window, rows), total + self._counted(window, missing.found)

    def _counted(self, window: Window, found: pa.Table) -> int:
        """How many of the rows that the index lacks are in the selection."""
        if not found.num_rows:
            return 0
        values = {**self.selection.values, _NAME: Rows(found), "lo": window.lo, "hi": window.hi, "at": window.at}
        statement = sql.narrowed("ask/records_total", self.selection.where)
        total: int = self.search.store.ask(statement, values)["total"][0].as_py()
        return total


def bind(search: Search, selection: Selection, text: str, span: Span, version: int) -> Selection:
    """The selection with its words, good for every window that a question about this span asks."""
    window = span.window
    lo = BEGINNING if span.open_ended else _back(window.lo, USUAL_WEEKS * WEEK + (span.shift or WEEK) + _MARGIN)
    matching = Matching(search, Words.read(text), selection, (lo, window.hi + _MARGIN), version)
    return replace(selection, values={**selection.values, _NAME: matching})


def _back(moment: datetime, by: timedelta) -> datetime:
    return moment - by if moment - BEGINNING > by else BEGINNING


def _by_id(ids: Ids) -> tantivy.Query:
    return tantivy.Query.term_set_query(SCHEMA, "id", ids.tolist())


def _newest(searcher: tantivy.Searcher, query: tantivy.Query, paging: Mapping[str, Any]) -> tuple[pa.Table, int]:
    """The first rows by (received, id) descending, as many as the page and what it leaves out before it; and of how many.

    One row more is looked at: where it was received at the same moment as the last one, the greatest ids come first.
    """
    asked = query
    if paging["before"] is not None:
        asked = both(query, [(tantivy.Occur.Must, _older(paging["before"], paging["before_id"]))])
    wanted = paging["limit"] + paging["offset"]
    found = searcher.search(asked, wanted + 1, order_by_field="received")
    received = np.fromiter((at for at, _ in found.hits), np.int64, len(found.hits))
    ids = np.array(searcher.fast_field_values("id", [address for _, address in found.hits]), np.uint64)
    if len(ids) > wanted and received[wanted] == received[wanted - 1]:
        last = int(received[wanted])
        same = both(asked, [(tantivy.Occur.Must, between("received", last, last + 1))])
        ties = [one for one, _ in searcher.search(same, wanted, order_by_field="id", count=False).hits]
        ids = np.append(ids[received > last], np.array(ties, np.uint64))
        received = np.append(received[received > last], np.full(len(ties), last, np.int64))
    rows = pa.table({"id": ids[:wanted], "received": pa.array(received[:wanted], pa.timestamp("us"))})
    return rows, number_of(found) if asked is query else count(searcher, query)


def _older(before: datetime, before_id: int) -> tantivy.Query:
    """Received before a moment, or at it with a smaller id."""
    at = micros(before)
    smaller = between("id", 0, before_id, tantivy.FieldType.Unsigned)
    same = both(between("received", at, at + 1), [(tantivy.Occur.Must, smaller)])
    return any_of([between("received", micros(BEGINNING), at), same])


def _bounds(window: Window, rows: pa.Table) -> dict[str, Any]:
    """A window no wider than the rows: row groups outside it are not read."""
    if not rows.num_rows:
        return {"lo": window.lo, "hi": window.lo}
    moments = rows["received"].to_numpy()
    first, last = (moments.min().astype(datetime), moments.max().astype(datetime))
    return {"lo": max(window.lo, first), "hi": min(window.hi, last + timedelta(microseconds=1))}
