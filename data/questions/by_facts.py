"""Answers from the facts in memory: one pass for the whole screen, shared by its questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.answers import Standing
from data.cache import SingleFlight
from data.facts import loops
from data.facts.chosen import answerable, chosen, common, finer, standings
from data.facts.codes import RES, Origin, State
from data.facts.facets import facets
from data.facts.land import Ground, Hexes, Land
from data.facts.mirror import Mirror
from data.facts.newest import newest as newest_of
from data.facts.newest import stretches
from data.facts.passing import Ask
from data.facts.plan import Plan, key, plan
from data.facts.region import RegionFacts
from data.facts.scan import headlines as scan_headlines
from data.facts.scan import tally
from data.facts.standing import standing
from data.facts.tally import Found, Tally
from data.facts.whole import classes_of
from data.filters import Filters
from data.questions.figures import Windows
from data.questions.sums import Columns, Head, Spread, Sums, coded
from data.questions.trend import Steps, steps
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

    def places(self, hexes: Hexes, res: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Where the hexagons lie among the cells of a resolution, worked out once as long as no new ones come."""
        name = ("places", tuple(self.regions), len(hexes.ids), res)
        found: tuple[NDArray[np.uint64], NDArray[np.int64]] = self.kept.get(name, lambda: hexes.places(res))
        return found


def fits(filters: Filters, selection: Selection) -> bool:
    """Whether facts can answer: appeals are counted, and no text, box or drawn area narrows them."""
    return filters.unit == "appeals" and answerable(selection)


def sums(asking: Asking, facts: Facts, name: str, windows: Sequence[Window]) -> Sums:
    """The filters' metric by region, district, topic, topic_group or as a total, in each window."""
    found = _tally(asking, facts, windows, name == "total")
    if name == "total":
        return _sums(asking, [None], found.totals(windows))
    if name == "region":
        return _sums(asking, list(facts.regions), found.grounds(windows))
    if name == "district":
        return _sums(asking, *found.districts(windows))
    by_group = name == "topic_group"
    return _sums(asking, *found.by_topic(windows, _group if by_group else _topic))


def cells(
    asking: Asking, facts: Facts, windows: Sequence[Window], res: int, only: NDArray[np.uint64] | None
) -> tuple[NDArray[np.uint64], Sums]:
    """The same by hexagon of a resolution, ascending: of all or of the chosen ones."""
    fine = res > RES or finer(asking.selection)
    apart = fine or not _on_screen(asking, windows)
    found = _kept(asking, facts, _cell_plan(asking, windows), fine) if apart else _tally(asking, facts, windows, False)
    ids, sums = found.cells(windows, res, facts.places)
    if only is not None:
        inside = np.isin(ids, only)
        ids, sums = ids[inside], sums[inside]
    whole = _sums(asking, [], sums)
    return ids, whole


def headlines(asking: Asking, facts: Facts, windows: Sequence[Window]) -> list[dict[str, Any]]:
    """All headline figures of each window."""
    planned = plan((), windows, ())
    ask = Ask(loops.COUNT, standings(asking.selection), finer(asking.selection))
    found = scan_headlines(_land(asking, facts, ask.fine), planned, ask, facts.mirror.crew)
    return [_headline(found, planned, planned.number[key(window)]) for window in windows]


def many_cells(asking: Asking, facts: Facts, res: int, most: int) -> bool:
    """Whether more than `most` cells of a resolution have a value, where that can be told at little cost."""
    if asking.filters.metric == "excess":
        return False
    window = asking.span.window
    return _tally(asking, facts, (window,), False).many(window, min(res, RES), facts.places, most)


def head(asking: Asking, facts: Facts, before: Window | None) -> Head:
    """The totals of the window asked about and of the one before, and how the appeals stand now."""
    window = asking.span.window
    windows = (window, before) if before else (window,)
    found = _tally(asking, facts, windows, True)
    totals = [round(n) for n in found.totals(windows)[0, :, loops.SELECTED].tolist()]
    ask = Ask(loops.COUNT, standings(asking.selection), finer(asking.selection))
    is_open, late = standing(found.land, window, ask, facts.mirror.crew)
    return Head(totals[0], totals[1] if before else None, is_open, late, found.precisions(window))


def standings_of(asking: Asking, facts: Facts) -> dict[str | None, Standing]:
    """Open and overdue of the window asked about, by region."""
    ask = Ask(loops.COUNT, standings(asking.selection), finer(asking.selection))
    land, window, crew = _land(asking, facts, ask.fine), asking.span.window, facts.mirror.crew
    found = (standing(replace(land, grounds=(ground,)), window, ask, crew) for ground in land.grounds)
    return {code: Standing(*pair) for code, pair in zip(facts.regions, found, strict=True)}


def total(asking: Asking, facts: Facts) -> int:
    """Appeals in the window asked about."""
    window = asking.span.window
    found = _tally(asking, facts, (window,), False).totals((window,))
    return round(float(found[0, 0, loops.SELECTED]))


