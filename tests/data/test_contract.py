"""Every figure of the contract equals a plain count of the records, and its sums hold, for 200 random filters."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from data.model import METRICS, STATUS_GROUPS, STATUSES, UNITS
from data.query import Questions
from geo import cells
from tests.support import plain
from tests.support.sample import UNTIL, open_store, put, questions, sample

ZONE = ZoneInfo("Europe/Moscow")
FILTERS = 200
ROWS = 1_200


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Questions, list[plain.Record]]]:
    store = open_store(tmp_path_factory.mktemp("contract"))
    put(store, sample(ROWS))
    yield questions(store), plain.every_record(store)
    store.close()


def draw(number: int, rows: list[plain.Record]) -> dict[str, str]:
    """A random set of filters whose values occur in the records."""
    rng = random.Random(number)
    params: dict[str, str] = {"metric": rng.choice(METRICS), "unit": rng.choice(UNITS)}
    if rng.random() < 0.25:
        params["from"] = (UNTIL - timedelta(days=rng.randint(20, 200))).date().isoformat()
        params["to"] = (UNTIL - timedelta(days=rng.randint(-2, 19))).date().isoformat()
    else:
        params["period"] = rng.choice(["24h", "7d", "30d", "90d", "1y", "all"])
    if rng.random() < 0.3:
        params["asof"] = (UNTIL - timedelta(hours=rng.randint(1, 2_000))).replace(tzinfo=UTC).isoformat()
    for name, choices in _choices(rows).items():
        if rng.random() < 0.18:
            params[name] = ",".join(rng.sample(choices, min(len(choices), rng.randint(1, 2))))
    if rng.random() < 0.15:
        params["repeat"] = rng.choice(["yes", "no"])
    if rng.random() < 0.1:
        cell = rng.choice([row["cell"] for row in rows if row["cell"]])
        params["cell"] = cells.to_text(cells.parent(_array(cell), rng.randint(4, 8)))[0]
    if rng.random() < 0.1:
        params["bbox"] = f"{39 + rng.random():.3f},46.9,{40 + rng.random():.3f},47.{rng.randint(2, 8)}"
    if rng.random() < 0.1:
        params["q"] = rng.choice(["елки", "ямой № 5", "ЁЛКУ дорог*", '"на дорогу" 7', "№12", "света нет"])
    return params


def _array(cell: int) -> Any:
    import numpy as np

    return np.array([cell], np.uint64)


def _choices(rows: list[plain.Record]) -> dict[str, list[str]]:
    return {
        "district": ["none", "60740000000", "60701000000", "60601000000"],
        "topic": ["01", "02.001", "01.002", "none"],
        "source": ["im", "pos", "112"],
        "channel": ["ВКонтакте", "122", "Госуслуги"],
        "status": [*STATUSES, *STATUS_GROUPS],
        "type": ["problem", "question", "thanks", "spam"],
        "precision": ["house", "street", "settlement", "district", "none"],
        "budget": ["yes", "no", "unknown"],
    }


class Plain:
    """The plain counts of one set of filters."""

    def __init__(self, rows: list[plain.Record], params: dict[str, str]) -> None:
        self.rows, self.params = rows, params
        self.asof = UNTIL
        if "asof" in params:
            self.asof = datetime.fromisoformat(params["asof"]).astimezone(UTC).replace(tzinfo=None)
        self.lo, self.hi = plain.window(params, self.asof, ZONE)
        self.first = min(row["received"] for row in rows)

    def chosen(self, lo: datetime, hi: datetime, asof: datetime) -> list[plain.Record]:
        found = plain.received_in(self.rows, lo, hi)
        return [row for row in found if plain.matches(row, self.params, asof)]

    @property
    def now(self) -> list[plain.Record]:
        return self.chosen(self.lo, self.hi, self.asof)

    def back(self, by: timedelta) -> list[plain.Record] | None:
        """The records of the window that much earlier; None where the data do not reach."""
        if self.lo == datetime.min or self.lo - by < self.first:
            return None
        return self.chosen(self.lo - by, self.hi - by, self.asof - by)

    @property
    def shift(self) -> timedelta:
        return timedelta(days=7 * max(1, -(-(self.hi - self.lo) // timedelta(days=7))))

    def value(self, rows: list[plain.Record], by: timedelta = timedelta()) -> float | None:
        return plain.measure(rows, self.params["metric"], self.params["unit"], self.asof - by)

    def usual(self, keep: Any) -> tuple[float, float, float] | None:
        values = []
        for week in range(1, 9):
            rows = self.back(timedelta(days=7 * week))
            if rows is not None:
                value = self.value([row for row in rows if keep(row)], timedelta(days=7 * week))
                values += [] if value is None else [value]
        return plain.usual(values)


def close(one: float | None, other: float | None) -> bool:
    return one == other if one is None or other is None else one == pytest.approx(other, rel=1e-9, abs=1e-9)


def expected(of: Plain, keep: Any, residents: int | None) -> float | None:
    value = of.value([row for row in of.now if keep(row)])
    if of.params["metric"] == "per1000":
        return value * 1000 / residents if value is not None and residents else None
    if of.params["metric"] == "excess":
        usually = of.usual(keep)
        return value - usually[0] if usually and value is not None else None
    return value


@pytest.mark.parametrize("number", range(FILTERS))
def test_every_figure_equals_a_plain_count(number: int, asked: tuple[Questions, list[plain.Record]]) -> None:
    ask, rows = asked
    params = draw(number, rows)
    filters, of = ask.parse(params), Plain(rows, params)
    check_summary(ask.summary(filters), of)
    check_rows(ask, filters, of)
    check_trend(ask, filters, of)
    check_heat(ask, filters, of)
    check_records(ask, filters, of)


def check_summary(summary: Any, of: Plain) -> None:
    now, unit = of.now, of.params["unit"]
    assert summary.total == plain.measure(now, "count", unit, of.asof)
    before = of.back(of.shift)
    assert summary.previous == (None if before is None else plain.measure(before, "count", unit, of.asof))
    assert summary.open == len({plain._counted(row, unit) for row in now if plain.is_open(row, of.asof)})
    assert summary.overdue == plain.measure(now, "overdue", unit, of.asof)
    for precision, count in summary.placed.items():
        assert count == plain.measure(
            [row for row in now if row["precision"] == precision], "count", unit, of.asof
        )


def check_rows(ask: Questions, filters: Any, of: Plain) -> None:
    people = {one.code: one.population for one in ask.region("rostov").districts}
    for row in ask.districts(filters).rows:
        assert close(
            row.value,
            expected(of, lambda one, row=row: one["district"] == row.code, people.get(row.code or "")),
        )
    chosen = [people[code] for code in people if not filters.district or code in filters.district]
    known = [residents for residents in chosen if residents is not None]
    whole = sum(known) if known and not (filters.cell or filters.bbox) else None
    topics = ask.topics(filters).rows
    for row in topics:
        column = "topic_group" if row.parent is None else "topic"
        assert close(
            row.value, expected(of, lambda one, row=row, column=column: one[column] == row.code, whole)
        )
    assert {row["topic_group"] for row in of.now} <= {row.code for row in topics if row.parent is None}


def check_trend(ask: Questions, filters: Any, of: Plain) -> None:
    if filters.metric in ("per1000", "excess"):
        return
    rows = ask.trend(filters).rows
    edges = [row.at.astimezone(UTC).replace(tzinfo=None) for row in rows] + [of.hi]
    for row, lo, hi in zip(rows, edges[:-1], edges[1:], strict=True):
        assert close(row.value, of.value(of.chosen(lo, hi, of.asof)))


def check_heat(ask: Questions, filters: Any, of: Plain) -> None:
    if filters.metric in ("per1000", "excess"):
        return
    heat = ask.heat(filters)
    by_cell: dict[int, list[plain.Record]] = {}
    for row in of.now:
        if row["cell"] is not None:
            by_cell.setdefault(int(cells.parent(_array(row["cell"]), heat.res)[0]), []).append(row)
    wanted = {cell: of.value(inside) for cell, inside in by_cell.items()}
    wanted = {cell: value for cell, value in wanted.items() if value != 0}
    found = {
        cell: None if value != value else value
        for cell, value in zip(heat.cells.tolist(), heat.values.tolist(), strict=True)
    }
    assert found.keys() == wanted.keys()
    assert all(close(found[cell], wanted[cell]) for cell in wanted)


def check_records(ask: Questions, filters: Any, of: Plain) -> None:
    page = ask.appeals(filters, 20)
    newest = sorted(of.now, key=lambda row: (row["received"], row["id"]), reverse=True)[:20]
    assert page.total == len(of.now)
    assert [(row["source"], row["external_id"]) for row in page.rows] == [
        (row["source"], row["external_id"]) for row in newest
    ]


@pytest.mark.parametrize("number", range(0, FILTERS, 5))
def test_the_sums_of_the_contract_hold(number: int, asked: tuple[Questions, list[plain.Record]]) -> None:
    ask, rows = asked
    filters = ask.parse({**draw(number, rows), "metric": "count", "unit": "appeals"})
    head = ask.summary(filters)
    assert sum(row.value or 0 for row in ask.topics(filters).rows if row.parent is None) == head.total
    assert sum(row.value or 0 for row in ask.districts(filters).rows) == head.total
    assert sum(row.value or 0 for row in ask.trend(filters).rows) == head.total
    assert sum(head.placed.values()) == head.total
    assert ask.heat(filters).values.sum() == head.placed["house"] + head.placed["street"]


def test_a_second_set_of_filters_takes_the_place_of_the_window_before(asked: tuple[Questions, list[plain.Record]]) -> None:
    ask, _ = asked
    one, other = ask.parse({"period": "30d", "vs": "period=90d&source=im"}), ask.parse({"period": "90d", "source": "im"})
    assert ask.summary(one).previous == ask.summary(other).total
    values = {row.code: row.value for row in ask.districts(other).rows}
    assert {row.code: row.previous for row in ask.districts(one).rows} == values
    topics = {(row.parent, row.code): row.value for row in ask.topics(other).rows}
    assert all(row.previous == topics.get((row.parent, row.code)) for row in ask.topics(one).rows)
