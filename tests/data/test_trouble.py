"""Files that are held, torn, damaged or left by a kill: replayed where they can be, told in words where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import app
from data.connection import Connection
from data.errors import StoreBusy, StoreDamaged
from data.settings import Settings
from data.store import Store
from tests.data.test_database import fill
from tests.data.test_writer import learn, topics
from tests.support.sample import open_store


def test_a_second_holder_is_told_who_holds_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> Connection:
        raise duckdb.IOException('Could not set lock on file "x": Conflicting lock is held')

    monkeypatch.setattr(duckdb, "connect", held)
    with pytest.raises(StoreBusy, match="держит другой процесс"):
        Store.open(tmp_path / "held.duckdb", Settings())


def damaged(tmp_path: Path, damage: str) -> Path:
    store = open_store(tmp_path)
    for first in range(0, 20_000, 1000):
        store.write(fill(first))
    store.close()
    whole = store.path.read_bytes()
    harm = {
        "empty": b"",
        "torn": whole[: len(whole) // 2],
        "head": bytes([whole[20] ^ 255]).join((whole[:20], whole[21:])),
        "no store": b"only some text " * 1000,
        "zeros": bytes(len(whole)),
    }
    store.path.write_bytes(harm[damage])
    return store.path


@pytest.mark.parametrize("damage", ["empty", "torn", "head", "no store", "zeros"])
def test_a_damaged_file_is_told_in_words(tmp_path: Path, damage: str) -> None:
    path = damaged(tmp_path, damage)
    with pytest.raises(StoreDamaged, match=r"test\.duckdb прочитать нельзя.*из резервной копии"):
        read_all(path)


def read_all(path: Path) -> None:
    """Open a store and read its texts."""
    store = Store.open(path, Settings(db=path))
    try:
        store.ask("SELECT max(name) AS m FROM topic")
    finally:
        store.close()


def test_damage_found_by_a_question_is_told_in_words(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for first in range(0, 20_000, 1000):
        store.write(fill(first))
    store.close()
    content = bytearray(store.path.read_bytes())
    for block in range(3 * 4096 + 1000, len(content) - 2 * 262_144, 262_144):
        content[block] ^= 255
    store.path.write_bytes(content)
    with pytest.raises(StoreDamaged, match="повреждён"):
        read_all(store.path)


def killed(tmp_path: Path, harm: Callable[[bytes], bytes]) -> Path:
    """File and log as a kill -9 leaves them after the commits a, b and c, the log harmed."""
    store = open_store(tmp_path)
    for code in "abc":
        store.write(learn(code))
    left = tmp_path / "killed.duckdb"
    left.write_bytes(store.path.read_bytes())
    log = store.path.with_name(store.path.name + ".wal").read_bytes()
    assert log
    left.with_name(left.name + ".wal").write_bytes(harm(log))
    store.close()
    return left


def opened_topics(path: Path) -> list[str]:
    store = Store.open(path, Settings(db=path))
    try:
        return topics(store)
    finally:
        store.close()


def test_the_log_that_a_kill_leaves_is_replayed(tmp_path: Path) -> None:
    assert opened_topics(killed(tmp_path, lambda log: log)) == ["a", "b", "c"]


def test_a_log_torn_within_its_last_commit_gives_all_commits_before(tmp_path: Path) -> None:
    assert opened_topics(killed(tmp_path, lambda log: log[:-10])) == ["a", "b"]


def test_a_log_damaged_in_the_middle_is_told_in_words(tmp_path: Path) -> None:
    def harm(log: bytes) -> bytes:
        middle = len(log) // 2
        return log[:middle] + bytes([log[middle] ^ 255]) + log[middle + 1 :]

    with pytest.raises(StoreDamaged, match="повреждён"):
        opened_topics(killed(tmp_path, harm))


@pytest.mark.parametrize("command", ["check", "serve"])
def test_a_command_on_a_damaged_store_ends_with_words(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main([command, "--db", str(damaged(tmp_path, "head"))]) == 2
    assert "из резервной копии" in capsys.readouterr().err
