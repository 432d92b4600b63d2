"""The index stays the store's own: across restarts, kills between the two commits, lost, damaged and foreign folders."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from threading import Event

import pytest

from data.check import check
from data.connection import Connection
from data.errors import StoreDown
from data.query import Questions
from data.regions import Regions
from data.search.indexer import Indexer
from data.search.search import Search, beside
from data.settings import Settings
from data.store import Store
from data.writer import Touched
from geo.boundaries import read_shipped
from tests.support.sample import open_store, put, questions, sample
from tests.support.texts import TEXTS, appeals, filled, found, indexed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = filled(open_store(tmp_path))
    yield one
    one.close()


def restarted(store: Store) -> Questions:
    """As another process would find the folder."""
    Search.of(store).index.close()
    ask = questions(store)
    ask.search = Search(store)
    return ask


def queued(store: Store) -> int:
    return questions(store).texts().queued


def texts(ask: Questions) -> int:
    return ask.texts().texts


def test_what_is_indexed_leaves_the_queue(store: Store) -> None:
    assert queued(store) == len(TEXTS)
    ask = indexed(store)
    assert (queued(store), texts(ask), ask.texts().off) == (0, len(TEXTS), 0)


def test_large_loads_come_in_slices(tmp_path: Path) -> None:
    store = open_store(tmp_path, search_batch_rows=1_000)
    put(store, sample(2_500))
    ask = questions(store)
    indexer = Indexer(ask.search)
    assert indexer.catch_up() == 2_500
    assert indexer.catch_up() == 0
    assert (texts(ask), queued(store)) == (2_500, 0)
    indexer.stop()
    store.close()


def test_another_start_goes_on_with_the_same_index(store: Store) -> None:
    first = indexed(store).search.index.round
    again = restarted(store).search.index
    assert (again.usable, again.round) == (True, first)
    put(store, appeals(["Новая яма"], first=70))
    assert found(indexed(store), "яма") == ["№70", "№3", "№4"]


def test_a_kill_between_the_commits_of_index_and_store_loses_and_doubles_nothing(store: Store) -> None:
    """The index has the round, the store does not know it yet: the same rows come again."""
    indexed(store)
    put(store, appeals(["Новая яма"], first=70))
    indexer = Indexer(questions(store).search)

    def killed(*_: object) -> None:
        raise StoreDown("kill")

    indexer._forget = killed  # type: ignore[method-assign, assignment]
    with pytest.raises(StoreDown):
        indexer.catch_up()
    indexer.stop()
    again = restarted(store)
    assert again.search.index.usable
    assert found(again, "яма") == ["№70", "№3", "№4"]
    assert texts(indexed(store)) == len(TEXTS) + 1
    assert found(indexed(store), "яма") == ["№70", "№3", "№4"]


def test_a_build_under_way_hides_nothing_of_what_was_known_before(store: Store) -> None:
    ask = indexed(store)
    assert found(ask, "фонарь") == ["№0", "№1", "№6"]
    Indexer(ask.search).build_anew()
    assert (texts(ask), queued(store)) == (0, len(TEXTS))
    again = questions(store)
    assert found(again, "фонарь") == ["№0", "№1", "№6"]


def _lost(folder: Path) -> None:
    shutil.rmtree(folder)


def _damaged(folder: Path) -> None:
    (folder / "meta.json").write_bytes(b"\x00")


def _without_stamp(folder: Path) -> None:
    (folder / "teplokarta.json").unlink()


def _of_another_schema(folder: Path) -> None:
    stamp = json.loads((folder / "teplokarta.json").read_text())
    (folder / "teplokarta.json").write_text(json.dumps({**stamp, "schema": 0}))


def _of_another_store(folder: Path) -> None:
    (folder / "teplokarta.json").write_text(json.dumps({"schema": 1, "tokens": ["else"]}))


@pytest.mark.parametrize("harm", [_lost, _damaged, _without_stamp, _of_another_schema, _of_another_store])
def test_an_index_of_no_use_is_built_anew_and_questions_do_not_notice(harm: Callable[[Path], None], store: Store) -> None:
    indexed(store)
    harm(beside(store.path))
    ask = restarted(store)
    assert not ask.search.index.usable
    assert ask.texts().off == 0
    assert found(ask, "фонарь") == ["№0", "№1", "№6"]
    indexer = Indexer(ask.search)
    indexer.catch_up()
    indexer.stop()
    assert (ask.search.index.usable, texts(ask), queued(store)) == (True, len(TEXTS), 0)
    assert found(ask, "фонарь") == ["№0", "№1", "№6"]


def test_a_store_put_back_from_a_copy_gets_an_index_of_its_own(tmp_path: Path) -> None:
    store = filled(open_store(tmp_path))
    indexed(store)
    store.close()
    shutil.copy(tmp_path / "test.duckdb", tmp_path / "copy.duckdb")
    store = Store.open(tmp_path / "test.duckdb", store.settings)
    for number in (70, 71):
        put(store, appeals(["Новая яма"], first=number))
        indexed(store)
    store.close()
    shutil.copy(tmp_path / "copy.duckdb", tmp_path / "test.duckdb")
    store = Store.open(tmp_path / "test.duckdb", store.settings)
    assert not questions(store).search.index.usable
    assert texts(indexed(store)) == len(TEXTS)
    store.close()


def test_the_check_tells_an_index_that_lost_texts(store: Store) -> None:
    ask = indexed(store)
    told = {one.what: one for one in check(ask)}
    finding = told["тексты, которых нет ни в поисковом указателе, ни в очереди к нему"]
    assert finding.ok

    def job(connection: Connection) -> tuple[None, Touched]:
        connection.execute("DELETE FROM appeal WHERE external_id = '№3'")
        return None, Touched(1)

    store.write(job)
    assert ask.texts().off == 1


def test_the_background_thread_follows_the_store(store: Store) -> None:
    ask = questions(store)
    indexer = Indexer(ask.search)
    rounds, done = Event(), indexer._round

    def counted() -> int:
        taken = done()
        if not taken:
            rounds.set()
        return taken

    indexer._round = counted  # type: ignore[method-assign]
    indexer.start()
    assert rounds.wait(30)
    assert texts(ask) == len(TEXTS)
    rounds.clear()
    put(store, appeals(["Новая яма"], first=70))
    assert rounds.wait(30)
    indexer.stop()
    assert (texts(ask), queued(store)) == (len(TEXTS) + 1, 0)


@pytest.mark.parametrize("fault", [StoreDown("диск полон"), ValueError("index")])
def test_a_fault_is_logged_and_what_was_queued_stays(
    fault: Exception, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    ask = questions(store)
    indexer = Indexer(ask.search)
    tried = Event()

    def failing() -> int:
        tried.set()
        raise fault

    indexer.catch_up = failing  # type: ignore[method-assign]
    with caplog.at_level(logging.WARNING):
        indexer.start()
        assert tried.wait(30)
        indexer.stop()
    assert "index" in caplog.text
    assert queued(store) == len(TEXTS)
    assert found(ask, "фонарь") == ["№0", "№1", "№6"]


def test_switched_off_texts_are_read(tmp_path: Path) -> None:
    settings = Settings(db=tmp_path / "off.duckdb", search_on=False)
    store = Store.open(settings.db, settings)
    Regions(store).install(read_shipped("rostov"), default=True, synthetic=False)
    filled(store)
    ask = questions(store)
    indexer = Indexer(ask.search)
    indexer.start()
    indexer.stop()
    assert not beside(settings.db).exists()
    assert (ask.texts().on, ask.texts().usable) == (False, False)
    assert found(ask, "фонарь") == ["№0", "№1", "№6"]
    store.close()


def test_a_round_under_way_is_given_up_when_the_indexer_stops(store: Store) -> None:
    """Nothing of it is committed, so all of it stays queued and nothing is found twice."""
    ask = indexed(store)
    put(store, appeals(["Новая яма"], first=70))
    indexer, index = Indexer(ask.search), ask.search.index
    token, prepare = index.round, index.replace

    def stopped_meanwhile(documents: Mapping[int, str], token: str, stopped: Callable[[], bool] = bool) -> bool:
        indexer._stopped.set()
        return prepare(documents, token, stopped)

    index.replace = stopped_meanwhile  # type: ignore[method-assign]
    assert indexer.catch_up() == 0
    indexer.stop()
    assert (index.round, texts(ask), queued(store)) == (token, len(TEXTS), 1)
    assert found(ask, "яма") == ["№70", "№3", "№4"]
    index.replace = prepare  # type: ignore[method-assign]
    assert found(indexed(store), "яма") == ["№70", "№3", "№4"]


def test_merging_can_be_waited_for(store: Store) -> None:
    ask = questions(store)
    indexer = Indexer(ask.search)
    indexer.catch_up()
    ask.search.index.settle()
    assert ask.search.index.bytes() > 0
    assert found(ask, "фонарь") == ["№0", "№1", "№6"]
    indexer.stop()
