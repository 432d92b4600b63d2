"""All records of a selection, newest first, as tables of one snapshot: for exports, whatever their number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import sql
from data.connection import fetch
from data.facts.load import snapshot
from data.privacy import mask
from data.questions.ask import Asking
from data.questions.records import MASKED, MOMENTS, protect
from geo import cells

_ROWS_AT_ONCE = 50_000
"""About so many records are in memory at a time."""

_EVERY_ROW = {"before": None, "before_id": None, "limit": 2**62, "offset": 0}
_JSON = ("attachments", "extra")


def tables(asking: Asking) -> Iterator[pa.Table]:
    """Records under the contract's names, texts masked, no author; moments in the region's zone, JSON as text.

    The window is cut into pieces of time with about the same number of records, each sorted by itself. There is always a
    table, if only an empty one.
    """
    window, selection = asking.span.window, asking.selection
    statement = sql.narrowed("ask/records", selection.where)
    pieces = max(1, -(-asking.total() // _ROWS_AT_ONCE))
    with snapshot(asking.store) as (connection, _):
        for lo, hi in _pieces(max(window.lo, asking.reach), window.hi, pieces):
            values = {**selection.values, **_EVERY_ROW, "lo": lo, "hi": hi, "at": window.at}
            found = fetch(connection, statement, values)
            if found.num_rows or pieces == 1:
                yield _shown(found.drop_columns(["id"]), asking.zone.key)


def _pieces(lo: datetime, hi: datetime, number: int) -> Iterator[tuple[datetime, datetime]]:
    """Equal stretches of [lo, hi), the latest first."""
    length = max(hi - lo, timedelta(0)) / number
    edges = [lo + piece * length for piece in range(number)] + [max(hi, lo)]
    yield from reversed(list(pairwise(edges)))


def _shown(table: pa.Table, zone: str) -> pa.Table:
    columns: dict[str, Any] = {name: table[name].combine_chunks() for name in table.column_names}
    for name in MOMENTS:
        columns[name] = pc.assume_timezone(columns[name], "UTC").cast(pa.timestamp("us", zone))
    for name in MASKED:
        columns[name] = mask(columns[name])
    columns["cell"] = _as_text(columns["cell"])
    for name, column in zip(_JSON, _protected(*(columns[name] for name in _JSON)), strict=True):
        columns[name] = column
    return pa.table(columns)


def _as_text(column: pa.Array) -> pa.Array:
    known = np.array(cells.to_text(pc.fill_null(column, 0).to_numpy()), object)
    return pa.array(known, pa.string(), mask=column.is_null().to_numpy(zero_copy_only=False))


def _protected(attachments: pa.Array, extra: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Their texts masked one by one; most records have neither."""
    rows = [
        {"attachments": _read(links), "extra": _read(more)}
        for links, more in zip(attachments.to_pylist(), extra.to_pylist(), strict=True)
    ]
    protect([row for row in rows if row["attachments"] or row["extra"]])
    return tuple(pa.array([_written(row[name]) for row in rows], pa.string()) for name in _JSON)


def _read(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def _written(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
