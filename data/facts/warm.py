"""Compiles the loops ahead of the first question, for the blocks that every store has: `python -m data.facts.warm`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache

import numpy as np

from data.facts import loops
from data.facts.chosen import chosen, common
from data.facts.codes import Book, Origin, Shared, State
from data.facts.columns import CODES, NEVER, SECOND, TIMES, Block, Columns, made, signed
from data.facts.counting import count, count_rare
from data.facts.facets import facets
from data.facts.land import Ground, Hexes, Land
from data.facts.newest import moments
from data.facts.passing import Ask
from data.facts.pieces import Crew
from data.facts.plan import micros, plan
from data.facts.region import RegionFacts
from data.facts.scan import headlines, tally
from data.facts.settle import settled
from data.facts.standing import standing
from data.facts.whole import before, rolled
from data.selection import Selection
from data.windows import Window

_NOON = datetime(2026, 1, 1, 12)
_DAY = timedelta(days=1)
_ALL = Selection(("type",), {"type": ["problem"]})


@cache
def warm() -> None:
    """Run every loop once over a block of whole seconds and one of changes; what was compiled before is only read."""
    book = _book()
    base, tail = settled((), (_changes(),)), _changes()
    land = _land(RegionFacts(book, base, (tail,)))
    window = Window(0, 0, _NOON - _DAY, _NOON + _DAY, _NOON + _DAY)
    planned = plan((window,), (window,), (window,))
    with ThreadPoolExecutor(1) as threads:
        crew = Crew(threads, 1)
        for ask in (Ask(measure, 0, False) for measure in (loops.COUNT, loops.OVERDUE, loops.RATING, loops.ANSWER)):
            tally(land, planned, ask, crew)
        headlines(land, planned, Ask(loops.COUNT, 0, False), crew)
        standing(land, window, Ask(loops.COUNT, 0, False), crew)
        facets(land, window, Ask(loops.COUNT, 0, False), crew)
    moments(land.grounds, window, Ask(loops.COUNT, 0, False), 1)
    _roll(base[0], book)


def _book() -> Book:
    shared = Shared()
    shared.topics.number((None, None))
    shared.origins.number(Origin("warm", None, "problem"))
    shared.states.number(State("new", "none", "unknown", False))
    return Book(shared)


def _changes() -> Block:
    """One appeal, received at a whole second."""
    columns: Columns = {name: np.array([NEVER], np.int64) for name in TIMES}
    columns |= {name: np.zeros(1, np.uint8 if name == "child" else np.uint16) for name in CODES}
    columns |= {"received": np.array([micros(_NOON)]), "mark": np.zeros(1, np.int8), "sign": np.ones(1, np.int8)}
    return signed(columns)


def _land(facts: RegionFacts) -> Land:
    shared = facts.book.shared
    origins, states, topics = (tuple(one.values) for one in (shared.origins, shared.states, shared.topics))
    known = common(_ALL, origins, states, topics)
    hexagons = facts.book.hexagons.ids
    entries = chosen(_ALL, known, (None,), hexagons, False)
    ground = Ground(facts.blocks, (), entries, 0, 0)
    return Land((ground,), known, (None,), Hexes(hexagons), topics, states, None, shared)


def _roll(block: Block, book: Book) -> None:
    """The roll-up's own loops, and the other forms of the count."""
    whole = made(SECOND, {name: block.column(name) for name in (*TIMES, *CODES)})
    columns = (whole.district, whole.topic, whole.origin, whole.state, whole.cell)
    rollup = rolled(columns, book.shared, 1, 1)
    one = np.ones(1, np.uint8)
    before(np.array([1], np.int64), np.array([0], np.int64), rollup.running, (whole.origin, whole.state), (one, one))
    slots = (np.zeros(1, np.int64), np.zeros(1, np.int64), 0, 0)
    sums = (np.zeros(1, np.int64), *(np.zeros((1, 1), np.int64) for _ in range(4)))
    rows = np.array([[0, 1]], np.int64)
    count_rare(columns, rows, slots, (one, one, one, one, None, None), None, None, sums)
    count(columns, rows, slots, (one, one, None, None, None, None), None, None, sums)
    count(columns, rows, slots, (one, one, one, one, None, None), None, None, sums)


if __name__ == "__main__":
    warm()
