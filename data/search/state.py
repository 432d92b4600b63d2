"""How far the full-text index has come: what `check`, health and metrics tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from data import sql
from data.search.search import Search


@dataclass(frozen=True, slots=True)
class State:
    """`usable`: questions are answered from the index; `queued` changes are read one by one until it has them."""

    on: bool
    usable: bool
    appeals: int
    texts: int
    queued: int
    bytes: int

    @property
    def off(self) -> int:
        """Texts that are in the index and nowhere else, or missing from it and not queued."""
        if not self.usable:
            return 0
        return max(0, self.texts - self.appeals) + max(0, self.appeals - self.texts - self.queued)


def state(search: Search) -> State:
    """As it is now."""
    row = search.store.ask(sql.statement("ask/search_behind")).to_pylist()[0]
    index = search.index
    texts = index.contents().searcher.num_docs if index.usable else 0
    size = index.bytes() if index.usable else 0
    return State(search.store.settings.search_on, index.usable, row["appeals"], texts, row["queued"], size)
