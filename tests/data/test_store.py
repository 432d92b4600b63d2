"""The store: one holder, schema brought up to date, a version that only grows, questions stopped in time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data import sql
from data.connection import Connection
from data.errors import QuestionTimeout, StoreDamaged, StoreTooNew
from data.settings import Settings
from data.store import Store
from data.writer import Touched
from tests.data.test_upsert import records
from tests.support.sample import open_store, put


def reopened(store: Store) -> Store:
    store.close()
    return Store.open(store.path, store.settings)


def test_content_version_and_salt_survive_reopening(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, records({}))
    version, salt = store.version, store.salt
    store = reopened(store)
    assert (store.version, store.salt) == (version, salt)
    assert store.ask("SELECT count(*) AS n FROM appeal")["n"][0].as_py() == 1
    store.close()


def test_two_stores_have_different_salts(tmp_path: Path) -> None:
    stores = [Store.open(tmp_path / name, Settings()) for name in ("a.duckdb", "b.duckdb")]
    assert stores[0].salt != stores[1].salt
    for store in stores:
        store.close()


def test_a_file_that_is_no_store_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "x.duckdb"
    file.write_text("not a database at all, only some text" * 400)
    with pytest.raises(StoreDamaged, match=r"x\.duckdb"):
        Store.open(file, Settings())


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    store = open_store(tmp_path)

    def age(connection: Connection) -> tuple[None, Touched]:
        connection.execute(sql.statement("write/set_schema_version"), {"version": 999})
        return None, Touched()

    store.write(age)
    store.close()
    with pytest.raises(StoreTooNew):
        Store.open(store.path, store.settings)


def test_a_store_of_an_older_program_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = sql.names("schema")
    with monkeypatch.context() as patch:
        patch.setattr("data.store.sql.names", lambda _: every[:5])
        old = Store.open(tmp_path / "old.duckdb", Settings())
        old.close()
    new = Store.open(tmp_path / "old.duckdb", Settings())
    assert new.ask("SELECT count(*) AS n FROM quarantine")["n"][0].as_py() == 0
    new.close()


@pytest.mark.parametrize("way", [Store.ask, Store.rows])
def test_a_question_that_takes_too_long_is_stopped_with_advice(way: Callable[[Store, str], object], tmp_path: Path) -> None:
    store = open_store(tmp_path, question_timeout_s=0.2)
    with pytest.raises(QuestionTimeout, match="Сузьте"):
        way(store, "SELECT count(*) AS n FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 5")
    assert store.ask("SELECT 1 AS one")["one"][0].as_py() == 1
    assert store.rows("SELECT 1 AS one") == [{"one": 1}]
    store.close()


def test_rows_are_those_of_the_table(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, records({}, {"external_id": "2", "closed": None}))
    statement, values = "SELECT * FROM appeal WHERE region = $region ORDER BY external_id", {"region": "rostov", "other": 1}
    assert store.rows(statement, values) == store.ask(statement, values).to_pylist()
    assert len(store.rows(statement, values)) == 2
    store.close()


def test_files_of_the_machine_cannot_be_read_through_a_question(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with pytest.raises(Exception, match=r"Permission|disabled"):
        store.ask(f"SELECT * FROM read_csv('{secret}')")
    store.close()


def test_an_unknown_statement_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        sql.statement("ask/everything")
