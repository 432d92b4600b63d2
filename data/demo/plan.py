"""The draw of appeals as columns of numbers: when, what, where, by whom, and what becomes of each."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from data.demo.calendar import DAY_US
from data.demo.ground import Ground
from data.demo.life import Life, draw_life
from data.demo.mix import pick_addresses
from data.demo.words import Themes

PRECISIONS = ("house", "street", "settlement", "district", "none")
_PRECISION_SHARES = (0.70, 0.10, 0.12, 0.06, 0.02)
DEFAULT_POINT = -2
"""Instead of an address: the point of the administration, which operators choose when they know no better."""
_DEFAULT_SHARE = 0.0022
SOURCES = ("demo-im", "demo-pos", "demo-hotline", "demo-112")
CHANNELS = ("VK", "Telegram", "OK", "Госуслуги", "Чат-бот", "Горячая линия 122", "Письмо", "112")
_SOURCE_SHARES = (0.45, 0.34, 0.18, 0.03)
_URGENT_SHARES = (0.36, 0.22, 0.22, 0.20)
_CHANNEL_SHARES = (
    (0.62, 0.22, 0.16, 0, 0, 0, 0, 0), (0, 0, 0, 0.80, 0.20, 0, 0, 0), (0, 0, 0, 0, 0, 0.86, 0.14, 0), (0, 0, 0, 0, 0, 0, 0, 1.0),
)  # fmt: skip
REPEATS = 0.06
REPEAT_WITHIN_US = 45 * DAY_US
HOTLINE, NO_ONE = 2, -1
TEXT_PARTS = 6


@dataclass(frozen=True)
class Plan:
    """Appeals as columns, oldest first; `address` points into the ground or is DEFAULT_POINT, `repeat_of` is a number or -1.

    `number` is the appeal's own within the region; `chance` holds small random numbers for the words, shape (n, 6).
    """

    number: NDArray[np.int64]
    received: NDArray[np.int64]
    topic: NDArray[np.int64]
    address: NDArray[np.int64]
    precision: NDArray[np.int8]
    source: NDArray[np.int8]
    channel: NDArray[np.int8]
    author: NDArray[np.int64]
    repeat_of: NDArray[np.int64]
    budget: NDArray[np.int8]
    chance: NDArray[np.uint16]
    life: Life

    @property
    def size(self) -> int:
        """Number of appeals."""
        return len(self.number)


@dataclass(frozen=True)
class World:
    """What a demonstration is drawn from: a region's addresses, the topics, and who is slow."""

    ground: Ground
    themes: Themes
    slowness: NDArray[np.float64]
    seed: int


@dataclass(frozen=True)
class Seeds:
    """When and about what appeals come, and where those of a surge are bound to (-1 = anywhere)."""

    number: NDArray[np.int64]
    received: NDArray[np.int64]
    topic: NDArray[np.int64]
    address: NDArray[np.int64]


Columns = TypeVar("Columns")


def take(columns: Columns, rows: NDArray[np.int64] | slice) -> Columns:
    """The given rows of a dataclass of columns (nested ones too)."""
    if not is_dataclass(columns) or isinstance(columns, type):
        raise TypeError(f"no columns: {type(columns).__name__}")
    picked = {}
    for field in fields(columns):
        value = getattr(columns, field.name)
        picked[field.name] = take(value, rows) if is_dataclass(value) else value[rows]
    return type(columns)(**picked)


def join(first: Columns, second: Columns) -> Columns:
    """The rows of both, one after the other."""
    if not is_dataclass(first) or isinstance(first, type):
        raise TypeError(f"no columns: {type(first).__name__}")
    joined = {}
    for field in fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        joined[field.name] = join(one, other) if is_dataclass(one) else np.concatenate([one, other])
    return type(first)(**joined)


