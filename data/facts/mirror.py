"""Keeps the facts of all regions in step with the store: read once, then changed with every commit."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import duckdb

from data.errors import TeplokartaError
from data.facts.codes import Book, Shared
from data.facts.columns import Columns
from data.facts.encode import by_region
from data.facts.load import read
from data.facts.pieces import Crew
from data.facts.region import RegionFacts
from data.facts.settle import FactsLost
from data.facts.warm import warm
from data.store import Store
from data.writer import Touched

_LOG = logging.getLogger(__name__)
_AGAIN_S = 2.0
_LET_GO_S = 0.05
_NOT_READ = TeplokartaError, duckdb.Error, OSError
"""What reading ends with; Arrow's reader tells of DuckDB's faults as OSError."""


class Mirror:
    """The facts in memory; while some are being read, questions about them go to the records."""

    def __init__(self, store: Store) -> None:
        workers = store.settings.facts_threads or os.cpu_count() or 1
        self.crew = Crew(ThreadPoolExecutor(workers, thread_name_prefix="facts"), workers)
        self._store = store
        self.shared = Shared()
        self._books: dict[str, Book] = {}
        self._regions: dict[str, RegionFacts] = {}
        self._stale = _Stale(everything=True)
        self._read_at = _ReadAt()
        self._meanwhile: list[tuple[int, Touched]] = []
        self._lock = threading.RLock()
        self._known = threading.Event()
        self._closed = threading.Event()
        store.mirror(self._take)
        self._reader = threading.Thread(target=self._read, name="facts-reader", daemon=True)
        self._reader.start()

    @classmethod
    def of(cls, store: Store) -> Mirror:
        """The store's only mirror, made when first asked for and closed with the store."""
        return store.companion(cls, lambda: cls(store))

    def facts(self, region: str | None, patience_s: float) -> dict[str, RegionFacts] | None:
        """The facts of a region (None: of all) by region; None while they are being read (waits so long for it)."""
        found = self._present(region)
        if found is None and self._known.wait(patience_s):
            found = self._present(region)
        return found

    def regions(self) -> dict[str, RegionFacts]:
        """What is in memory now, whole or not."""
        return self._regions

    def book(self, region: str) -> Book:
        """The code book of a region."""
        return self._books.setdefault(region, Book(self.shared))

    def close(self) -> None:
        """Follow the store no more; returns when nothing is read any more (a thread left behind would abort the process)."""
        self._closed.set()
        self._known.set()
        while self._reader.is_alive():
            self._store.interrupt()
            self._reader.join(_LET_GO_S)
        self.crew.threads.shutdown()

    # ---- following the store

    def _present(self, region: str | None) -> dict[str, RegionFacts] | None:
        """Without the lock, so that no question waits for a commit: the regions change all at once, and before `_stale` does."""
        if self._stale.of(region):
            return None
        regions = self._regions
        return regions if region is None else {region: regions.get(region) or RegionFacts(self.book(region))}

    def _take(self, touched: Touched, version: int) -> None:
        """On the writer's thread, after a commit and before its version is the store's."""
        with self._lock:
            if self._closed.is_set():
                return
            reading = self._stale.any
            if reading:
                self._meanwhile.append((version, touched))
            self._follow(touched, version, None)
            if self._stale.any and not reading:
                self._start()

    def _follow(self, touched: Touched, version: int, only: frozenset[str] | None) -> None:
        """Take on a commit, in all regions or only these; what was read after it already holds it."""

        def concerns(region: str) -> bool:
            inside = only is None or region in only
            return inside and not self._stale.of(region) and version > self._read_at.of(region)

        try:
            self._apply(touched, concerns)
        except Exception as fault:
            _LOG.warning("the facts are read anew: %r", fault)
            self._stale.everything = True
        if touched.stale is None and version > self._read_at.everything:
            self._stale.everything = True
        for region in touched.stale or ():
            if version > self._read_at.of(region):
                self._stale.add(region)

    def _apply(self, touched: Touched, concerns: Callable[[str], bool]) -> None:
        """Change the regions concerned by what left and came; one that cannot be followed is read anew."""
        parts, regions = self._encoded(touched), dict(self._regions)
        for region in filter(concerns, parts):
            facts = regions.get(region) or RegionFacts(self.book(region))
            try:
                regions[region] = facts.changed(parts[region])
            except FactsLost as fault:
                _LOG.warning("the facts of region %s are read anew: %r", region, fault)
                self._stale.add(region)
        self._regions = regions

    def _encoded(self, touched: Touched) -> dict[str, list[Columns]]:
        """What left (sign -1) and came, by region."""
        parts: dict[str, list[Columns]] = {}
        for sign, tables in ((-1, touched.gone), (1, touched.come)):
            for table in tables:
                for region, columns in by_region(table, self.book, sign).items():
                    parts.setdefault(region, []).append(columns)
        return parts

    def _start(self) -> None:
        self._known.clear()
        self._reader = threading.Thread(target=self._read, name="facts-reader", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        """Read until nothing is stale; after a fault that would come again nothing is kept and the records answer."""
        try:
            warm()
            self._read_what_is_stale()
        except Exception:
            if not self._closed.is_set():
                _LOG.exception("the facts are not kept in memory, the records answer")
                self._give_up()

    def _read_what_is_stale(self) -> None:
        """Until nothing is stale: read what is, then catch up with the commits that came meanwhile."""
        while not self._closed.is_set():
            with self._lock:
                wanted = self._stale.names
            try:
                version, found = read(self._store, self.book, wanted)
            except _NOT_READ:
                if self._closed.is_set():
                    return
                _LOG.exception("the facts could not be read; the records answer meanwhile")
                self._closed.wait(_AGAIN_S)
                continue
            if self._caught_up(version, wanted, found):
                return

    def _give_up(self) -> None:
        """Reading again would end the same way: keep nothing, follow no more."""
        with self._lock:
            self._stale.everything = True
            self._regions, self._meanwhile = {}, []
        self._closed.set()
        self._known.set()

    def _caught_up(self, version: int, wanted: frozenset[str] | None, found: dict[str, RegionFacts]) -> bool:
        """Take on what was read and the later commits; False when something became stale meanwhile."""
        with self._lock:
            if wanted is None:
                self._regions = found
            else:
                self._regions = self._regions | {region: found.get(region) or RegionFacts(self.book(region)) for region in wanted}
            meanwhile, self._meanwhile = self._meanwhile, []
            self._read_at.note(wanted, version)
            self._stale = self._stale.without(wanted)
            for committed, touched in meanwhile:
                self._follow(touched, committed, wanted)
            if not self._stale.any:
                self._known.set()
            return not self._stale.any


class _Stale:
    """Regions whose facts have to be read."""

    def __init__(self, everything: bool = False) -> None:
        self.everything = everything
        self._some: set[str] = set()

    def add(self, region: str) -> None:
        """This region has to be read."""
        self._some.add(region)

    def without(self, read: frozenset[str] | None) -> _Stale:
        """What is left after these regions (None: all) were read."""
        left = _Stale(self.everything and read is not None)
        left._some = set() if read is None else self._some - read
        return left

    def of(self, region: str | None) -> bool:
        """Whether this region (None: any) has to be read."""
        return self.everything or (self.any if region is None else region in self._some)

    @property
    def any(self) -> bool:
        """Whether anything has to be read."""
        return self.everything or bool(self._some)

    @property
    def names(self) -> frozenset[str] | None:
        """The regions; None: all of them."""
        return None if self.everything else frozenset(self._some)


class _ReadAt:
    """The versions at which regions were read."""

    def __init__(self) -> None:
        self.everything = -1
        self._some: dict[str, int] = {}

    def of(self, region: str) -> int:
        """The version at which a region was read last."""
        return max(self._some.get(region, -1), self.everything)

    def note(self, regions: frozenset[str] | None, version: int) -> None:
        """These regions (None: all) were read at a version."""
        if regions is None:
            self.everything = version
        for region in regions or ():
            self._some[region] = version
