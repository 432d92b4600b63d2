"""A store of invented appeals with its desk, and exports of it, for the tests of everything that leaves the building."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from dashboard.callbacks.desk import Desk
from dashboard.export.files import Export, export, write
from data.errors import BadFilter
from data.store import Store
from tests.support.sample import open_store, put, questions, sample

ROWS = 900
EVERYTHING = {"period": "all", "type": "problem,question,thanks,spam"}
RISKY = ("=1+1", "+7 звонок", "-скидка", "@имя", "обычный; \"с кавычками\"\nи строкой", "минус \u2212 и ё, № 5")


def desk(folder: Path, **changes: Any) -> tuple[Store, Desk]:
    """A store whose newest appeals have texts that a spreadsheet could misread, and its desk."""
    store = open_store(folder, **changes)
    appeals = sample(ROWS)
    texts = [RISKY[number % len(RISKY)] for number in range(ROWS)]
    appeals = appeals.set_column(appeals.schema.get_field_index("text"), "text", pa.array(texts))
    put(store, appeals)
    return store, Desk(questions(store), store.settings)


def exported(desk: Desk, folder: Path, suffix: str, **query: str) -> tuple[Path, Export]:
    """The file that a query makes."""
    wanted = export(desk, {**EVERYTHING, **query}, suffix)
    path = folder / wanted.name
    write(desk, wanted, path)
    return path, wanted


def refused(desk: Desk, suffix: str, **query: str) -> BadFilter:
    """What a bad query is refused with."""
    try:
        export(desk, query, suffix)
    except BadFilter as fault:
        return fault
    raise AssertionError("not refused")
