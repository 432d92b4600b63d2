"""Answers from the facts in memory: one pass for the whole screen, shared by its questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.cache import SingleFlight
from data.facts import loops
from data.facts.chosen import answerable, chosen, common, finer, standings
from data.facts.codes import RES
from data.facts.mirror import Mirror
from data.facts.newest import moments, stretches
from data.facts.plan import Plan, key, plan
from data.facts.region import RegionFacts
from data.facts.scan import Ask, Ground, tally
from data.facts.scan import headlines as scan_headlines
from data.facts.tally import Found, Tally
from data.filters import Filters
from data.questions.figures import Windows
from data.questions.sums import Sums
from data.questions.trend import steps
from data.selection import Selection
from data.windows import Window

if TYPE_CHECKING:
    from data.questions.ask import Asking

_MEASURES = {"overdue": loops.OVERDUE, "repeat": loops.REPEATS, "rating": loops.RATING, "answer_days": loops.ANSWER}
_BETWEEN = "\x1f"
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of the regions asked about, and what was found in them for this version."""

    mirror: Mirror
    regions: dict[str, RegionFacts]
    kept: SingleFlight


def fits(filters: Filters, selection: Selection) -> bool:
    """Whether facts can answer: appeals are counted, and no text, box or drawn area narrows them."""
    return filters.unit == "appeals" and answerable(selection)


def sums(asking: Asking, facts: Facts, name: str, windows: Sequence[Window]) -> Sums:
    """The filters' metric by district, topic, topic_group or as a total, in each window."""
    found = _tally(asking, facts, windows, name == "total")
    if name == "total":
        return _sums(asking, [None], found.totals(windows))
    if name == "district":
        return _sums(asking, *found.districts(windows))
    by_group = name == "topic_group"
    return _sums(asking, *found.by_topic(windows, _group if by_group else _topic))


def cells(
    asking: Asking, facts: Facts, windows: Sequence[Window], res: int, only: NDArray[np.uint64] | None
) -> tuple[NDArray[np.uint64], Sums]:
    """The same by hexagon of a resolution, ascending: of all or of the chosen ones."""
    fine = res > RES or finer(asking.selection)
    found = _kept(asking, facts, _cell_plan(asking, windows), fine) if fine else _tally(asking, facts, windows, False)
    ids, sums = found.cells(windows, res)
    if only is not None:
        inside = np.isin(ids, only)
        ids, sums = ids[inside], sums[inside]
    whole = _sums(asking, [], sums)
    return ids, whole


def headlines(asking: Asking, facts: Facts, windows: Sequence[Window]) -> list[dict[str, Any]]:
    """All headline figures of each window."""
    planned = plan((), windows, ())
    ask = Ask(loops.COUNT, standings(asking.selection), finer(asking.selection))
    grounds = _grounds(asking, facts, ask.fine)
    found = scan_headlines(grounds, planned, ask, facts.mirror.threads, facts.mirror.workers)
    return [_headline(found, planned, planned.number[key(window)]) for window in windows]


def precisions(asking: Asking, facts: Facts) -> dict[str, int]:
    """Appeals by precision in the window asked about."""
    window = asking.span.window
    return _tally(asking, facts, (window,), False).precisions(window)


def total(asking: Asking, facts: Facts) -> int:
    """Appeals in the window asked about."""
    window = asking.span.window
    found = _tally(asking, facts, (window,), False).totals((window,))
    return round(float(found[0, 0, loops.SELECTED]))


def newest(asking: Asking, facts: Facts, window: Window, wanted: int) -> list[tuple[int, int]]:
    """Stretches of time [from, to) in microseconds, newest first, that hold the newest appeals of a window."""
    ask = Ask(loops.COUNT, standings(asking.selection), finer(asking.selection))
    grounds = _grounds(asking, facts, ask.fine)
    return stretches(grounds, moments(grounds, window, ask, wanted))


