"""The check of a store: what it says of facts in memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data import check as tested
from data.check import check
from data.facts.columns import SECOND
from tests.support.changed import by_facts
from tests.support.facts import block
from tests.support.sample import open_store, put, questions, sample

DAYS_OFF = "дни региона rostov, за которые факты в памяти не совпадают с записями"


def test_a_sound_mirror_is_a_good_finding(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, sample(60, 1))
    found = {one.what: one.off for one in check(by_facts(store)) if "факты" in one.what}
    assert found == {DAYS_OFF: 0}
    store.close()


def test_a_tampered_mirror_is_found_by_days(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, sample(60, 1))
    asked = by_facts(store)
    mirror = asked.known.mirror
    assert mirror is not None
    facts = mirror.regions()["rostov"]
    mirror._regions = {"rostov": replace(facts, tails=(*facts.tails, block(SECOND, [SECOND, 100_000 * SECOND])))}
    off = {one.what: one.off for one in check(asked) if not one.ok}
    assert off[DAYS_OFF] == 2
    store.close()


def test_facts_that_are_still_being_read_are_no_good_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "days_off", lambda *_: None)
    store = open_store(tmp_path)
    found = [one for one in check(by_facts(store)) if "факты" in one.what]
    assert [one.ok for one in found] == [False]
    store.close()


def test_without_facts_nothing_is_said_of_them(tmp_path: Path) -> None:
    store = open_store(tmp_path, facts=False)
    assert not [one for one in check(questions(store)) if "факты" in one.what]
    store.close()
