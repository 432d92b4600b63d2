"""The watermark: a full disk stops writing before it harms the store, in words, and only for as long as it lasts."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from data.demo import install
from data.disk import Disk
from data.errors import DiskFull, StoreDown
from data.model import Counts
from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store
from tests.data.test_upsert import records
from tests.data.test_writer import learn, topics
from tests.support.sample import open_store, put
from tests.support.trouble import Room


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(monkeypatch)


def test_the_disk_is_looked_at_once_a_second_at_most(room: Room, tmp_path: Path) -> None:
    moments = iter((0.0, 0.3, 0.99, 1.0, 1.5))
    disk = Disk(tmp_path, 100, lambda: next(moments))
    assert [disk.free_mb for _ in range(5)] == [room.free_mb] * 5
    assert room.looks == 2


def test_too_little_room_is_told_with_figures_and_advice(room: Room, tmp_path: Path) -> None:
    room.free_mb = 99
    with pytest.raises(DiskFull, match=r"свободно 99 МБ, нужно не меньше 100 МБ.*Освободите место"):
        Disk(tmp_path, 100).check()


def test_the_watermark_itself_is_room_enough(room: Room, tmp_path: Path) -> None:
    room.free_mb = 100
    disk = Disk(tmp_path, 100)
    disk.check()
    assert not disk.full


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreDown, match="недоступна"):
        Disk(tmp_path / "gone", 100).check()


def test_the_real_disk_is_measured(tmp_path: Path) -> None:
    assert 0 < Disk(tmp_path, 0).free_mb <= shutil.disk_usage(tmp_path).total // 2**20


def test_below_the_watermark_nothing_is_written_and_reading_goes_on(room: Room, tmp_path: Path) -> None:
    store = open_store(tmp_path, disk_free_min_mb=100)
    put(store, records({}))
    version = store.version
    room.shrink(store, 99)
    with pytest.raises(DiskFull):
        put(store, records({"external_id": "2"}))
    assert store.ask("SELECT count(*) AS n FROM appeal")["n"][0].as_py() == 1
    assert store.version == version
    store.close()


def test_writing_goes_on_by_itself_when_there_is_room_again(room: Room, tmp_path: Path) -> None:
    store = open_store(tmp_path, disk_free_min_mb=100)
    room.shrink(store, 99)
    with pytest.raises(DiskFull):
        put(store, records({}))
    room.shrink(store, 101)
    assert put(store, records({})).stored == 1
    store.close()


def test_what_waits_when_the_disk_fills_is_refused_too(room: Room, tmp_path: Path) -> None:
    store = open_store(tmp_path, disk_free_min_mb=100)
    with room.held(store):
        waiting = store._writer.submit(learn("late"), 1, True)
        room.shrink(store, 99)
    with pytest.raises(DiskFull):
        waiting.result(5)
    assert topics(store) == []
    store.close()


def test_a_load_tells_what_was_stored_before_the_disk_filled_and_goes_on_later(room: Room, tmp_path: Path) -> None:
    store = open_store(tmp_path, disk_free_min_mb=100, batch_rows=100, store_rows=100)
    pipeline, file = Pipeline(store, store.settings), tmp_path / "rows.csv"
    rows = [f"bot,{number},2026-03-01T12:00:00" for number in range(500)]
    file.write_text("\n".join(["source,external_id,received", *rows]))
    report = pipeline.load(file, progress=lambda _: room.shrink(store, 99))
    assert report.counts == Counts(fetched=100, stored=100)
    assert report.fault is not None
    assert "повторите: уже записанное не задвоится" in report.fault
    room.shrink(store, 5_000)
    again = pipeline.load(file)
    assert (again.fault, again.counts) == (None, Counts(fetched=500, stored=400, duplicate=100))
    store.close()


def test_a_demonstration_waits_for_room(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "_TRY_AGAIN_S", 0.01)
    settings = Settings(db=tmp_path / "d.duckdb", disk_free_min_mb=100, demo_appeals=50, demo_rate_per_min=0)
    store, refused = Store.open(settings.db, settings), threading.Event()
    monkeypatch.setattr(install._log, "warning", lambda *_: refused.set())
    room.shrink(store, 99)
    demonstration = install.Demonstration(Pipeline(store, settings), settings)
    demonstration.start()
    assert refused.wait(10)
    room.shrink(store, 5_000)
    demonstration._thread.join(60)
    state = install.read_state(store)
    assert state is not None
    assert state.stored == -1
    store.close()
