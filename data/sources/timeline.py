"""The moments of a record: read, brought to UTC and checked against the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.model import MOMENT
from data.sources.columns import Taken
from data.sources.dates import DAY, SECOND, parse_durations, parse_moments
from data.sources.dates import Moments as Read
from data.sources.profile_format import DATE_FIELDS, Profile
from data.sources.zones import to_utc

Flags = NDArray[np.bool_]
_DUE_YEARS = 50


@dataclass(frozen=True, slots=True)
class Clock:
    """What moments are checked against, in UTC microseconds: now, the latest and the earliest believed."""

    now: int
    latest: int
    earliest: int

    @classmethod
    def at(cls, now: datetime, future_max_h: float, oldest_year: int) -> Clock:
        moment = int(now.timestamp() * SECOND)
        oldest = int(datetime(oldest_year, 1, 1, tzinfo=UTC).timestamp()) * SECOND
        return cls(moment, moment + int(future_max_h * 3_600 * SECOND), oldest)


@dataclass(frozen=True, slots=True)
class Moments:
    """UTC microseconds of one field and where they are known."""

    micros: NDArray[np.int64]
    known: Flags

    def array(self) -> pa.Array:
        """As a column of the Appeal."""
        return pa.array(self.micros, mask=~self.known).cast(MOMENT)


@dataclass(frozen=True, slots=True)
class Timeline:
    """All moments by field; whether the date of receipt is unreadable, in the future or too old; what was not believed."""

    fields: dict[str, Moments]
    blank: Flags
    unreadable: Flags
    future: Flags
    too_old: Flags
    doubtful: dict[str, pa.Array]


def read_timeline(taken: Taken, profile: Profile, zones: pa.Array, clock: Clock) -> Timeline:
    """Moments of every date field; `zones` names the IANA zone of each row."""
    fields: dict[str, Moments] = {}
    doubtful: dict[str, pa.Array] = {}
    for name in DATE_FIELDS:
        if name != "received" and not taken.has(name):
            fields[name] = _none(taken.rows)
            continue
        fields[name] = _utc(_read(taken, name, profile), profile, zones)
    received = fields["received"]
    blank = ~taken.filled("received")
    for name in DATE_FIELDS[1:]:
        if taken.has(name):
            fields[name] = _believed(fields[name], clock, name)
            doubt = taken.filled(name) & ~fields[name].known
            if doubt.any():
                doubtful[name] = pc.if_else(pa.array(doubt), taken.field(name), pa.scalar(None, pa.string()))
    _end(fields, taken, profile, clock)
    return Timeline(
        fields, blank, ~blank & ~received.known,
        received.known & (received.micros > clock.latest), received.known & (received.micros < clock.earliest), doubtful,
    )  # fmt: skip


def _none(rows: int) -> Moments:
    return Moments(np.zeros(rows, np.int64), np.zeros(rows, bool))


def _read(taken: Taken, name: str, profile: Profile) -> Read:
    """The moments as they are written, or as the file brings them."""
    column = taken.typed.get(name)
    if column is None:
        return parse_moments(taken.field(name), profile.dates)
    known = np.asarray(column.is_valid())
    micros = np.asarray(column.cast(pa.int64()).fill_null(0))
    return Read(micros, np.full(len(known), column.type.tz is not None), known)


def _utc(read: Read, profile: Profile, zones: pa.Array) -> Moments:
    micros = read.micros.copy()
    local = read.good & ~read.utc
    for zone in pc.unique(zones).to_pylist() if profile.tz is None else [profile.tz]:
        here = local if profile.tz else local & np.asarray(pc.equal(zones, zone))
        micros[here] = to_utc(micros[here], zone)
    return Moments(micros, read.good)


def _believed(moments: Moments, clock: Clock, name: str) -> Moments:
    """The moments between the earliest and the latest (a term may lie ahead)."""
    latest = clock.now + _DUE_YEARS * 366 * DAY if name == "due" else clock.latest
    good = moments.known & (moments.micros >= clock.earliest) & (moments.micros <= latest)
    return Moments(moments.micros, good)


def _end(fields: dict[str, Moments], taken: Taken, profile: Profile, clock: Clock) -> None:
    """Closed from a duration; answered and closed from each other where the source has one moment for both."""
    if "duration" in taken.fields:
        lasted, known = parse_durations(taken.field("duration"))
        received = fields["received"]
        ended = Moments(received.micros + lasted, known & received.known & (received.micros + lasted <= clock.latest))
        fields["closed"] = _either(fields["closed"], ended)
    if profile.rules.answered_is_closed:
        closed, answered = fields["closed"], fields["answered"]
        fields["closed"], fields["answered"] = _either(closed, answered), _either(answered, closed)


def _either(first: Moments, second: Moments) -> Moments:
    return Moments(np.where(first.known, first.micros, second.micros), first.known | second.known)


def without_end(fields: dict[str, Moments], open_rows: Flags, profile: Profile, taken: Taken) -> dict[str, Moments]:
    """An open record has no end: the one computed from its duration is taken back."""
    if "duration" not in taken.fields:
        return fields
    ends = ("closed", "answered") if profile.rules.answered_is_closed else ("closed",)
    return fields | {name: Moments(fields[name].micros, fields[name].known & ~open_rows) for name in ends}
