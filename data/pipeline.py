"""The whole way of records in: read → normalise → mask → locate → store, every row counted exactly once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import memory, points, privacy, sql
from data.connection import Connection
from data.errors import StoreDown, TooLarge, UnknownProfile, UnknownRegion
from data.intake import Opened, RawBatch, open_file
from data.loading import Prepared, ahead, prepare, together
from data.locate import LOCATED, locate, locate_among
from data.model import APPEAL, Counts, Topic
from data.normalise import Context, Normalised, normalise_records
from data.pushes import Pushes, Receipt
from data.regions import Regions
from data.settings import Settings
from data.sources.profile import Choice, Profile, choose, draft, load_profiles
from data.sources.zones import to_utc
from data.store import Store
from data.ties import Ties
from data.topics import TopicCatalogue
from data.upsert import Incoming, Origin, upsert
from data.writer import Touched
from geo.boundaries import Boundaries

Progress = Callable[[Counts], None]
DEMONSTRATION = "demo-"
"""What the names of a demonstration's sources begin with."""
_NO_SECRET = b"demonstration"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of a file; `profile` is None when none fits and `draft` names the profile drafted instead.

    `fault` is set where the file broke off or the store took no more: what came before is stored.
    """

    path: str
    counts: Counts
    seconds: float
    profile: str | None
    notes: tuple[str, ...]
    fault: str | None = None
    draft: str | None = None


def _silent(_: Counts) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True)
class Pipeline:
    """Brings records into a store: files through profiles, pushes under the Appeal's own names."""

    store: Store
    settings: Settings
    regions: Regions = field(init=False)
    _pushes: Pushes = field(init=False)

    def __post_init__(self) -> None:
        self.regions = Regions(self.store)
        self._pushes = Pushes(self.store, self.settings, self._prepared)

    # ---- borders

    def install(self, boundaries: Boundaries, *, default: bool = False, synthetic: bool = False) -> None:
        """Install a region's borders, or replace them and place its records anew."""
        self.regions.install(boundaries, default=default, synthetic=synthetic)
        self._place_anew(boundaries.code)

    def _place_anew(self, region: str) -> None:
        """Re-store the region's records by the borders that now hold (their own columns stay as they are)."""
        old = self.store.ask(sql.statement("ask/region_records"), {"region": region})
        for batch in old.to_batches(max_chunksize=self.settings.batch_rows):
            table = locate(
                pa.Table.from_batches([batch]).select(APPEAL.names),
                self.regions.ground(region),
                self.settings,
            )
            moved = table.select(LOCATED.names).append_column("id", batch["id"])

            def job(connection: Connection, moved: pa.Table = moved) -> tuple[None, Touched]:
                connection.register("moved", moved)
                connection.execute(sql.statement("write/move"))
                connection.execute(sql.statement("write/queue_moved"))
                connection.unregister("moved")
                points.forget(connection)
                return None, Touched(moved.num_rows, frozenset({region}), bulk=True, stale=frozenset({region}))

            self.store.write(job, moved.num_rows)

    # ---- records

    def push(self, records: Sequence[object], region: str | None = None) -> Receipt:
        """Store pushed records; returns after they are on disk. Raises TooLarge, QueueFull, UnknownRegion."""
        most = self.settings.push_max_rows
        if len(records) > most:
            raise TooLarge(f"В одном запросе {len(records)} записей, допустимо {most}. Разделите на части.")
        return self._pushes.push(records, region)

    def _prepared(self, records: list[object], region: str | None) -> tuple[Normalised, Incoming]:
        """Pushed records of one region, ready to be stored."""
        found = normalise_records(records, self.context(region))
        origin = Origin("api", "appeal", region or "")
        return found, Incoming(self._ready(found.appeals), tuple(found.rejected), found.topics, origin, True)

    def store_table(self, appeals: pa.Table, region: str, live: bool = False) -> Counts:
        """Store records that are already Appeals (model.APPEAL), all of one region."""
        rows = np.arange(appeals.num_rows, dtype=np.int64)
        return self.keep(Normalised(appeals, rows, [], ()), Origin("demo", "appeal", region), pushed=live)

    def load(
        self, path: Path, profile: str = "auto", region: str | None = None, progress: Progress = _silent
    ) -> LoadReport:
        """Load one export. What can be used is stored, the rest is quarantined; an unknown file gets a drafted profile.

        Raises UnreadableFile when nothing of the file can be read, UnknownProfile, UnknownRegion.
        """
        start = time.monotonic()
        memory.from_system()
        with open_file(path, self.settings, lambda: self._make_ready(region)) as (opened, batches):
            choice = self._choose(opened, profile)
            notes = (*opened.notes, choice.why)
            if choice.profile is None:
                written = self._draft(path, opened)
                return LoadReport(str(path), Counts(), time.monotonic() - start, None, notes, draft=written)
            origin = Origin(path.name, choice.profile.name, region or "")
            counts, fault = self._load_batches(batches, choice.profile, origin, progress)
        return LoadReport(str(path), counts, time.monotonic() - start, choice.profile.name, notes, fault)

    def _make_ready(self, region: str | None) -> None:
        """What the first records would wait for: borders and names of the region, the jumps of its clock, topics."""
        zones = self.regions.names_and_zones()
        code = region or self.regions.default()
        if code in zones:
            self.regions.ground(code)
            to_utc(np.zeros(0, np.int64), zones[code][1])
        self.topics()

    def _load_batches(
        self, batches: Iterator[RawBatch], profile: Profile, origin: Origin, progress: Progress
    ) -> tuple[Counts, str | None]:
        """Store batch by batch; where the file or the store breaks off, what came before stays and the fault is told."""
        counts, ties = Counts(), Ties()
        fault: str | None = None
        prepared = prepare(batches, profile, self.context(origin.region or None), self._ready)
        try:
            with ahead(prepared) as groups:
                for group in (part for ready in groups for part in together(ready)):
                    if isinstance(group, str):
                        fault = group
                        break
                    counts += self._keep_part(group, origin, ties)
                    progress(counts)
            counts += self._settle(ties, origin)
        except StoreDown as down:
            fault = str(down)
        return counts, fault

    def _keep_part(self, part: Prepared, origin: Origin, ties: Ties) -> Counts:
        """Store a part of a file; rows that tie wait for the file's end, unless there are too many."""
        incoming = Incoming(part.appeals, part.rejected, part.topics, origin, False)
        counts = self._store(incoming, wait=True, ties=ties)
        ties.hold(part.appeals)
        return counts + self._settle(ties, origin) if ties.many else counts

    def _settle(self, ties: Ties, origin: Origin) -> Counts:
        """Store the rows that waited; until now they counted as duplicates."""
        waited = ties.release()
        if waited is None:
            return Counts()
        updated = self._store(Incoming(waited, (), (), origin, False), wait=True).updated
        return Counts(updated=updated, duplicate=-updated)

    def _choose(self, opened: Opened, profile: str) -> Choice:
        profiles = self.profiles()
        if profile == "auto":
            return choose(opened.header, opened.sample, profiles)
        if profile not in profiles:
            raise UnknownProfile(f"Профиль «{profile}» не найден. Есть: {', '.join(sorted(profiles))}.")
        return Choice(profiles[profile], 1.0, f"Профиль «{profile}» указан явно", ((profile, 1.0),))

    def profiles(self) -> dict[str, Profile]:
        """Shipped profiles and the operator's own, which lie in `profiles` beside the store."""
        return load_profiles([self._own_profiles()])

    def _own_profiles(self) -> Path:
        return self.store.path.parent / "profiles"

    def _draft(self, path: Path, opened: Opened) -> str:
        name = path.name.split(".")[0]
        file = self._own_profiles() / f"{name}.draft.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(draft(opened.header, opened.sample, name), encoding="utf-8")
        return str(file)

    def topics(self) -> TopicCatalogue:
        """The shipped catalogue and the topics met in records."""
        rows = self.store.ask(sql.statement("ask/topics")).to_pylist()
        return _catalogue(tuple(Topic(row["code"], row["name"], row["parent"]) for row in rows))

    def context(self, region: str | None) -> Context:
        """What records are checked against; `region` None is the default one. Raises UnknownRegion."""
        zones = self.regions.names_and_zones()
        code = region or self.regions.default()
        if code is None or code not in zones:
            raise UnknownRegion(
                f"Регион «{code or ''}» не установлен. Установлены: {', '.join(zones) or 'нет'}. "
                "Добавьте границы командой region."
            )
        return Context(zones, code, self.topics(), datetime.now(UTC), self.settings)

    def keep(
        self, found: Normalised, origin: Origin, *, pushed: bool, released: Sequence[int] = ()
    ) -> Counts:
        """Mask, place and store one call's records in one transaction; `released` leave the quarantine with it."""
        incoming = Incoming(self._ready(found.appeals), tuple(found.rejected), found.topics, origin, pushed)
        return self._store(incoming, wait=not pushed, released=released)

    def _store(
        self, incoming: Incoming, *, wait: bool, released: Sequence[int] = (), ties: Ties | None = None
    ) -> Counts:
        def job(connection: Connection) -> tuple[Counts, Touched]:
            if released:
                connection.execute(sql.statement("write/release"), {"numbers": list(released)})
            return upsert(connection, incoming, self.settings, ties)

        room = min(max(1, incoming.appeals.num_rows), self.settings.queue_max_rows // 2) if wait else incoming.appeals.num_rows
        counts: Counts = self.store.write(job, room, wait=wait)
        return counts

    def _ready(self, appeals: pa.Table) -> pa.Table:
        """Masked and placed."""
        return self._placed(_protected(appeals, self.store.salt))

    def _placed(self, appeals: pa.Table) -> pa.Table:
        """Placed on the ground of their regions."""
        coded = appeals["region"].combine_chunks().dictionary_encode()
        grounds = [self.regions.ground(code) for code in coded.dictionary.to_pylist()]
        return locate_among(appeals, np.asarray(coded.indices), grounds, self.settings) if grounds else appeals


@lru_cache(maxsize=2)
def _catalogue(learned: tuple[Topic, ...]) -> TopicCatalogue:
    """The shipped catalogue and these topics; every push asks for it, and seldom is there a new one."""
    return TopicCatalogue.shipped().with_topics(learned)


def _protected(appeals: pa.Table, salt: bytes) -> pa.Table:
    """Author keys instead of authors, and masked texts beside the texts."""
    authors = _authors(appeals, salt)
    appeals = appeals.set_column(APPEAL.get_field_index("author"), APPEAL.field("author"), authors)
    for name in ("text", "answer"):
        appeals = appeals.append_column(pa.field(f"masked_{name}", pa.string()), privacy.mask(appeals[name]))
    return appeals


def _authors(appeals: pa.Table, salt: bytes) -> pa.Array:
    """Keys by the store's own secret; the invented authors of a demonstration get the same ones in every store."""
    source, author = appeals["source"].combine_chunks(), appeals["author"].combine_chunks()
    invented = pc.starts_with(source, DEMONSTRATION)
    keys = privacy.author_key(source, author, salt)
    if not pc.any(invented).as_py():
        return keys
    return pc.if_else(invented, privacy.author_key(source, author, _NO_SECRET), keys)
