"""A selection by district and by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np

from data.answers import Breakdown, Row
from data.known import Ground
from data.questions.ask import Asking
from data.questions.figures import Values, Windows, figures, plain
from data.questions.naming import Names
from data.questions.sums import Sums
from data.topics import TopicCatalogue

_row = partial(tuple.__new__, Row)
"""A row of all its figures, made without a call of Python code: there may be thousands."""

_BETWEEN = "\x1f"
"""Stands between the group and the topic in the keys of `parts/key/topic.sql`."""


class Places:
    """The districts of a region (or of all) as rows, and their residents; the last row is of what has no district."""

    def __init__(self, ground: Ground) -> None:
        """Where there are several regions, a row's parent is its region."""
        codes = [one.code for _, one in ground.districts]
        parents = [region if ground.several else None for region, _ in ground.districts]
        self.codes = frozenset(codes)
        self._names = Names.of([*codes, None], [*(one.name for _, one in ground.districts), None], [*parents, None])
        people = [np.nan if one.population is None else one.population for _, one in ground.districts]
        self._residents = np.array([*people, np.nan])

    def others(self, codes: Iterable[str | None]) -> set[str]:
        """Codes without borders here."""
        return {code for code in set(codes).difference(self.codes) if code is not None}

    def rows(self, chosen: tuple[str, ...], others: list[str]) -> tuple[Names, Values]:
        """The rows asked for (of a choice: those chosen), codes without borders among them, and their residents."""
        names, residents = self._names, self._residents
        if chosen:
            held = np.array([code in chosen for code in (*names.codes[:-1].tolist(), "none")], np.bool_)
            names, residents = names.at(np.flatnonzero(held)), residents[held]
        if not others:
            return names, residents
        parents = [*names.parents.tolist(), *(None for _ in others)]
        names = Names.of([*names.codes.tolist(), *others], [*names.names.tolist(), *others], parents)
        return names, np.concatenate([residents, np.full(len(others), np.nan)])


def districts(asking: Asking, places: Places) -> Breakdown:
    """Every district asked for, also those without appeals, and a row of code None for what has no district."""
    windows = Windows.of(asking)
    sums = asking.sums("district", windows.asked)
    names, residents = places.rows(asking.filters.district, sorted(places.others(sums.keys)))
    rows = rows_of(asking, sums.ordered(names.codes.tolist()), windows, names, residents)
    return Breakdown(asking.version, asking.asof, tuple(rows))


def topics(asking: Asking, catalogue: TopicCatalogue) -> Breakdown:
    """Topic groups (parent None), each followed by its topics; a group of code None is what has no topic."""
    windows = Windows.of(asking)
    groups, inner = (asking.sums(key, windows.asked) for key in ("topic_group", "topic"))
    pairs = [key.split(_BETWEEN) for key in inner.keys if key is not None]
    residents = asking.population[None]
    within: dict[str | None, list[Row]] = defaultdict(list)
    codes = [code for _, code in pairs]
    names = Names.of(codes, [_name(catalogue, code) for code in codes], [group for group, _ in pairs])
    keys = [key for key in inner.keys if key is not None]
    for row in rows_of(asking, inner.ordered(keys), windows, names, residents):
        within[row.parent].append(row)
    names = Names.of(groups.keys, [_name(catalogue, code) for code in groups.keys], [None for _ in groups.keys])
    rows = rows_of(asking, groups, windows, names, residents)
    return Breakdown(
        asking.version, asking.asof, tuple(one for group in rows for one in (group, *within[group.code]))
    )


def rows_of(
    asking: Asking, sums: Sums, windows: Windows, names: Names, residents: Values | float | None
) -> Iterator[Row]:
    """A row a key, in the order of a breakdown; `residents` are the denominators of `per1000`."""
    found = figures(asking, sums, windows, residents)
    order = names.order(found.value)
    named, usual = names.at(order), found.usual
    texts = (one.tolist() for one in (named.codes, named.names, named.parents))
    figured = (plain(one[order]) for one in (found.value, found.previous, usual.median, usual.low, usual.high))
    counts = found.count[order].astype(np.int64).tolist()
    return map(_row, zip(*texts, *figured, counts, strict=True))


def _name(catalogue: TopicCatalogue, code: str | None) -> str | None:
    topic = None if code is None else catalogue.get(code)
    return topic.name if topic else code
