"""The index's folder: opened if it is this store's, created anew if not, written by one writer."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import tantivy

from data.search.contents import Contents
from data.search.schema import NUMBER, SCHEMA, prepared

_LOG = logging.getLogger(__name__)
_STAMP = "teplokarta.json"
_THREADS = 1
_MB = 2**20


class TextIndex:
    """A tantivy index and the stamp that ties it to the store.

    The store keeps the token of the last round whose rows left the queue, the stamp the tokens of the last two rounds:
    they part where one of the two was put back from a copy, and then the index is built anew.
    """

    def __init__(self, folder: Path, memory_mb: int) -> None:
        self.folder = folder
        self._memory = memory_mb * _MB
        self._index: tantivy.Index | None = None
        self._contents: Contents | None = None
        self._writer: tantivy.IndexWriter | None = None
        self._token = ""
        self.builds = 0
        """How often it was opened or created: what was known of an earlier one holds no more."""

    @property
    def usable(self) -> bool:
        """Whether questions may be asked: what it lacks stands in the store's queue."""
        return self._index is not None

    @property
    def round(self) -> str:
        """The last round's token: another one, another content."""
        return self._token

    def open(self, token: str) -> bool:
        """Open the folder's index if its stamp fits this program and the store's token; never raises."""
        try:
            stamp = json.loads((self.folder / _STAMP).read_text(encoding="utf-8"))
            if stamp["schema"] == NUMBER and token and token in stamp["tokens"]:
                self._index, self._token = prepared(tantivy.Index.open(str(self.folder))), token
                self._contents = Contents(self._index.searcher())
                self.builds += 1
        except FileNotFoundError:
            return False
        except (OSError, ValueError, KeyError, TypeError) as fault:
            _LOG.warning("the text index in %s is of no use: %s", self.folder, fault)
        return self.usable

    def create(self, token: str) -> None:
        """An empty index in an empty folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.builds += 1
        self._index = prepared(tantivy.Index(SCHEMA, path=str(self.folder)))
        self._contents = Contents(self._index.searcher())
        self._token = token
        self._stamp(token)

    def remove(self) -> None:
        """Forget the index and its folder."""
        self.forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    def forget(self) -> None:
        """Be of no use from now on; the folder stays."""
        self.close()
        self._index = self._contents = None

    def contents(self) -> Contents:
        """What is committed now; only of a usable index."""
        found = self._contents
        if found is None:
            raise ValueError("the text index is not open")
        return found

    def replace(self, documents: Mapping[int, str], token: str, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Put these documents (JSON) in the place of those of the same ids, durably; `token` names the round.

        Where it is stopped before its commit it leaves all as it was, and says so.
        """
        if self._index is None:
            raise ValueError("the text index is not open")
        if self._writer is None:
            self._writer = self._index.writer(heap_size=self._memory, num_threads=_THREADS)
        self._writer.delete_documents_by_query(tantivy.Query.term_set_query(SCHEMA, "id", list(documents)))
        for document in documents.values():
            if stopped():
                self._writer.rollback()
                return False
            self._writer.add_json(document)
        self._writer.commit()
        self._stamp(token, self._token)
        self._token = token
        self._index.reload()
        self._contents = Contents(self._index.searcher())
        return True

    def close(self) -> None:
        """Stop writing; what was not committed is still queued."""
        if self._writer is not None:
            self._writer.rollback()
        self._writer = None

    def settle(self) -> None:
        """Wait until the parts of the index are merged, and stop writing."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
        self._writer = None

    def bytes(self) -> int:
        """Its size on disk."""
        return sum(file.stat().st_size for file in self.folder.glob("*") if file.is_file())

    def _stamp(self, *tokens: str) -> None:
        draft = self.folder / f"{_STAMP}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"schema": NUMBER, "tokens": tokens}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / _STAMP)
