"""The records of a selection, newest first, under the contract's names: texts masked, no author."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from data import sql
from data.answers import Page, PlaceRow
from data.errors import BadFilter
from data.model import COUNTED_TYPES
from data.privacy import is_personal, mask
from data.questions.ask import Asking
from data.selection import Selection
from data.windows import to_zone
from geo import cells

MOMENTS = ("received", "registered", "due", "first_answer", "answered", "closed", "updated")
_JSON = frozenset({"attachments", "extra"})
MASKED = ("street", "house", "settlement", "executor")
_EPOCH = datetime(1970, 1, 1)
_TICK = timedelta(microseconds=1)
_MOST_BY_STRETCHES = 1_000
"""More rows than this are looked for in one go."""

_CURSOR = re.compile(r"(-?[0-9]{1,17})\.([0-9]{1,20})")


def appeals(asking: Asking, limit: int, cursor: str | None) -> Page:
    """A page after a cursor, in order of receipt, then identity; stable while records come in."""
    before, before_id = _read_cursor(cursor) if cursor else (None, None)
    return _page(asking, {"before": before, "before_id": before_id, "limit": limit + 1, "offset": 0}, limit)


def records(asking: Asking, start: int, end: int) -> Page:
    """Rows `start` (inclusive) to `end` (exclusive) of the whole list."""
    return _page(
        asking, {"before": None, "before_id": None, "limit": end - start + 1, "offset": start}, end - start
    )


def _page(asking: Asking, paging: dict[str, Any], limit: int) -> Page:
    window, words = asking.span.window, asking.selection.values.get("matching")
    quick = words.page(window, paging) if words is not None else None
    selection, bounds, total = quick or (asking.selection, {}, None)
    values = {**selection.values, **paging, "lo": window.lo, "hi": window.hi, "at": window.at, **bounds}
    found = _newest(asking, selection, values)
    total = asking.total() if total is None else total
    rows = found[:limit]
    following = _write_cursor(rows[-1]) if len(found) > limit and rows else None
    return Page(asking.version, asking.asof, total, tuple(readable(rows, asking.zone)), following)


def readable(rows: list[dict[str, Any]], zone: ZoneInfo) -> list[dict[str, Any]]:
    """Rows of the store as every exit shows them: moments of the zone, cells as text, texts masked."""
    shown = [_record(row, zone) for row in rows]
    protect(shown)
    return shown


def _newest(asking: Asking, selection: Selection, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows asked for; where facts tell how far back they lie, only those stretches of time are looked through."""
    statement = sql.narrowed("ask/records", _where(selection))
    wanted = values["limit"] + values["offset"]
    before, window = values["before"], asking.span.window
    stretches = None
    if wanted <= _MOST_BY_STRETCHES:
        stretches = asking.newest(window if before is None else replace(window, hi=min(window.hi, before)), wanted)
    if stretches is None:
        return asking.store.rows(statement, values)
    found: list[dict[str, Any]] = []
    own = [] if before is None else [(before, before + _TICK)]
    for lo, hi in (*own, *((_EPOCH + lo * _TICK, _EPOCH + hi * _TICK) for lo, hi in stretches)):
        part = {**values, "lo": lo, "hi": min(hi, window.hi), "offset": 0, "limit": wanted - len(found)}
        found += asking.store.rows(statement, part)
        if len(found) >= wanted:
            break
    return found[values["offset"] :]


def _where(selection: Selection) -> tuple[str, ...]:
    """The where parts; types that are the usual ones stand in the statement itself, which DuckDB plans in half the time."""
    if selection.values.get("type") != list(COUNTED_TYPES):
        return selection.where
    return tuple("counted" if part == "type" else part for part in selection.where)


def changed(asking: Asking, ids: NDArray[np.uint64]) -> int:
    """How many of these records (by their stored ids) are in the selection."""
    window = asking.span.window
    chosen = asking.selection.and_also("only_ids", only_ids=ids.tolist())
    values = {**chosen.values, "lo": window.lo, "hi": window.hi, "at": window.at}
    total: int = asking.store.ask(sql.narrowed("ask/records_total", chosen.where), values)["total"][0].as_py()
    return total


def _record(row: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    row = {name: value for name, value in row.items() if name != "id"}
    for name in row.keys() & set(MOMENTS):
        row[name] = None if row[name] is None else to_zone(row[name], zone)
    for name in row.keys() & _JSON:
        row[name] = None if row[name] is None else json.loads(row[name])
    if row.get("cell") is not None:
        row["cell"] = cells.to_text(np.array([row["cell"]], np.uint64))[0]
    return row


def protect(rows: list[dict[str, Any]]) -> None:
    """Mask every text that no mask was kept for, all at once; columns of personal names are left out of `extra`."""
    texts = list(_texts(rows))
    for (holder, key, _), masked in zip(texts, mask([text for _, _, text in texts]), strict=True):
        holder[key] = masked


def _texts(rows: list[dict[str, Any]]) -> Iterator[tuple[Any, Any, str]]:
    for row in rows:
        if "extra" in row:
            kept = {name: value for name, value in (row["extra"] or {}).items() if not is_personal(name)}
            row["extra"] = kept or None
        for holder in (row, row.get("extra") or {}):
            names = MASKED if holder is row else holder
            yield from ((holder, name, holder[name]) for name in names if isinstance(holder.get(name), str))
        attached = row.get("attachments")
        links = attached if isinstance(attached, list) else []
        yield from ((links, number, link) for number, link in enumerate(links) if isinstance(link, str))


def _write_cursor(row: dict[str, Any]) -> str:
    text = f"{(row['received'] - _EPOCH) // _TICK}.{row['id']}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime, int]:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        found = _CURSOR.fullmatch(text)
        if found is None or int(found[2]) >= 2**64:
            raise ValueError(text)
        return _EPOCH + int(found[1]) * _TICK, int(found[2])
    except (ValueError, OverflowError):
        raise BadFilter("cursor", "не читается", "Берите next_cursor из предыдущего ответа") from None


def places(asking: Asking, limit: int) -> tuple[PlaceRow, ...]:
    """Appeals known only to a settlement or a district, by place, the most first."""
    window = asking.span.window
    values = {**asking.selection.values, "lo": window.lo, "hi": window.hi, "at": window.at, "limit": limit}
    table = asking.store.ask(sql.narrowed("ask/places", asking.selection.where), values)
    return tuple(PlaceRow(**row) for row in table.to_pylist())
