"""In which orders, and side by side with what, the sections of the weekly report may stand: all hold the same."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product

Names = tuple[str, ...]
Slot = tuple[Names, ...]
"""Ways to show the same part of the report, the plainest first."""

_TOPICS: Slot = (("groups", "above-structure"), ("groups", "above", "structure"), ("groups", "structure", "above"))
_ANSWERS: Slot = (
    ("answers", "late-repeats", "oldest"),
    ("answers", "oldest", "late-repeats"),
    ("answers-late", "repeats", "oldest"),
    ("answers-late", "oldest", "repeats"),
)
_DISTRICTS: Slot = (("regions", "funnel", "districts"),)
_LAST: Slot = (("cells", "method"),)
_QUIET_LAST: Slot = (("cells", "method"), ("cells", "method-short"))
_LYING_ANSWERS: Slot = (
    ("answers-late", "oldest-repeats"),
    ("answers-all", "oldest"),
    ("answers-late", "repeats", "oldest"),
    ("answers-wide", "tail-late", "repeats", "oldest"),
)
_QUIET_FIRST: Slot = (("headline", "trend-changed"), ("headline", "trend", "changed"))
_LYING: tuple[Slot, ...] = (
    (("headline", "trend-changed", "lists"), ("headline", "trend", "changed", "lists")),
    (("maps", "moved"),),
    _DISTRICTS,
    (("groups-structure", "above"), ("groups-all",), ("groups", "above-structure"), ("groups", "above", "structure")),
    _LYING_ANSWERS,
    _LAST,
)


def tried(flipped: bool, beside: bool, quiet: bool) -> list[str]:
    """The names of all sections that some order has."""
    slots = _slots(flipped, beside, quiet)
    return sorted({name for slot in slots for names in slot for name in names})


def orders(flipped: bool, beside: bool, quiet: bool, there: Collection[str]) -> list[Names]:
    """Every order of the sections that there are; `beside`: the map of change has its list beside it; `quiet`: nothing came."""
    slots = _slots(flipped, beside, quiet)
    whole = {tuple(name for names in each for name in names if name in there): None for each in product(*slots)}
    return list(whole)


def _slots(flipped: bool, beside: bool, quiet: bool) -> tuple[Slot, ...]:
    if not flipped:
        return _upright(beside, quiet)
    return _LYING if not quiet else (_QUIET_FIRST, (("tail-oldest",), *_LYING_ANSWERS), _QUIET_LAST)


def _upright(beside: bool, quiet: bool) -> tuple[Slot, ...]:
    told = ("changed", "trend") if quiet else ("trend", "changed")
    change = ("change-moved",) if beside else ("change", "moved")
    first, maps = (("headline", *told, "lists"),), (("density", *change),)
    return (first, maps, _DISTRICTS, _TOPICS, _ANSWERS, _QUIET_LAST if quiet else _LAST)
