"""Codes of topics for the names in a file, each distinct pair looked up once."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from data.model import Topic
from data.sources.columns import Taken
from data.sources.folding import fold
from data.sources.profile_format import Profile
from data.sources.values import codes, flags
from data.topics import Found, TopicCatalogue

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class TopicColumns:
    """Codes of group and topic, the fast-track flag, and the topics met for the first time."""

    group: pa.Array
    topic: pa.Array
    fast_track: pa.Array
    new: tuple[Topic, ...]


def read_topics(taken: Taken, profile: Profile, catalogue: TopicCatalogue) -> TopicColumns:
    """By the profile's own topic map, else by the catalogue; «★» or the catalogue say fast track where no column does."""
    group, topic = taken.field("topic_group"), taken.field("topic")
    pairs = pc.binary_join_element_wise(pc.fill_null(group, ""), pc.fill_null(topic, ""), _SEPARATOR).dictionary_encode()
    found = [_find(pair, profile, catalogue) for pair in pairs.dictionary.to_pylist()]
    new = {part.code: part for one in found for part in one.new}
    fast = pa.array([_is_fast(one, catalogue) for one in found], pa.bool_()).take(pairs.indices)
    starred = pc.fill_null(pc.match_substring(topic, "★"), False)
    written = flags(codes(taken.field("fast_track"), "fast_track", profile.values.get("fast_track")))
    return TopicColumns(
        pa.array([one.group for one in found], pa.string()).take(pairs.indices),
        pa.array([one.topic for one in found], pa.string()).take(pairs.indices),
        pc.or_(starred, pc.coalesce(written, fast, False)),
        tuple(new.values()),
    )


def _find(pair: str, profile: Profile, catalogue: TopicCatalogue) -> Found:
    group, topic = pair.split(_SEPARATOR, 1)
    key = fold(topic)
    mapped = profile.topics.get(f"{fold(group)}/{key}") or profile.topics.get(key)
    if mapped and catalogue.get(mapped):
        return catalogue.find(None, mapped)
    return catalogue.find(group, topic)


def _is_fast(found: Found, catalogue: TopicCatalogue) -> bool:
    topic = catalogue.get(found.topic) if found.topic else None
    return bool(topic and topic.fast_track)
