"""The filters as the index asks them: by the same parts and values that the store's statements are put together from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import tantivy

from data import model
from data.search.schema import SCHEMA
from data.selection import Selection

_EPOCH = datetime(1970, 1, 1)
_TICK = timedelta(microseconds=1)
NEVER = 2**62
"""Stands for a moment that is not known to come."""

Clause: TypeAlias = tuple[tantivy.Occur, tantivy.Query]
Values: TypeAlias = Mapping[str, Any]


def micros(moment: datetime) -> int:
    """As the index keeps a naive UTC moment."""
    return (moment - _EPOCH) // _TICK


@dataclass(frozen=True, slots=True)
class Limits:
    """A selection received in [lo, hi), its status judged at a moment; without one, status does not narrow."""

    selection: Selection
    lo: datetime
    hi: datetime
    at: datetime | None

    @property
    def complete(self) -> bool:
        """Whether the index can narrow by all of it: it knows nothing of outlines."""
        return self.at is not None and all(name in _CLAUSES or name == "words" for name in self.selection.where)

    def clauses(self) -> list[Clause]:
        """The clauses of every part that the index knows."""
        found = [_must(between("received", micros(self.lo), micros(self.hi)))]
        for name in self.selection.where:
            if name in _CLAUSES and (name != "status" or self.at is not None):
                found += _CLAUSES[name]({**self.selection.values, "at": self.at})
        return found


def both(query: tantivy.Query, clauses: Sequence[Clause]) -> tantivy.Query:
    """What a query finds within some clauses."""
    return tantivy.Query.boolean_query([_must(query), *clauses])


def between(name: str, low: int, high: int, kind: tantivy.FieldType = tantivy.FieldType.Integer) -> tantivy.Query:
    """A number of [low, high)."""
    return tantivy.Query.range_query(SCHEMA, name, kind, low, high, include_upper=False)


def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """What any of the queries finds."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def codes(name: str, chosen: Sequence[str]) -> tantivy.Query:
    """One of some codes."""
    if len(chosen) == 1:
        return tantivy.Query.term_query(SCHEMA, name, chosen[0])
    return tantivy.Query.term_set_query(SCHEMA, name, list(chosen))


def _must(query: tantivy.Query) -> Clause:
    return tantivy.Occur.Must, query


def _listed(field: str, name: str) -> Callable[[Values], list[Clause]]:
    return lambda values: [_must(codes(field, values[name]))]


def _types(values: Values) -> list[Clause]:
    """Most types are the common case: leaving out the few others is the shorter way."""
    others = [one for one in model.TYPES if one not in values["type"]]
    if len(others) < len(values["type"]):
        return [(tantivy.Occur.MustNot, codes("type", others))] if others else []
    return [_must(codes("type", values["type"]))]


def _status(values: Values) -> list[Clause]:
    """Open, closed and overdue as at the moment, like `parts/where/status.sql`."""
    at = micros(values["at"])
    ended, due = between("ended", -NEVER, at + 1), between("due", -NEVER, at)
    everything = (tantivy.Occur.Must, tantivy.Query.all_query())
    is_open = tantivy.Query.boolean_query([everything, (tantivy.Occur.MustNot, ended)])
    found = [codes("status", values["status"])] if values["status"] else []
    found += [is_open] if values["open"] else []
    found += [ended] if values["closed"] else []
    found += [both(due, [(tantivy.Occur.MustNot, ended)])] if values["overdue"] else []
    return [_must(any_of(found))]


def _cells(values: Values) -> list[Clause]:
    ranges = zip(values["cell_low"], values["cell_high"], strict=True)
    return [_must(any_of([between("cell", low, high + 1, tantivy.FieldType.Unsigned) for low, high in ranges]))]


_CLAUSES: dict[str, Callable[[Values], list[Clause]]] = {
    "region": lambda values: [_must(codes("region", [values["region"]]))],
    "type": _types,
    "district": _listed("district", "district"),
    "source": _listed("source", "source"),
    "channel": _listed("channel", "channel"),
    "precision": _listed("precision", "precision"),
    "budget": _listed("budget", "budget"),
    "topic": _listed("topic", "topic"),
    "repeat": lambda values: [_must(codes("repeat", ["yes" if values["repeat"] else "no"]))],
    "status": _status,
    "cell": _cells,
}
