"""The filters as the index asks them: by the same parts and values that the store's statements are put together from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import tantivy

from data import model
from data.search.clauses import Clause, any_of, between, but, codes, must, within
from data.search.contents import Contents
from data.search.counting import Between, Look, OneOf, Part
from data.search.days import Stretch
from data.search.schema import NEVER
from data.selection import Selection

_EPOCH = datetime(1970, 1, 1)
_TICK = timedelta(microseconds=1)
_MANY = 8
"""A filter that leaves more than one of so many is wide."""

Values: TypeAlias = Mapping[str, Any]
Narrowing: TypeAlias = Callable[[Contents, Values], list[Part]]


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
        return self.at is not None and all(name in _PARTS or name == "words" for name in self.selection.where)

    @property
    def stretch(self) -> Stretch:
        """When it was received."""
        return Stretch(micros(self.lo), micros(self.hi))

    def clauses(self, contents: Contents) -> list[Clause]:
        """The clauses of every part that the index knows; none that would leave all there is."""
        return [*self.stretch.clauses(contents), *flat(self.filters(contents))]

    def filters(self, contents: Contents) -> list[Part]:
        """Every part that the index knows but the moment of receipt."""
        found: list[Part] = []
        for name in self.selection.where:
            if name in _PARTS and (name != "status" or self.at is not None):
                found += _PARTS[name](contents, {**self.selection.values, "at": self.at})
        return found

    def parts(self, contents: Contents) -> list[Part]:
        """Every part that the index knows."""
        stretch = self.stretch
        clauses = stretch.clauses(contents)
        look = Between("received", stretch.lo if stretch.lo > contents.reach[0] else None, stretch.hi)
        many = stretch.days(contents)[1].sum() * _MANY > contents.days[1].sum()
        received = [Part(tuple(clauses), (look,) if many and look.exact else ())] if clauses else []
        return [*self.filters(contents), *received]


def flat(parts: Sequence[Part]) -> list[Clause]:
    """The clauses of some parts."""
    return [clause for part in parts for clause in part.clauses]


def _coded(field: str) -> Narrowing:
    """One of some codes of a field that has one code an appeal."""
    return lambda contents, values: _one_of(contents, field, values[field])


def _one_of(contents: Contents, field: str, chosen: Sequence[str]) -> list[Part]:
    """Nothing where there are no others; else the rarer ones, chosen or not, are the shorter way."""
    known = contents.terms(field)
    others = [one for one in known if one not in chosen]
    if not others:
        return []
    left, right = (sum(known.get(one, 0) for one in some) for some in (chosen, others))
    look = (OneOf(field, tuple(chosen)),) if left * _MANY > left + right else ()
    return [Part((but(codes(field, others)) if right < left else must(codes(field, chosen)),), look)]


def _status(contents: Contents, values: Values) -> list[Part]:
    """Open, closed and overdue as at the moment, like `parts/where/status.sql`."""
    at, chosen = micros(values["at"]), values["status"]
    groups = [name for name in model.STATUS_GROUPS if values[name]]
    if not groups:
        return _one_of(contents, "status", chosen)
    if len(groups) == 1 and not chosen:
        looks = _LOOKS[groups[0]](at)
        return [Part(tuple(_group(groups[0], at)), looks if all(look.exact for look in looks) else ())]
    found = [codes("status", chosen)] if chosen else []
    return [Part((must(any_of([*found, *(within(_group(name, at)) for name in groups)])),))]


def _group(name: str, at: int) -> list[Clause]:
    ended = between("ended", -NEVER, at + 1)
    if name == "closed":
        return [must(ended)]
    return [must(between("due", -NEVER, at)), but(ended)] if name == "overdue" else [but(ended)]


_LOOKS: dict[str, Callable[[int], tuple[Look, ...]]] = {
    "open": lambda at: (Between("ended", at + 1, None),),
    "closed": lambda at: (Between("ended", None, at + 1),),
    "overdue": lambda at: (Between("due", None, at), Between("ended", at + 1, None)),
}


def _cells(contents: Contents, values: Values) -> list[Part]:
    ranges = zip(values["cell_low"], values["cell_high"], strict=True)
    cells = [between("cell", low, high + 1, tantivy.FieldType.Unsigned) for low, high in ranges]
    return [Part((must(any_of(cells)),))]


_PARTS: dict[str, Narrowing] = {
    "region": lambda contents, values: _one_of(contents, "region", [values["region"]]),
    "type": _coded("type"),
    "district": _coded("district"),
    "source": _coded("source"),
    "channel": _coded("channel"),
    "precision": _coded("precision"),
    "budget": _coded("budget"),
    "topic": lambda contents, values: [Part((must(codes("topic", values["topic"])),))],
    "repeat": lambda contents, values: _one_of(contents, "repeat", ["yes" if values["repeat"] else "no"]),
    "status": _status,
    "cell": _cells,
}
