"""What one state of the index holds: its searcher, the codes of its fields, and the days it reaches over."""

from __future__ import annotations

from functools import cached_property
from itertools import count
from typing import TypeAlias

import numpy as np
import tantivy
from numpy.typing import NDArray

from data.search.clauses import codes
from data.search.schema import DAY_US

Counts: TypeAlias = NDArray[np.int64]
_SERIAL = count()


class Contents:
    """Codes are read once; those of appeals taken out since the last merging are still among them."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self.searcher = searcher
        self.serial = next(_SERIAL)
        self._terms: dict[str, dict[str, int]] = {}

    def terms(self, field: str) -> dict[str, int]:
        """Every code of a field, and of how many appeals."""
        if field not in self._terms:
            self._terms[field] = dict(self.searcher.terms_with_prefix(field, ""))
        return self._terms[field]

    @cached_property
    def days(self) -> tuple[Counts, Counts]:
        """Days of receipt since 1970, ascending, and the appeals of each."""
        found = sorted((int(day), n) for day, n in self.terms("day").items())
        pairs = np.array(found, np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    @cached_property
    def reach(self) -> tuple[int, int]:
        """No appeal was received before the first of these moments nor after the second (microseconds since 1970)."""
        days = self.days[0].tolist() or [0]
        ends = (days[0], tantivy.Order.Asc, days[0] * DAY_US), (days[-1], tantivy.Order.Desc, (days[-1] + 1) * DAY_US)
        return self._outermost(*ends[0]), self._outermost(*ends[1])

    def holds(self, field: str, term: str) -> bool:
        """Whether any appeal has a term."""
        return self.searcher.doc_freq(field, term) > 0

    def _outermost(self, day: int, order: tantivy.Order, otherwise: int) -> int:
        query = codes("day", [str(day)])
        hits = self.searcher.search(query, 1, count=False, order_by_field="received", order=order).hits
        return int(hits[0][0]) if hits else otherwise
