"""Records of several regions are placed together as each region's are alone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.locate import Ground, locate, locate_among
from data.settings import Settings
from geo.boundaries import read_shipped
from geo.places import Gazetteer
from tests.data.test_upsert import records


def ground(code: str) -> Ground:
    boundaries = read_shipped(code)
    return Ground(boundaries, Gazetteer.for_region(boundaries))


def test_records_of_two_regions_are_placed_as_alone() -> None:
    grounds, settings = [ground("rostov"), ground("kursk")], Settings()
    rng = np.random.default_rng(2)
    boxes = [one.boundaries.bounds for one in grounds]
    numbers = rng.integers(0, 2, 300).astype(np.int32)
    told = []
    for row, number in enumerate(numbers.tolist()):
        west, south, east, north = boxes[number]
        lon, lat = rng.uniform(west - 1, east + 1), rng.uniform(south - 1, north + 1)
        named = [{"settlement": "Льгов"}, {"settlement": "г Шахты"}, {"district": "Азовский район"}, {}][row % 4]
        point = [{"lon": lon, "lat": lat}, {"lon": lat, "lat": lon}, {}, {"lon": 0.0, "lat": 0.0}][row % 5 % 4]
        told.append({"external_id": str(row), **named, **point})
    appeals = records(*told)
    together = locate_among(appeals, numbers, grounds, settings)
    for number, own in enumerate(grounds):
        rows = pa.array(np.flatnonzero(numbers == number))
        assert together.take(rows).to_pylist() == locate(appeals.take(rows), own, settings).to_pylist()
    assert {"house", "settlement", "district", "none"} <= set(together["by_address_precision"].to_pylist()) | {"house"}
    assert together["by_point_district"].null_count < len(numbers)
