"""A synthetic region: the same arguments give the same bytes, newest appeals first."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo.calendar import HOUR_US, Calendar, build_calendar, pick_topics, to_us
from data.demo.ground import build_ground
from data.demo.life import slowness
from data.demo.plan import Plan, Seeds, World, draw, join, take
from data.demo.render import Writer
from data.demo.surges import draw_surge, plan_surges
from data.demo.words import Themes
from geo.boundaries import Boundaries
from geo.places import Gazetteer

SPAN = timedelta(days=3 * 365)
CHUNK = 20_000


def generate(
    boundaries: Boundaries, gazetteer: Gazetteer, topics: Themes, n: int, seed: int, until: datetime
) -> Iterator[pa.Table]:
    """Chunks of model.APPEAL with n appeals of the three years before `until` (an aware moment), newest first."""
    world = build_world(boundaries, gazetteer, topics, seed)
    plan = draw_history(world, boundaries, n, until)
    yield from chunks(plan, Writer(world, boundaries), until)


def chunks(plan: Plan, writer: Writer, until: datetime, skip: int = 0) -> Iterator[pa.Table]:
    """The plan as it stands at `until`, newest first, without the first `skip` chunks."""
    for end in range(plan.size - skip * CHUNK, 0, -CHUNK):
        rows = np.arange(end - 1, max(end - CHUNK, 0) - 1, -1)
        yield writer.write(take(plan, rows), to_us(until))


def build_world(boundaries: Boundaries, gazetteer: Gazetteer, topics: Themes, seed: int) -> World:
    """What the appeals of a region are drawn from; independent of their number and time."""
    mixed = zlib.crc32(f"{boundaries.code} {seed}".encode())
    ground = build_ground(boundaries, gazetteer, mixed)
    return World(ground, topics, slowness(topics, len(boundaries.districts), mixed), mixed)


def draw_history(world: World, boundaries: Boundaries, n: int, until: datetime) -> Plan:
    """The n appeals of the three years before `until`, oldest first, numbered from 1."""
    until = until.astimezone(UTC)
    since = until - SPAN
    rng = np.random.default_rng([world.seed, 1])
    calendar = build_calendar(world.themes, boundaries.tz, since, until, world.seed)
    surges = plan_surges(world.ground, world.themes, until, n)
    seeds = draw_seeds(calendar, n - sum(surge.rows for surge in surges), (to_us(since), to_us(until)), rng)
    for surge in surges:
        seeds = join(seeds, draw_surge(surge, world.ground, calendar, rng))
    seeds = take(seeds, np.argsort(seeds.received, kind="stable"))
    numbered = Seeds(np.arange(1, n + 1), seeds.received, seeds.topic, seeds.address)
    return draw(world, numbered, rng)


def draw_seeds(calendar: Calendar, count: int, span: tuple[int, int], rng: np.random.Generator) -> Seeds:
    """Moments within `span` (microseconds, end excluded) and topics of `count` appeals, by how busy the calendar is."""
    hours = calendar.first_hour + np.arange(len(calendar.busy))
    start = np.maximum(hours * HOUR_US, span[0])
    length = np.clip(np.minimum((hours + 1) * HOUR_US, span[1]) - start, 0, None)
    cumulative = np.cumsum(calendar.busy * length / HOUR_US)
    found = np.searchsorted(cumulative, rng.random(count) * cumulative[-1], side="right").clip(0, len(hours) - 1)
    received: NDArray[np.int64] = start[found] + (rng.random(count) * length[found]).astype(np.int64)
    topic = pick_topics(calendar, hours[found], rng.random(count))
    return Seeds(np.zeros(count, np.int64), received, topic, np.full(count, -1, np.int64))
