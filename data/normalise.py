"""Raw rows to Appeals: maps columns and values by a profile, refuses what lacks the required, keeps the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.model import Rejected, Topic
from data.settings import Settings
from data.sources import reasons
from data.sources.appeal_table import Drafted, draft_table
from data.sources.columns import take
from data.sources.edges import holds
from data.sources.profile import SHIPPED, Profile, read_profile
from data.sources.reasons import Reason
from data.sources.records import flatten, own_table, plain_table
from data.sources.regions import region_codes
from data.sources.timeline import Clock, read_timeline
from data.sources.typed import texts
from data.topics import TopicCatalogue

Flags = NDArray[np.bool_]
RawsOf = Callable[[NDArray[np.intp]], list[str]]


@dataclass(frozen=True, slots=True)
class Context:
    """What records are checked against: installed regions (code → name, zone), the default one, topics and the clock."""

    regions: Mapping[str, tuple[str, str]]
    region: str
    topics: TopicCatalogue
    now: datetime
    settings: Settings


@dataclass(frozen=True, slots=True)
class Normalised:
    """Appeals (`model.APPEAL`) with the number of the row each came from, refused rows, and topics new to the catalogue."""

    appeals: pa.Table
    rows: NDArray[np.int64]
    rejected: list[Rejected]
    topics: tuple[Topic, ...]


def normalise(
    raw: pa.Table, profile: Profile, context: Context, first_row: int | NDArray[np.int64] = 0
) -> Normalised:
    """Appeals of a table of texts, numbers and moments; `first_row` numbers its first row, or (an array) every row."""
    rows = first_row if isinstance(first_row, np.ndarray) else np.arange(raw.num_rows, dtype=np.int64) + first_row
    return _normalise(raw, profile, context, rows, lambda places: _raws(raw, places))


def normalise_records(records: Sequence[object], context: Context) -> Normalised:
    """Appeals of pushed records under the Appeal's own names; one bad record never spoils the others.

    `rows` and `Rejected.row` are places in the list.
    """
    profile, longest = appeal_profile(), context.settings.cell_max_chars
    plain = plain_table(records, _own_names(profile), longest)
    if plain is not None:
        every = np.arange(len(records), dtype=np.int64)
        return _normalise(plain, profile, context, every, lambda places: [reasons.raw_value(records[i]) for i in places])
    flat = [flatten(record) if isinstance(record, Mapping) else None for record in records]
    good = [i for i, record in enumerate(flat) if record is not None and all(len(text) <= longest for text in record.values())]
    refused = [
        (reasons.NOT_OBJECT if flat[i] is None else reasons.LONG).reject(reasons.raw_value(records[i]), i)
        for i in sorted(set(range(len(flat))) - set(good))
    ]
    table = own_table([flat[i] or {} for i in good], _own_names(profile))
    rows = np.array(good, np.int64)
    found = _normalise(table, profile, context, rows, lambda places: [reasons.raw_value(records[good[i]]) for i in places])
    return Normalised(found.appeals, found.rows, sorted([*refused, *found.rejected], key=lambda one: one.row), found.topics)


@cache
def appeal_profile() -> Profile:
    """The profile of records under the Appeal's own names."""
    return read_profile(SHIPPED / "appeal.yaml")


def _own_names(profile: Profile) -> list[str]:
    return [word.replace(" ", "_") for name, words in profile.columns.items() if name != "extra" for word in words]


def _normalise(raw: pa.Table, profile: Profile, context: Context, rows: NDArray[np.int64], raws_of: RawsOf) -> Normalised:
    taken = take(raw, profile)
    settings = context.settings
    region, strange = region_codes(taken.field("region"), profile, context.regions, context.region)
    zones = pc.fill_null(_zones(region, context), "UTC")
    clock = Clock.at(context.now, settings.future_max_h, settings.oldest_year)
    timeline = read_timeline(taken, profile, zones, clock)
    drafted = draft_table(taken, profile, context.topics, timeline, region)
    faults = [
        (_null(drafted, "source"), reasons.NO_SOURCE),
        (_null(drafted, "external_id"), reasons.NO_ID),
        (_rounded(drafted), reasons.ROUNDED_ID),
        (timeline.blank, reasons.NO_DATE),
        (timeline.unreadable, reasons.BAD_DATE),
        (timeline.future, reasons.FUTURE),
        (timeline.too_old, reasons.TOO_OLD),
        (strange, reasons.NO_REGION),
    ]
    return _sorted_out(drafted, faults, rows, raws_of)


def _sorted_out(
    drafted: Drafted, faults: Sequence[tuple[Flags, Reason]], rows: NDArray[np.int64], raws_of: RawsOf
) -> Normalised:
    """Good rows and refused ones; the first fault of a row counts."""
    table = drafted.table
    first = np.full(len(rows), len(faults))
    for number in range(len(faults) - 1, -1, -1):
        first[faults[number][0]] = number
    bad = np.flatnonzero(first < len(faults))
    names = table.select(["source", "external_id"]).take(pa.array(bad)).to_pylist()
    rejected = [
        faults[first[i]][1].reject(raw, int(rows[i]), name["source"], name["external_id"])
        for i, raw, name in zip(bad, raws_of(bad), names, strict=True)
    ]
    good = first == len(faults)
    kept = table if good.all() else table.filter(pa.array(good))
    return Normalised(kept, rows[good], rejected, drafted.topics)


def _zones(region: pa.Array, context: Context) -> pa.Array:
    coded = region.dictionary_encode()
    zones = [context.regions[code][1] if code in context.regions else "UTC" for code in coded.dictionary.to_pylist()]
    return pa.array(zones, pa.string()).take(coded.indices)


def _null(drafted: Drafted, name: str) -> Flags:
    return np.asarray(drafted.table.column(name).is_null())


def _rounded(drafted: Drafted) -> Flags:
    """Identities that a spreadsheet has turned into 1,01E+11."""
    names = drafted.table.column("external_id").combine_chunks()
    if not holds(names, b"+"):
        return np.zeros(len(names), bool)
    written = pc.match_substring_regex(names, r"^\d(?:[.,]\d+)?[eE]\+\d+$")
    return np.asarray(pc.fill_null(written, False))


def _raws(raw: pa.Table, places: NDArray[np.intp]) -> list[str]:
    """Rows as JSON objects of what is not blank."""
    rows = texts(raw.take(pa.array(places))).to_pylist()
    return [json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=False) for row in rows]
