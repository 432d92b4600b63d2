"""The topic catalogue: finds the code of a topic by whatever name a source gives it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.model import Topic
from data.sources.folding import fold
from geo.naming import slug

REFERENCE = Path(__file__).parent / "reference"
NO_GROUP = "Без группы"
_SLUG_CHARS = 48


@dataclass(frozen=True, slots=True)
class RollUp:
    """A matter that several groups share: `topics` are codes of topics or groups."""

    code: str
    name: str
    name_en: str | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Codes of a group and a topic, and the topics that were unknown until now."""

    group: str | None
    topic: str | None
    new: tuple[Topic, ...] = ()


class TopicCatalogue:
    """Topics by code, by (group, topic) name and by topic name alone; never changed after it is built.

    Topics learned from records are known by their codes only: a name gets the same code whatever was learned before.
    """

    def __init__(
        self,
        topics: Iterable[Topic] = (),
        roll_ups: Iterable[RollUp] = (),
        synonyms: Iterable[tuple[str, str]] = (),
        learned: Iterable[Topic] = (),
    ) -> None:
        """`synonyms` are pairs of a code and another name of it."""
        self._shipped = {topic.code: topic for topic in topics}
        self._by_code = self._shipped | {one.code: one for one in learned if one.code not in self._shipped}
        self._roll_ups = {part.code: part for part in roll_ups}
        self._synonyms = tuple(synonyms)
        self._groups: dict[str, str] = {}
        self._topics: dict[tuple[str, str], str] = {}
        self._alone: dict[str, set[str]] = {}
        for code, name in self._names():
            self._index(self._shipped[code], fold(name))

    @classmethod
    def shipped(cls, folder: Path = REFERENCE) -> TopicCatalogue:
        """The catalogue of topics.csv and rollups.csv in `folder`; a missing file is an empty one."""
        rows = list(_rows(folder / "topics.csv"))
        synonyms = [(row["code"], name) for row in rows for name in (row.get("synonyms") or "").split(";") if name]
        return cls([_topic(row) for row in rows], map(_roll_up, _rows(folder / "rollups.csv")), synonyms)

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All topics and groups in the order of the catalogue."""
        return tuple(self._by_code.values())

    @property
    def roll_ups(self) -> tuple[RollUp, ...]:
        """The cross-group roll-ups."""
        return tuple(self._roll_ups.values())

    def with_topics(self, topics: Iterable[Topic]) -> TopicCatalogue:
        """A catalogue that knows these too (stored earlier, or met a moment ago)."""
        learned = [topic for code, topic in self._by_code.items() if code not in self._shipped]
        return TopicCatalogue(
            self._shipped.values(), self._roll_ups.values(), self._synonyms, [*topics, *learned]
        )

    def get(self, code: str) -> Topic | None:
        """The topic or group of this code."""
        return self._by_code.get(code)

    def expand(self, code: str) -> tuple[str, ...]:
        """Codes of the topics and groups that `code` stands for: itself, its topics, the members of a roll-up."""
        if code in self._roll_ups:
            return tuple(dict.fromkeys(part for member in self._roll_ups[code].topics for part in self.expand(member)))
        return (code, *(topic.code for topic in self._by_code.values() if topic.parent == code))

    def find(self, group: str | None, topic: str | None) -> Found:
        """Codes for the names (or codes) a record gives; an unknown name gets a stable slug, never a refusal."""
        group_name, topic_name = _clean(group), _clean(topic)
        if topic_name is None:
            return self._group(group_name)
        known = self._known(group_name, topic_name)
        if known is not None:
            return Found(known.parent or known.code, known.code if known.parent else None)
        parent = self._group(group_name or NO_GROUP)
        return self._new_topic(parent, topic_name, starred=(topic or "").lstrip().startswith("★"))

    def _names(self) -> Iterator[tuple[str, str]]:
        """Code and name, groups first; a synonym never hides a name."""
        ordered = sorted(self._shipped.values(), key=lambda topic: topic.parent is not None)
        yield from ((topic.code, topic.name) for topic in ordered)
        yield from (pair for pair in self._synonyms if pair[0] in self._shipped)

    def _index(self, topic: Topic, name: str) -> None:
        if topic.parent is None:
            self._groups.setdefault(name, topic.code)
            return
        self._topics.setdefault((topic.parent, name), topic.code)
        self._alone.setdefault(name, set()).add(topic.code)

    def _known(self, group: str | None, topic: str) -> Topic | None:
        coded = self._by_code.get(topic)
        if coded is not None and (coded.parent or topic in self._shipped):
            return coded
        if group is not None:
            return self._by_code.get(self._topics.get((self._group_code(group), fold(topic)), ""))
        alone = self._alone.get(fold(topic), set())
        return self._by_code[next(iter(alone))] if len(alone) == 1 else None

    def _group_code(self, name: str) -> str:
        """The code of a group by code or name; for an unknown one the slug it will get."""
        if name in self._by_code and self._by_code[name].parent is None:
            return name
        return self._groups.get(fold(name)) or _slug(name)

    def _group(self, name: str | None) -> Found:
        if name is None:
            return Found(None, None)
        code = self._group_code(name)
        new = () if code in self._by_code else (Topic(code, name, None),)
        return Found(code, None, new)

    def _new_topic(self, parent: Found, name: str, starred: bool) -> Found:
        code = f"{parent.group}.{_slug(name)}"
        if code in self._by_code:
            return Found(parent.group, code)
        return Found(parent.group, code, (*parent.new, Topic(code, name, parent.group, fast_track=starred)))


def _clean(name: str | None) -> str | None:
    """The name without «★» and stray blanks; None for a blank."""
    return " ".join((name or "").replace("★", " ").split()) or None


def _slug(name: str) -> str:
    """A slug of bounded length that depends on the folded name only; it is no roll-up's code and not `none`."""
    folded = fold(name)
    text = slug(folded) if folded else slug(name)
    if len(text) > _SLUG_CHARS:
        text = f"{text[:_SLUG_CHARS].rstrip('-')}-{hashlib.blake2s(folded.encode(), digest_size=3).hexdigest()}"
    return f"g-{text}" if text.startswith("r-") or text == "none" else text


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def _topic(row: dict[str, str]) -> Topic:
    return Topic(
        code=row["code"],
        name=row["name"],
        parent=row.get("parent") or None,
        name_en=row.get("name_en") or None,
        fast_track=(row.get("fast_track") or "").strip().lower() in ("true", "1", "yes", "да"),
        severity=int(row["severity"]) if row.get("severity") else None,
        term_days=int(row["term_days"]) if row.get("term_days") else None,
    )


def _roll_up(row: dict[str, str]) -> RollUp:
    return RollUp(row["code"], row["name"], row.get("name_en") or None, tuple((row.get("topics") or "").split()))
