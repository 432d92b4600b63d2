"""Briefings on a schedule that people keep: listed, added, changed and removed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any

from data import sql
from data.connection import Connection, fetch_rows
from data.errors import BadFilter
from data.rhythm import REPEATS, WEEKDAYS, Rhythm
from data.saved import QUERY_CHARS, QUIET, named
from data.store import Store
from data.writer import Touched

KINDS = ("pdf", "png")
RECIPIENTS_MOST = 50
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
ADDRESS = re.compile(r"(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?!-)[\w-]+(\.[\w-]+)*")
_UNFIT = re.compile(r'[\\/:*?"<>|\s.]+')


@dataclass(frozen=True, slots=True)
class Schedule:
    """A briefing (`query`, `template`, `paper`, `orient`, `lang`, `kind`), when it is made and where it goes.

    `number` 0: not kept yet. `since` (naive UTC): moments before it are not owed.
    """

    number: int
    name: str
    query: str
    template: str
    paper: str
    orient: str
    lang: str
    kind: str
    rhythm: Rhythm
    folder: bool
    recipients: tuple[str, ...]
    active: bool = True
    since: datetime = datetime(1970, 1, 1)


def listed(store: Store) -> tuple[Schedule, ...]:
    """All of them, by name."""
    return _read(store.rows(sql.statement("ask/schedules")))


def add(store: Store, wanted: Schedule, most: int) -> Schedule:
    """Keep a schedule; BadFilter names what is wrong with it."""
    wanted = checked(wanted)

    def job(connection: Connection) -> tuple[Schedule, Touched]:
        before = _asked(connection)
        if len(before) >= most:
            raise BadFilter("name", f"расписаний уже {len(before)}", "Удалите ненужные")
        _check_free(before, wanted)
        (row,) = fetch_rows(connection, sql.statement("write/add_schedule"), _values(replace(wanted, since=now())))
        return one(_asked(connection), int(row["number"])), QUIET

    found: Schedule = store.write(job)
    return found


def change(store: Store, wanted: Schedule) -> Schedule:
    """Another schedule in the place of the one of its number; with another rhythm, or resumed, it owes nothing of before."""
    wanted = checked(wanted)

    def job(connection: Connection) -> tuple[Schedule, Touched]:
        before = _asked(connection)
        old = one(before, wanted.number)
        _check_free(before, wanted)
        same = old.rhythm == wanted.rhythm and old.active == wanted.active
        kept = replace(wanted, since=old.since if same else now())
        connection.execute(sql.statement("write/change_schedule"), _values(kept) | {"number": wanted.number})
        return one(_asked(connection), wanted.number), QUIET

    found: Schedule = store.write(job)
    return found


def forget(store: Store, number: int) -> None:
    """Remove one, its history stays; BadFilter where there is none."""

    def job(connection: Connection) -> tuple[None, Touched]:
        one(_asked(connection), number)
        connection.execute(sql.statement("write/forget_schedule"), {"number": number})
        return None, QUIET

    store.write(job)


def one(found: tuple[Schedule, ...], number: int) -> Schedule:
    """The schedule of a number; BadFilter where there is none."""
    for each in found:
        if each.number == number:
            return each
    raise BadFilter("number", f"нет расписания № {number}", "Номера называет GET /api/v1/schedules")


def checked(wanted: Schedule) -> Schedule:
    """The same, put right; BadFilter names what is wrong."""
    rhythm = wanted.rhythm
    for name, value, allowed in (("kind", wanted.kind, KINDS), ("repeat", rhythm.repeat, REPEATS)):
        if value not in allowed:
            raise BadFilter(name, f"недопустимое значение «{value[:40]}»", "Допустимо: " + ", ".join(allowed))
    if len(wanted.query) > QUERY_CHARS:
        raise BadFilter("query", "слишком длинный отбор", f"Не больше {QUERY_CHARS} знаков")
    recipients = _recipients(wanted.recipients)
    if not wanted.folder and not recipients:
        raise BadFilter("recipients", "сводке некуда идти", "Отметьте папку или назовите адрес")
    return replace(wanted, name=named(wanted.name), rhythm=_rhythm(rhythm), recipients=recipients)


def file_stem(name: str) -> str:
    """A name as part of a file's: what no file system takes is a blank."""
    return _UNFIT.sub(" ", name).strip() or "-"


def now() -> datetime:
    """This second (naive UTC), as it is kept."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _rhythm(given: Rhythm) -> Rhythm:
    """Without what its kind of repetition does not read."""
    days = tuple(day for day in WEEKDAYS if day in given.weekdays) if given.repeat == "week" else ()
    if given.repeat == "week" and (not days or len(days) != len(set(given.weekdays))):
        raise BadFilter("weekdays", "дни недели не названы или не поняты", "Числа от 1 (понедельник) до 7")
    if given.repeat == "month" and not 1 <= given.monthday <= 31:
        raise BadFilter("monthday", f"недопустимое число «{given.monthday}»", "От 1 до 31; где такого дня нет, последний")
    return Rhythm(given.repeat, given.clock, days, given.monthday if given.repeat == "month" else 1)


def _recipients(given: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(address.strip() for address in given if address.strip()))
    if len(found) > RECIPIENTS_MOST:
        raise BadFilter("recipients", f"получателей {len(found)}", f"Не больше {RECIPIENTS_MOST}")
    for address in found:
        if not ADDRESS.fullmatch(address):
            raise BadFilter("recipients", f"«{address[:80]}» не похоже на адрес почты", "Пишите как ivanov@example.ru")
    return found


def _check_free(before: tuple[Schedule, ...], wanted: Schedule) -> None:
    """Files are told apart by the schedule's name, so two that look alike there are one."""
    stem = file_stem(wanted.name).casefold()
    if any(file_stem(each.name).casefold() == stem and each.number != wanted.number for each in before):
        raise BadFilter("name", f"название «{wanted.name}» уже занято", "Выберите другое название")


def _asked(connection: Connection) -> tuple[Schedule, ...]:
    return _read(fetch_rows(connection, sql.statement("ask/schedules")))


def _read(rows: list[dict[str, Any]]) -> tuple[Schedule, ...]:
    return tuple(_schedule(row) for row in rows)


def _schedule(row: Mapping[str, Any]) -> Schedule:
    days = tuple(int(day) for day in row["weekdays"].split(",") if day)
    rhythm = Rhythm(row["repeat"], time.fromisoformat(row["clock"]), days, int(row["monthday"]))
    names = ("number", "name", "query", "template", "paper", "orient", "lang", "kind", "folder", "active", "since")
    own = {name: row[name] for name in names}
    return Schedule(**own, rhythm=rhythm, recipients=tuple(each for each in row["recipients"].split(",") if each))


def _values(wanted: Schedule) -> dict[str, object]:
    names = ("name", "query", "template", "paper", "orient", "lang", "kind", "folder", "active", "since")
    rhythm = wanted.rhythm
    return {name: getattr(wanted, name) for name in names} | {
        "repeat": rhythm.repeat,
        "weekdays": ",".join(map(str, rhythm.weekdays)),
        "monthday": rhythm.monthday,
        "clock": rhythm.clock.isoformat("minutes"),
        "recipients": ",".join(wanted.recipients),
    }
