"""What each choice of a filter would find under all the other filters: the counts of the menus, all from one question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data import model
from data.answers import Facet
from data.filters import Filters, without
from data.questions.ask import Asking
from data.questions.sums import Spread

FIELDS = ("source", "channel", "type", "status", "precision", "budget", "repeat")
"""Filters whose values are counted."""

_STANDINGS = {"open": ("open", "overdue"), "closed": ("closed",), "overdue": ("overdue",)}
"""How appeals of each group of statuses stand."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Appeals of a window by every combination of all fields and of how they stand.

    `values` of each field; `codes` (fields and standing, n) number them; `numbers` (n,) are the appeals of each combination.
    """

    version: int
    asof: datetime
    values: Mapping[str, tuple[str | None, ...]]
    codes: NDArray[np.int64]
    numbers: NDArray[np.int64]

    def of(self, name: str) -> NDArray[np.int64]:
        """The codes of a field."""
        found: NDArray[np.int64] = self.codes[list(self.values).index(name)]
        return found

    def having(self, name: str, wanted: Iterable[str | None]) -> NDArray[np.bool_]:
        """Which combinations have one of these values."""
        kept = frozenset(wanted)
        entries = np.array([value in kept for value in self.values[name]], np.bool_)
        found: NDArray[np.bool_] = entries[self.of(name)]
        return found


def broad(filters: Filters) -> Filters:
    """The same places, topics, words and time, whatever the fields are: what a mix is asked for."""
    bare = replace(filters, metric="count", res=None, type=model.TYPES, repeat=None)
    return replace(bare, source=(), channel=(), status=(), precision=(), budget=())


def mix(asking: Asking) -> Mix:
    """The appeals of a broad selection, combination by combination."""
    spread: Spread = asking.spread()
    values, codes = dict[str, tuple[str | None, ...]](), list[NDArray[np.int64]]()
    for name in (*FIELDS, "standing"):
        met, own = spread.columns[name]
        values[name] = met
        codes.append(own)
    return Mix(asking.version, asking.asof, values, np.stack(codes), spread.numbers)


def facet(found: Mix, filters: Filters, field: str) -> Facet:
    """The values of a field under the other filters; a group of statuses as they stood at the moment."""
    held = np.ones(len(found.numbers), np.bool_)
    for name in FIELDS:
        held &= _passing(found, filters, name) if name != field else True
    counts = _counted(found, field, held)
    if field == "status":
        standing = _counted(found, "standing", held)
        counts |= {group: sum(standing.get(one, 0) for one in parts) for group, parts in _STANDINGS.items()}
    if field == "type":
        held &= _passing(found, replace(filters, type=()), "type")
    return Facet(found.version, found.asof, field, int(found.numbers[held].sum()), counts)


def _counted(found: Mix, name: str, held: NDArray[np.bool_]) -> dict[str | None, int]:
    values = found.values[name]
    sums = np.bincount(found.of(name)[held], found.numbers[held], len(values))
    return dict(zip(values, (round(one) for one in sums.tolist()), strict=True))


def _passing(found: Mix, filters: Filters, name: str) -> NDArray[np.bool_]:
    """Which combinations the filter of this name lets in."""
    if name == "status" and filters.status:
        standing = [one for group in filters.status for one in _STANDINGS.get(group, ())]
        return found.having("status", filters.status) | found.having("standing", standing)
    chosen: Any = getattr(filters, name)
    if name == "type":
        chosen = chosen or model.COUNTED_TYPES
    if name == "repeat":
        chosen = () if chosen is None else ("yes" if chosen else "no",)
    return found.having(name, chosen) if chosen else np.ones(len(found.numbers), np.bool_)


def apart(filters: Filters, field: str) -> Filters:
    """The selection without its filter of a field, for units of which parts do not add up."""
    alone = replace(without(filters, field), metric="count", res=None)
    return replace(alone, type=model.TYPES) if field == "type" else alone


def distinct(asking: Asking, field: str) -> dict[str | None, int]:
    """Authors or problems of each value: counted apart, since one of them may have several."""
    sums = asking.sums(field, (asking.span.window,))
    return {key: round(float(value)) for key, value in zip(sums.keys, sums.value[:, 0], strict=True)}


def total(asking: Asking) -> int:
    """All of a selection in its unit."""
    found: int = asking.headlines((asking.span.window,))[0].get("count", 0)
    return found
