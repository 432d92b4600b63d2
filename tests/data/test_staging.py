"""However many records come at once, lent or copied, the store ends up with the same."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from data import staging
from data.connection import Connection
from data.model import Counts
from data.store import Store
from data.writer import Touched
from tests.support.sample import open_store, put, sample

ROWS = 3_000
FEW = 400
"""As many as count as few here."""


def waves() -> list[pa.Table]:
    """New records; the same ones with a third in a later state and some said twice; new ones among known ones."""
    first = sample(ROWS)
    later = np.arange(ROWS) % 3 == 0
    received = first["received"].to_numpy() + np.where(later, np.timedelta64(1, "h"), np.timedelta64(0, "h"))
    second = first.set_column(first.schema.get_field_index("received"), "received", pa.array(received))
    twice = pa.concat_tables([second, first.slice(0, 50), second.slice(100, 20)])
    more = sample(ROWS + 700)
    return [first, twice, more.slice(ROWS - 600)]


def stored(folder: Path) -> tuple[list[Counts], pa.Table, list[int]]:
    folder.mkdir()
    store = open_store(folder, default_point_rows=5, default_point_addresses=2)
    counts = [put(store, wave) for wave in waves()]
    appeals = store.ask("SELECT * FROM appeal ORDER BY external_id, source")
    numbers = [
        store.ask(f"SELECT count(*) AS n FROM {name}")["n"][0].as_py()
        for name in ("search_queue", "default_point")
    ]
    left_over(store)
    store.close()
    return counts, appeals, numbers


def left_over(store: Store) -> None:
    """Many records are let go when they are stored."""

    def job(connection: Connection) -> tuple[None, Touched]:
        connection.execute("SELECT * FROM staged_many")
        return None, Touched()

    with pytest.raises(duckdb.CatalogException, match="staged_many"):
        store.write(job)


def test_many_records_are_stored_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = stored(tmp_path / "copied")
    monkeypatch.setattr(staging, "_FEW", FEW)
    lent = stored(tmp_path / "lent")
    assert lent[0] == copied[0]
    assert lent[1].equals(copied[1])
    assert lent[2] == copied[2]
    assert lent[0][0] == Counts(ROWS, ROWS)
    assert lent[0][1].stored == 0
    assert ROWS // 3 - 50 < lent[0][1].updated < ROWS // 3
    assert lent[2][1] > 0


def test_the_newest_state_of_a_call_is_staged_and_of_equal_ones_the_later_row() -> None:
    version = pa.array([3, 5, 5, 1], pa.timestamp("us"))
    one = pa.table(
        {
            "id": pa.array([7, 7, 7, 7], pa.uint64()),
            "call": [0, 0, 0, 1],
            "version": version,
            "row": [0, 1, 2, 3],
        }
    )
    assert staging._newest(one)["row"].to_pylist() == [2, 3]


def test_facts_say_which_records_repeat_others() -> None:
    names = [name for name in staging._FACTS if name != "repeat"]
    table = pa.table({name: pa.nulls(2) for name in names} | {"repeat_of": pa.array(["1", None])})
    assert staging.facts(table)["repeat"].to_pylist() == [True, False]
