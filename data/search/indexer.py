"""Keeps the full-text index current: a background thread that brings in what the store's commits have queued."""

from __future__ import annotations

import logging
import os
import secrets
import sys
import threading
from collections.abc import Callable

import pyarrow as pa

from data import sql
from data.connection import Connection
from data.errors import TeplokartaError
from data.search.pace import Pace
from data.search.schema import NEVER
from data.search.search import TOKEN, Search
from data.store import Change
from data.writer import Touched

_LOG = logging.getLogger(__name__)
_RETRY_S = 30.0
_NICE = 10
_NOT_INDEXED = ValueError, OSError
"""What tantivy raises when its folder is damaged, gone or full."""


class Indexer:
    """The index's one writer: rounds of the newest queued texts first, each durable before it leaves the queue."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._store = search.store
        self._stopped = threading.Event()
        self._due = threading.Event()
        self._pace = Pace()
        self._thread: threading.Thread | None = None
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Index in the background until `stop`; nothing where the settings switch the index off."""
        if not self._store.settings.search_on:
            return
        self._unsubscribe = self._store.subscribe(self._committed)
        self._thread = threading.Thread(target=self._run, name="indexer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; a round under way that is not committed yet is given up, and all that is left stays queued."""
        self._unsubscribe()
        self._stopped.set()
        self._due.set()
        if self._thread is not None:
            self._thread.join()
        self._search.index.close()

    def catch_up(self) -> int:
        """Index everything that is queued, beside whoever stores records; how many queued changes that was."""
        if not self._search.index.usable:
            self.build_anew()
        done = 0
        while not self._stopped.is_set() and (taken := self._round()):
            done += taken
            self._stopped.wait(self._pace.rest())
        return done

    def build_anew(self) -> None:
        """An empty index, and every appeal queued for it."""
        self._search.index.remove()
        token = secrets.token_hex(8)

        def job(connection: Connection) -> tuple[None, Touched]:
            for name in ("write/queue_nothing", "write/queue_everything"):
                connection.execute(sql.statement(name))
            connection.execute(sql.statement("write/set_meta"), {"key": TOKEN, "value": token})
            return None, Touched()

        self._store.write(job)
        self._search.index.create(token)

    def _round(self) -> int:
        self._store.disk.check()
        most = self._pace.begin(self._store.settings.search_batch_rows)
        rows = self._store.ask(sql.statement("ask/search_slice"), {"rows": most, "never": NEVER})
        if not rows.num_rows:
            return 0
        token = secrets.token_hex(8)
        present = rows.filter(rows["doc"].is_valid())
        documents = dict(zip(present["id"].to_pylist(), present["doc"].to_pylist(), strict=True))
        if not self._search.index.replace(documents, token, self._stopped.is_set):
            return 0
        self._forget(rows.select(["number"]), token)
        return int(rows.num_rows)

    def _forget(self, numbers: pa.Table, token: str) -> None:
        def job(connection: Connection) -> tuple[None, Touched]:
            connection.register("indexed", numbers)
            connection.execute(sql.statement("write/queue_done"))
            connection.unregister("indexed")
            connection.execute(sql.statement("write/set_meta"), {"key": TOKEN, "value": token})
            return None, Touched()

        self._store.write(job)

    def _committed(self, change: Change) -> None:
        self._pace.committed()
        self._due.set()

    def _run(self) -> None:
        if sys.platform == "linux":  # there a thread has a priority of its own, and hands it on to those it starts
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        pause = 0.0
        while not self._stopped.wait(pause):
            pause = self._store.settings.search_every_s
            self._due.clear()
            try:
                self.catch_up()
            except TeplokartaError as fault:
                _LOG.warning("texts are not indexed for now: %s", fault)
                pause = _RETRY_S
            except _NOT_INDEXED:
                _LOG.exception("the text index cannot be written; it is built anew")
                self._search.index.remove()
                pause = _RETRY_S
            else:
                self._due.wait()
