"""What sources have brought is counted exactly; what was refused is told without a word of what it says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from data.filters import Filters
from data.pipeline import Pipeline
from data.quarantine import refused
from data.questions.holdings import holdings
from tests.support.sample import open_store, put, questions, sample

ZONE = ZoneInfo("Europe/Moscow")


def test_holdings_are_the_figures_of_the_summary(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, sample(900))
    found = holdings(store, "rostov", ZONE)
    summary = questions(store).summary(Filters("rostov", "all", type=("problem", "question", "thanks", "spam")))
    assert {one.source: (one.rows, one.last) for one in found} == {one.name: (one.rows, one.last) for one in summary.sources}
    assert sum(one.rows for one in found) == summary.total == 900
    for name, count in summary.placed.items():
        assert sum(one.placed[name] for one in found) == count
    assert [one.rows for one in found] == sorted((one.rows for one in found), reverse=True)


def test_all_regions_are_told_together_and_another_has_none(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    put(store, sample(100))
    assert holdings(store, "all", ZONE) == holdings(store, "rostov", ZONE)
    assert holdings(store, "kursk", ZONE) == ()


def test_the_delay_is_the_median_from_receipt_to_registration_and_none_where_it_is_not_said(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    pipeline = Pipeline(store, store.settings)
    late = {"registered": "2026-02-01T12:00", "received": "2026-02-01T10:00"}
    pipeline.push([{"source": "said", "external_id": str(number), **late} for number in range(3)])
    pipeline.push([{"source": "silent", "external_id": "1", "received": "2026-02-01T10:00"}])
    found = {one.source: one.delay for one in holdings(store, "all", ZONE)}
    assert found == {"said": timedelta(hours=2), "silent": None}
    store.close()


def test_refusals_are_told_by_reason_without_a_word_of_what_they_say(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    pipeline = Pipeline(store, store.settings)
    secret = {"source": "im", "text": "Иванов Иван, 8 918 123-45-67", "received": "2026-02-01T10:00"}
    pipeline.push([secret, secret | {"text": "и ещё"}, {"source": "im", "external_id": "1"}])
    most, other = refused(store, None)
    assert (most.reason, most.rows, most.origin) == ("нет номера записи", 2, "api")
    assert (other.reason, other.rows) == ("нет даты поступления", 1)
    assert "Иванов" not in repr((most, other))
    assert refused(store, "rostov") == (most, other)
    store.close()
