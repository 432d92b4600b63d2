"""The figures of the contract counted record by record in plain Python: what the questions are held against."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import h3
import numpy as np

from data.search.words import Words, fold
from data.store import Store

Record = dict[str, Any]
OPEN = ("new", "moderation", "assigned", "in_work", "redirected", "interim", "postponed", "reopened")
DAYS = {"24h": 1, "7d": 7, "30d": 30, "90d": 90, "1y": 365}


def every_record(store: Store) -> list[Record]:
    """All records as they lie in the store, each with the beginning of its chain of repeats (`root`)."""
    rows: list[Record] = store.ask("SELECT * FROM appeal").to_pylist()
    by_identity = {(row["source"], row["external_id"]): row for row in rows}
    return [{**row, "root": _root(row, by_identity)} for row in rows]


def _root(row: Record, by_identity: dict[tuple[str, str], Record]) -> tuple[str, str]:
    """The beginning of a record's chain of repeats."""
    seen = [(row["source"], row["external_id"])]
    while (found := by_identity.get(seen[-1])) and found["repeat_of"]:
        following = (found["source"], found["repeat_of"])
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def is_open(row: Record, asof: datetime) -> bool:
    """Open as at a moment: not closed then, whatever became of it later."""
    if row["status"] in OPEN:
        return True
    ended = row["closed"] or row["answered"] or row["version"]
    return bool(ended > asof)


def is_overdue(row: Record, asof: datetime) -> bool:
    """Open and past its term as at a moment."""
    return is_open(row, asof) and row["due"] is not None and row["due"] < asof


def matches(row: Record, params: dict[str, str], asof: datetime) -> bool:
    """Whether a record is selected by the filters, period apart."""
    lists = {name: text.split(",") for name, text in params.items()}
    plain = {"source": "source", "channel": "channel", "precision": "precision", "budget": "needs_budget"}
    for name, column in plain.items():
        if name in lists and row[column] not in lists[name]:
            return False
    return bool(
        row["type"] in lists.get("type", ["problem", "question"])
        and ("region" not in params or row["region"] == params["region"])
        and ("district" not in lists or (row["district"] or "none") in lists["district"])
        and (
            "topic" not in lists
            or bool({row["topic"] or "none", row["topic_group"] or "none"} & set(lists["topic"]))
        )
        and ("repeat" not in params or (row["repeat_of"] is not None) == (params["repeat"] == "yes"))
        and ("status" not in lists or any(_status(row, one, asof) for one in lists["status"]))
        and ("cell" not in lists or any(_within(row["cell"], one) for one in lists["cell"]))
        and ("bbox" not in lists or _in_box(row, [float(part) for part in lists["bbox"]]))
        and ("q" not in params or _found(row, Words.read(params["q"])))
    )


def _found(row: Record, words: Words) -> bool:
    return row["external_id"] == words.text or words.matches(fold(row["masked_text"] or ""))


def _status(row: Record, chosen: str, asof: datetime) -> bool:
    groups: dict[str, bool] = {"open": is_open(row, asof), "closed": not is_open(row, asof), "overdue": is_overdue(row, asof)}
    return groups.get(chosen, bool(row["status"] == chosen))


def _within(cell: int | None, parent: str) -> bool:
    return cell is not None and h3.cell_to_parent(h3.int_to_str(cell), h3.get_resolution(parent)) == parent


def _in_box(row: Record, box: Sequence[float]) -> bool:
    return row["cell"] is not None and box[0] <= row["lon"] <= box[2] and box[1] <= row["lat"] <= box[3]


def window(params: dict[str, str], asof: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """[from, to) of the period, UTC; `all`, `from` and `to` include the moment itself."""
    if "from" in params or "to" in params:
        lo = _midnight(params["from"], zone, 0) if "from" in params else datetime.min
        hi = asof + timedelta(microseconds=1)
        return lo, min(hi, _midnight(params["to"], zone, 1)) if "to" in params else hi
    period = params.get("period", "30d")
    if period == "all":
        return datetime.min, asof + timedelta(microseconds=1)
    return asof - timedelta(days=DAYS[period]), asof


def _midnight(day: str, zone: ZoneInfo, days: int) -> datetime:
    local = datetime.fromisoformat(day) + timedelta(days=days)
    return local.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


def received_in(rows: list[Record], lo: datetime, hi: datetime) -> list[Record]:
    """The records received in [lo, hi)."""
    return [row for row in rows if lo <= row["received"] < hi]


def measure(rows: list[Record], metric: str, unit: str, asof: datetime) -> float | None:
    """The metric of some records; None where a mean has nothing to average."""
    if metric == "answer_days":
        days = [
            (row["answered"] - row["received"]).total_seconds() / 86_400
            for row in rows
            if _answered(row, asof)
        ]
        return statistics.fmean(days) if days else None
    if metric == "rating":
        marks = [row["mark"] for row in rows if row["mark"] is not None]
        return statistics.fmean(marks) if marks else None
    condition: Callable[[Record], bool] = {
        "overdue": lambda row: is_overdue(row, asof),
        "repeat": lambda row: row["repeat_of"] is not None,
    }.get(metric, lambda row: True)
    return len({_counted(row, unit) for row in rows if condition(row)})


def _answered(row: Record, asof: datetime) -> bool:
    return row["answered"] is not None and row["answered"] <= asof


def _counted(row: Record, unit: str) -> object:
    own = (row["source"], row["external_id"])
    if unit == "authors":
        return row["author"] or own
    return row["root"] if unit == "problems" else own


def usual(values: Sequence[float]) -> tuple[float, float, float] | None:
    """Median and 10–90 % band of the preceding windows; None with fewer than 4."""
    if len(values) < 4:
        return None
    low, median, high = np.percentile(values, [10, 50, 90])
    return float(median), float(low), float(high)
