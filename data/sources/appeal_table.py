"""Builds the table of Appeals from the taken columns: every field by its own rule, the rest into `extra`."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data.model import APPEAL, Topic
from data.privacy import is_personal, mask
from data.sources.columns import Taken
from data.sources.edges import holds, own_bytes
from data.sources.extra import merge, pack
from data.sources.markup import to_plain
from data.sources.place import read_place
from data.sources.profile_format import Profile
from data.sources.status import is_open, read_status
from data.sources.timeline import Timeline, without_end
from data.sources.topic_codes import read_topics
from data.sources.values import attachments, codes, flags, marks
from data.topics import TopicCatalogue

_HIDDEN = "[скрыто]"
_BLANK, _LEADS_NBSP = 0x20, 0xC2
_SPREADSHEET_NUMBER = r"^(\d+)\.0+$"

Columns = dict[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Drafted:
    """Appeals of all rows, refused ones included, and the topics new to the catalogue."""

    table: pa.Table
    topics: tuple[Topic, ...]


def draft_table(
    taken: Taken, profile: Profile, catalogue: TopicCatalogue, timeline: Timeline, region: pa.Array
) -> Drafted:
    """One Appeal a row; what a field does not understand goes to `extra` under the field's name."""
    topics = read_topics(taken, profile, catalogue)
    place, misplaced = read_place(taken, profile)
    course, unknown = _course(taken, profile, timeline)
    judged, misread = _judged(taken, profile)
    columns = _identity(taken, profile) | _written(taken, profile) | place | course | judged
    columns |= {
        "region": region,
        "topic_group": topics.group,
        "topic": topics.topic,
        "fast_track": topics.fast_track,
        "extra": _extra(taken, unknown | misread | misplaced),
    }
    return Drafted(pa.table([columns[name] for name in APPEAL.names], schema=APPEAL), topics.new)


def _identity(taken: Taken, profile: Profile) -> Columns:
    source = taken.field("source") if profile.source is None else pa.repeat(profile.source, taken.rows)
    number = taken.field("external_id")
    if holds(number, b"."):
        number = pc.replace_substring_regex(number, _SPREADSHEET_NUMBER, r"\1")
    return {"source": one_line(source), "external_id": one_line(number)}


def _course(taken: Taken, profile: Profile, timeline: Timeline) -> tuple[Columns, Columns]:
    """Status and moments, which depend on each other, and what was not understood of them."""
    dates = timeline.fields
    status, unknown = read_status(taken, profile, dates["answered"].known | dates["closed"].known)
    dates = without_end(dates, is_open(status), profile, taken)
    columns = {name: moments.array() for name, moments in dates.items()}
    return columns | {"status": status}, {"status": unknown, **timeline.doubtful}


def _judged(taken: Taken, profile: Profile) -> tuple[Columns, Columns]:
    """Fields of closed vocabularies, and the texts that are not in them."""
    columns: Columns = {
        name: codes(taken.field(name), name, profile.values.get(name))
        for name in ("type", "needs_budget", "channel", "resolvable")
    }
    columns["mark"] = marks(taken.field("mark"))
    misread = {
        name: pc.if_else(columns[name].is_null(), taken.field(name), pa.scalar(None, pa.string()))
        for name in ("type", "needs_budget", "mark")
    }
    columns["type"] = pc.fill_null(columns["type"], "problem")
    columns["needs_budget"] = pc.fill_null(columns["needs_budget"], "unknown")
    columns["channel"] = pc.coalesce(columns["channel"], one_line(taken.field("channel")))
    columns["resolvable"] = flags(columns["resolvable"])
    return columns, misread


def _written(taken: Taken, profile: Profile) -> Columns:
    """Fields kept as they are written; texts without mark-up where the profile says so."""
    columns = {name: one_line(taken.field(name)) for name in ("body", "executor", "author", "repeat_of")}
    for name in ("text", "answer"):
        texts = taken.field(name)
        columns[name] = to_plain(texts) if profile.rules.markup == "html" else texts
    return columns | {"attachments": attachments(taken.field("attachments"))}


def one_line(texts: pa.Array) -> pa.Array:
    """Names on one line with single blanks."""
    data = own_bytes(texts)
    if not ((data < _BLANK).any() or (data == _LEADS_NBSP).any() or ((data[1:] == _BLANK) & (data[:-1] == _BLANK)).any()):
        return texts
    if pc.any(pc.match_substring_regex(texts, r"[\s\x{00a0}]{2}|[\t\r\n\x{00a0}]")).as_py():
        return pc.replace_substring_regex(texts, r"[\s\x{00a0}]+", " ")
    return texts


def _extra(taken: Taken, misread: Columns) -> pa.Array:
    """The columns no field takes, masked, and the texts that fields did not understand."""
    rest = {name: _hidden(column) if is_personal(name) else column for name, column in taken.rest.items()}
    masked = rest.keys() - misread.keys()
    packed = pack(rest | misread, taken.rows, lambda name, column: mask(column) if name in masked else column)
    return merge(packed, taken.field("extra"))


def _hidden(column: pa.Array) -> pa.Array:
    return pc.if_else(column.is_valid(), _HIDDEN, pa.scalar(None, pa.string()))
