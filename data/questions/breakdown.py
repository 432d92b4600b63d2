"""A selection by district and by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from data.answers import Breakdown, Row
from data.questions.ask import Asking
from data.questions.figures import Values, Windows, figures, plain
from data.questions.sums import Sums
from data.topics import TopicCatalogue
from geo.boundaries import District

_BETWEEN = "\x1f"
"""Stands between the group and the topic in the keys of `parts/key/topic.sql`."""


class _Name(NamedTuple):
    """What a row is called; `code` None is what has none."""

    code: str | None
    name: str | None
    parent: str | None


def districts(asking: Asking, known: Iterable[tuple[str, District]]) -> Breakdown:
    """Every district asked for, also those without appeals, and a row of code None for what has no district.

    `known` are (region, district); where several regions are asked about, a row's parent is its region.
    """
    windows = Windows.of(asking)
    sums = asking.sums("district", windows.asked)
    several, chosen = asking.filters.region == "all", asking.filters.district
    listed = [(region, one) for region, one in known if not chosen or one.code in chosen]
    names = [_Name(one.code, one.name, region if several else None) for region, one in listed]
    codes = {one.code for _, one in listed}
    names += [_Name(code, code, None) for code in sums.keys if code is not None and code not in codes]
    if not chosen or "none" in chosen:
        names.append(_Name(None, None, None))
    population = [one.population for _, one in listed]
    residents = np.full(len(names), np.nan)
    residents[: len(population)] = [np.nan if one is None else one for one in population]
    rows = _rows(asking, sums.ordered([one.code for one in names]), windows, names, residents)
    return Breakdown(asking.version, asking.asof, tuple(sorted(rows, key=_order)))


def topics(asking: Asking, catalogue: TopicCatalogue) -> Breakdown:
    """Topic groups (parent None), each followed by its topics; a group of code None is what has no topic."""
    windows = Windows.of(asking)
    groups, inner = (asking.sums(key, windows.asked) for key in ("topic_group", "topic"))
    pairs = [key.split(_BETWEEN) for key in inner.keys if key is not None]
    named = inner.ordered([key for key in inner.keys if key is not None])
    residents = asking.population[None]
    within: dict[str | None, list[Row]] = defaultdict(list)
    names = [_Name(code, _name(catalogue, code), group) for group, code in pairs]
    for row in _rows(asking, named, windows, names, residents):
        within[row.parent].append(row)
    names = [_Name(code, _name(catalogue, code), None) for code in groups.keys]
    rows = _rows(asking, groups, windows, names, residents)
    nested = (
        one for group in sorted(rows, key=_order) for one in (group, *sorted(within[group.code], key=_order))
    )
    return Breakdown(asking.version, asking.asof, tuple(nested))


def _rows(
    asking: Asking, sums: Sums, windows: Windows, names: Sequence[_Name], residents: Values | float | None
) -> list[Row]:
    """A row a key; `residents` are the denominators of `per1000`."""
    found = figures(asking, sums, windows, residents)
    usual = found.usual
    columns = [plain(one) for one in (found.value, found.previous, usual.median, usual.low, usual.high)]
    counts = found.count.astype(np.int64).tolist()
    return [
        Row(name.code, name.name, name.parent, value, previous, median, low, high, count)
        for name, value, previous, median, low, high, count in zip(names, *columns, counts, strict=True)
    ]


def _name(catalogue: TopicCatalogue, code: str | None) -> str | None:
    topic = None if code is None else catalogue.get(code)
    return topic.name if topic else code


def _order(row: Row) -> tuple[bool, bool, float, str]:
    """Largest value first, those without one after them, the row of code None last."""
    return row.code is None, row.value is None, -(row.value or 0.0), row.name or ""
