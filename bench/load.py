"""How fast an export is loaded, beside a plain script of pandas, sjoin and insert: `python -m bench.load [rows]`."""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import geopandas as gpd
import h3
import pandas as pd

from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store
from geo.boundaries import read_boundaries

BOSTON = Path(__file__).resolve().parents[1] / "data/reference/boston"
EXPORT = BOSTON / "boston_311_2011_h2.csv.gz"
BORDERS = BOSTON / "boston_neighborhoods.geojson.gz"

Loader = Callable[[Path, Path], int]


def product(export: Path, folder: Path) -> int:
    """Our way: every row checked, masked, placed, stored or quarantined with a reason, safe against a second load."""
    settings = Settings(db=folder / "product.duckdb")
    store = Store.open(settings.db, settings)
    try:
        pipeline = Pipeline(store, settings)
        boundaries, _notes = read_boundaries(BORDERS, code="boston", name="Boston", tz="America/New_York")
        pipeline.install(boundaries, default=True)
        return pipeline.load(export).counts.fetched
    finally:
        store.close()


def script(export: Path, folder: Path) -> int:
    """The plain way: no masks, no default points, no versions, no quarantine; a bad row would stop it."""
    rows = pd.read_csv(export, dtype=str)
    rows[["longitude", "latitude"]] = rows[["longitude", "latitude"]].astype(float)
    rows["open_dt"] = pd.to_datetime(rows["open_dt"])
    points = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(rows["longitude"], rows["latitude"]), crs=4326)
    districts = gpd.read_file(f"/vsigzip/{BORDERS}").to_crs(4326)[["geometry"]]
    rows["district"] = points.sjoin(districts, how="left")["index_right"].groupby(level=0).first()
    rows["cell"] = [h3.latlng_to_cell(lat, lon, 10) for lat, lon in zip(rows["latitude"], rows["longitude"], strict=True)]
    with duckdb.connect(str(folder / "script.duckdb")) as connection:
        connection.register("rows", rows)
        connection.execute("create table appeals as from rows")
        connection.execute("create unique index identity on appeals (case_enquiry_id)")
    return len(rows)


def timed(loader: Loader, export: Path, folder: Path) -> tuple[int, float]:
    """Rows and seconds of one load into a new store."""
    begun = time.perf_counter()
    rows = loader(export, folder)
    return rows, time.perf_counter() - begun


def shortened(rows: int, folder: Path) -> Path:
    """The first rows of the export, as a file of its own."""
    path = folder / "export.csv.gz"
    with gzip.open(EXPORT, "rt", encoding="utf-8") as whole, gzip.open(path, "wt", encoding="utf-8") as part:
        part.writelines(line for _, line in zip(range(rows + 1), whole, strict=False))
    return path


def main(rows: int | None = None) -> dict[str, float | str]:
    """Both ways on the same file; `rows` shortens it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = EXPORT if rows is None else shortened(rows, folder)
        fetched, ours = timed(product, export, folder)
        plain, theirs = timed(script, export, folder)
    return {
        "bench": "load",
        "rows": fetched,
        "rows_script": plain,
        "rows_per_s": round(fetched / ours),
        "script_rows_per_s": round(plain / theirs),
        "ratio": round(theirs / ours, 2),
        "cores": os.cpu_count() or 1,
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else None)))
