"""The words of a sheet: figures too small are told neither as numbers nor as shares, and nothing of a text is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard import state
from dashboard.briefing.figures import Figures
from dashboard.briefing.subject import Details, details
from dashboard.briefing.subject_words import Words
from dashboard.texts import texts
from data.model import CLOSED_STATUSES, OPEN_STATUSES
from tests.support.exporting import desk

FEW = 400
"""More than the district has overdue or repeated, fewer than it has in all."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Figures]:
    store, opened = desk(tmp_path_factory.mktemp("words"))
    yield Figures.of(opened, state.read(opened.questions, {"period": "all", "district": "60740000000"}))
    store.close()


@pytest.fixture(scope="module")
def what(found: Figures) -> Details:
    return details(found, "district")


def words(found: Figures, least: int) -> Words:
    return Words(found.view, found.catalogue.names, least)


def test_a_share_of_too_few_is_left_out(found: Figures, what: Details) -> None:
    overdue = texts("ru")("cards.figure_overdue_share")
    assert 0 < what.times.overdue < FEW
    assert overdue in [one["name"] for one in words(found, 1).versus(what)]
    assert overdue not in [one["name"] for one in words(found, FEW).versus(what)]


def test_a_distribution_of_too_few_is_left_out(found: Figures, what: Details) -> None:
    assert words(found, 1).bins(what.times.tail, what.times.overdue)
    assert words(found, FEW).bins(what.times.tail, what.times.overdue) == []


def test_the_bins_of_a_distribution_are_those_of_the_answer(found: Figures, what: Details) -> None:
    told = words(found, 1).bins(what.times.days, what.times.answered)
    counts = [texts("ru").number(one.count) for one in what.times.days]
    assert [one["value"] for one in told] == counts[: len(told)]
    assert sum(one.count for one in what.times.days[len(told) :]) == 0


def test_a_number_too_small_says_only_that(found: Figures) -> None:
    shown = words(found, 5)
    assert [shown.figure(value) for value in (None, 0, 4, 5)] == ["—", "0", "менее 5", "5"]


def test_records_are_told_without_their_texts_and_not_at_all_where_small_figures_are_not(found: Figures, what: Details) -> None:
    rows = words(found, 1).oldest(what.oldest)
    assert len(rows) == len(what.oldest.rows) > 0
    assert set(rows[0]) == {"age", "topic", "place", "status", "term", "late", "number"}
    assert words(found, 2).oldest(what.oldest) == []


def test_a_place_does_not_repeat_its_district(found: Figures, what: Details) -> None:
    places = words(found, 1).places(what)
    assert places
    assert not any(one["place"].startswith("Шахты, Шахты") for one in places)
    assert [one["number"] for one in places] == [str(at) for at in range(1, len(places) + 1)]


def test_peers_end_with_all_together(found: Figures, what: Details) -> None:
    shown = words(found, 1)
    rows = shown.peers(what.among.rows, what, lambda row: row.name or "", lambda _: None)
    assert [row["own"] for row in rows].count(True) == 1
    assert {row["rate"] for row in rows} == {"—"}
    total = shown.everyone("Все", what, 1_000_000)
    assert total["value"] == texts("ru").number(what.all_times.total)
    assert total["total"] is True


def test_how_an_appeal_stood_in_the_past_is_not_said(found: Figures) -> None:
    """Nobody knows: the store knows how it stands now."""
    before = found.summary.asof - timedelta(days=60)
    past = replace(found.view, filters=replace(found.view.filters, asof=before))
    old = details(Figures.of(found.desk, past), "district")
    assert [one.field for one in old.structure] == ["channel", "source"]
    assert "status" in [one.field for one in details(found, "district").structure]
    first, *_ = old.oldest.rows
    rows = tuple({**first, "status": status} for status in (*OPEN_STATUSES, *CLOSED_STATUSES))
    said = [one["status"] for one in words(found, 1).oldest(replace(old.oldest, rows=rows))]
    assert said == [*(texts("ru")("status." + one) for one in OPEN_STATUSES), *("—" for _ in CLOSED_STATUSES)]
