"""Counts what a query finds within filters: narrow filters by their lists, wide ones by a look at each appeal found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import tantivy

from data.search.clauses import Clause, both
from data.search.contents import Contents

_EXACT = 2**53
"""Bounds are told to the index as floating-point numbers; up to this one they are whole ones."""
_ALL: dict[str, Any] = {"value_count": {"field": "received"}}
"""Every appeal has one moment of receipt."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """Has one of some codes."""

    field: str
    codes: tuple[str, ...]
    exact: ClassVar[bool] = True

    def asked(self) -> dict[str, Any]:
        """As the index groups by it."""
        return {"terms": {"field": self.field, "include": list(self.codes), "size": len(self.codes)}}

    def chosen(self, group: dict[str, Any]) -> bool:
        """Whether a group is of it."""
        return group["key"] in self.codes


@dataclass(frozen=True, slots=True)
class Between:
    """Its moment lies in [lo, hi); None: on that side there is no bound."""

    field: str
    lo: int | None
    hi: int | None

    def asked(self) -> dict[str, Any]:
        """As the index groups by it."""
        return {"range": {"field": self.field, "ranges": [self._bounds()]}}

    def chosen(self, group: dict[str, Any]) -> bool:
        """Whether a group is of it."""
        return {name: group[name] for name in ("from", "to") if name in group} == self._bounds()

    @property
    def exact(self) -> bool:
        """Whether the index understands its bounds to the microsecond."""
        return all(bound is None or abs(bound) < _EXACT for bound in (self.lo, self.hi))

    def _bounds(self) -> dict[str, float]:
        return {name: float(at) for name, at in (("from", self.lo), ("to", self.hi)) if at is not None}


Look: TypeAlias = OneOf | Between


@dataclass(frozen=True, slots=True)
class Part:
    """A filter: clauses that leave what it leaves, and, where that is much, the same as looks at each appeal found."""

    clauses: tuple[Clause, ...]
    looks: tuple[Look, ...] = ()


def count(contents: Contents, query: tantivy.Query, parts: Sequence[Part] = ()) -> int:
    """How many appeals a query finds within filters: nothing is ranked and nothing kept."""
    clauses = [clause for part in parts if not part.looks for clause in part.clauses]
    looks = [look for part in parts for look in part.looks]
    asked = _ALL
    for look in reversed(looks):
        asked = look.asked() | ({} if asked is _ALL else {"aggs": {"n": asked}})
    return _within(contents.searcher.aggregate(both(query, clauses), {"n": asked}), looks)


def _within(found: dict[str, Any], looks: Sequence[Look]) -> int:
    """The sum of the groups of all looks."""
    if not looks:
        return int(found["n"]["value"])
    groups = [group for group in found["n"]["buckets"] if looks[0].chosen(group)]
    if len(looks) == 1:
        return sum(int(group["doc_count"]) for group in groups)
    return sum(_within(group, looks[1:]) for group in groups)
