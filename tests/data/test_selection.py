"""What a selection binds: a drawn area holds its points, across 180° too."""

from __future__ import annotations

import duckdb
import pytest

from data import sql
from data.area import encode_area
from data.filters import Filters
from data.model import COUNTED_TYPES, TYPES
from data.selection import select


def _box(west: float, east: float) -> str:
    return encode_area(((west, 60.0), (east, 60.0), (east, 70.0), (west, 70.0)))


def _held(area: str) -> list[float]:
    """Longitudes of the points at latitude 65 that the area holds."""
    chosen = select(Filters(region="all", area=area), lambda code: (code,))
    where = sql.conditions(("area",), "$at")
    points = "SELECT unnest([-179.0, -171.0, 0.0, 171.0, 179.0, 180.0]) AS lon, 65.0 AS lat, 1 AS cell"
    used = {name: chosen.values[name] for name in ("edges", "area_south", "area_north")}
    rows = duckdb.execute(f"SELECT lon FROM ({points}) AS a WHERE {where} ORDER BY lon", used).fetchall()
    return [lon for (lon,) in rows]


@pytest.mark.parametrize(("west", "east"), [(170.0, 190.0), (-190.0, -170.0)])
def test_an_area_drawn_across_180_degrees_holds_both_sides(west: float, east: float) -> None:
    assert _held(_box(west, east)) == [-179.0, -171.0, 171.0, 179.0, 180.0]


def test_an_area_on_one_side_holds_that_side_only() -> None:
    assert _held(_box(170.0, 179.5)) == [171.0, 179.0]


def test_an_area_wholly_behind_180_degrees_holds_what_lies_there() -> None:
    assert _held(_box(180.5, 190.0)) == [-179.0, -171.0]


def test_what_is_counted_by_default_is_what_the_statement_says() -> None:
    told = duckdb.execute(
        f"SELECT a.type FROM (SELECT unnest($types) AS type) AS a WHERE {sql.conditions(('counted',), '$at')}",
        {"types": list(TYPES)},
    ).fetchall()
    assert tuple(one for (one,) in told) == COUNTED_TYPES
