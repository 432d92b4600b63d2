"""A map with a value in every hexagon of the demonstration region: more of them than a screen can tell apart."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import h3
import shapely

from data.pipeline import Pipeline
from data.settings import Settings
from data.store import Store
from geo.boundaries import read_shipped

RESOLUTION = 7
"""Of it a region like Rostov has some 20,000 hexagons; a desk of 1920 pixels would draw the next coarser ones, 3,000."""
_PUSHED = 5_000


@contextmanager
def full(resolution: int = RESOLUTION) -> Iterator[Path]:
    """A store with an appeal in the centre of each hexagon, all of them of the last days."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(db=Path(folder) / "full.duckdb", demo_rate_per_min=0)
        store = Store.open(settings.db, settings)
        try:
            pipeline = Pipeline(store, settings)
            _fill(pipeline, settings.demo_region, resolution)
        finally:
            store.close()
        yield settings.db


def _fill(pipeline: Pipeline, region: str, resolution: int) -> None:
    boundaries = read_shipped(region)
    pipeline.install(boundaries, default=True, synthetic=True)
    area, now = shapely.union_all([district.geometry for district in boundaries.districts]), datetime.now(UTC)
    cells = sorted(h3.geo_to_cells(area, resolution))
    for first in range(0, len(cells), _PUSHED):
        pipeline.push([_record(cell, number, now) for number, cell in enumerate(cells[first : first + _PUSHED], first)], region)


def _record(cell: str, number: int, now: datetime) -> dict[str, object]:
    latitude, longitude = h3.cell_to_latlng(cell)
    received = now - timedelta(minutes=number % 10_000)
    return {
        "source": "bench", "external_id": cell, "received": received.isoformat(), "updated": received.isoformat(),
        "lat": latitude, "lon": longitude, "text": "Яма на дороге",
    }  # fmt: skip
