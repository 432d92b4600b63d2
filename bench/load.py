"""How fast a file is loaded, beside a plain script of pandas, sjoin and insert: `python -m bench.load [rows]`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import geopandas as gpd
import h3
import pandas as pd

from bench.load_files import BORDERS, appeals, export
from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store
from geo.boundaries import read_boundaries

ROWS = 500_000
"""Rows of each file where none are named."""

Loader = Callable[[Path, Path], int]


@dataclass(frozen=True, slots=True)
class Timed:
    """One load: rows, seconds by the clock, and seconds of processors, the reading process included."""

    rows: int
    wall_s: float
    cpu_s: float


def product(file: Path, folder: Path) -> int:
    """Our way: every row checked, masked, placed, stored or quarantined with a reason, safe against a second load."""
    settings = Settings(db=folder / "product.duckdb")
    store = Store.open(settings.db, settings)
    try:
        pipeline = Pipeline(store, settings)
        boundaries, _notes = read_boundaries(BORDERS, code="boston", name="Boston", tz="America/New_York")
        pipeline.install(boundaries, default=True)
        return pipeline.load(file).counts.fetched
    finally:
        store.close()


def script(file: Path, folder: Path) -> int:
    """The plain way: no masks, no default points, no versions, no quarantine; a bad row would stop it."""
    rows = _read_plainly(file)
    points = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["lon"], rows["lat"]), crs=4326)
    districts = gpd.read_file(f"/vsigzip/{BORDERS}").to_crs(4326)[["geometry"]]
    rows["place"] = points.sjoin(districts, how="left")["index_right"].groupby(level=0).first()
    rows["cell"] = [h3.latlng_to_cell(lat, lon, 10) for lat, lon in zip(rows["lat"], rows["lon"], strict=True)]
    with duckdb.connect(str(folder / "script.duckdb")) as connection:
        connection.register("rows", rows)
        connection.execute("create table appeals as from rows")
        connection.execute("create unique index identity on appeals (external_id)")
    return len(rows)


def _read_plainly(file: Path) -> pd.DataFrame:
    """The rows with `lon`, `lat` and `external_id`."""
    if file.suffix == ".parquet":
        return pd.read_parquet(file)
    rows = pd.read_csv(file, dtype=str)
    rows[["lon", "lat"]] = rows[["longitude", "latitude"]].astype(float)
    rows["open_dt"] = pd.to_datetime(rows["open_dt"])
    return rows.rename(columns={"case_enquiry_id": "external_id"})


def timed(loader: Loader, file: Path) -> Timed:
    """One load into a new store."""
    with tempfile.TemporaryDirectory() as folder:
        begun, busy = time.perf_counter(), _cpu_s()
        rows = loader(file, Path(folder))
        return Timed(rows, time.perf_counter() - begun, _cpu_s() - busy)


def _cpu_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def run(rows: int = ROWS) -> list[dict[str, float | str]]:
    """Both ways on the same files: a CSV with texts and addresses, and a Parquet without."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for make in (export, appeals):
            file = make(rows, Path(folder))
            found.append({"file": file.name, **_compared(timed(product, file), timed(script, file))})
    return found


def _compared(ours: Timed, theirs: Timed) -> dict[str, float | str]:
    return {
        "bench": "load",
        "rows": ours.rows,
        "rows_script": theirs.rows,
        "seconds": round(ours.wall_s, 2),
        "script_seconds": round(theirs.wall_s, 2),
        "rows_per_s": round(ours.rows / ours.wall_s),
        "script_rows_per_s": round(theirs.rows / theirs.wall_s),
        "ratio": round(theirs.wall_s / ours.wall_s, 2),
        "cpu_us_per_row": round(1e6 * ours.cpu_s / ours.rows, 2),
        "script_cpu_us_per_row": round(1e6 * theirs.cpu_s / theirs.rows, 2),
        "cores": os.cpu_count() or 1,
    }


if __name__ == "__main__":
    for result in run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS):
        print(json.dumps(result), flush=True)
