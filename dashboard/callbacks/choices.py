"""The lists of opened menus: their choices with counts, and what the searched words find; drawn only while one is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dashboard.callbacks.desk import Desk, Draw
from dashboard.parts import choices, words
from dashboard.parts.choices import MENUS, Section
from dashboard.state import View
from data.filters import Filters
from data.search.words import Words

WAYS = 3
"""So many ways out of words that find nothing are offered."""
MOST_WORDS = 4
"""So many of them are tried alone."""
_WORD = re.compile(r'[^\s"«»„“”]+')
_ENDING, _LEAST = 2, 5
"""Letters that are taken off a word to search by its beginning, and how long it must be for that."""


def draw_menu(name: str, desk: Desk, view: View) -> Any:
    sections = tuple(section(desk, view, field) for field in MENUS[name])
    return choices.render(sections, desk.now(view), desk.catalogue(view), view)


def section(desk: Desk, view: View, field: str) -> Section:
    """The values of a filter that there are, and what each finds."""
    if field == "rollup":
        return _roll_ups(desk, view)
    ask, region = desk.questions, view.filters.region
    found = ask.facet(view.filters, field)
    counts = {value: count for value, count in found.counts.items() if value is not None}
    known = {"source": ask.sources, "channel": ask.channels}.get(field)
    every = (*(known(region) if known else ()), *choices.chosen(view, field), *choices.INHERENT.get(field, ()))
    met = counts if known is None else {value: counts.get(value, 0) for value in every}
    return Section(field, {value: met.get(value, 0) for value in dict.fromkeys((*met, *every))}, found.total, found.asof)


def _roll_ups(desk: Desk, view: View) -> Section:
    """Topics across groups, each asked for as it would be chosen."""
    ask, bare = desk.questions, _counting(replace(view.filters, topic=()))
    codes = (each.code for each in ask.topic_catalogue().roll_ups)
    counts = {code: ask.summary(replace(bare, topic=(code,))).total for code in codes}
    whole = ask.summary(bare)
    return Section("rollup", counts, whole.total, whole.asof)


def draw_words(desk: Desk, view: View) -> Any:
    q = view.filters.q
    if not q:
        return words.render(None, view)
    count, empty = _total(desk, view.filters), not Words.read(q).parts
    found = words.Found(count, empty, () if count else _ways(desk, view, q))
    return words.render(found, view)


def _ways(desk: Desk, view: View, q: str) -> tuple[tuple[str, dict[str, str | None], int], ...]:
    """Changes that find something where the words as they stand find nothing, the most first."""
    texts, asked = view.texts, list[tuple[str, dict[str, str | None], Filters]]()
    if view.filters.period != "all":
        whole = replace(view.filters, period="all", since=None, until=None)
        asked.append((texts("notice.all_time"), {"period": "all"}, whole))
    for other in _softer(q):
        asked.append((texts("words.quoted", text=other), {"q": other}, replace(view.filters, q=other)))
    found = sorted(((text, change, _total(desk, one)) for text, change, one in asked), key=lambda way: -way[2])
    return tuple(way for way in found if way[2])[:WAYS]


def _softer(q: str) -> list[str]:
    """Each of several words alone, and a single one by its beginning."""
    single = list(dict.fromkeys(_WORD.findall(q)))
    if len(single) > 1:
        return single[:MOST_WORDS]
    return [one[:-_ENDING] + "*" for one in single if len(one) >= _LEAST and one.isalpha()]


def _total(desk: Desk, filters: Filters) -> int:
    return desk.questions.summary(_counting(filters)).total


def _counting(filters: Filters) -> Filters:
    """The same without a second set and without a measure of its own: only how many."""
    return replace(filters, metric="count", vs=None)


DRAWS: dict[str, Draw] = {**{name: partial(draw_menu, name) for name in MENUS}, "words": draw_words}
"""What each menu that counts is drawn by."""


def of(menus: Sequence[str]) -> dict[str, Draw]:
    """What the places of these menus are drawn by; a menu that does not count has none."""
    return {f"choices-{name}": DRAWS[name] for name in menus if name in DRAWS}
