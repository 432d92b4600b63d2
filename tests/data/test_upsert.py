"""Identity and version: what is new, later or nothing new, whatever the order of arrival; default points; touched cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from data.connection import Connection
from data.model import Counts
from data.regions import Regions
from data.store import Change, Store
from data.writer import Touched
from geo import cells
from tests.support.sample import open_store, put, sample, table

NOON = datetime(2026, 3, 1, 12)
ROSTOV = (39.7139, 47.2364)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path)
    yield found
    found.close()


def records(*rows: dict[str, Any]) -> pa.Table:
    given = [
        {"source": "im", "external_id": "1", "region": "rostov", "received": NOON, **row} for row in rows
    ]
    names = {name for row in given for name in row}
    kinds = {"received": pa.timestamp("us"), "updated": pa.timestamp("us"), "closed": pa.timestamp("us")}
    columns = {name: pa.array([row.get(name) for row in given], kinds.get(name)) for name in names}
    for name, blank in (("status", "new"), ("type", "problem"), ("needs_budget", "unknown")):
        columns[name] = pa.array([row.get(name) or blank for row in given])
    return table(columns, len(given))


def kept(store: Store, columns: str = "*") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = store.ask(f"SELECT {columns} FROM appeal ORDER BY external_id").to_pylist()
    return rows


def counts(**given: int) -> Counts:
    return Counts(**given)


def test_the_same_call_again_changes_nothing(store: Store) -> None:
    assert put(store, sample(300)) == counts(fetched=300, stored=300)
    version = store.version
    assert put(store, sample(300)) == counts(fetched=300, duplicate=300)
    assert store.version == version


def test_a_newer_version_updates_and_an_older_one_does_not(store: Store) -> None:
    put(store, records({"updated": NOON + timedelta(days=2), "status": "in_work"}))
    assert put(store, records({"updated": NOON + timedelta(days=1), "status": "assigned"})).duplicate == 1
    assert put(store, records({"updated": NOON + timedelta(days=3), "status": "solved"})).updated == 1
    assert kept(store, "status") == [{"status": "solved"}]


def test_without_updated_the_records_latest_own_date_is_its_version(store: Store) -> None:
    put(store, records({"closed": NOON + timedelta(days=5), "status": "solved"}))
    assert put(store, records({"status": "new"})).duplicate == 1
    assert kept(store, "status") == [{"status": "solved"}]


def test_an_equal_version_that_differs_is_an_update_and_the_later_row_of_a_call_wins(store: Store) -> None:
    put(store, records({"status": "new"}))
    both = records({"status": "assigned"}, {"status": "in_work"})
    assert put(store, both) == counts(fetched=2, updated=1, duplicate=1)
    assert kept(store, "status") == [{"status": "in_work"}]
    assert put(store, both) == counts(fetched=2, duplicate=2)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_of_arrival_ends_the_same(order: tuple[int, ...], store: Store) -> None:
    states = [
        records({"updated": NOON + timedelta(days=day), "status": status})
        for day, status in enumerate(("new", "in_work", "solved"))
    ]
    for index in order:
        put(store, states[index])
    assert kept(store, "status") == [{"status": "solved"}]


def test_the_same_number_of_two_sources_is_two_appeals(store: Store) -> None:
    assert put(store, records({"source": "im"}, {"source": "pos"})).stored == 2


def test_a_closed_appeal_without_a_date_ended_at_its_version(store: Store) -> None:
    put(store, records({"status": "refused"}, {"external_id": "2", "status": "new"}))
    assert kept(store, "ended") == [{"ended": NOON}, {"ended": None}]


def test_a_commit_tells_old_and_new_cells(store: Store) -> None:
    put(store, records({"lon": ROSTOV[0], "lat": ROSTOV[1]}))
    old = kept(store, "cell")[0]["cell"]
    changes: list[Change] = []
    store.subscribe(changes.append)
    put(store, records({"updated": NOON + timedelta(days=1), "lon": 39.9, "lat": 47.3}))
    assert set(changes[0].cells.tolist()) == {old, kept(store, "cell")[0]["cell"]}
    assert changes[0].regions == {"rostov"}
    assert not changes[0].bulk


def test_a_push_of_current_records_makes_the_feed_live(store: Store) -> None:
    put(store, records({}), pushed=True)
    assert not Regions(store).infos()[0].live
    assert not Regions(store).live(None)
    put(store, records({"external_id": "2", "received": datetime.now()}), pushed=True)
    assert Regions(store).infos()[0].live
    assert [Regions(store).live(code) for code in (None, "rostov", "elsewhere")] == [True, True, False]


# ---- default points


def shared(rows: int, first: int = 0, **fields: Any) -> pa.Table:
    """Records on one point of the region."""
    lon, lat = ROSTOV
    return records(
        *({"external_id": f"{first + row:05}", "lon": lon, "lat": lat, **fields} for row in range(rows))
    )


def elsewhere(rows: int, first: int) -> pa.Table:
    """Records on points of their own."""
    return records(
        *({"external_id": f"{first + row:05}", "lon": 39.6 + row * 1e-5, "lat": 47.2} for row in range(rows))
    )


def test_a_point_of_up_to_fifty_rows_is_believed(store: Store) -> None:
    put(store, shared(50))
    assert {row["precision"] for row in kept(store, "precision")} == {"house"}


def test_one_row_more_sends_all_of_them_earlier_ones_too_to_their_address(store: Store) -> None:
    put(store, shared(50, district="Азовский район"))
    put(store, shared(1, first=50, settlement="г. Шахты"))
    rows = kept(store, "precision, district, cell")
    assert {(row["precision"], row["district"], row["cell"]) for row in rows} == {
        ("district", "60601000000", None),
        ("settlement", "60740000000", None),
    }


def test_one_house_with_many_appeals_is_no_default_point(store: Store) -> None:
    put(store, shared(80, street="ул. Ленина", house="1"))
    assert {row["precision"] for row in kept(store, "precision")} == {"house"}


def test_rows_that_come_later_to_a_default_point_are_not_placed_there(store: Store) -> None:
    put(store, shared(60))
    put(store, shared(5, first=60))
    assert {row["cell"] for row in kept(store, "cell")} == {None}


def test_a_point_is_believed_again_when_its_share_of_the_source_falls(store: Store) -> None:
    put(store, shared(60))
    put(store, elsewhere(12_100, 100))
    assert {row["precision"] for row in kept(store, "precision")} == {"house"}


def test_a_trusted_point_is_never_a_default_point(store: Store) -> None:
    def trust(connection: Connection) -> tuple[None, Touched]:
        connection.execute("INSERT INTO trusted_point VALUES ('rostov', ?, ?)", list(ROSTOV))
        return None, Touched()

    store.write(trust)
    put(store, shared(80))
    assert {row["precision"] for row in kept(store, "precision")} == {"house"}


def test_a_placed_record_lies_in_the_cell_of_its_point(store: Store) -> None:
    put(store, records({"lon": ROSTOV[0], "lat": ROSTOV[1]}))
    row = kept(store, "lon, lat, cell, district")[0]
    assert row["cell"] == cells.index(np.array([row["lon"]]), np.array([row["lat"]]))[0]
    assert row["district"] == "60701000000"
