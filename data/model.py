"""The Appeal: its Arrow schema and the closed vocabularies of its fields."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

MOMENT = pa.timestamp("us")
"""Every stored moment is UTC without a zone; the region's zone is applied when asking and showing."""

OPEN_STATUSES = (
    "new",
    "moderation",
    "assigned",
    "in_work",
    "redirected",
    "interim",
    "postponed",
    "reopened",
)
CLOSED_STATUSES = ("solved", "explained", "refused", "rejected")
STATUSES = OPEN_STATUSES + CLOSED_STATUSES
STATUS_GROUPS = ("open", "closed", "overdue")

TYPES = ("problem", "question", "thanks", "spam")
COUNTED_TYPES = ("problem", "question")
"""What every figure counts unless `type=` says otherwise."""

PRECISIONS = ("house", "street", "settlement", "district", "none")
PLACED_PRECISIONS = ("house", "street")
"""Precise enough for a hexagon."""

BUDGET = ("yes", "no", "unknown")
METRICS = ("count", "per1000", "excess", "overdue", "answer_days", "rating", "repeat")
UNITS = ("appeals", "authors", "problems")

CELL_RESOLUTION = 10
"""H3 resolution of the stored cell; coarser cells are its parents."""

REQUIRED = ("source", "external_id", "received")

APPEAL = pa.schema(
    [
        ("source", pa.string()),
        ("external_id", pa.string()),
        ("region", pa.string()),
        ("received", MOMENT),
        ("registered", MOMENT),
        ("due", MOMENT),
        ("first_answer", MOMENT),
        ("answered", MOMENT),
        ("closed", MOMENT),
        ("updated", MOMENT),
        ("channel", pa.string()),
        ("topic_group", pa.string()),
        ("topic", pa.string()),
        ("fast_track", pa.bool_()),
        ("type", pa.string()),
        ("resolvable", pa.bool_()),
        ("district", pa.string()),
        ("settlement", pa.string()),
        ("street", pa.string()),
        ("house", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("body", pa.string()),
        ("executor", pa.string()),
        ("status", pa.string()),
        ("text", pa.string()),
        ("answer", pa.string()),
        ("mark", pa.int8()),
        ("author", pa.string()),
        ("repeat_of", pa.string()),
        ("needs_budget", pa.string()),
        ("attachments", pa.string()),
        ("extra", pa.string()),
    ]
)
"""A checked record, before it is placed.

`region` is an installed region's code; `topic_group` and `topic` are codes of the topic catalogue (null = not
given); `district` is the municipality as the source wrote it (name or code); `lon`, `lat` are degrees WGS 84, null
unless plausible; `mark` is 1..5; `attachments` is a JSON array and `extra` a JSON object, both as text or null.
"""

DATES = ("received", "registered", "first_answer", "answered", "closed")
"""The record's own events; the latest of them is its version where `updated` is missing (`due` is no event)."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One row of the topic catalogue; `parent` is None for a group."""

    code: str
    name: str
    parent: str | None
    name_en: str | None = None
    fast_track: bool = False
    severity: int | None = None
    term_days: int | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A refused record: why, what to do, and its raw form as JSON text."""

    reason: str
    hint: str
    raw: str
    row: int
    source: str | None = None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of one call: `fetched = stored + updated + duplicate + quarantined`."""

    fetched: int = 0
    stored: int = 0
    updated: int = 0
    duplicate: int = 0
    quarantined: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.fetched + other.fetched,
            self.stored + other.stored,
            self.updated + other.updated,
            self.duplicate + other.duplicate,
            self.quarantined + other.quarantined,
        )
