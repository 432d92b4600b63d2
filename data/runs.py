"""The history of scheduled briefings: every run with its moments, outcome, file and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from data import sql
from data.connection import Connection, fetch_rows
from data.errors import BadFilter
from data.saved import QUIET
from data.schedules import Schedule
from data.store import Store
from data.writer import Touched

CAUSES = ("planned", "late", "asked")
"""At its moment; after a time when nothing could run; by a person."""
OUTCOMES = ("waiting", "running", "done", "failed")
DETAIL_CHARS = 300
_TOLERANCE = timedelta(seconds=1)
"""Moments are kept to the second."""


@dataclass(frozen=True, slots=True)
class Run:
    """One making of a scheduled briefing, all its attempts together; moments are naive UTC.

    `sent`: who has got the mail. `fault` is the code of what went wrong last, `detail` the thing it went wrong with.
    """

    number: int
    schedule: int
    name: str
    cause: str
    planned: datetime
    outcome: str
    attempt: int = 0
    next_try: datetime | None = None
    started: datetime | None = None
    ended: datetime | None = None
    file: str | None = None
    bytes: int | None = None
    sent: tuple[str, ...] = ()
    fault: str | None = None
    detail: str | None = None

    @property
    def is_open(self) -> bool:
        return self.outcome in ("waiting", "running")


def newest(store: Store, most: int, schedule: int | None = None) -> tuple[Run, ...]:
    """The last runs (of a schedule, or of all), newest first."""
    return _read(store.rows(sql.statement("ask/runs"), {"schedule": schedule, "number": None, "most": most}))


def one(store: Store, number: int) -> Run:
    """A run by its number; BadFilter where there is none."""
    return _one(store.rows(sql.statement("ask/runs"), {"schedule": None, "number": number, "most": 1}), number)


def unfinished(store: Store) -> tuple[Run, ...]:
    """Those that wait for an attempt or are at one, oldest first."""
    return _read(store.rows(sql.statement("ask/runs_open")))


def last(store: Store) -> dict[int, Run]:
    """The newest run of every schedule, by its number."""
    return {each.schedule: each for each in _read(store.rows(sql.statement("ask/runs_last")))}


def planned(store: Store) -> dict[int, datetime]:
    """The last planned moment of every schedule that a run stands for (naive UTC)."""
    return {row["schedule"]: row["planned"] for row in store.rows(sql.statement("ask/runs_planned"))}


def begin(store: Store, of: Schedule, cause: str, moment: datetime, at: datetime, most: int) -> Run | None:
    """A new run that waits for its first attempt at `at`; None where a planned moment has one already. `most` are kept."""

    def job(connection: Connection) -> tuple[Run | None, Touched]:
        owed = {row["schedule"]: row["planned"] for row in fetch_rows(connection, sql.statement("ask/runs_planned"))}
        if cause != "asked" and owed.get(of.number, datetime.min) >= moment:
            return None, QUIET
        values = {"schedule": of.number, "name": of.name, "cause": cause, "planned": moment, "next_try": at}
        (row,) = fetch_rows(connection, sql.statement("write/add_run"), values)
        connection.execute(sql.statement("write/forget_runs"), {"most": most})
        return _asked(connection, int(row["number"])), QUIET

    found: Run | None = store.write(job)
    return found


def start(store: Store, number: int, at: datetime) -> Run | None:
    """The next attempt of a run that waits; None where it does not (it runs, is over, or its pause is not)."""

    def job(connection: Connection) -> tuple[Run | None, Touched]:
        found = _asked(connection, number)
        early = found.next_try is not None and found.next_try > at + _TOLERANCE
        if found.outcome != "waiting" or early:
            return None, QUIET
        begun = replace(
            found, outcome="running", attempt=found.attempt + 1, next_try=None, started=found.started or at, ended=None
        )
        return _put(connection, begun), QUIET

    begun: Run | None = store.write(job)
    return begun


def put(store: Store, run: Run) -> Run:
    """Keep how a run stands now."""

    def job(connection: Connection) -> tuple[Run, Touched]:
        return _put(connection, run), QUIET

    found: Run = store.write(job)
    return found


def resume(store: Store, settle: Callable[[Run], Run]) -> tuple[Run, ...]:
    """What a server that ended left at an attempt is settled by `settle`; those that wait are given back."""

    def job(connection: Connection) -> tuple[tuple[Run, ...], Touched]:
        found = _read(fetch_rows(connection, sql.statement("ask/runs_open")))
        stood = tuple(_put(connection, settle(each)) if each.outcome == "running" else each for each in found)
        return tuple(each for each in stood if each.outcome == "waiting"), QUIET

    found: tuple[Run, ...] = store.write(job)
    return found


def _put(connection: Connection, run: Run) -> Run:
    names = ("number", "outcome", "attempt", "next_try", "started", "ended", "file", "bytes", "fault")
    detail = None if run.detail is None else run.detail[:DETAIL_CHARS]
    values = {name: getattr(run, name) for name in names} | {"sent": ",".join(run.sent), "detail": detail}
    connection.execute(sql.statement("write/change_run"), values)
    return _asked(connection, run.number)


def _asked(connection: Connection, number: int) -> Run:
    values = {"schedule": None, "number": number, "most": 1}
    return _one(fetch_rows(connection, sql.statement("ask/runs"), values), number)


def _one(rows: list[dict[str, Any]], number: int) -> Run:
    for each in _read(rows):
        return each
    raise BadFilter("number", f"нет запуска № {number}", "Номера называет GET /api/v1/schedules/runs")


def _read(rows: list[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**{**row, "sent": tuple(part for part in row["sent"].split(",") if part)}) for row in rows)
