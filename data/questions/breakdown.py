"""A selection by district and by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from data.answers import Breakdown, Row
from data.questions.ask import Asking
from data.questions.figures import Windows, by_key, figure
from data.topics import TopicCatalogue
from geo.boundaries import District

_NOTHING: dict[int, float | None] = {}
_BETWEEN = "\x1f"
"""Stands between the group and the topic in the keys of `parts/key/topic.sql`."""


@dataclass(frozen=True, slots=True)
class _Values:
    """Values by key and window, and the plain number of appeals by key in the window asked about."""

    asking: Asking
    windows: Windows
    by_key: dict[str | None, dict[int, float | None]]
    counts: dict[str | None, int]

    @classmethod
    def ask(cls, asking: Asking, key: str, windows: Windows) -> _Values:
        table = asking.windowed(key, windows.asked)
        columns = (table[name].to_pylist() for name in ("key", "k", "n"))
        counts = {code: n for code, k, n in zip(*columns, strict=True) if k == 0}
        return cls(asking, windows, by_key(table), counts)

    def row(
        self,
        key: str | None,
        name: str | None,
        parent: str | None,
        residents: int | None,
        code: str | None = None,
    ) -> Row:
        """One row; `residents` is the denominator of `per1000`; `code` is the key unless given."""
        found = figure(self.asking, self.by_key.get(key, _NOTHING), self.windows, residents)
        usual = found.usual
        limits = (usual.median, usual.low, usual.high)
        return Row(code or key, name, parent, found.value, found.previous, *limits, self.counts.get(key, 0))


def districts(asking: Asking, known: Iterable[tuple[str, District]]) -> Breakdown:
    """Every district asked for, also those without appeals, and a row of code None for what has no district.

    `known` are (region, district); where several regions are asked about, a row's parent is its region.
    """
    values = _Values.ask(asking, "district", Windows.of(asking))
    several, chosen = asking.filters.region == "all", asking.filters.district
    listed = [(region, one) for region, one in known if not chosen or one.code in chosen]
    rows = [
        values.row(one.code, one.name, region if several else None, one.population) for region, one in listed
    ]
    codes = {one.code for _, one in listed}
    rows += [
        values.row(code, code, None, None) for code in values.by_key if code is not None and code not in codes
    ]
    if not chosen or "none" in chosen:
        rows.append(values.row(None, None, None, None))
    return Breakdown(asking.version, asking.asof, tuple(sorted(rows, key=_order)))


def topics(asking: Asking, catalogue: TopicCatalogue) -> Breakdown:
    """Topic groups (parent None), each followed by its topics; a group of code None is what has no topic."""
    windows = Windows.of(asking)
    groups, inner = (_Values.ask(asking, key, windows) for key in ("topic_group", "topic"))
    residents = asking.population[None]
    within: dict[str | None, list[Row]] = defaultdict(list)
    for key in inner.by_key:
        if key is not None:
            group, code = key.split(_BETWEEN)
            within[group].append(inner.row(key, _name(catalogue, code), group, residents, code))
    rows = [groups.row(code, _name(catalogue, code), None, residents) for code in groups.by_key]
    nested = (
        one for group in sorted(rows, key=_order) for one in (group, *sorted(within[group.code], key=_order))
    )
    return Breakdown(asking.version, asking.asof, tuple(nested))


def _name(catalogue: TopicCatalogue, code: str | None) -> str | None:
    topic = None if code is None else catalogue.get(code)
    return topic.name if topic else code


def _order(row: Row) -> tuple[bool, bool, float, str]:
    """Largest value first, those without one after them, the row of code None last."""
    return row.code is None, row.value is None, -(row.value or 0.0), row.name or ""
