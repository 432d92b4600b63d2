"""A store that has been through a lot: two regions of different zones, rows taken back, moved, settled and added since."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from data.facts import region as facts_of_region
from data.model import MOMENT, STATUSES
from data.query import Questions
from data.regions import Regions
from data.settings import Settings
from data.store import Store
from data.topics import TopicCatalogue
from geo.boundaries import read_shipped
from tests.support.sample import UNTIL, open_store, put, sample

REGIONS = ("rostov", "kamchatka")
PATIENCE_S = 60.0
_MOMENTS = ("received", "due", "answered", "closed")
_EAST, _NORTH = 158.65 - 39.7, 53.05 - 47.3


def there(rows: int, seed: int) -> pa.Table:
    """Sample appeals of Kamchatka, under identities of their own."""
    found = sample(rows, seed, "kamchatka")
    found = _with(found, "lon", pc.add(found["lon"], _EAST))
    found = _with(found, "lat", pc.add(found["lat"], _NORTH))
    names = pc.binary_join_element_wise(pa.array(["К"] * rows), found["external_id"], "")
    return _with(found, "external_id", names)


def whole_seconds(appeals: pa.Table, every: int = 1) -> pa.Table:
    """The same with moments of whole seconds (in every n-th row)."""
    floored = pa.array(np.arange(appeals.num_rows) % every == 0)
    for name in _MOMENTS:
        column = appeals[name].combine_chunks()
        seconds = pc.floor_temporal(column, unit="second").cast(MOMENT)
        appeals = _with(appeals, name, pc.if_else(floored, seconds, column))
    return appeals


def later(appeals: pa.Table, days: float, **columns: Any) -> pa.Table:
    """A later state of the same appeals, other columns among them."""
    moment = UNTIL + timedelta(days=days)
    appeals = _with(appeals, "updated", pa.array([moment] * appeals.num_rows, MOMENT))
    for name, values in columns.items():
        appeals = _with(appeals, name, values)
    return appeals


def other_statuses(appeals: pa.Table, seed: int) -> pa.Array:
    """A random status for each."""
    return pa.array(np.random.default_rng(seed).choice(STATUSES, appeals.num_rows))


def _with(appeals: pa.Table, name: str, values: Any) -> pa.Table:
    at = appeals.schema.get_field_index(name)
    field = appeals.schema.field(at)
    column = pa.array(values, field.type) if isinstance(values, list) else values.cast(field.type)
    return appeals.set_column(at, field, column)


def by_facts(store: Store) -> Questions:
    """Questions answered from the facts, which have been read."""
    asked = Questions(store, store.settings, Regions(store), TopicCatalogue.shipped)
    assert asked.known.mirror is not None
    assert asked.known.mirror.facts(None, PATIENCE_S) is not None
    return asked


def by_records(store: Store) -> Questions:
    """Questions to the same store answered from the records."""
    settings: Settings = store.settings.model_copy(update={"facts": False})
    asked = Questions(store, settings, Regions(store), TopicCatalogue.shipped)
    asked.known.mirror = None
    return asked


def changed_store(folder: Path) -> tuple[Store, Questions]:
    """About 1,500 appeals whose facts have followed every kind of change, some of them settled; and its questions."""
    store = open_store(folder)
    Regions(store).install(read_shipped("kamchatka"), default=False, synthetic=False)
    asked = by_facts(store)
    here, far = whole_seconds(sample(700, 1), every=2), whole_seconds(there(450, 2))
    put(store, here)
    put(store, far)
    put(store, later(sample(350, 3), 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts_of_region, "_LEAST_TAIL_ROWS", 20)
        patch.setattr(facts_of_region, "_LEAST_ROLLED_ROWS", 1, raising=False)
        put(store, later(far.slice(0, 150), 1, status=other_statuses(far.slice(0, 150), 4)))
        put(store, later(here.slice(100, 200), 2, status=other_statuses(here.slice(100, 200), 5)))
    put(store, later(there(200, 6), 3))
    put(store, later(_moved(here.slice(0, 60), far), 4))
    for part in range(5):
        some = here.slice(120 * part, 30)
        put(store, later(some, 5 + part, status=other_statuses(some, 10 + part)))
    put(store, later(far.slice(40, 25), 11, topic=pa.nulls(25, pa.string()), mark=[part % 5 + 1 for part in range(25)]))
    return store, asked


def _moved(appeals: pa.Table, to: pa.Table) -> pa.Table:
    """The same appeals, now said to lie where others do in another region."""
    for name in ("region", "lon", "lat", "district"):
        appeals = _with(appeals, name, to[name].slice(0, appeals.num_rows))
    return appeals
