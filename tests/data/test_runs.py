"""The history: a planned moment runs once, an attempt begins once, what was cut off is taken up, the oldest go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from data import runs, schedules
from data.errors import BadFilter
from data.rhythm import Rhythm
from data.runs import Run
from data.schedules import Schedule
from data.store import Store
from tests.support.sample import open_store

NOON = datetime(2026, 3, 1, 12)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    yield opened
    opened.close()


def plan(store: Store, name: str = "Сводка") -> Schedule:
    wanted = Schedule(0, name, "region=rostov", "daily", "a4", "portrait", "ru", "pdf", Rhythm("day", time(12)), True, ())
    return schedules.add(store, wanted, 50)


def begin(store: Store, of: Schedule, cause: str = "planned", moment: datetime = NOON, most: int = 100) -> Run | None:
    return runs.begin(store, of, cause, moment, moment, most)


def begun(store: Store, of: Schedule, cause: str = "planned", moment: datetime = NOON) -> Run:
    found = begin(store, of, cause, moment)
    assert found is not None
    return found


def test_a_planned_moment_runs_once_and_one_asked_for_always(store: Store) -> None:
    of = plan(store)
    first = begun(store, of)
    assert (first.outcome, first.attempt, first.name) == ("waiting", 0, "Сводка")
    assert begin(store, of) is None
    assert begin(store, of, "late", NOON - timedelta(days=1)) is None
    assert begin(store, of, "asked") is not None
    assert runs.planned(store) == {of.number: NOON}
    assert begin(store, of, "planned", NOON + timedelta(days=1)) is not None


def test_an_attempt_begins_once_and_not_before_its_pause_is_over(store: Store) -> None:
    run = begun(store, plan(store))
    started = runs.start(store, run.number, NOON)
    assert started is not None
    assert (started.outcome, started.attempt, started.started) == ("running", 1, NOON)
    assert runs.start(store, run.number, NOON) is None
    runs.put(store, replace(started, outcome="waiting", next_try=NOON + timedelta(minutes=1)))
    assert runs.start(store, run.number, NOON + timedelta(seconds=30)) is None
    again = runs.start(store, run.number, NOON + timedelta(minutes=1))
    assert again is not None
    assert (again.attempt, again.started) == (2, NOON)


def test_what_a_run_says_is_kept(store: Store) -> None:
    run = begun(store, plan(store))
    said = replace(
        run, outcome="failed", ended=NOON, file="Сводка.pdf", bytes=7, sent=("a@b.ru", "c@d.ru"), fault="folder", detail="x" * 900
    )
    runs.put(store, said)
    assert runs.one(store, run.number) == replace(said, detail="x" * runs.DETAIL_CHARS)
    assert runs.last(store) == {run.schedule: runs.one(store, run.number)}


def test_what_a_killed_server_left_is_settled_and_what_waits_given_back(store: Store) -> None:
    of = plan(store)
    cut, waiting, over = begun(store, of, "asked"), begun(store, of, "asked"), begun(store, of, "asked")
    runs.start(store, cut.number, NOON)
    runs.put(store, replace(over, outcome="done"))
    found = runs.resume(store, lambda run: replace(run, outcome="waiting", fault="interrupted"))
    assert [each.number for each in found] == [cut.number, waiting.number]
    assert [each.fault for each in found] == ["interrupted", None]
    assert {each.number for each in runs.unfinished(store)} == {cut.number, waiting.number}


def test_the_history_is_newest_first_and_may_be_of_one_schedule(store: Store) -> None:
    one, other = plan(store), plan(store, "Другая")
    numbers = [begun(store, of, "asked").number for of in (one, other, one)]
    assert [each.number for each in runs.newest(store, 2)] == numbers[:0:-1]
    assert [each.number for each in runs.newest(store, 9, one.number)] == [numbers[2], numbers[0]]


def test_the_oldest_go_but_not_what_says_that_nothing_is_owed(store: Store) -> None:
    rare, busy = plan(store, "Месячная"), plan(store, "Частая")
    for of, cause in ((rare, "planned"), *[(busy, "asked")] * 8):
        run = begun(store, of, cause)
        runs.put(store, replace(run, outcome="done"))
    begin(store, busy, "asked", most=3)
    assert runs.planned(store) == {rare.number: NOON}
    assert len(runs.newest(store, 50)) == 4


def test_a_run_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(BadFilter, match="№ 7"):
        runs.one(store, 7)
