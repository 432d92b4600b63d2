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
        if name != "received" and name not in taken.fields:
            fields[name] = _none(taken.rows)
            continue
        fields[name] = _utc(taken.field(name), profile, zones)
    received = fields["received"]
    blank = np.asarray(taken.field("received").is_null())
    for name in DATE_FIELDS[1:]:
        if name in taken.fields:
            fields[name], doubt = _believed(fields[name], taken.field(name), clock, name)
            doubtful |= {name: doubt} if doubt.null_count < len(doubt) else {}
    _end(fields, taken, profile, clock)
    return Timeline(
        fields, blank, ~blank & ~received.known,
        received.known & (received.micros > clock.latest), received.known & (received.micros < clock.earliest), doubtful,
    )  # fmt: skip


def _none(rows: int) -> Moments:
    return Moments(np.zeros(rows, np.int64), np.zeros(rows, bool))


def _utc(texts: pa.Array, profile: Profile, zones: pa.Array) -> Moments:
    read = parse_moments(texts, profile.dates)
    micros = read.micros.copy()
    local = read.good & ~read.utc
    for zone in pc.unique(zones).to_pylist() if profile.tz is None else [profile.tz]:
        here = local if profile.tz else local & np.asarray(pc.equal(zones, zone))
        micros[here] = to_utc(micros[here], zone)
    return Moments(micros, read.good)


def _believed(moments: Moments, texts: pa.Array, clock: Clock, name: str) -> tuple[Moments, pa.Array]:
    """The moments between the earliest and the latest (a term may lie ahead), and the texts of the others."""
    latest = clock.now + _DUE_YEARS * 366 * DAY if name == "due" else clock.latest
    good = moments.known & (moments.micros >= clock.earliest) & (moments.micros <= latest)
    doubt = pc.if_else(pa.array(good), pa.scalar(None, pa.string()), texts)
    return Moments(moments.micros, good), doubt


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
