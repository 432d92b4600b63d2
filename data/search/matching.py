"""The words of a selection, bound to its statements: all matching ids for figures, the newest ones for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from data import sql
from data.connection import Relation
from data.search.clauses import both, but
from data.search.narrowing import Limits, flat, micros
from data.search.newest import before, newest
from data.search.search import Search, Unindexed, leaving_out
from data.search.words import Words
from data.selection import Selection
from data.windows import BEGINNING, USUAL_WEEKS, WEEK, Span, Window

_FEW = 1_000
"""So many appeals the index may lack for a page to come straight from it."""
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
        """Selection and values that hold a page of records, and the number of all; None where the index does not do.

        What the index finds is in the selection already; only what it lacks is still to be narrowed.
        """
        limits = Limits(self.selection, window.lo, window.hi, window.at)
        if not (self.search.index.usable and limits.complete):
            return None
        missing = self.search.unindexed(self.words, limits)
        if len(missing.ids) > _FEW:
            return None
        rows, total = self._ranked(limits, paging, missing)
        if not missing.found.num_rows:
            rows = rows.slice(paging["offset"])
            return Selection(("found",), {_NAME: Rows(rows)}), {**_bounds(window, rows), "offset": 0}, total
        where = tuple("found" if name == "words" else name for name in self.selection.where)
        narrowed = Selection(where, {**self.selection.values, _NAME: Rows(rows)})
        return narrowed, _bounds(window, rows), total + self._counted(window, missing.found)

    def _ranked(self, limits: Limits, paging: Mapping[str, Any], missing: Unindexed) -> tuple[pa.Table, int]:
        """The newest that the index finds, as many as the page and what it leaves out before it, and those it lacks.

        Also how many the index finds in all.
        """
        contents, stretch = self.search.index.contents(), limits.stretch
        total = self.search.total(self.words, limits, missing.ids, contents)
        query = both(leaving_out(missing.ids, self.words.query(contents)), flat(limits.filters(contents)))
        if paging["before"] is not None:
            at = micros(paging["before"])
            stretch = replace(stretch, hi=min(stretch.hi, at + 1))
            query = both(query, [but(before(contents, at, paging["before_id"]))])
        found = newest(contents, query, stretch, paging["limit"] + paging["offset"], total)
        rows = pa.table({"id": found.ids, "received": pa.array(found.received, pa.timestamp("us"))})
        return pa.concat_tables([rows, missing.found]), total

    def _counted(self, window: Window, found: pa.Table) -> int:
        """How many of the rows that the index lacks are in the selection."""
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


def _bounds(window: Window, rows: pa.Table) -> dict[str, Any]:
    """A window no wider than the rows: row groups outside it are not read."""
    if not rows.num_rows:
        return {"lo": window.lo, "hi": window.lo}
    moments = rows["received"].to_numpy()
    first, last = (moments.min().astype(datetime), moments.max().astype(datetime))
    return {"lo": max(window.lo, first), "hi": min(window.hi, last + timedelta(microseconds=1))}