def draw(world: World, seeds: Seeds, rng: np.random.Generator, before: Seeds | None = None) -> Plan:
    """Everything else about appeals whose moment and topic are known; they may repeat those of `before` too."""
    count = len(seeds.number)
    drawn = pick_addresses(world.ground, world.themes, seeds.topic, rng.random(count), world.seed)
    address = np.where(seeds.address >= 0, seeds.address, drawn)
    topic, address, repeat_of = _repeat(Seeds(seeds.number, seeds.received, seeds.topic, address), seeds.address >= 0, rng, before)
    source = _sources(world.themes, topic, rng)
    precision = rng.choice(5, count, p=_PRECISION_SHARES).astype(np.int8)
    precision = np.where((precision < 4) & (world.ground.house[address] < 0), np.minimum(precision, 1), precision)
    author = _authors(address, source, repeat_of, rng)
    lazy = (rng.random(count) < _DEFAULT_SHARE / _SOURCE_SHARES[HOTLINE]) & (source == HOTLINE)
    district = world.ground.district[address]
    slow = world.slowness[district, world.themes.group_of[topic]]
    return Plan(
        number=seeds.number,
        received=seeds.received,
        topic=topic,
        address=np.where(lazy, DEFAULT_POINT, address),
        precision=np.where(lazy, 0, precision).astype(np.int8),
        source=source,
        channel=_channels(source, rng),
        author=author,
        repeat_of=repeat_of,
        budget=_budget(world.themes, topic, rng),
        chance=rng.integers(0, 2**16, (count, TEXT_PARTS), dtype=np.uint16),
        life=draw_life(seeds.received, world.themes.term_days[topic], slow, rng),
    )


def _repeat(
    seeds: Seeds, bound: NDArray[np.bool_], rng: np.random.Generator, before: Seeds | None
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Topic, address and the number of the appeal repeated (-1 = none); a repeat has the place and topic of its root."""
    every = seeds if before is None else join(before, seeds)
    first = len(every.number) - len(seeds.number)
    rows = np.arange(first, len(every.number))
    moment = seeds.received - (rng.exponential(0.2, len(rows)) * REPEAT_WITHIN_US).astype(np.int64)
    earlier = np.searchsorted(every.received, moment, side="right") - 1
    repeats = ~bound & (rng.random(len(rows)) < REPEATS * 1.05) & (earlier >= 0) & (earlier < rows)
    repeats &= seeds.received - every.received[earlier] <= REPEAT_WITHIN_US
    root = np.arange(len(every.number))
    root[rows] = np.where(repeats, earlier, rows)
    while (root != root[root]).any():
        root = root[root]
    return every.topic[root[rows]], every.address[root[rows]], np.where(repeats, every.number[earlier], -1)


def _sources(themes: Themes, topic: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int8]:
    urgent = (themes.severity[topic] == 5) & (themes.term_days[topic] <= 3)
    chance = rng.random(len(topic))
    usual = np.searchsorted(np.cumsum(_SOURCE_SHARES)[:-1], chance, side="right")
    return np.where(urgent, np.searchsorted(np.cumsum(_URGENT_SHARES)[:-1], chance, side="right"), usual).astype(np.int8)


def _channels(source: NDArray[np.int8], rng: np.random.Generator) -> NDArray[np.int8]:
    cumulative = np.cumsum(np.array(_CHANNEL_SHARES), axis=1)[source]
    return np.asarray((rng.random((len(source), 1)) >= cumulative).sum(axis=1).clip(0, 7).astype(np.int8))


def _authors(
    address: NDArray[np.int64], source: NDArray[np.int8], repeat_of: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Tenants of the address, the first ones far more often; a few write about everything; hot lines know no name (-1)."""
    count = len(address)
    tenant = np.minimum(rng.zipf(1.9, count), 40)
    active = rng.random(count) < 0.04
    known = (4_000 * rng.random(count) ** 1.8).astype(np.int64)
    author = np.where(active, known, 10_000 + address * 41 + tenant)
    author = np.where(repeat_of >= 0, 10_000 + address * 41 + 1, author)
    unknown = rng.random(count) < np.where(source >= HOTLINE, 0.3, 0.01)
    return np.where(unknown, NO_ONE, author)


def _budget(themes: Themes, topic: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int8]:
    """Codes into model.BUDGET: long terms ask for money more often."""
    dear = np.where(themes.term_days[topic] >= 30, 0.24, 0.05)
    chance = rng.random(len(topic))
    return np.where(chance < dear, 0, np.where(chance < 0.68, 1, 2)).astype(np.int8)
