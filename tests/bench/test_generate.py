"""The invented appeals are what the issue asks for, and the same ones every time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from bench import generate
from bench.calendar import BEGIN_S, END_S, HOURS, appeals_by_hour, months
from bench.world import DISTRICTS, REGIONS, boundaries, layout, pool
from geo import cells
from tests.bench.conftest import ROWS


@pytest.fixture(scope="module")
def table(base: Path) -> pa.Table:
    return pa.concat_tables(pq.read_table(path) for path in sorted((base / str(ROWS) / "parquet").glob("*.parquet")))


def test_so_many_rows_sorted_by_time_within_five_years(table: pa.Table) -> None:
    received = table["received"].to_numpy().astype("datetime64[s]").astype(np.int64)
    assert table.num_rows == ROWS
    assert (np.diff(received) >= 0).all()
    assert received[0] >= BEGIN_S
    assert received[-1] < END_S


def test_the_same_size_gives_the_same_rows(table: pa.Table, tmp_path: Path) -> None:
    again = generate.ensure(tmp_path, ROWS)
    assert pa.concat_tables(pq.read_table(path) for path in sorted(again.glob("*.parquet"))).equals(table)


def test_processes_and_shards_change_nothing_but_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "SHARD_ROWS", 1_000)
    shards = generate.shards(3_000)
    assert [one.start for one in shards] == sorted({one.start for one in shards})
    assert (shards[0].first, shards[-1].last) == (0, HOURS)
    folder = generate.ensure(tmp_path, 3_000)
    files = sorted(folder.glob("*.parquet"))
    numbers = np.concatenate([pq.read_table(path)["number"].to_numpy() for path in files])
    assert len(files) == len(shards)
    assert numbers.tolist() == list(range(3_000))


def test_a_tenth_or_so_has_no_cell_and_only_what_is_placed_to_a_street_has_one(table: pa.Table) -> None:
    share = table["cell"].null_count / table.num_rows
    placed = pc.is_in(table["precision"].cast(pa.string()), value_set=pa.array(["house", "street"]))
    assert 0.08 < share < 0.15
    assert pc.equal(placed, table["cell"].is_valid()).to_pylist().count(False) == 0


def test_cells_and_districts_are_those_of_the_points(table: pa.Table) -> None:
    placed = table.filter(table["cell"].is_valid()).slice(0, 500)
    lon, lat = placed["lon"].to_numpy(), placed["lat"].to_numpy()
    region = {one.code: one for one in boundaries(layout())}
    assert cells.index(lon, lat).tolist() == placed["cell"].to_pylist()
    for code, district, x, y in zip(
        placed["region"].to_pylist(), placed["district"].to_pylist(), lon[:20], lat[:20], strict=False
    ):
        found = region[code].districts[int(region[code].locate(np.array([x]), np.array([y]))[0])]
        assert found.code == district


def test_a_repeat_names_an_earlier_appeal_of_its_source_that_is_none_itself(table: pa.Table) -> None:
    rows = np.flatnonzero(table["repeat_of"].is_valid().to_numpy())
    target = table["repeat_of"].drop_null().cast(pa.int64()).to_numpy()
    source = np.array(table["source"].to_pylist())
    assert 0 < len(rows) / ROWS < 0.06
    assert (target < rows).all()
    assert (source[target] == source[rows]).all()
    assert not np.isin(target, rows).any()


def test_open_ones_have_open_statuses_and_nothing_ends_after_the_last_day(table: pa.Table) -> None:
    closed = pc.is_in(table["status"].cast(pa.string()), value_set=pa.array(["solved", "explained", "refused", "rejected"]))
    assert pc.equal(closed, table["ended"].is_valid()).to_pylist().count(False) == 0
    assert pc.max(table["ended"].cast(pa.int64())).as_py() // 1_000_000 < END_S


def test_the_country_has_its_regions_and_districts_and_towns_share_cells() -> None:
    plan = layout()
    addresses = pool(plan, 100_000)
    regions = boundaries(plan)
    assert len(regions) == REGIONS
    assert sum(len(region.districts) for region in regions) == len(set(plan.codes)) == DISTRICTS
    assert plan.share.sum() == pytest.approx(1.0)
    assert plan.share[plan.region == 0].sum() > 10 * plan.share[plan.region == REGIONS - 1].sum()
    assert len(np.unique(cells.parent(addresses.cell, 8))) < len(np.unique(addresses.cell)) <= len(addresses.cell)


def test_more_appeals_by_day_than_by_night_on_workdays_and_in_later_years() -> None:
    counts = appeals_by_hour(1_000_000)
    by_hour = counts.reshape(-1, 24).sum(axis=0)
    assert counts.sum() == 1_000_000
    assert by_hour.max() > 5 * by_hour.min()
    assert counts[-8_760:].sum() > 1.5 * counts[:8_760].sum()
    assert months(np.array([0, 24 * 31])).tolist() == [6, 7]
