"""Events on the time axis (campaigns, outages, weather, holidays): kept, and found for the days of a trend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from data import sql
from data.connection import Connection, fetch_rows
from data.errors import BadFilter
from data.holidays import Holiday
from data.privacy import mask
from data.store import Store
from data.writer import Touched

KINDS = ("campaign", "outage", "weather", "holiday", "other")
TEXT_CHARS = 200
LONGEST_DAYS = 366
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Annotation:
    """An event of a region or of one of its districts, on days of the region's zone, both inclusive.

    `number` None: it is shipped (a public holiday, its `text` a name to look up) and not to be changed.
    """

    number: int | None
    region: str
    district: str | None
    kind: str
    since: date
    until: date
    text: str

    @property
    def shipped(self) -> bool:
        return self.number is None


def listed(store: Store) -> tuple[Annotation, ...]:
    """All that people noted, oldest first."""
    return tuple(Annotation(**row) for row in store.rows(sql.statement("ask/annotations")))


def checked(note: Annotation) -> Annotation:
    """The same with its text put right and what is personal in it hidden; BadFilter names what is wrong."""
    if note.kind not in KINDS:
        raise BadFilter("kind", f"недопустимое значение «{note.kind[:40]}»", "Допустимо: " + ", ".join(KINDS))
    if note.since > note.until:
        raise BadFilter("from", "начало позже конца", "from не позже to")
    if note.until - note.since > timedelta(days=LONGEST_DAYS):
        raise BadFilter("to", "событие длиннее года", f"Не больше {LONGEST_DAYS} дней")
    text = " ".join(note.text.split())
    if not text or len(text) > TEXT_CHARS or _CONTROL.search(text):
        raise BadFilter("text", "пустой или слишком длинный текст", f"От 1 до {TEXT_CHARS} знаков")
    (masked,) = mask([text])
    return Annotation(note.number, note.region, note.district, note.kind, note.since, note.until, str(masked))


def add(store: Store, note: Annotation, most: int) -> Annotation:
    """Keep an event; BadFilter names what is wrong with it."""
    note = checked(note)

    def job(connection: Connection) -> tuple[Annotation, Touched]:
        before = _read(connection)
        if len(before) >= most:
            raise BadFilter("text", f"отмечено уже {len(before)} событий", "Удалите ненужные")
        (row,) = fetch_rows(connection, sql.statement("write/add_annotation"), _values(note))
        return _one(_read(connection), int(row["number"])), _seen_in(note.region)

    found: Annotation = store.write(job)
    return found


def change(store: Store, note: Annotation) -> Annotation:
    """Another event in the place of the one of its number; BadFilter where there is none, or names what is wrong."""
    note = checked(note)

    def job(connection: Connection) -> tuple[Annotation, Touched]:
        old = _one(_read(connection), note.number)
        connection.execute(sql.statement("write/change_annotation"), _values(note) | {"number": note.number})
        return _one(_read(connection), note.number), _seen_in(old.region, note.region)

    found: Annotation = store.write(job)
    return found


def forget(store: Store, number: int) -> None:
    """Remove an event; BadFilter where there is none."""

    def job(connection: Connection) -> tuple[None, Touched]:
        old = _one(_read(connection), number)
        connection.execute(sql.statement("write/forget_annotation"), {"number": number})
        return None, _seen_in(old.region)

    store.write(job)


def concerning(
    notes: tuple[Annotation, ...], region: str | None, districts: tuple[str, ...], first: date, last: date
) -> tuple[Annotation, ...]:
    """Those of a region (None: of any) that touch these days; of a selection of districts, only theirs and the region's."""
    return tuple(
        note
        for note in notes
        if (region is None or note.region == region)
        and (not districts or note.district is None or note.district in districts)
        and note.since <= last
        and note.until >= first
    )


def of_holidays(holidays: tuple[Holiday, ...], region: str) -> tuple[Annotation, ...]:
    """Public holidays as events."""
    return tuple(Annotation(None, region, None, "holiday", each.since, each.until, each.name) for each in holidays)


def _seen_in(*regions: str) -> Touched:
    """Every trend of these regions shows it: their screens ask anew."""
    return Touched(rows=1, regions=frozenset(regions), bulk=True)


def _read(connection: Connection) -> tuple[Annotation, ...]:
    return tuple(Annotation(**row) for row in fetch_rows(connection, sql.statement("ask/annotations")))


def _one(found: tuple[Annotation, ...], number: int | None) -> Annotation:
    for each in found:
        if each.number == number:
            return each
    raise BadFilter("number", f"нет события № {number}", "Номера называет GET /api/v1/annotations")


def _values(note: Annotation) -> dict[str, object]:
    names = ("region", "district", "kind", "since", "until", "text")
    changed = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return {name: getattr(note, name) for name in names} | {"changed": changed}
