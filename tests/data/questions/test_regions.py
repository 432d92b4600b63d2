"""Regions side by side: each row is a plain count of that region's records, and the rows sum to the total."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from data.answers import ByRegion, Row
from data.query import Questions
from tests.support import plain
from tests.support.changed import REGIONS, by_records, changed_store
from tests.support.sample import UNTIL

Asked = tuple[Questions, Questions, list[plain.Record]]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    store, facts = changed_store(tmp_path_factory.mktemp("regions"))
    yield facts, by_records(store), plain.every_record(store)
    store.close()


def chosen(rows: list[plain.Record], params: dict[str, str], asof: datetime, code: str) -> list[plain.Record]:
    lo, hi = plain.window(params, asof, ZoneInfo("UTC"))
    return [row for row in plain.received_in(rows, lo, hi) if plain.matches(row, {**params, "region": code}, asof)]


def told(answer: ByRegion) -> dict[str | None, Row]:
    return {row.code: row for row in answer.rows}


@pytest.mark.parametrize("way", [0, 1], ids=["facts", "records"])
@pytest.mark.parametrize("metric", ["count", "overdue", "answer_days", "rating", "repeat"])
@pytest.mark.parametrize("more", [{}, {"status": "open"}, {"topic": "01"}], ids=["all", "open", "topic"])
def test_each_region_is_a_plain_measure_of_its_records(way: int, metric: str, more: dict[str, str], asked: Asked) -> None:
    ask, rows = asked[:2][way], asked[2]
    params = {"period": "90d", **more}
    filters = ask.parse({"region": "all", "metric": metric, "asof": UNTIL.isoformat() + "+00:00", **params})
    answer = ask.by_region(filters)
    for code in REGIONS:
        own = chosen(rows, params, UNTIL, code)
        assert told(answer)[code].value == pytest.approx(plain.measure(own, metric, "appeals", UNTIL))
        assert told(answer)[code].count == (len(own) if metric not in ("answer_days", "rating") else told(answer)[code].count)
        is_open = [row for row in own if plain.is_open(row, UNTIL)]
        assert answer.standing[code] == (len(is_open), sum(plain.is_overdue(row, UNTIL) for row in is_open))


@pytest.mark.parametrize("way", [0, 1], ids=["facts", "records"])
@pytest.mark.parametrize("period", ["24h", "30d", "all"])
def test_the_rows_sum_to_the_total(way: int, period: str, asked: Asked) -> None:
    ask = asked[:2][way]
    filters = ask.parse({"region": "all", "period": period})
    answer, whole = ask.by_region(filters), ask.summary(filters)
    assert sum(row.value or 0 for row in answer.rows) == whole.total
    assert sum(one.open for one in answer.standing.values()) == whole.open
    assert sum(one.overdue for one in answer.standing.values()) == whole.overdue
    if whole.previous is not None:
        assert sum(row.previous or 0 for row in answer.rows) == whole.previous


def test_one_region_asked_about_has_one_row(asked: Asked) -> None:
    ask = asked[0]
    assert [row.code for row in ask.by_region(ask.parse({"region": "kamchatka"})).rows] == ["kamchatka"]


def test_a_region_without_appeals_has_its_row(asked: Asked) -> None:
    ask = asked[0]
    answer = ask.by_region(ask.parse({"region": "all", "period": "all", "district": "60740000000"}))
    assert told(answer)["kamchatka"].value == 0
    assert answer.standing["kamchatka"] == (0, 0)


def people(ask: Questions, code: str, district: str | None = None) -> int:
    return sum(one.population or 0 for one in ask.region(code).districts if district in (None, one.code))


@pytest.mark.parametrize("district", [None, "60740000000"])
def test_per_1000_divides_by_the_residents_of_each_region(district: str | None, asked: Asked) -> None:
    ask = asked[0]
    place = {"district": district} if district else {}
    row = told(ask.by_region(ask.parse({"region": "all", "period": "1y", "metric": "per1000", **place})))["rostov"]
    assert row.value == pytest.approx(row.count * 1000 / people(ask, "rostov", district))


def test_where_the_place_is_cut_finer_residents_are_unknown(asked: Asked) -> None:
    ask = asked[0]
    filters = ask.parse({"region": "all", "period": "1y", "metric": "per1000", "bbox": "39,46,41,48"})
    assert {row.value for row in ask.by_region(filters).rows} == {None}


def test_a_second_selection_takes_the_place_of_the_window_before(asked: Asked) -> None:
    ask = asked[0]
    answer = ask.by_region(ask.parse({"region": "all", "period": "30d", "vs": "period=90d"}))
    other = told(ask.by_region(ask.parse({"region": "all", "period": "90d"})))
    assert {row.code: row.previous for row in answer.rows} == {code: row.value for code, row in other.items()}


def test_the_usual_is_that_of_equal_windows_of_the_region(asked: Asked) -> None:
    ask, rows = asked[0], asked[2]
    asof = UNTIL
    row: Any = told(ask.by_region(ask.parse({"region": "all", "period": "7d", "asof": asof.isoformat() + "+00:00"})))["rostov"]
    counts = []
    for week in range(1, 9):
        hi = asof - timedelta(days=7 * week)
        own = plain.received_in(rows, hi - timedelta(days=7), hi)
        counts.append(float(len([one for one in own if plain.matches(one, {"region": "rostov"}, hi)])))
    assert (row.usual, row.low, row.high) == pytest.approx(plain.usual(counts))
