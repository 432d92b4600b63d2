"""pandas: one frame in memory, categorical columns, sorted by time so that a window is a slice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from bench.generate import size_of
from bench.peers import shape
from bench.peers.base import Ints, Peer
from bench.plan import PAGE, Frame, Plan
from geo import cells

_COUNTED = ("problem", "question")
_FINE = 8
_MOMENTS = ("received", "ended", "due", "answered")
_LEFT_OUT = ("number", "repeat_of", "author", "needs_budget")
"""Columns no question of the bench asks for: they would only take memory."""

Bools = NDArray[np.bool_]


class Pandas(Peer):
    """The whole table in memory; a cell of 0 is none."""

    name = "pandas"
    _table: pd.DataFrame
    _received: Ints

    def prepare(self) -> dict[str, float]:
        """Nothing but the shards."""
        return {"seconds": 0.0, "bytes": size_of(self.parquet)}

    def open(self) -> None:
        """Read every shard; texts as categories, moments in seconds."""
        parts = [_read(path) for path in sorted(self.parquet.glob("*.parquet"))]
        names = list(parts[0])
        self._table = pd.DataFrame(
            {name: _joined([part.pop(name) for part in parts]) for name in names}, copy=False
        )
        self._received = self._table["received"].to_numpy().astype(np.int64)

    def close(self) -> None:
        """Let the frame go."""
        del self._table

    def headline(self, asked: Plan) -> shape.Headline:
        """One slice for now, one for the window before."""
        rows = self._rows(asked, asked.now, ["ended", "due", "precision"])
        at = np.datetime64(asked.now.at, "s")
        is_open = rows["ended"].isna() | (rows["ended"] > at)
        placed = {str(name): int(count) for name, count in rows["precision"].value_counts().items()}
        overdue = int((is_open & (rows["due"] < at)).sum())
        previous = int(self._kept(asked, asked.before)[1].sum()) if asked.before else None
        return shape.Headline(len(rows), previous, int(is_open.sum()), overdue, placed)

    def cells(self, asked: Plan) -> tuple[NDArray[np.uint64], Ints]:
        """Parents by two bits of arithmetic."""
        found = self._rows(asked, asked.now, ["cell"])["cell"].to_numpy()
        counts = pd.Series(cells.parent(found[found != 0], _FINE)).value_counts().sort_index()
        return counts.index.to_numpy(), counts.to_numpy().astype(np.int64)

    def by_district(self, asked: Plan) -> tuple[list[Any], Ints]:
        """A slice and a count for each window."""
        counts = self._counted(asked, "district")
        return counts.index.tolist(), counts.to_numpy().astype(np.int64)

    def by_topic(self, asked: Plan) -> tuple[list[Any], Ints]:
        """A slice and a count for each window."""
        counts = self._counted(asked, "topic")
        return [str(topic) for topic in counts.index], counts.to_numpy().astype(np.int64)

    def over_time(self, asked: Plan) -> tuple[Ints, Ints]:
        """Counts between all edges at once, by binary search in the sorted receipts."""
        frames = (*asked.bins, *asked.earlier)
        edges = np.unique([edge for one in frames for edge in (one.lo, one.hi)])
        low, high = self._slice(asked.trend_first, asked.now.hi)
        kept = self._mask(asked, low, high)
        received = self._received[low:high]
        if not asked.closed:
            return edges, _between(received[kept], edges)[:, None]
        ended = self._table["ended"].to_numpy()[low:high]
        columns = [
            _between(received[kept & (ended <= np.datetime64(at, "s"))], edges) for at in asked.moments.values()
        ]
        return edges, np.column_stack(columns)

    def newest(self, asked: Plan) -> list[int]:
        """The last rows of the slice that are of the selection, whole; of the same second, those of the highest ids."""
        low, kept = self._kept(asked, asked.now)
        places = low + np.flatnonzero(kept)
        least = self._received[places[-PAGE:][0]] if len(places) else 0
        rows = self._table.iloc[places[np.searchsorted(self._received[places], least) :]]
        newest = rows.sort_values(["received", "id"], ascending=False).head(PAGE)
        seconds: list[int] = newest["received"].astype("int64").tolist()
        return seconds

    def _slice(self, lo: int, hi: int) -> tuple[int, int]:
        low, high = np.searchsorted(self._received, [lo, hi])
        return int(low), int(high)

    def _mask(self, asked: Plan, low: int, high: int) -> Bools:
        """Which rows of the slice are of the selection."""
        part = self._table.iloc[low:high]
        kept = part["type"].isin(_COUNTED)
        for name, value in asked.equal.items():
            kept = kept & (part[name] == value)
        return np.asarray(kept.to_numpy())

    def _kept(self, asked: Plan, window: Frame) -> tuple[int, Bools]:
        """Where the window begins, and which of its rows count, with the plan's status as at its moment."""
        low, high = self._slice(window.lo, window.hi)
        kept = self._mask(asked, low, high)
        return low, kept & self._closed(low, high, window.at) if asked.closed else kept

    def _closed(self, low: int, high: int, at: int) -> Bools:
        return np.asarray((self._table["ended"].iloc[low:high] <= np.datetime64(at, "s")).to_numpy())

    def _rows(self, asked: Plan, window: Frame, columns: list[str]) -> pd.DataFrame:
        low, kept = self._kept(asked, window)
        return self._table[columns].iloc[low : low + len(kept)][kept]

    def _counted(self, asked: Plan, column: str) -> pd.DataFrame:
        """Counts by a column, one column of them for each window; the selection is looked for only once."""
        first, last = self._slice(asked.first, asked.now.hi)
        kept, codes = self._mask(asked, first, last), self._table[column]
        counts = []
        for one in asked.windows:
            low, high = self._slice(one.lo, one.hi)
            mine = kept[low - first : high - first]
            mine = mine & self._closed(low, high, one.at) if asked.closed else mine
            counts.append(codes.iloc[low:high][mine].value_counts(dropna=False, sort=False))
        found = pd.concat(counts, axis=1).fillna(0)
        return found[found.sum(axis=1) > 0]


def _read(path: Any) -> dict[str, Any]:
    table = pq.read_table(path)
    return {name: _column(name, table[name]) for name in table.column_names if name not in _LEFT_OUT}


def _column(name: str, column: pa.ChunkedArray) -> Any:
    if name in _MOMENTS:
        return column.cast(pa.timestamp("s")).to_numpy()
    if pa.types.is_dictionary(column.type):
        return column.to_pandas()
    return column.fill_null(0).to_numpy() if column.null_count else column.to_numpy()


def _joined(parts: list[Any]) -> Any:
    if isinstance(parts[0], pd.Series):
        return pd.api.types.union_categoricals([part.astype("category") for part in parts])
    return np.concatenate(parts)


def _between(received: Ints, edges: Ints) -> Ints:
    """How many lie from each edge to the next, and after the last."""
    places = np.append(np.searchsorted(received, edges), len(received))
    return np.asarray(np.diff(places))
