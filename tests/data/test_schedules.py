"""Schedules keep what they were told, also after the store was closed, and refuse what could not be run."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from data import schedules
from data.errors import BadFilter
from data.rhythm import Rhythm
from data.schedules import Schedule, file_stem
from data.settings import Settings
from data.store import Store
from tests.support.sample import open_store

WEEKLY = Rhythm("week", time(8, 30), (1, 3, 5))
PLAN = Schedule(
    0, "  Утренняя   сводка ", "region=rostov&topic=01", "daily", "a4", "portrait", "ru", "pdf",
    WEEKLY, True, (" a@example.ru ", "b@мвд.рф", "a@example.ru"),
)  # fmt: skip


def add(store: Store, **changes: Any) -> Schedule:
    return schedules.add(store, replace(PLAN, **changes), 3)


def test_a_schedule_outlives_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    before, kept = store.version, add(store)
    assert store.version == before
    store.close()
    again = Store.open(store.path, Settings())
    assert schedules.listed(again) == (kept,)
    assert (kept.name, kept.rhythm) == ("Утренняя сводка", WEEKLY)
    assert kept.recipients == ("a@example.ru", "b@мвд.рф")
    again.close()


def test_a_new_rhythm_and_a_resumed_schedule_owe_nothing_of_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path)
    monkeypatch.setattr(schedules, "now", lambda: datetime(2026, 1, 1))
    kept = add(store)
    monkeypatch.setattr(schedules, "now", lambda: datetime(2026, 2, 2))
    assert schedules.change(store, replace(kept, name="Другая", paper="a3")).since == datetime(2026, 1, 1)
    paused = schedules.change(store, replace(kept, active=False))
    assert paused.since == datetime(2026, 2, 2)
    monkeypatch.setattr(schedules, "now", lambda: datetime(2026, 3, 3))
    assert schedules.change(store, replace(paused, active=True)).since == datetime(2026, 3, 3)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"kind": "doc"}, "kind"),
        ({"query": "q=" + "а" * 2_000}, "query"),
        ({"rhythm": Rhythm("year", time(1))}, "repeat"),
        ({"rhythm": Rhythm("week", time(1))}, "weekdays"),
        ({"rhythm": Rhythm("week", time(1), (0, 1))}, "weekdays"),
        ({"rhythm": Rhythm("month", time(1), monthday=32)}, "monthday"),
        ({"recipients": ("nobody",)}, "recipients"),
        ({"recipients": ("a@b.ru\nBcc: c@d.ru",)}, "recipients"),
        ({"recipients": ("a,b@c.ru",)}, "recipients"),
        ({"recipients": tuple(f"a{n}@b.ru" for n in range(51))}, "recipients"),
        ({"recipients": (), "folder": False}, "recipients"),
    ],
)
def test_what_could_not_be_run_is_refused_by_name(tmp_path: Path, change: dict[str, Any], name: str) -> None:
    store = open_store(tmp_path)
    with pytest.raises(BadFilter) as caught:
        add(store, **change)
    assert caught.value.name == name
    assert schedules.listed(store) == ()


def test_two_schedules_never_write_the_same_file(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add(store, name="Сводка: утро")
    with pytest.raises(BadFilter, match="занято"):
        add(store, name="сводка / УТРО")
    other = add(store, name="Вечер")
    with pytest.raises(BadFilter, match="занято"):
        schedules.change(store, replace(other, name="Сводка утро"))
    assert schedules.change(store, replace(other, name="ВЕЧЕР")).name == "ВЕЧЕР"


def test_the_list_has_an_end_and_what_is_removed_is_gone(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    numbers = [add(store, name=name).number for name in "ABC"]
    with pytest.raises(BadFilter, match="расписаний уже 3"):
        add(store, name="D")
    schedules.forget(store, numbers[0])
    assert [each.name for each in schedules.listed(store)] == ["B", "C"]
    with pytest.raises(BadFilter, match=f"№ {numbers[0]}"):
        schedules.forget(store, numbers[0])


@pytest.mark.parametrize(
    ("name", "stem"),
    [("Сводка", "Сводка"), ("../../etc/passwd", "etc passwd"), (".скрытая", "скрытая"), ('a:b*c?"d"', "a b c d"), ("...", "-")],
)
def test_a_name_becomes_a_plain_file_name(name: str, stem: str) -> None:
    assert file_stem(name) == stem
