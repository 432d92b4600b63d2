"""Faults of the store: told in words, opened anew by the next user, and nothing confirmed is ever lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import database
from data.connection import Connection
from data.errors import StoreDown
from data.store import Change, Store
from data.writer import Touched
from tests.data.test_writer import learn, topics
from tests.support.sample import open_store
from tests.support.trouble import no_byte_beyond, sizes


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store whose log goes into its file early, so that checkpoints come often."""
    monkeypatch.setitem(database.CONFIG, "checkpoint_threshold", "256KB")
    found = open_store(tmp_path)
    yield found
    found.close()


def fill(first: int):  # type: ignore[no-untyped-def]
    """A job that adds a thousand topics from a number on, some 100 KB of log."""

    def job(connection: Connection) -> tuple[int, Touched]:
        connection.execute(
            "INSERT INTO topic SELECT 't' || i, md5(i::VARCHAR) || repeat(chr((65 + i % 26)::INTEGER), 60), NULL "
            "FROM range(?, ?) r(i)",
            [first, first + 1000],
        )
        return first, Touched(1000, bulk=True)

    return job


def filled(store: Store) -> list[int]:
    """The numbers whose thousand is there whole."""
    rows = store.ask(
        "SELECT substr(code, 2)::BIGINT // 1000 * 1000 AS k, count(*) AS n FROM topic WHERE code LIKE 't%' GROUP BY 1"
    ).to_pylist()
    assert {row["n"] for row in rows} <= {1000}, "a commit is there in part"
    return sorted(row["k"] for row in rows)


def invalidate(store: Store) -> list[int]:
    """End DuckDB's instance by a real fault, a checkpoint for which the file may not grow; what was acknowledged."""
    done = [store.write(fill(first)) for first in range(0, 10_000, 1000)]
    data, _ = sizes(store.path)
    with no_byte_beyond(data + 4096), pytest.raises(StoreDown, match="открывается заново"):
        fill_on(store, done)
    return done


def fill_on(store: Store, done: list[int]) -> None:
    """Write on, noting in `done` what was acknowledged."""
    while len(done) < 100:
        done.append(store.write(fill(len(done) * 1000)))


def test_a_failed_checkpoint_costs_nothing_that_was_confirmed(store: Store) -> None:
    done = invalidate(store)
    assert set(done) <= set(filled(store))
    assert store.reopened == 1


def test_the_store_writes_again_once_the_cause_is_gone(store: Store) -> None:
    done = invalidate(store)
    assert store.write(learn("after")) == "after"
    assert set(done) <= set(filled(store))
    assert store.reopened == 1


def test_the_version_never_goes_back_and_a_hidden_commit_is_told(store: Store) -> None:
    heard: list[Change] = []
    store.subscribe(heard.append)
    done = invalidate(store)
    before = store.version
    hidden = len(filled(store)) - len(done)
    assert (store.version - before, len(heard) - len(done)) == (hidden, hidden)
    store.write(learn("after"))
    assert store.version == before + hidden + 1


def test_a_full_log_fails_the_commit_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.write(learn("before"))
    with no_byte_beyond(sizes(store.path)[1] + 4096), pytest.raises(StoreDown, match="не записано ничего"):
        store.write(fill(0))
    assert topics(store) == ["before"]
    store.write(learn("next"))
    assert (topics(store), store.reopened) == (["before", "next"], 0)
    store.close()


def test_while_the_cause_lasts_everyone_is_told_and_tries_are_rare(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, tries = invalidate(store), list[Path]()

    def refuse(path: Path, **_: object) -> Connection:
        tries.append(path)
        raise duckdb.IOException("Could not write file: No space left on device")

    monkeypatch.setattr(database, "_TRY_EVERY_S", 1000.0)
    with monkeypatch.context() as patch:
        patch.setattr(duckdb, "connect", refuse)
        for _ in range(3):
            with pytest.raises(StoreDown, match="Освободите место"):
                store.ask("SELECT 1 AS one")
        with pytest.raises(StoreDown):
            store.write(learn("a"))
    assert len(tries) == 1
    monkeypatch.setattr(database, "_TRY_EVERY_S", 0.0)
    assert set(done) <= set(filled(store))


def test_many_readers_find_the_store_opened_anew_once(store: Store) -> None:
    done, seen, begin = invalidate(store), list[list[int]](), threading.Barrier(8)

    def read() -> None:
        begin.wait(5)
        seen.append(filled(store))

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(20)
    assert [set(done) <= set(found) for found in seen] == [True] * 8
    assert store.reopened == 1


SLOW = "SELECT count(*) AS n FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 5"


class Asking(threading.Thread):
    """Asks what never ends in time, and keeps the fault it gets instead."""

    def __init__(self, store: Store) -> None:
        super().__init__(daemon=True)
        self.store, self.begun, self.fault = store, threading.Event(), ""

    def run(self) -> None:
        try:
            with self.store._database.using() as session:
                cursor = session.cursor()
                self.begun.set()
                cursor.execute(SLOW)
        except Exception as fault:
            self.fault = str(fault)


class Dying:
    """A root connection that says, as DuckDB does, that its instance is invalid."""

    def __init__(self, real: Connection) -> None:
        self.close = real.close

    def cursor(self) -> Connection:
        raise duckdb.FatalException("database has been invalidated (injected)")


def test_a_question_under_way_gives_way_to_the_reopening(store: Store) -> None:
    asking = Asking(store)
    asking.start()
    assert asking.begun.wait(5)

    def fatal(_: Connection) -> tuple[None, Touched]:
        raise duckdb.FatalException("injected")

    session = store._database._session
    session._root = Dying(session._root)  # type: ignore[assignment]
    with pytest.raises(StoreDown, match="injected"):
        store.write(fatal)
    assert store.write(learn("after")) == "after"
    asking.join(10)
    assert "прервало работу" in asking.fault
    assert store.reopened == 1


def test_a_question_under_way_does_not_hold_up_the_closing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    asking = Asking(store)
    asking.start()
    assert asking.begun.wait(5)
    store.close()
    asking.join(10)
    assert "nterrupt" in asking.fault


def test_a_listener_that_fails_does_not_undo_a_commit(store: Store) -> None:
    def fail(_: Change) -> None:
        raise ValueError("listener")

    store.subscribe(fail)
    assert store.write(learn("a")) == "a"
    assert topics(store) == ["a"]


def test_a_failing_job_after_a_fault_of_the_disk_finds_a_living_writer(store: Store) -> None:
    def wrong(connection: Connection) -> tuple[None, Touched]:
        connection.execute("SELECT * FROM nowhere")
        return None, Touched()

    invalidate(store)
    with pytest.raises(duckdb.CatalogException):
        store.write(wrong)
    assert store.write(learn("a")) == "a"
