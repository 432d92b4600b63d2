"""Questions that people keep under a name: listed, added, changed, put in order and removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from data import sql
from data.connection import Connection, fetch_rows
from data.errors import BadFilter
from data.store import Store
from data.writer import Touched

NAME_CHARS = 60
QUERY_CHARS = 2_000
QUIET = Touched()
"""What a job here changes of the figures: nothing, so no screen asks anew."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Saved:
    """An address of a screen (path and query string) under a name; `place` is its rank in the list, from 1."""

    number: int
    name: str
    path: str
    query: str
    place: int
    created: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a saved question shall be; None leaves it as it is."""

    name: str | None = None
    path: str | None = None
    query: str | None = None
    place: int | None = None


def listed(store: Store) -> tuple[Saved, ...]:
    """All of them, in their order; places are counted anew, so that removed ones leave no gaps."""
    return _ranked(store.rows(sql.statement("ask/saved")))


def add(store: Store, wanted: Wanted, most: int) -> Saved:
    """Keep a question at the end of the list; BadFilter names what is wrong with it."""
    name = named(wanted.name or "")
    _check_query(wanted.query or "")

    def job(connection: Connection) -> tuple[Saved, Touched]:
        before = _read(connection)
        if len(before) >= most:
            raise BadFilter("name", f"сохранено уже {len(before)} вопросов", "Удалите ненужные")
        _check_free(before, name, None)
        values = {"name": name, "path": wanted.path or "/", "query": wanted.query or "", "created": _now()}
        (row,) = fetch_rows(connection, sql.statement("write/add_saved"), values)
        return _one(_read(connection), int(row["number"])), QUIET

    found: Saved = store.write(job)
    return found


def change(store: Store, number: int, wanted: Wanted) -> Saved:
    """Another name, address or place; BadFilter names what is wrong, or that there is no such question."""
    name = None if wanted.name is None else named(wanted.name)
    _check_query(wanted.query or "")

    def work(connection: Connection, before: tuple[Saved, ...], old: Saved) -> None:
        if name is not None:
            _check_free(before, name, number)
        values = {
            "number": number,
            "name": name or old.name,
            "path": old.path if wanted.path is None else wanted.path,
            "query": old.query if wanted.query is None else wanted.query,
        }
        connection.execute(sql.statement("write/change_saved"), values)
        if wanted.place is not None:
            _put_in_order(connection, before, old, wanted.place)

    found: Saved = store.write(_job(number, work))
    return found


def forget(store: Store, number: int) -> None:
    """Remove one; BadFilter where there is none."""

    def job(connection: Connection) -> tuple[None, Touched]:
        _one(_read(connection), number)
        connection.execute(sql.statement("write/forget_saved"), {"number": number})
        return None, QUIET

    store.write(job)


def named(text: str) -> str:
    """A name as it is kept: blanks put right; BadFilter for none, a long one, or one with control characters."""
    name = " ".join(text.split())
    if not name or len(name) > NAME_CHARS or _CONTROL.search(name):
        raise BadFilter("name", "пустое или слишком длинное название", f"От 1 до {NAME_CHARS} знаков")
    return name


def _job(
    number: int, work: Callable[[Connection, tuple[Saved, ...], Saved], None]
) -> Callable[[Connection], tuple[Saved, Touched]]:
    def job(connection: Connection) -> tuple[Saved, Touched]:
        before = _read(connection)
        work(connection, before, _one(before, number))
        return _one(_read(connection), number), QUIET

    return job


def _put_in_order(connection: Connection, before: tuple[Saved, ...], moved: Saved, place: int) -> None:
    order = [each.number for each in before if each.number != moved.number]
    order.insert(min(max(place, 1), len(before)) - 1, moved.number)
    for rank, number in enumerate(order, start=1):
        connection.execute(sql.statement("write/place_saved"), {"number": number, "place": rank})


def _read(connection: Connection) -> tuple[Saved, ...]:
    return _ranked(fetch_rows(connection, sql.statement("ask/saved")))


def _ranked(rows: list[dict[str, object]]) -> tuple[Saved, ...]:
    return tuple(Saved(**{**row, "place": rank}) for rank, row in enumerate(rows, start=1))  # type: ignore[arg-type]


def _one(found: tuple[Saved, ...], number: int) -> Saved:
    for each in found:
        if each.number == number:
            return each
    raise BadFilter("number", f"нет сохранённого вопроса № {number}", "Номера называет GET /api/v1/questions")


def _check_free(before: tuple[Saved, ...], name: str, own: int | None) -> None:
    if any(each.name.casefold() == name.casefold() and each.number != own for each in before):
        raise BadFilter("name", f"название «{name}» уже занято", "Выберите другое название")


def _check_query(query: str) -> None:
    if len(query) > QUERY_CHARS:
        raise BadFilter("query", "слишком длинный адрес", f"Не больше {QUERY_CHARS} знаков")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
