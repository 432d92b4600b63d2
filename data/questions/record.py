"""One appeal by its identity, and the chain of repeats it belongs to, under the same masks as every list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from data import sql
from data.answers import Record
from data.questions.records import readable
from data.store import Store
from data.windows import BEGINNING

CHAIN_MOST = 50
_END = datetime(9999, 1, 1)


def record(store: Store, version: int, identity: tuple[str, str], zones: dict[str, ZoneInfo]) -> Record | None:
    """The appeal and the other ones of its chain, the newest first; None where there is no such appeal.

    `zones` are those of the regions: moments are told in the appeal's own.
    """
    found = _rows(store, "identity", identity, 1)
    if not found:
        return None
    zone = zones[found[0]["region"]]
    own, *others = readable([*found, *_rows(store, "chain", identity, CHAIN_MOST + 1)], zone)
    others = [row for row in others if (row["source"], row["external_id"]) != identity]
    return Record(version, own, tuple(others[:CHAIN_MOST]), len(others) > CHAIN_MOST)


def _rows(store: Store, part: str, identity: tuple[str, str], limit: int) -> list[dict[str, Any]]:
    values = {"source_name": identity[0], "external_id": identity[1], "limit": limit, "offset": 0}
    paging = {"lo": BEGINNING, "hi": _END, "before": None, "before_id": None}
    return store.rows(sql.narrowed("ask/records", (part,)), {**values, **paging})