def _headline(found: NDArray[np.float64], planned: Plan, number: int) -> dict[str, Any]:
    first, last = planned.spans[number]
    row = found[first:last].sum(axis=0) + found[planned.slots + number]
    values = dict(zip(loops.HEADLINE, row.tolist(), strict=True))
    counts = {name: round(values[name]) for name in ("count", "open", "overdue", "repeat")}
    days = values["answer_ticks"] / values["answered"] / _DAY_S if round(values["answered"]) else None
    return {**counts, "answer_days": days, "rating": values["marks"] / values["marked"] if round(values["marked"]) else None}


def _group(topic: tuple[str | None, str | None]) -> str | None:
    return topic[0]


def _topic(topic: tuple[str | None, str | None]) -> str | None:
    return None if None in topic else f"{topic[0]}{_BETWEEN}{topic[1]}"


def _sums(asking: Asking, keys: list[str | None], found: Found) -> Sums:
    selected, measured, whole = (found[..., column] for column in range(3))
    metric = asking.filters.metric
    if not asking.is_mean:
        return Sums(keys, np.where(selected > 0, measured, np.nan), np.where(selected > 0, selected, np.nan))
    scale = _DAY_S if metric == "answer_days" else 1
    mean = np.divide(whole, measured * scale, out=np.full(whole.shape, np.nan), where=measured > 0)
    return Sums(keys, mean, measured)


def _tally(asking: Asking, facts: Facts, windows: Sequence[Window], totals: bool) -> Tally:
    """The pass that answers these windows: the screen's, or one of their own where they are not the screen's."""
    planned = _screen(asking, facts)
    known = planned.number if totals else planned.broad_number
    if not all(key(window) in known for window in windows):
        planned = plan((), windows, ()) if totals else plan(windows, (), _with_cells(asking, windows))
    return _kept(asking, facts, planned, finer(asking.selection))


def _screen(asking: Asking, facts: Facts) -> Plan:
    """The plan of all windows a screen asks about, worked out once for its questions."""
    filters = asking.filters
    name = ("screen", filters.region, filters.period, filters.since, filters.until, filters.metric, asking.span, asking.reach)

    def compute() -> Plan:
        broad = Windows.of(asking).asked
        _, now, earlier = steps(filters, asking.span, asking.reach, None)
        return plan(broad, [*now, *earlier], _with_cells(asking, broad))

    planned: Plan = facts.kept.get(name, compute)
    return planned


def _cell_plan(asking: Asking, windows: Sequence[Window]) -> Plan:
    return plan(windows, (), windows)


def _with_cells(asking: Asking, windows: Sequence[Window]) -> list[Window]:
    """Hexagons are asked for in the window itself, and for `excess` in those that tell what is usual."""
    numbers = {0, *Windows.of(asking).usual} if asking.filters.metric == "excess" else {0}
    return [window for window in windows if window.k in numbers]


def _kept(asking: Asking, facts: Facts, planned: Plan, fine: bool) -> Tally:
    """A pass made once for all who ask for it."""
    ask = Ask(_MEASURES.get(asking.filters.metric, loops.COUNT), standings(asking.selection), fine)
    selection = replace(asking.filters, res=None, lang=None, vs=None, metric=str(ask.measure), asof=None)
    name = (selection, asking.version, ask, tuple(planned.number), tuple(planned.broad_number), planned.columns)

    def compute() -> Tally:
        grounds = _grounds(asking, facts, fine)
        found = tally(grounds, planned, ask, facts.mirror.threads, facts.mirror.workers)
        shared = facts.mirror.shared
        return Tally(planned, ask, grounds, tuple(shared.topics.values), tuple(shared.states.values), found)

    kept: Tally = facts.kept.get(name, compute)
    return kept


def _grounds(asking: Asking, facts: Facts, fine: bool) -> tuple[Ground, ...]:
    known = common(asking.selection, facts.mirror.shared)
    return tuple(
        Ground(
            region,
            one.blocks,
            tuple(one.book.districts.values),
            one.book.hexagons.ids,
            chosen(asking.selection, known, one.book, fine),
        )
        for region, one in facts.regions.items()
    )
