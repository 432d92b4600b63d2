"""Turns objects (parsed JSON) into rows of text: nested objects become dotted columns, lists JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

KEPT_WHOLE = ("extra", "attachments")
_DEPTH = 4
_TEXTS = {str, type(None)}


def flatten(record: Mapping[str, Any]) -> dict[str, str]:
    """Name → text of what is not blank. A GeoJSON feature gives its properties, `lon` and `lat`."""
    if record.get("type") == "Feature" and isinstance(record.get("properties"), Mapping):
        return dict(_walk(record["properties"], "", 0)) | _point(record.get("geometry"))
    return dict(_walk(record, "", 0))


def text_of(value: object) -> str | None:
    """A JSON value as text: whole numbers without a point, `true`, lists and objects as JSON; None for null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False, default=str)


def _walk(record: Mapping[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):  # most are, and asking for a Mapping takes longer
            yield name, value
        elif not isinstance(value, float) and isinstance(value, Mapping) and depth < _DEPTH and name not in KEPT_WHOLE:
            yield from _walk(value, f"{name}.", depth + 1)
        elif (text := text_of(value)) is not None:
            yield name, text


def _point(geometry: object) -> dict[str, str]:
    """Longitude and latitude of a GeoJSON point."""
    if not isinstance(geometry, Mapping) or geometry.get("type") != "Point":
        return {}
    place = geometry.get("coordinates")
    if not isinstance(place, list) or len(place) < 2:
        return {}
    return {"lon": text_of(place[0]) or "", "lat": text_of(place[1]) or ""}


def plain_table(records: Sequence[object], names: Sequence[str], longest: int) -> pa.Table | None:
    """`own_table` of the flattened records, made column by column; None where a record is not so plain.

    Plain are objects whose members have these names, hold no objects (but where those are kept whole) and no long text.
    """
    known, kept = {*names, "extra"}, [record for record in records if type(record) is dict]
    if len(kept) < len(records):
        return None
    met: set[str] = set().union(*kept)
    if not met <= known:
        return None
    columns: dict[str, pa.Array] = {}
    for name in [*names, "extra"]:
        values = [record.get(name) for record in kept] if name in met else []
        kinds = set(map(type, values))
        if any(issubclass(kind, Mapping) for kind in kinds) and name not in KEPT_WHOLE:
            return None
        texts = values if kinds <= _TEXTS else [text_of(value) for value in values]
        if max((len(text) for text in texts if text), default=0) > longest or (name == "type" and "Feature" in texts):
            return None
        columns[name] = _column(texts) if texts else pa.nulls(len(kept), pa.string())
    return pa.table(columns)


def own_table(records: Sequence[Mapping[str, str]], names: Sequence[str]) -> pa.Table:
    """Columns of the given names; all others of a record, and its own `extra`, as one JSON object in `extra`."""
    columns = [_column([record.get(name) for record in records]) for name in names]
    known = {*names, "extra"}
    more = _column([_more(record, known) for record in records])
    return pa.table([*columns, more], names=[*names, "extra"])


def _column(texts: list[str | None]) -> pa.Array:
    """Text column; halves of surrogate pairs become U+FFFD."""
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        whole = [text and text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts]
        return pa.array(whole, pa.string())


def _more(record: Mapping[str, str], known: set[str]) -> str | None:
    own = record.get("extra")
    members = {name: text for name, text in record.items() if name not in known}
    if not members:
        return own
    return json.dumps(members | as_object(own), ensure_ascii=False)


def as_object(text: str | None) -> dict[str, Any]:
    """The members of a JSON object; any other text as the member `extra`."""
    if text is None:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = text
    return found if isinstance(found, dict) else {"extra": found}
