"""Turns answers into the bytes of the contract: JSON without NaN, cells as text, moments with their offset; Arrow."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.answers import Breakdown, ByRegion, Heat, Page, Summary, Trend
from data.map_answers import Change
from data.search.surges import Surges
from geo import cells

ARROW = "application/vnd.apache.arrow.stream"
JSON = "application/json"
_EXACT = 2**53


def to_json(body: object) -> bytes:
    """Compact UTF-8 JSON; a value that JSON does not know is an error, not a guess."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def number(value: float | None) -> float | int | None:
    """A JSON number: whole ones without a point, NaN and infinity as null."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else float(value)


def numbers(values: NDArray[np.float64]) -> Sequence[float | int | None]:
    """`number` of a vector."""
    if np.isfinite(values).all() and (np.trunc(values) == values).all() and (np.abs(values) < _EXACT).all():
        whole: list[float | int | None] = values.astype(np.int64).tolist()
        return whole
    return [number(value) for value in values.tolist()]


def plain(value: Any) -> Any:
    """A record's value as JSON knows it."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def summary(answer: Summary) -> dict[str, Any]:
    """The headline figures."""
    return {
        "version": answer.version,
        "asof": answer.asof.isoformat(),
        "total": answer.total,
        "previous": answer.previous,
        "open": answer.open,
        "overdue": answer.overdue,
        "placed": dict(answer.placed),
        "sources": [
            {"name": source.name, "last": source.last.isoformat(), "rows": source.rows}
            for source in answer.sources
        ],
    }


def heat(answer: Heat) -> dict[str, Any]:
    """The hexagons, ids as hexadecimal text: they exceed what a JSON number keeps."""
    return heat_head(answer) | {"cells": cells.to_text(answer.cells), "values": numbers(answer.values)}


def heat_arrow(answer: Heat) -> bytes:
    """The hexagons as an Arrow stream: `cell` uint64, `value` float64; the rest is JSON text in the schema's metadata."""
    table = pa.table(
        [pa.array(answer.cells), pa.array(answer.values, from_pandas=True)],
        schema=pa.schema(
            [("cell", pa.uint64()), ("value", pa.float64())],
            metadata={name: json.dumps(part, ensure_ascii=False) for name, part in heat_head(answer).items()},
        ),
    )
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    body: bytes = sink.getvalue().to_pybytes()
    return body


def heat_head(answer: Heat) -> dict[str, Any]:
    """What a heat answer says beside its cells."""
    return _of_cells(answer) | {"breaks": [number(value) for value in answer.breaks]}


def _of_cells(answer: Heat | Change) -> dict[str, Any]:
    """Of what and as of when an answer by hexagon is."""
    return {
        "version": answer.version,
        "asof": answer.asof.isoformat(),
        "res": answer.res,
        "metric": answer.metric,
        "unit": answer.unit,
    }


def change(answer: Change) -> dict[str, Any]:
    """The hexagons now and before, and which of them changed by more than chance."""
    return _of_cells(answer) | {
        "base": answer.base,
        "since": None if answer.since is None else answer.since.isoformat(),
        "until": None if answer.until is None else answer.until.isoformat(),
        "cells": cells.to_text(answer.cells),
        "values": numbers(answer.now),
        "before": numbers(answer.before),
        "beyond": answer.beyond.tolist(),
    }


def breakdown(answer: Breakdown) -> dict[str, Any]:
    """Districts or topics."""
    return {
        "version": answer.version,
        "asof": answer.asof.isoformat(),
        "rows": [
            {
                "code": row.code,
                "name": row.name,
                "parent": row.parent,
                "value": number(row.value),
                "previous": number(row.previous),
            }
            for row in answer.rows
        ],
    }


def by_region(answer: ByRegion) -> dict[str, Any]:
    """Regions: rows like those of districts, and how each region's appeals stand."""
    said = breakdown(answer)
    for own, row in zip(said["rows"], answer.rows, strict=True):
        own |= {"count": row.count, **answer.standing[row.code or ""]._asdict()}
    return said


def surges(answer: Surges) -> dict[str, Any]:
    """Words that surge."""
    return {
        "version": answer.version,
        "asof": answer.asof.isoformat(),
        "texts": answer.texts,
        "usual_texts": answer.usual_texts,
        "queued": answer.queued,
        "rows": [asdict(row) for row in answer.rows],
    }


def trend(answer: Trend) -> dict[str, Any]:
    """A selection over time."""
    return {
        "version": answer.version,
        "asof": answer.asof.isoformat(),
        "step": answer.step,
        "rows": [
            {
                "at": row.at.isoformat(),
                "value": number(row.value),
                "usual": number(row.usual),
                "low": number(row.low),
                "high": number(row.high),
            }
            for row in answer.rows
        ],
    }


def page(answer: Page) -> dict[str, Any]:
    """Records; what they hold was masked where they were asked for."""
    return {
        "version": answer.version,
        "asof": answer.asof.isoformat(),
        "total": answer.total,
        "rows": [plain(row) for row in answer.rows],
        "next_cursor": answer.next_cursor,
    }
