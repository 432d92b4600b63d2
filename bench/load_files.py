"""The files the bench of loading reads: Boston's shipped requests repeated to any number, as CSV and as Parquet."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pandas as pd

BOSTON = Path(__file__).resolve().parents[1] / "data/reference/boston"
BORDERS = BOSTON / "boston_neighborhoods.geojson.gz"
_EXPORT = BOSTON / "boston_311_2011_h2.csv.gz"
_FIRST_ID = 200_000_000_000
_JITTER_DEG = 2e-4
_SEED = 20_260_701
_NAMES = {
    "case_enquiry_id": "external_id", "open_dt": "received", "closed_dt": "closed", "reason": "topic_group", "type": "topic",
    "source": "channel", "neighborhood": "district", "longitude": "lon", "latitude": "lat",
}  # fmt: skip


def export(rows: int, folder: Path) -> Path:
    """A CSV as the city exports it, texts and addresses included."""
    path = folder / "boston.csv"
    _repeated(rows).to_csv(path, index=False, quoting=csv.QUOTE_MINIMAL)
    return path


def appeals(rows: int, folder: Path) -> Path:
    """A Parquet file of the same requests under the Appeal's own names, without texts."""
    path = folder / "appeals.parquet"
    table = _repeated(rows)[list(_NAMES)].rename(columns=_NAMES)
    table[["lon", "lat"]] = table[["lon", "lat"]].astype(float)
    for name in ("received", "closed"):
        table[name] = pd.to_datetime(table[name])
    table.insert(0, "source", "bench")
    table["type"] = "problem"
    table["status"] = np.where(table["closed"].isna(), "in_work", "solved")
    table.to_parquet(path, index=False)
    return path


def _repeated(rows: int) -> pd.DataFrame:
    """The shipped requests over and over; repeated ones with numbers of their own and points a few metres away."""
    with gzip.open(_EXPORT, "rt", encoding="utf-8") as file:
        shipped = pd.read_csv(file, dtype=str)
    found = shipped.take(np.arange(rows) % len(shipped)).reset_index(drop=True)
    again = np.arange(rows) >= len(shipped)
    found.loc[again, "case_enquiry_id"] = (_FIRST_ID + np.flatnonzero(again)).astype(str)
    random = np.random.default_rng(_SEED)
    for name in ("latitude", "longitude"):
        moved = found.loc[again, name].astype(float) + random.uniform(-_JITTER_DEG, _JITTER_DEG, int(again.sum()))
        found.loc[again, name] = moved.map("{:.6f}".format)
    return found
