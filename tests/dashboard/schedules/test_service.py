"""Moments are kept: what is due runs, what was missed runs once, what failed runs again, what was cut off is taken up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.briefing.briefings import Briefings
from dashboard.schedules import folder
from dashboard.schedules.service import Schedules
from data import runs, schedules
from data.errors import BadFilter, DiskFull, StoreDown
from data.rhythm import Rhythm
from tests.dashboard.schedules.world import PATIENCE_S, World, at, over
from tests.support.mailbox import mailbox


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World.of(tmp_path)
    yield found
    found.store.close()


def names(world: World) -> list[str]:
    home = folder.path_of(world.settings)
    return sorted(path.name for path in home.iterdir()) if home.is_dir() else []


def test_what_was_missed_while_nothing_ran_is_caught_up_once(world: World) -> None:
    world.plan(since="2026-03-01T00:00")  # eight evenings were missed
    with world.service().running():
        (run,) = world.until(over)
    assert (run.cause, run.outcome, run.planned, run.attempt) == ("late", "done", datetime(2026, 3, 8, 15), 1)
    assert names(world) == ["Сводка 2026-03-08 18-00.pdf"]
    assert world.briefings.asked[0]["asof"] == "2026-03-08T18:00"
    with world.service().running() as _:
        world.briefings.entered.clear()
        world.service().look()
    assert len(world.runs()) == 1


def test_nothing_is_owed_of_before_a_schedule_was_made(world: World) -> None:
    world.plan(since="2026-03-09T11:00")
    service = world.service()
    service.look()
    assert world.runs() == ()
    assert service.standing.next == at("2026-03-09T15:00")


class Soon(Rhythm):
    """Due at six, of which the scheduler hears half a second from now."""

    def after(self, moment: datetime, zone: Any) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=0.5)


def test_a_moment_that_comes_is_run_by_the_scheduler_itself(world: World) -> None:
    world.plan(since="2026-03-09T11:00")
    service, kept = world.service(), Schedules._moments
    service._moments = lambda of: kept(service, replace(of, rhythm=Soon("day", time(18))))  # type: ignore[method-assign]
    service.start()
    world.now = at("2026-03-09T15:00")
    (run,) = world.until(over)
    service.stop()
    assert (run.cause, run.planned) == ("planned", datetime(2026, 3, 9, 15))


def test_a_run_now_is_beside_the_moments_and_as_of_now(world: World) -> None:
    of = world.plan(since="2026-03-09T11:00", folder=True)
    with world.service().running() as _, pytest.raises(BadFilter, match="№ 99"):
        world.service().ask(99)
    service = world.service()
    with service.running():
        asked = service.ask(of.number)
        (run,) = world.until(over)
    assert (run.number, run.cause, run.outcome) == (asked.number, "asked", "done")
    assert "asof" not in world.briefings.asked[-1]
    assert names(world) == ["Сводка 2026-03-09 15-00-00.pdf"]


def test_what_fails_is_tried_again_with_growing_pauses(world: World) -> None:
    world.briefings.faults = [StoreDown("later"), DiskFull("later")]
    world.plan()
    with world.service().running():
        (run,) = world.until(over)
    assert (run.outcome, run.attempt, run.fault) == ("done", 3, None)
    assert len(world.briefings.asked) == 3


def test_what_keeps_failing_is_given_up_and_shown_as_failing(world: World) -> None:
    world.settings = world.settings.model_copy(update={"schedule_attempts": 2})
    world.briefings.faults = [RuntimeError("boom")] * 2
    world.plan()
    service = world.service()
    with service.running():
        (run,) = world.until(over)
        world.until(lambda _: service.standing.failing == 1)
    assert (run.outcome, run.attempt, run.fault, run.detail) == ("failed", 2, "unknown", "RuntimeError")
    assert service.standing.active == 1


def test_a_selection_that_fits_no_more_is_not_tried_twice(world: World) -> None:
    world.briefings.faults = [BadFilter("district", "нет такого района", "")]
    world.plan()
    with world.service().running():
        (run,) = world.until(over)
    assert (run.outcome, run.attempt, run.fault, run.detail) == ("failed", 1, "query", "district: нет такого района")


def test_what_a_killed_server_left_half_done_is_made_after_the_start(world: World) -> None:
    of = world.plan()
    run = runs.begin(world.store, of, "planned", datetime(2026, 3, 8, 15), datetime(2026, 3, 8, 15), 10)
    assert run is not None
    runs.start(world.store, run.number, datetime(2026, 3, 8, 15))
    with world.service().running():
        (found,) = world.until(over)
    assert (found.number, found.outcome, found.attempt) == (run.number, "done", 2)


def test_a_run_that_is_always_cut_off_is_given_up(world: World) -> None:
    of = world.plan()
    run = runs.begin(world.store, of, "planned", datetime(2026, 3, 8, 15), datetime(2026, 3, 8, 15), 10)
    assert run is not None
    runs.put(world.store, replace(run, outcome="running", attempt=5))
    with world.service().running():
        (found,) = world.until(over)
    assert (found.outcome, found.fault) == ("failed", "interrupted")


def test_a_stop_waits_for_a_run_and_begins_no_other(world: World) -> None:
    world.briefings.held = threading.Event()
    of = world.plan()
    service = world.service()
    service.start()
    assert world.briefings.entered.wait(PATIENCE_S)
    other = service.ask(of.number)
    stopping = threading.Thread(target=service.stop)
    stopping.start()
    while not service._stopping:
        threading.Event().wait(0.01)
    world.briefings.held.set()
    stopping.join(PATIENCE_S)
    assert not stopping.is_alive()
    first, second = world.runs()
    assert (first.outcome, second.outcome) == ("done", "waiting")
    assert second.number == other.number
    world.briefings.held = None
    with world.service().running():
        assert [run.outcome for run in world.until(over)] == ["done", "done"]


def test_a_run_that_a_stop_cut_off_counts_no_attempt(world: World) -> None:
    world.briefings.held = threading.Event()
    world.briefings.faults = [StoreDown("closing")]
    world.plan()
    service = world.service()
    service.start()
    assert world.briefings.entered.wait(PATIENCE_S)
    service._stopping = True
    world.briefings.held.set()
    service.stop()
    (run,) = world.runs()
    assert (run.outcome, run.attempt) == ("waiting", 0)


def test_a_removed_or_paused_schedule_is_not_run(world: World) -> None:
    of = world.plan()
    service = world.service()
    schedules.change(world.store, replace(of, active=False))
    service.look()
    assert (world.runs(), service.standing.active) == ((), 0)
    resumed = schedules.change(world.store, replace(of, active=True))
    run = service.ask(resumed.number)
    schedules.forget(world.store, of.number)
    with service.running():
        (found,) = world.until(over)
        service.changed()
    assert (found.number, found.outcome, found.fault) == (run.number, "failed", "removed")


def test_a_look_that_fails_is_logged_and_another_follows(world: World, caplog: pytest.LogCaptureFixture) -> None:
    service = world.service()

    def broken() -> None:
        raise StoreDown("gone")

    service._owe = broken  # type: ignore[method-assign]
    service._begin()
    assert "another look follows" in caplog.text
    service.stop()


def test_runs_are_bounded(world: World) -> None:
    world.briefings.held = threading.Event()
    of = world.plan(since="2026-03-09T11:00")
    service = world.service()
    with service.running():
        for _ in range(4):
            service.ask(of.number)
        assert world.briefings.entered.wait(PATIENCE_S)
        world.until(lambda found: sum(run.outcome == "running" for run in found) == 1)
        assert len(world.briefings.asked) == 1
        world.briefings.held.set()
        assert [run.outcome for run in world.until(lambda found: over(found) and len(found) == 4)] == ["done"] * 4


def test_a_real_briefing_is_written_and_sent(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with mailbox() as box:
        world = World.of(tmp_path, **box.settings())
        world.plan(name="Утренняя сводка", recipients=("a@example.ru", "b@example.ru"))
        service = Schedules(Briefings.of(world.briefings.desk), world.settings, lambda: world.now)
        with service.running():
            (run,) = world.until(over)
        world.store.close()
    assert (run.outcome, run.sent) == ("done", ("a@example.ru", "b@example.ru")), caplog.text
    (letter,) = box.letters
    (file,) = letter.iter_attachments()
    written = (folder.path_of(world.settings) / "Утренняя сводка 2026-03-08 18-00.pdf").read_bytes()
    assert (file.get_filename(), file.get_content()) == ("Утренняя сводка 2026-03-08 18-00.pdf", written)
    assert written.startswith(b"%PDF")
    assert (run.bytes, run.file) == (len(written), file.get_filename())
    body = letter.get_body()
    assert body is not None
    assert "Ростовская область, на 18:00, 8 марта 2026" in body.get_content()
    assert "asof=2026-03-08T18:00" in body.get_content()


def test_a_second_attempt_writes_only_to_those_who_have_got_nothing(tmp_path: Path) -> None:
    with mailbox() as box:
        world = World.of(tmp_path, **box.settings())
        box.unknown = {"b@example.ru": "451 Later"}
        world.plan(recipients=("a@example.ru", "b@example.ru"), folder=False)
        with world.service().running():
            world.until(lambda found: bool(found) and found[0].sent == ("a@example.ru",) and found[0].fault is not None)
            box.unknown = {}
            (run,) = world.until(over)
        world.store.close()
    assert (run.outcome, run.sent, run.file) == ("done", ("a@example.ru", "b@example.ru"), None)
    assert [sorted(envelope) for envelope in box.envelopes] == [["a@example.ru"], ["b@example.ru"]]
    assert names(world) == []


def test_a_folder_that_cannot_be_written_is_told(world: World, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    world.settings = world.settings.model_copy(update={"brief_folder": tmp_path / "file" / "in", "schedule_attempts": 1})
    world.plan()
    with world.service().running():
        (run,) = world.until(over)
    assert (run.outcome, run.fault, run.detail) == ("failed", "folder", "Not a directory")
