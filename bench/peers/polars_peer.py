"""Polars on Parquet: lazy scans of the shards, categorical columns, the streaming engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.generate import size_of
from bench.peers import shape
from bench.peers.base import Ints, Peer
from bench.plan import PAGE, Frame, Plan

_COUNTED = ("problem", "question")
_CELL_STEP, _CELL_MASK = 2 << 52, (1 << 21) - 1
_US = 1_000_000


class PolarsOnParquet(Peer):
    """The shards as they are."""

    name = "polars"
    _table: pl.LazyFrame

    def prepare(self) -> dict[str, float]:
        """Nothing but the shards."""
        return {"seconds": 0.0, "bytes": size_of(self.parquet)}

    def open(self) -> None:
        """Read the shards' schema; row groups outside a window are skipped by their statistics."""
        self._table = pl.scan_parquet(self.parquet / "*.parquet")

    def close(self) -> None:
        """Nothing is held."""

    def headline(self, asked: Plan) -> shape.Headline:
        """All precisions in one go."""
        now, at = _inside(asked, asked.now), _moment(asked.now.at)
        open_ = now & (pl.col("ended").is_null() | (pl.col("ended") > at))
        sums = [now.sum().alias("total"), open_.sum().alias("open")]
        sums += [(open_ & (pl.col("due") < at)).fill_null(False).sum().alias("overdue")]
        sums += [_inside(asked, asked.before).sum().alias("previous")] if asked.before else []
        rows = self._grouped(asked, ["precision"], sums)
        placed = dict(zip(rows["precision"].to_list(), rows["total"].to_list(), strict=True))
        previous = int(rows["previous"].sum()) if asked.before else None
        total, still_open, overdue = (int(rows[name].sum()) for name in ("total", "open", "overdue"))
        return shape.Headline(total, previous, still_open, overdue, placed)

    def cells(self, asked: Plan) -> tuple[NDArray[np.uint64], Ints]:
        """Parents by two bits of arithmetic."""
        parent = (pl.col("cell") - pl.lit(_CELL_STEP, pl.UInt64)) | pl.lit(_CELL_MASK, pl.UInt64)
        wanted = self._selected(asked, asked.now.lo, asked.now.hi).filter(pl.col("cell").is_not_null())
        kept = wanted.filter(_inside(asked, asked.now))
        rows = _collected(kept.group_by(parent.alias("parent")).agg(pl.len().alias("n")).sort("parent"))
        return rows["parent"].to_numpy(), rows["n"].to_numpy().astype(np.int64)

    def by_district(self, asked: Plan) -> tuple[list[Any], Ints]:
        """All windows in one scan."""
        rows = self._grouped(asked, ["district"], _windows(asked))
        return rows["district"].to_list(), rows[:, 1:].to_numpy().astype(np.int64)

    def by_topic(self, asked: Plan) -> tuple[list[Any], Ints]:
        """All windows in one scan."""
        rows = self._grouped(asked, ["topic"], _windows(asked))
        return rows["topic"].to_list(), rows[:, 1:].to_numpy().astype(np.int64)

    def over_time(self, asked: Plan) -> tuple[Ints, Ints]:
        """Days or hours cut at the moment's clock time."""
        since = pl.col("received").dt.epoch("s") - asked.anchor
        pieces = [(since // asked.unit).alias("bucket"), (since % asked.unit >= asked.rest).alias("late")]
        moments = asked.moments if asked.closed else {0: asked.now.at}
        counts = [
            (pl.col("ended") <= _moment(at)).sum().alias(f"w{k}") if asked.closed else pl.len().alias("w0")
            for k, at in moments.items()
        ]
        wanted = self._selected(asked, asked.trend_first, asked.now.hi)
        rows = _collected(wanted.group_by(pieces).agg(counts))
        late = rows["late"].to_numpy().astype(np.int64)
        starts = asked.anchor + rows["bucket"].to_numpy() * asked.unit + late * asked.rest
        return starts, rows[:, 2:].to_numpy().astype(np.int64)

    def newest(self, asked: Plan) -> list[int]:
        """Which records are the newest by two narrow columns, then those, whole."""
        wanted = self._selected(asked, asked.now.lo, asked.now.hi).filter(_inside(asked, asked.now))
        order = ["received", "id"]
        oldest = _collected(wanted.select(order).top_k(PAGE, by=order))["received"].min()
        rows = _collected(wanted.filter(pl.col("received") >= oldest).top_k(PAGE, by=order))
        seconds: list[int] = rows["received"].dt.epoch("s").to_list()
        return seconds

    def _selected(self, asked: Plan, lo: int, hi: int) -> pl.LazyFrame:
        """Rows of the selection received in [lo, hi)."""
        wanted = self._table.filter(pl.col("received") >= _moment(lo), pl.col("received") < _moment(hi))
        wanted = wanted.filter(pl.any_horizontal(*(pl.col("type") == name for name in _COUNTED)))
        return wanted.filter(*(pl.col(name) == value for name, value in asked.equal.items()))

    def _grouped(self, asked: Plan, keys: Sequence[str], counts: Sequence[pl.Expr]) -> pl.DataFrame:
        return _collected(self._selected(asked, asked.first, asked.now.hi).group_by(keys).agg(counts))


def _collected(query: pl.LazyFrame) -> pl.DataFrame:
    return query.collect(engine="streaming")


def _moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC).replace(tzinfo=None)


def _inside(asked: Plan, window: Frame) -> pl.Expr:
    """Received in the window, and with the plan's status as at its moment."""
    received = (pl.col("received") >= _moment(window.lo)) & (pl.col("received") < _moment(window.hi))
    return (received & (pl.col("ended") <= _moment(window.at))).fill_null(False) if asked.closed else received


def _windows(asked: Plan) -> list[pl.Expr]:
    return [_inside(asked, one).sum().alias(f"w{place}") for place, one in enumerate(asked.windows)]
