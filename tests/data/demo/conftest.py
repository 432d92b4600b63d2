"""A small demonstration of Rostov region, drawn once for all tests of the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from data.demo.generator import build_world, chunks, draw_history
from data.demo.plan import Plan, World
from data.demo.render import Writer
from data.demo.words import Themes, read_themes
from geo.boundaries import Boundaries, read_shipped
from geo.places import Gazetteer

UNTIL = datetime(2026, 3, 10, 12, 34, tzinfo=UTC)


@dataclass(frozen=True)
class Drawn:
    """A demonstration and all it was made from; `table` is newest first."""

    boundaries: Boundaries
    gazetteer: Gazetteer
    themes: Themes
    world: World
    plan: Plan
    writer: Writer
    table: pa.Table
    until: datetime


@pytest.fixture(scope="session")
def rostov() -> Drawn:
    boundaries = read_shipped("rostov")
    gazetteer, themes = Gazetteer.for_region(boundaries), read_themes()
    world = build_world(boundaries, gazetteer, themes, 1)
    plan = draw_history(world, boundaries, 40_000, UNTIL)
    writer = Writer(world, boundaries)
    table = pa.concat_tables(list(chunks(plan, writer, UNTIL)))
    return Drawn(boundaries, gazetteer, themes, world, plan, writer, table, UNTIL)
