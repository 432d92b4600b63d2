"""Events are kept, checked, masked, and found for the days and districts of a trend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from data import annotations as events
from data.annotations import Annotation
from data.answers import Trend
from data.errors import BadFilter
from data.filters import Filters
from data.questions.noted import noted
from data.settings import Settings
from data.store import Change, Store
from tests.support.sample import open_store, put, questions, sample

OUTAGE = Annotation(None, "rostov", None, "outage", date(2026, 3, 1), date(2026, 3, 2), "Авария на сетях")


def add(store: Store, note: Annotation = OUTAGE) -> Annotation:
    return events.add(store, note, 3)


def test_an_event_outlives_the_store(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept = add(store)
    store.close()
    again = Store.open(store.path, Settings())
    assert events.listed(again) == (kept,)
    assert kept == replace(OUTAGE, number=kept.number)
    again.close()


def test_every_screen_of_the_region_hears_of_an_event(tmp_path: Path) -> None:
    store, heard = open_store(tmp_path), list[Change]()
    store.subscribe(heard.append)
    kept = add(store)
    events.change(store, replace(kept, text="Авария устранена"))
    events.forget(store, kept.number or 0)
    assert [(change.regions, change.bulk) for change in heard] == [(frozenset({"rostov"}), True)] * 3
    assert events.listed(store) == ()


def test_what_is_personal_in_an_event_is_hidden_before_it_is_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    kept = add(store, replace(OUTAGE, text="Звонить  +7 918 123-45-67"))
    assert kept.text == "Звонить [телефон скрыт]"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("kind", {"kind": "party"}),
        ("from", {"until": date(2026, 2, 1)}),
        ("to", {"until": date(2028, 1, 1)}),
        ("text", {"text": " "}),
        ("text", {"text": "x" * 201}),
        ("text", {"text": "a\x07"}),
    ],
)
def test_a_wrong_event_is_refused_by_name(tmp_path: Path, name: str, wrong: dict[str, object]) -> None:
    store = open_store(tmp_path)
    with pytest.raises(BadFilter) as fault:
        add(store, replace(OUTAGE, **wrong))  # type: ignore[arg-type]
    assert fault.value.name == name
    assert events.listed(store) == ()


def test_events_have_an_end(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for _ in range(3):
        add(store)
    with pytest.raises(BadFilter, match="отмечено уже 3"):
        add(store)


def test_an_event_that_is_not_there_is_named(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for act in (lambda: events.forget(store, 9), lambda: events.change(store, replace(OUTAGE, number=9))):
        with pytest.raises(BadFilter, match="№ 9"):
            act()


@pytest.mark.parametrize(
    ("region", "districts", "first", "last", "found"),
    [
        ("rostov", (), date(2026, 3, 2), date(2026, 3, 9), True),
        ("rostov", (), date(2026, 2, 1), date(2026, 3, 1), True),
        ("rostov", (), date(2026, 3, 3), date(2026, 3, 9), False),
        ("rostov", (), date(2026, 2, 1), date(2026, 2, 28), False),
        ("kursk", (), date(2026, 3, 1), date(2026, 3, 2), False),
        (None, (), date(2026, 3, 1), date(2026, 3, 2), True),
        ("rostov", ("61",), date(2026, 3, 1), date(2026, 3, 2), True),
    ],
)
def test_an_event_is_found_by_its_days_and_region(
    region: str | None, districts: tuple[str, ...], first: date, last: date, found: bool
) -> None:
    assert bool(events.concerning((OUTAGE,), region, districts, first, last)) is found


def test_an_event_of_a_district_is_shown_in_it_and_in_the_whole_region() -> None:
    note, days = replace(OUTAGE, district="61"), (date(2026, 3, 1), date(2026, 3, 2))
    assert events.concerning((note,), "rostov", ("61",), *days)
    assert events.concerning((note,), "rostov", (), *days)
    assert not events.concerning((note,), "rostov", ("62",), *days)


def test_a_trend_carries_the_events_and_holidays_of_its_days(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, sample(500))
    asked = questions(store)
    add(store)
    found = asked.trend(Filters("rostov"))
    assert [(note.kind, note.text, note.shipped) for note in found.notes] == [
        ("holiday", "defender", True),
        ("outage", "Авария на сетях", False),
        ("holiday", "women", True),
    ]


def test_holidays_are_switched_off_by_their_setting(tmp_path: Path) -> None:
    store = open_store(tmp_path, holidays=False)
    put(store, sample(500))
    assert questions(store).trend(Filters("rostov")).notes == ()


def test_a_trend_without_days_has_no_events(tmp_path: Path) -> None:
    nothing, store = Trend(1, datetime(2026, 3, 2), "day", ()), open_store(tmp_path)
    assert noted(nothing, Filters("rostov"), questions(store).known) is nothing
