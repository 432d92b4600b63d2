"""Invented appeals of every kind, and a store that holds them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from data.connection import Connection
from data.locate import locate
from data.model import APPEAL, MOMENT, STATUSES, TYPES, Counts
from data.query import Questions
from data.regions import Regions
from data.settings import Settings
from data.store import Store
from data.topics import TopicCatalogue
from data.upsert import Incoming, Origin, upsert
from data.writer import Touched
from geo.boundaries import read_shipped

UNTIL = datetime(2026, 3, 10, 17, 42, 11, tzinfo=UTC).replace(tzinfo=None)
_DAYS = 500
_PLACES = ("Шахты", "г. Таганрог", "х. Неведомый", None)
_MUNICIPALITIES = ("Азовский район", "60740000000", "нет такого", None)
_TOPICS = (("01", "01.001"), ("01", "01.002"), ("02", "02.001"), ("zz", "zz.top"), (None, None))


def table(columns: dict[str, pa.Array], rows: int) -> pa.Table:
    """A table of model.APPEAL; columns not given are null."""
    given = {
        "needs_budget": pa.array(["unknown"] * rows),
        "type": pa.array(["problem"] * rows),
        "status": pa.array(["new"] * rows),
    }
    given |= columns
    return pa.table(
        [
            given[field.name].cast(field.type) if field.name in given else pa.nulls(rows, field.type)
            for field in APPEAL
        ],
        APPEAL,
    )


def sample(rows: int, seed: int = 1, region: str = "rostov") -> pa.Table:
    """Appeals over 500 days with every status, type, place and blank there is; repeats in chains."""
    rng = np.random.default_rng(seed)
    whole = {
        "source": pa.array(rng.choice(["im", "pos", "112"], rows)),
        "external_id": pa.array([f"№{number}" for number in range(rows)]),
        "region": pa.array([region] * rows),
        "type": pa.array(rng.choice(TYPES, rows, p=[0.7, 0.2, 0.06, 0.04])),
        "status": pa.array(rng.choice(STATUSES, rows)),
        "text": pa.array([f"Яма на дороге, ёлка № {number % 13}" for number in range(rows)]),
        "needs_budget": pa.array(rng.choice(["yes", "no", "unknown"], rows)),
    }
    return table({**whole, **_moments(rng, rows), **_places(rng, rows), **_people(rng, rows)}, rows)


def _moments(rng: np.random.Generator, rows: int) -> dict[str, pa.Array]:
    until = int((UNTIL - datetime(1970, 1, 1)) / timedelta(microseconds=1))
    received = until - (rng.random(rows) * _DAYS * 86_400e6).astype(np.int64)
    received[0] = until
    answered = received + (rng.lognormal(1.5, 1.0, rows) * 86_400e6).astype(np.int64)
    term = received + 8 * 86_400 * 10**6
    return {
        "received": pa.array(received, MOMENT),
        "due": pa.array(term, MOMENT, mask=rng.random(rows) < 0.1),
        "answered": pa.array(answered, MOMENT, mask=rng.random(rows) < 0.4),
        "closed": pa.array(answered + 10**6, MOMENT, mask=rng.random(rows) < 0.5),
    }


def _places(rng: np.random.Generator, rows: int) -> dict[str, pa.Array]:
    lon, lat = 39.7 + rng.normal(0, 0.6, rows), 47.3 + rng.normal(0, 0.4, rows)
    shared, blank = rng.random(rows) < 0.02, rng.random(rows) < 0.25
    lon[shared], lat[shared] = 40.123, 47.123
    return {
        "district": pa.array(rng.choice(np.array(_MUNICIPALITIES, object), rows).tolist(), pa.string()),
        "settlement": pa.array(rng.choice(np.array(_PLACES, object), rows).tolist(), pa.string()),
        "street": pa.array([f"ул. {number % 97}-я" for number in range(rows)], mask=rng.random(rows) < 0.3),
        "house": pa.array([str(number % 40) for number in range(rows)], mask=rng.random(rows) < 0.4),
        "lon": pa.array(lon, mask=blank),
        "lat": pa.array(lat, mask=blank),
    }


def _people(rng: np.random.Generator, rows: int) -> dict[str, pa.Array]:
    topics = [_TOPICS[index] for index in rng.integers(0, len(_TOPICS), rows)]
    channels, authors = rng.choice(["ВКонтакте", "122", "Госуслуги"], rows), rng.integers(0, rows // 2 + 1, rows)
    repeats = [f"№{number - number % 7}" if number % 5 == 0 else None for number in range(rows)]
    return {
        "topic_group": pa.array([group for group, _ in topics], pa.string()),
        "topic": pa.array([topic for _, topic in topics], pa.string()),
        "channel": pa.array(channels, mask=rng.random(rows) < 0.1),
        "mark": pa.array(rng.integers(1, 6, rows), pa.int8(), mask=rng.random(rows) < 0.6),
        "author": pa.array([f"a{number}" for number in authors], mask=rng.random(rows) < 0.3),
        "repeat_of": pa.array(repeats, pa.string()),
    }


def put(store: Store, appeals: pa.Table, pushed: bool = False, source: str = "test") -> Counts:
    """Place and store records as the pipeline does, without masks."""
    ground = Regions(store).ground(appeals["region"][0].as_py())
    placed = locate(appeals, ground, store.settings)
    for name in ("text", "answer"):
        placed = placed.append_column(f"masked_{name}", placed[name])
    incoming = Incoming(placed, (), (), Origin(source, "appeal", "rostov"), pushed)

    def job(connection: Connection) -> tuple[Counts, Touched]:
        return upsert(connection, incoming, store.settings)

    counts: Counts = store.write(job, appeals.num_rows)
    return counts


def open_store(folder: Path, **changes: object) -> Store:
    """A new store with the Rostov region."""
    settings = Settings(db=folder / "test.duckdb", **changes)  # type: ignore[arg-type]
    store = Store.open(settings.db, settings)
    Regions(store).install(read_shipped("rostov"), default=True, synthetic=False)
    return store


def questions(store: Store) -> Questions:
    """Questions to a store, with the shipped topics."""
    return Questions(store, store.settings, Regions(store), TopicCatalogue.shipped)