def spread(asking: Asking, facts: Facts) -> Spread:
    """Appeals of the window asked about by every combination of what menus choose by."""
    ask = Ask(loops.COUNT, 0, finer(asking.selection))
    land = _land(asking, facts, ask.fine)
    found = facets(land, asking.span.window, ask, facts.mirror.crew)
    origins = tuple(facts.mirror.shared.origins.values)[: found.shape[0]]
    *place, standing = np.nonzero(found)
    columns: Columns = {"standing": (("closed", "open", "overdue"), standing)}
    for at, known, fields in ((place[0], origins, Origin._fields), (place[1], land.states, State._fields)):
        for field in fields:
            values, codes = coded(_said(getattr(one, field)) for one in known)
            columns["budget" if field == "needs_budget" else field] = (values, codes[at])
    return Spread(columns, found[found != 0])


def _said(value: str | bool | None) -> str | None:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def newest(asking: Asking, facts: Facts, window: Window, wanted: int) -> list[tuple[int, int]]:
    """Stretches of time [from, to) in microseconds, newest first, that hold the newest appeals of a window."""
    ask = Ask(loops.COUNT, standings(asking.selection), finer(asking.selection))
    grounds = _land(asking, facts, ask.fine).grounds
    return stretches(grounds, newest_of(grounds, window, ask, wanted))


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
        _, now, earlier = screen_steps(asking, facts, None)
        return plan(broad, [*now, *earlier], _with_cells(asking, broad))

    planned: Plan = facts.kept.get(name, compute)
    return planned


def screen_steps(asking: Asking, facts: Facts, step: str | None) -> Steps:
    """The steps of the trend, cut once for the plan and for the trend itself."""
    filters = asking.filters
    name = ("steps", step, filters.region, filters.period, filters.since, filters.until, asking.span, asking.reach)
    found: Steps = facts.kept.get(name, lambda: steps(filters, asking.span, asking.reach, step))
    return found


def _cell_plan(asking: Asking, windows: Sequence[Window]) -> Plan:
    return plan(windows, (), windows)


def _with_cells(asking: Asking, windows: Sequence[Window]) -> list[Window]:
    """Hexagons are asked for in the window itself, and for `excess` in those that tell what is usual."""
    numbers = {0, *Windows.of(asking).usual} if asking.filters.metric == "excess" else {0}
    return [window for window in windows if window.k in numbers]


def _on_screen(asking: Asking, windows: Sequence[Window]) -> bool:
    """Whether the screen's pass tells the hexagons of these windows apart."""
    return {key(window) for window in windows} <= {key(one) for one in _with_cells(asking, Windows.of(asking).asked)}


def _kept(asking: Asking, facts: Facts, planned: Plan, fine: bool) -> Tally:
    """A pass made once for all who ask for it."""
    ask = Ask(_MEASURES.get(asking.filters.metric, loops.COUNT), standings(asking.selection), fine)
    selection = replace(asking.filters, res=None, lang=None, vs=None, metric=str(ask.measure), asof=None)
    name = (selection, asking.version, ask, tuple(planned.number), tuple(planned.broad_number), planned.columns)

    def compute() -> Tally:
        land = _land(asking, facts, fine)
        return Tally(planned, ask, land, tally(land, planned, ask, facts.mirror.crew))

    kept: Tally = facts.kept.get(name, compute)
    return kept


def _land(asking: Asking, facts: Facts, fine: bool) -> Land:
    """The regions asked about and what of them is chosen, worked out once for a selection and a version."""
    selection = replace(asking.filters, res=None, lang=None, vs=None, metric="", asof=None, period=None, since=None, until=None)
    name = ("land", selection, asking.version, fine)
    land: Land = facts.kept.get(name, lambda: _new_land(asking, facts, fine))
    return land


def _new_land(asking: Asking, facts: Facts, fine: bool) -> Land:
    shared = facts.mirror.shared
    topics, states = tuple(shared.topics.values), tuple(shared.states.values)
    known = common(asking.selection, tuple(shared.origins.values), states, topics)
    grounds: list[Ground] = []
    districts: list[str | None] = []
    hexagons: list[NDArray[np.uint64]] = []
    hexagon = 0
    for one in facts.regions.values():
        own, ids = tuple(one.book.districts.values), one.book.hexagons.ids
        entries = chosen(asking.selection, known, own, ids, fine)
        grounds.append(Ground(one.blocks, one.rollups, entries, len(districts), hexagon))
        districts += own
        hexagons.append(ids)
        hexagon += len(ids)
    whole = np.concatenate(hexagons) if hexagons else np.empty(0, np.uint64)
    classes = None if fine else classes_of(asking.selection)
    single = None if classes is None else tuple(classes)
    return Land(tuple(grounds), known, tuple(districts), Hexes(whole), topics, states, single, shared)
