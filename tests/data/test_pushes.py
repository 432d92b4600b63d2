"""Calls put together end as if they had come one after another, each with its own counts and its own fault."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import points
from data.connection import Connection
from data.errors import QueueFull, StoreDown, UnknownRegion
from data.locate import locate
from data.model import Counts
from data.pipeline import Pipeline
from data.regions import Regions
from data.store import Store
from data.upsert import Incoming, Origin, upsert_calls
from data.writer import EVERYTHING, Touched
from tests.data.test_upsert import NOON, records
from tests.data.test_writer import held
from tests.support.sample import open_store

RECORD = st.fixed_dictionaries(
    {
        "source": st.sampled_from(["im", "pos"]),
        "external_id": st.sampled_from("abcd"),
        "updated": st.sampled_from([None, NOON + timedelta(days=1), NOON + timedelta(days=2)]),
        "status": st.sampled_from(["new", "in_work", "solved"]),
        "lon": st.sampled_from([39.7139, 39.72]),
        "lat": st.just(47.2364),
        "street": st.sampled_from([None, "ул. Ленина", "ул. Мира"]),
        "repeat_of": st.sampled_from([None, None, "a", "b", "z"]),
    }
)
CALLS = st.lists(st.lists(RECORD, min_size=1, max_size=4), min_size=1, max_size=5)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    few = {"default_point_rows": 2, "default_point_addresses": 2}
    stores = tuple(open_store(tmp_path_factory.mktemp(name), **few) for name in ("one", "many"))
    yield stores[0], stores[1]
    for store in stores:
        store.close()


class Told:
    """What came less what left, as the commits tell it."""

    def __init__(self, store: Store) -> None:
        self.facts = Counter[Any]()
        store.mirror(self.take)

    def take(self, touched: Touched, _version: int) -> None:
        for sign, tables in ((1, touched.come), (-1, touched.gone)):
            for table in tables:
                for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                    self.facts[row] += sign


def emptied(connection: Connection) -> tuple[None, Touched]:
    connection.execute("DELETE FROM appeal")
    connection.execute("DELETE FROM default_point")
    points.forget(connection)
    return None, EVERYTHING


def stored(store: Store, calls: list[list[dict[str, Any]]]) -> list[Counts]:
    ground = Regions(store).ground("rostov")
    placed = [locate(records(*call), ground, store.settings) for call in calls]
    table = pa.concat_tables(placed)
    for name in ("text", "answer"):
        table = table.append_column(f"masked_{name}", table[name])
    sizes = tuple(len(call) for call in calls)
    incoming = Incoming(table, (), (), Origin("test", "appeal", "rostov"), True, sizes)
    counts: list[Counts] = store.write(lambda connection: upsert_calls(connection, incoming, store.settings))
    return counts


def whole(store: Store) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = store.ask("SELECT * FROM appeal ORDER BY id").to_pylist()
    marked: list[dict[str, Any]] = store.ask("SELECT * FROM default_point ORDER BY ALL").to_pylist()
    return rows + marked


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=CALLS, calls=CALLS)
def test_together_or_one_by_one_ends_the_same(
    pair: tuple[Store, Store], before: list[list[dict[str, Any]]], calls: list[list[dict[str, Any]]]
) -> None:
    one, many = pair
    told = []
    for store in pair:
        store.write(emptied)
        told.append(Told(store))
        stored(store, before)
    counts = [stored(one, [call])[0] for call in calls]
    assert stored(many, calls) == counts
    assert whole(many) == whole(one)
    assert +told[0].facts == +told[1].facts
    assert all(part.fetched == part.stored + part.updated + part.duplicate for part in counts)


def test_the_counts_of_points_are_the_tables_own_after_any_calls(pair: tuple[Store, Store]) -> None:
    store = pair[0]
    store.write(emptied)
    for day in range(4):
        stored(store, [[{"external_id": str(n), "updated": NOON + timedelta(days=day), "lon": 39.7 + (n % (day + 2)) / 100,
                         "lat": 47.2} for n in range(9)]])  # fmt: skip
    counted = "SELECT sum(rows) AS rows FROM {} GROUP BY {} HAVING sum(rows) <> 0 ORDER BY 1"

    def compare(connection: Connection) -> tuple[list[Any], Touched]:
        kept = [connection.execute(counted.format(*names)).fetchall() for names in KEPT]
        points.forget(connection)
        points.count_anew(connection)
        return [kept, [connection.execute(counted.format(*names)).fetchall() for names in KEPT]], Touched()

    kept, anew = store.write(compare)
    assert kept == anew


KEPT = (("point_class", "class"), ("located", "source"))


# ---- pushes that wait together


@pytest.fixture
def pipeline(tmp_path: Path) -> Iterator[Pipeline]:
    store = open_store(tmp_path, queue_max_rows=1_000)
    yield Pipeline(store, store.settings)
    store.close()


def call(first: int, rows: int = 3, **fields: object) -> list[dict[str, object]]:
    given = {"source": "bot", "received": "2026-03-01T12:00:00", **fields}
    return [{"external_id": str(first + row), **given} for row in range(rows)]


def together(pipeline: Pipeline, calls: list[list[Any]], region: str | None = None) -> list[Any]:
    """The calls pushed while the writer is held: receipts or faults in their order."""

    def push(records: list[Any]) -> Any:
        try:
            return pipeline.push(records, region)
        except Exception as fault:
            return fault

    claimed = list[int]()
    claim = pipeline.store.claim

    def claiming(rows: int) -> None:
        claim(rows)
        claimed.append(rows)

    with ThreadPoolExecutor(len(calls)) as pool, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.store, "claim", claiming)
        with held(pipeline.store):
            pushed = [pool.submit(push, one) for one in calls]
            _until(lambda: len(claimed) >= len(calls))
        return [one.result(30) for one in pushed]


def _until(true: Any) -> None:
    pause = threading.Event()
    for _ in range(1_000):
        if true():
            return
        pause.wait(0.01)
    raise AssertionError("the calls never waited together")


def test_many_pushes_are_few_commits_and_each_has_its_own_receipt(pipeline: Pipeline) -> None:
    before = pipeline.store.version
    receipts = together(pipeline, [[*call(10 * n), "nonsense"] for n in range(20)])
    assert {(one.counts, one.errors[0][0]) for one in receipts} == {(Counts(4, 3, 0, 0, 1), 3)}
    assert pipeline.store.version - before <= 5
    assert pipeline.store.ask("SELECT count(*) AS n FROM appeal")["n"][0].as_py() == 60


def test_a_call_that_cannot_be_prepared_spoils_no_other(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline._pushes._prepare

    def prepare(records: list[object], region: str | None) -> Any:
        if any(isinstance(one, dict) and one["external_id"] == "31" for one in records):
            raise ValueError("unlucky")
        return real(records, region)

    monkeypatch.setattr(pipeline._pushes, "_prepare", prepare)
    found = together(pipeline, [call(10 * n) for n in range(6)])
    assert isinstance(found.pop(3), ValueError)
    assert {one.counts for one in found} == {Counts(3, 3)}
    assert pipeline.store._writer._rows == 0


def test_a_call_that_cannot_be_stored_spoils_no_other(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(connection: Connection, _settings: object) -> Touched:
        if connection.execute("SELECT count(*) FROM staged WHERE external_id = '31'").fetchall() != [(0,)]:
            raise ValueError("unlucky")
        return Touched()

    monkeypatch.setattr("data.upsert.points.judge", judged)
    found = together(pipeline, [call(10 * n) for n in range(6)])
    assert isinstance(found.pop(3), ValueError)
    assert {one.counts for one in found} == {Counts(3, 3)}
    assert pipeline.store.ask("SELECT count(*) AS n FROM appeal")["n"][0].as_py() == 15


def test_a_fault_of_the_store_is_everyones(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object) -> Touched:
        raise StoreDown("down")

    monkeypatch.setattr("data.upsert.points.judge", down)
    assert {type(one) for one in together(pipeline, [call(10 * n) for n in range(5)])} == {StoreDown}


def test_calls_for_another_region_are_their_own_group(pipeline: Pipeline) -> None:
    with ThreadPoolExecutor(2) as pool:
        good = pool.submit(pipeline.push, call(0), "rostov")
        bad = pool.submit(pipeline.push, call(9), "mars")
        assert good.result(30).counts == Counts(3, 3)
        with pytest.raises(UnknownRegion):
            bad.result(30)


def test_a_full_queue_turns_a_push_away_before_it_is_prepared(pipeline: Pipeline) -> None:
    pipeline.store.claim(1_000)
    with pytest.raises(QueueFull):
        pipeline.push(call(0))
    pipeline.store.give_back(1_000)
    assert pipeline.push(call(0)).counts.stored == 3


def test_an_empty_push_changes_nothing(pipeline: Pipeline) -> None:
    version = pipeline.store.version
    assert pipeline.push([]).counts == Counts()
    assert pipeline.store.version == version
