"""One writer: together in one commit, acknowledged after it, each fault with its own cause, a bounded queue."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from data.connection import Connection, first
from data.errors import QueueFull
from data.store import Change, Store
from data.writer import EVERYTHING, Touched
from tests.support.sample import open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path, queue_max_rows=100)
    yield found
    found.close()


def learn(code: str):  # type: ignore[no-untyped-def]
    def job(connection: Connection) -> tuple[str, Touched]:
        connection.execute("INSERT INTO topic VALUES (?, 'name', NULL)", [code])
        return code, Touched(1, frozenset({"rostov"}), np.array([1], np.uint64), np.array([2], np.uint64))

    return job


def topics(store: Store) -> list[str]:
    found: list[str] = store.ask("SELECT code FROM topic ORDER BY code")["code"].to_pylist()
    return found


def test_the_result_comes_after_the_commit_and_the_version_grows(store: Store) -> None:
    before = store.version
    assert store.write(learn("a")) == "a"
    assert topics(store) == ["a"]
    assert store.version == before + 1


def test_a_job_that_changes_nothing_leaves_the_version(store: Store) -> None:
    before = store.version
    store.write(lambda _: (None, Touched()))
    assert store.version == before


def test_what_waits_together_is_committed_together(store: Store) -> None:
    changes: list[Change] = []
    store.subscribe(changes.append)
    with held(store) as queued:
        queued += [store._writer.submit(learn(code), 1, True) for code in "abc"]
    assert [one.result(5) for one in queued] == ["a", "b", "c"]
    assert [change.rows for change in changes] == [3]
    assert changes[0].cells.tolist() == [2]


def test_a_failing_job_spoils_no_other(store: Store) -> None:
    def broken(connection: Connection) -> tuple[None, Touched]:
        connection.execute("INSERT INTO topic VALUES ('x', 'half done', NULL)")
        raise ValueError("broken job")

    with held(store) as queued:
        jobs = (learn("a"), broken, learn("b"))
        queued += [store._writer.submit(job, 1, True) for job in jobs]
    with pytest.raises(ValueError, match="broken job"):
        queued[1].result(5)
    assert [queued[0].result(5), queued[2].result(5)] == ["a", "b"]
    assert topics(store) == ["a", "b"]


def test_a_full_queue_turns_pushes_away_and_files_wait(store: Store) -> None:
    with held(store) as queued:
        queued.append(store._writer.submit(learn("a"), 90, False))
        with pytest.raises(QueueFull):
            store.write(learn("b"), 20, wait=False)
        patient = threading.Thread(target=store.write, args=(learn("c"), 20))
        patient.start()
    patient.join(5)
    assert topics(store) == ["a", "c"]


def test_listeners_hear_of_each_commit_until_they_leave(store: Store) -> None:
    heard: list[int] = []
    leave = store.subscribe(lambda change: heard.append(change.version))
    store.write(learn("a"))
    leave()
    leave()
    store.write(learn("b"))
    assert heard == [store.version - 1]


def test_too_many_rows_to_list_are_told_as_bulk() -> None:
    many = Touched(3_000, ids=np.arange(3_000, dtype=np.uint64))
    assert (many + many).bulk
    assert (Touched() + EVERYTHING).bulk
    assert not (many + Touched()).bulk


class held:
    """Keeps the writer busy while jobs queue up behind it."""

    def __init__(self, store: Store) -> None:
        self.store, self.go, self.begun = store, threading.Event(), threading.Event()

    def __enter__(self) -> list:  # type: ignore[type-arg]
        def busy(connection: Connection) -> tuple[None, Touched]:
            self.begun.set()
            assert self.go.wait(5)
            return None, Touched()

        self.job = self.store._writer.submit(busy, 1, True)
        assert self.begun.wait(5)
        return []

    def __exit__(self, *_: object) -> None:
        self.go.set()
        self.job.result(5)


def test_first_of_an_empty_answer_is_empty(store: Store) -> None:
    with store._database.using() as session:
        assert first(session.cursor(), "SELECT 1 AS one WHERE false") == {}
