"""What a pass that is kept weighs."""

from __future__ import annotations

from datetime import timedelta

from data.facts import loops, tally
from data.facts.codes import Book, Origin, Shared, State
from data.facts.land import Hexes, Land
from data.facts.passing import Ask, zeros
from data.facts.plan import plan
from data.facts.tally import Tally
from tests.support.facts import block, ground, window


def kept(hours: int) -> Tally:
    shared = Shared()
    shared.topics.number((None, None))
    shared.origins.number(Origin("im", None, "problem"))
    shared.states.number(State("new", "house", "unknown", False))
    own = ground(block(1, [1, 2, 3]))
    windows = [window(3600.0 * hour, 3600.0 * (hour + 1)) for hour in range(hours)]
    topics, states = tuple(shared.topics.values), tuple(shared.states.values)
    land = Land((own,), own.chosen, (None,), Hexes(Book(shared).hexagons.ids), topics, states, None, shared)  # type: ignore[arg-type]
    planned, ask = plan(windows, windows, windows[:1]), Ask(loops.COUNT, 0, False)
    return Tally(planned, ask, land, zeros(land, planned, ask))


def test_a_pass_weighs_what_its_sums_take() -> None:
    one = kept(1)
    assert tally.weight(one) == sum(part.nbytes for part in one.sums) > 0
    assert tally.weight(kept(5)) > tally.weight(one)


def test_what_is_kept_beside_the_passes_weighs_nothing() -> None:
    assert tally.weight(timedelta(1)) == 0
