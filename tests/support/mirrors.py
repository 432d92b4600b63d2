"""A mirror of facts beside its store: what it says and what the records say, and readings that stop at a gate."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data import sql
from data.connection import Connection
from data.facts import mirror as mirrors
from data.facts.codes import Book
from data.facts.load import read
from data.facts.mirror import Mirror
from data.facts.region import RegionFacts
from data.regions import Regions
from data.store import Store
from data.writer import Touched
from geo.boundaries import read_shipped
from tests.support.changed import PATIENCE_S
from tests.support.facts import spelt, told
from tests.support.sample import open_store

REGIONS = ("rostov", "kamchatka")


def two_regions(folder: Path) -> Store:
    """A new store with the borders of two regions."""
    store = open_store(folder)
    Regions(store).install(read_shipped("kamchatka"), default=False, synthetic=False)
    return store


def same(store: Store, mirror: Mirror) -> bool:
    """Whether the mirror says what the records say, row by row; waits for what is being read."""
    facts = mirror.facts(None, PATIENCE_S)
    assert facts is not None
    return all(_spelt(facts.get(name), mirror.book(name)) == _told(store, name) for name in REGIONS)


def _spelt(facts: RegionFacts | None, book: Book) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for block in facts.blocks if facts else ():
        whole = block.columns()
        rows = zip(spelt(whole, book), whole["sign"].tolist(), strict=True)
        for row, sign in rows:
            found[row] += sign
    return Counter({row: n for row, n in found.items() if n})


def _told(store: Store, region: str) -> Counter[Any]:
    return Counter(told(store.ask(sql.statement("facts/read"), {"regions": [region]})))


def ready(store: Store) -> Mirror:
    """The store's mirror, which has read everything."""
    mirror = Mirror.of(store)
    assert mirror.facts(None, PATIENCE_S) is not None
    return mirror


def say(store: Store, touched: Touched) -> None:
    """A commit that tells the mirror this and changes nothing."""

    def job(_: Connection) -> tuple[None, Touched]:
        return None, touched

    store.write(job)


class Gate:
    """Readings stop at it, before or after the table is read, until they are let through."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, after: bool = True) -> None:
        self.reached, self.open, self.readings, self.after = threading.Event(), threading.Event(), list[Any](), after
        monkeypatch.setattr(mirrors, "read", self.read)

    def read(self, store: Store, book: Callable[[str], Book], regions: Any) -> Any:
        self.readings.append(regions)
        found = read(store, book, regions) if self.after else None
        self.reached.set()
        assert self.open.wait(PATIENCE_S)
        return found or read(store, book, regions)

    def pass_after(self, act: Callable[[], None]) -> None:
        """Do something while a reading stands at the gate, then open it."""
        assert self.reached.wait(PATIENCE_S)
        act()
        self.open.set()
