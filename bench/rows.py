"""One shard of invented appeals as an Arrow table, every column drawn in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bench import vocabulary as words
from bench.calendar import BEGIN_S, END_S, HOUR_S, months
from bench.world import REGION_CODES, Layout, Pool
from data.model import MOMENT

_SEED = 20_260_703
_DAY_S = 86_400
_US = 1_000_000
_UNANSWERED = 0.03
_NO_DUE = 0.06
_INTERIM = 0.02
_MARKED = 0.18
_BLANK_AUTHOR = 0.12
_REPEAT_EVERY = 25
_REPEAT_BACK = 60_000
_TRIES = 12
_AUTHORS = 30_000_000

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Country:
    """Where appeals can come from."""

    plan: Layout
    pool: Pool


def make(country: Country, hours: Ints, counts: Ints, start: int, shard: int) -> pa.Table:
    """The appeals of these hours, sorted by time; `start` is the number of the first."""
    rng = np.random.default_rng([_SEED, shard, start])
    hour = np.repeat(hours, counts)
    size = len(hour)
    received = np.sort(BEGIN_S + hour * HOUR_S + rng.integers(0, HOUR_S, size))
    number = np.arange(start, start + size)
    topic = _topics(hour, rng)
    columns = {"number": pa.array(number), "id": pa.array(_mixed(number)), "received": _moments(received)}
    columns |= _life(received, words.topics().term_days[topic], rng)
    columns |= {
        "topic_group": _coded(words.topics().group_of[topic], words.topics().groups),
        "topic": _coded(topic, words.topics().codes),
        "source": _coded(_source(number), words.SOURCES),
        "channel": _coded(_drawn(words.CHANNEL_SHARE, size, rng), words.CHANNELS),
        "type": _coded(_drawn(words.TYPE_SHARE, size, rng), words.TYPES),
        "needs_budget": _coded(_drawn(words.BUDGET_SHARE, size, rng), words.BUDGETS),
        "repeat_of": _repeats(number, rng),
        "author": _authors(size, rng),
    }
    return pa.table(columns | _places(country, size, rng))


def _drawn(shares: Sequence[float], size: int, rng: np.random.Generator) -> Ints:
    """Indices by these shares."""
    edges = np.cumsum(shares)[:-1]
    return np.asarray(np.searchsorted(edges, rng.random(size, np.float32).astype(np.float64), side="right"))


def _coded(index: NDArray[Any], values: Sequence[str], missing: Bools | None = None) -> pa.Array:
    """A dictionary-coded column."""
    width = pa.int8() if len(values) < 128 else pa.int16()
    codes = pa.array(index.astype(width.to_pandas_dtype()), width, mask=missing)
    return pa.DictionaryArray.from_arrays(codes, pa.array(values, pa.string()))


def _moments(seconds: Ints, missing: Bools | None = None) -> pa.Array:
    return pa.array(seconds * _US, pa.int64(), mask=missing).cast(MOMENT)


def _topics(hour: Ints, rng: np.random.Generator) -> Ints:
    """A topic by what its month brings."""
    by_month = words.topics().by_month
    flat = (np.cumsum(by_month, axis=1) + np.arange(len(by_month))[:, None]).ravel()
    month = months(hour)
    found = np.searchsorted(flat, month + rng.random(len(hour)), side="right") - month * by_month.shape[1]
    return np.asarray(np.clip(found, 0, by_month.shape[1] - 1))


def _life(received: Ints, term_days: Floats, rng: np.random.Generator) -> dict[str, pa.Array]:
    """When it was due, answered and closed, how it stands at the end, and the mark it got."""
    size = len(received)
    took = np.exp(rng.normal(-0.45, 0.75, size).astype(np.float64)) * term_days * _DAY_S
    answered = received + took.astype(np.int64) + 60
    no_answer = (answered >= END_S) | (rng.random(size) < _UNANSWERED)
    still_open = no_answer | (rng.random(size) < _INTERIM)
    status = np.where(
        still_open,
        _drawn(words.OPEN_SHARE, size, rng),
        len(words.OPEN_SHARE) + _drawn(words.CLOSED_SHARE, size, rng),
    )
    mark = 1 + _drawn(words.MARK_SHARE, size, rng)
    return {
        "ended": _moments(answered, still_open),
        "due": _moments(received + (term_days * _DAY_S).astype(np.int64), rng.random(size) < _NO_DUE),
        "answered": _moments(answered, no_answer),
        "mark": pa.array(mark.astype(np.int8), pa.int8(), mask=still_open | (rng.random(size) >= _MARKED)),
        "status": _coded(status, words.STATUSES),
    }


def _places(country: Country, size: int, rng: np.random.Generator) -> dict[str, pa.Array]:
    """An address of the country, and how much of it the appeal tells."""
    plan, pool = country.plan, country.pool
    edges = np.cumsum(plan.share)
    district = np.searchsorted(edges[:-1], rng.random(size) * edges[-1], side="right")
    first, last = pool.first[district], pool.first[district + 1]
    address = first + (rng.random(size) ** 2 * (last - first)).astype(np.int64)
    precision = _drawn(words.PRECISION_SHARE, size, rng)
    hidden = precision >= words.PRECISIONS.index("settlement")
    return {
        "precision": _coded(precision, words.PRECISIONS),
        "region": _coded(plan.region[district], REGION_CODES),
        "district": _coded(district, plan.codes, precision == words.PRECISIONS.index("none")),
        "cell": pa.array(pool.cell[address], pa.uint64(), mask=hidden),
        "lon": pa.array(pool.lon[address], pa.float64(), mask=hidden),
        "lat": pa.array(pool.lat[address], pa.float64(), mask=hidden),
    }


def _mixed(number: Ints) -> NDArray[np.uint64]:
    """Numbers scattered over 64 bits, each onto one of its own (splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = number.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def _source(number: Ints) -> Ints:
    """The source of an appeal by its number alone, so that a repeat can find an earlier one of the same source."""
    chance = (_mixed(number) >> np.uint64(11)).astype(np.float64) / 2.0**53
    return np.asarray(np.searchsorted(np.cumsum(words.SOURCE_SHARE)[:-1], chance, side="right"))


def _is_repeat(number: Ints) -> Bools:
    return np.asarray(_mixed(number + 7_777_777_777) % np.uint64(_REPEAT_EVERY) == 0)


def _repeats(number: Ints, rng: np.random.Generator) -> pa.Array:
    """About one in 25 repeats an earlier appeal of its source that repeats none; the others nothing."""
    rows = np.flatnonzero(_is_repeat(number))
    target = number[rows] - 1 - rng.integers(0, _REPEAT_BACK, len(rows))
    source = _source(number[rows])
    for _ in range(_TRIES):
        wrong = (_source(target) != source) | _is_repeat(target)
        target = target - wrong
    found = (_source(target) == source) & ~_is_repeat(target) & (target >= 0)
    repeated = np.zeros(len(number), np.int64)
    repeated[rows[found]] = target[found]
    missing = np.ones(len(number), bool)
    missing[rows[found]] = False
    return pa.array(repeated, mask=missing).cast(pa.string())


def _authors(size: int, rng: np.random.Generator) -> pa.Array:
    """Some write often, most once; a blank author is nobody's."""
    person = (rng.random(size) ** 1.5 * _AUTHORS).astype(np.int64)
    return pa.array(_mixed(person + 10**12), pa.uint64(), mask=rng.random(size) < _BLANK_AUTHOR)
