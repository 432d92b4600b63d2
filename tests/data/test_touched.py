"""What a commit tells of facts: those that left and came make the table's own facts at every moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from data.pipeline import Pipeline
from data.store import Store
from data.writer import EVERYTHING, Touched
from geo.boundaries import read_shipped
from tests.data.test_upsert import NOON, ROSTOV, records, shared
from tests.support.sample import open_store, put, sample

COLUMNS = (
    "region, received, ended, due, answered, mark, district, topic_group, topic, source, channel, status, type, "
    "precision, needs_budget, repeat_of IS NOT NULL AS repeat, cell"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path)
    yield found
    found.close()


class Facts:
    """A mirror of the table that knows only what each commit tells."""

    def __init__(self, store: Store) -> None:
        self.store, self.rows, self.stale = store, Counter[Any](), set[str]()
        self.versions: list[tuple[int, int]] = []
        store.mirror(self.take)

    def take(self, touched: Touched, version: int) -> None:
        self.versions.append((version, self.store.version))
        self.stale |= touched.stale or set()
        for table in touched.come:
            self.rows.update(_rows(table))
        for table in touched.gone:
            self.rows.subtract(_rows(table))

    def same(self) -> bool:
        return +self.rows == Counter(_rows(self.store.ask(f"SELECT {COLUMNS} FROM appeal"))) and not -self.rows


def _rows(table: pa.Table) -> list[tuple[Any, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def test_new_and_changed_rows_whatever_their_number(store: Store) -> None:
    facts = Facts(store)
    put(store, sample(6_000))
    assert facts.same()
    put(store, sample(6_500, seed=2))
    assert facts.same()
    assert facts.stale == set()


def test_the_columns_come_in_their_order(store: Store) -> None:
    heard: list[Touched] = []
    store.mirror(lambda touched, _: heard.append(touched))
    put(store, records({}))
    put(store, records({"updated": NOON + timedelta(days=1)}))
    names = store.ask(f"SELECT {COLUMNS} FROM appeal").column_names
    assert [table.column_names for one in heard for table in one.gone + one.come] == [names] * 3
    assert [len(one.gone) for one in heard] == [0, 1]


def test_rows_of_a_point_judged_anew_leave_and_come(store: Store) -> None:
    facts = Facts(store)
    put(store, shared(50))
    put(store, shared(1, first=50))
    assert facts.same()
    assert store.ask("SELECT count(cell) AS n FROM appeal")["n"][0].as_py() == 0
    put(store, records(*({"external_id": f"m{row}", "lon": ROSTOV[0], "lat": 47.1 + row * 1e-5} for row in range(12_000))))
    assert facts.same()
    assert store.ask("SELECT count(*) AS n FROM appeal WHERE cell IS NULL")["n"][0].as_py() == 0


def test_regions_are_told_of_many_rows_too_and_of_none_when_any_may_have_changed(store: Store) -> None:
    heard: list[Touched] = []
    store.mirror(lambda touched, _: heard.append(touched))
    put(store, sample(6_000))
    assert heard[0].bulk
    assert heard[0].regions == {"rostov"}
    assert (heard[0] + EVERYTHING).regions == (EVERYTHING + heard[0]).regions == frozenset()
    assert (heard[0] + Touched()).regions == {"rostov"}


def test_the_mirror_hears_before_the_version_is_the_stores(store: Store) -> None:
    facts = Facts(store)
    put(store, records({}))
    assert facts.versions == [(store.version, store.version - 1)]


def test_a_failing_mirror_spoils_no_commit(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def fails(_touched: Touched, _version: int) -> None:
        raise ValueError("no room")

    store.mirror(fails)
    heard: list[int] = []
    store.subscribe(lambda change: heard.append(change.version))
    assert put(store, records({})).stored == 1
    assert heard == [store.version]
    assert "no room" in caplog.text


def test_records_placed_anew_make_their_region_stale(store: Store) -> None:
    put(store, sample(30))
    facts = Facts(store)
    Pipeline(store, store.settings)._place_anew("rostov")
    assert facts.stale == {"rostov"}


def test_installed_borders_make_everything_stale(store: Store) -> None:
    heard: list[frozenset[str] | None] = []
    store.mirror(lambda touched, _: heard.append(touched.stale))
    Pipeline(store, store.settings).install(read_shipped("rostov"))
    assert heard == [None]


def test_a_sum_keeps_every_fact_when_ids_are_too_many_and_unknown_staleness_wins() -> None:
    table = pa.table({"a": [1]})
    many = Touched(3_000, ids=np.arange(3_000, dtype=np.uint64), gone=(table,), come=(table, table))
    both = many + many
    assert (both.bulk, len(both.gone), len(both.come)) == (True, 2, 4)
    assert (Touched(stale=frozenset("a")) + Touched(stale=frozenset("b"))).stale == frozenset("ab")
    assert (Touched(stale=frozenset("a")) + EVERYTHING).stale is None
    assert (EVERYTHING + Touched(stale=frozenset("a"))).stale is None
