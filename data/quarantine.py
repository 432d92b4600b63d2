"""What was refused and why: lists it, shows its raw form, and tries it again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import PurePath
from typing import Any

import pyarrow as pa

from data import sql
from data.errors import UnknownProfile
from data.model import Counts
from data.normalise import Normalised, normalise, normalise_records
from data.pipeline import Pipeline
from data.store import Store
from data.upsert import Origin

_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Group:
    """Refused records alike: where they came from, why they were refused, and what to do."""

    origin: str
    profile: str | None
    reason: str
    hint: str
    rows: int
    first: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Records refused for one reason, and where the newest of them stands; nothing of what it says."""

    reason: str
    hint: str
    rows: int
    last: datetime
    number: int
    origin: str
    row: int


def refused(store: Store, region: str | None) -> tuple[Refusal, ...]:
    """What was refused in a region (None: in all), by reason, the most first. `last` is naive UTC."""
    rows = store.rows(sql.statement("ask/refused"), {"region": region})
    return tuple(Refusal(**row | {"origin": PurePath(row["origin"]).name}) for row in rows)


class Quarantine:
    """The refused records of one store."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._store = pipeline.store

    def groups(self) -> tuple[Group, ...]:
        """Refused records by origin and reason, the most first."""
        rows = self._store.ask(sql.statement("ask/quarantine_list")).to_pylist()
        names = ("origin", "profile", "reason", "hint", "rows", "first")
        return tuple(Group(**{name: row[name] for name in names}) for row in rows)

    def show(
        self, number: int | None = None, reason: str | None = None, most: int = 20
    ) -> list[dict[str, Any]]:
        """Refused records with their raw form: one by its number, or the first ones of a reason."""
        values = {"number": number, "reason": reason, "origin": None, "most": most}
        found: list[dict[str, Any]] = self._store.ask(
            sql.statement("ask/quarantine_show"), values
        ).to_pylist()
        return found

    def replay(self, reason: str | None = None) -> Counts:
        """Try refused records again, by the profiles and borders of today; what passes leaves the quarantine.

        Counts what was tried; `quarantined` of them stay as they are.
        """
        rows = sorted(self.show(reason=reason, most=_MOST), key=_kind)
        counts = Counts()
        for (profile, region, origin), group in groupby(rows, key=_kind):
            counts += self._again(list(group), profile, Origin(origin, profile, region))
        return counts

    def _again(self, rows: list[dict[str, Any]], profile: str, origin: Origin) -> Counts:
        raw = [json.loads(row["raw"]) for row in rows]
        found = self._normalised(raw, profile, origin.region)
        numbers = [rows[index]["number"] for index in found.rows.tolist()]
        passed = Normalised(found.appeals, found.rows, [], found.topics)
        counts = self._pipeline.keep(passed, origin, pushed=False, released=numbers)
        left = len(rows) - len(numbers)
        return counts + Counts(fetched=left, quarantined=left)

    def _normalised(self, raw: list[Any], profile: str, region: str) -> Normalised:
        context = self._pipeline.context(region or None)
        if profile == "appeal":
            return normalise_records(raw, context)
        profiles = self._pipeline.profiles()
        if profile not in profiles:
            raise UnknownProfile(f"Профиль «{profile}» не найден. Есть: {', '.join(sorted(profiles))}.")
        return normalise(_table(raw), profiles[profile], context, 0)


def _kind(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["profile"] or "appeal", row["region"] or "", row["origin"]


def _table(raw: list[Any]) -> pa.Table:
    """Raw rows as a table of strings; a row that is no object has every column blank and is refused again."""
    rows = [row if isinstance(row, dict) else {} for row in raw]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [pa.array([_text(row.get(name)) for row in rows], pa.string()) for name in names]
    return pa.table(columns, names=names) if names else pa.table({"": pa.nulls(len(rows), pa.string())})


def _text(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
