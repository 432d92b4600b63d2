"""The callback of the menu of saved questions, and the numbers it shows."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State

from dashboard.callbacks.desk import Desk, answer, wired
from dashboard.callbacks.register import register
from dashboard.parts import questions
from dashboard.parts.questions import Params
from dashboard.state import EXTRA, View
from data import saved
from data.cache import SingleFlight
from data.errors import BadFilter, TeplokartaError

LOG = logging.getLogger(__name__)
HOLD_S = 20.0
"""A number of the menu is asked again after so long: it is a hint, not the figure of a screen."""
KEPT_NUMBERS = 500


def connect(app: Dash, desk: Desk) -> None:
    """By `desk`: the menu opened, or a question was saved; until then it costs nothing."""
    numbers = Numbers(desk)

    def draw(desk: Desk, view: View) -> Any:
        return questions.render(view, saved.listed(desk.questions.store), numbers.of)

    states = State("state", "data"), State("path", "data")

    @register(app, Output("questions-wire", "data"), Input("desk", "data"), *states, prevent_initial_call=True)
    async def menu(_desk: Any, params: dict[str, str] | None, path: str | None) -> Any:
        return wired(await answer(desk, params, path or "/", draw))


class Numbers:
    """The present numbers of questions, each asked once in a while."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk = desk
        self._clock = clock
        self._kept = SingleFlight(KEPT_NUMBERS)

    def of(self, params: Params, figure: str) -> float | None:
        """The number of a question; None where its conditions are not understood any more or it cannot be asked now."""
        key = (figure, tuple(sorted(params.items())), int(self._clock() / HOLD_S))
        return self._kept.get(key, lambda: self._ask(params, figure))

    def _ask(self, params: Params, figure: str) -> float | None:
        asked = self._desk.questions
        try:
            filters = asked.parse(params, EXTRA)
            if figure == "excess":
                return _excess(asked.kpis(filters))
            found = asked.summary(filters)
        except BadFilter:
            return None
        except TeplokartaError as fault:
            LOG.warning("the number of a saved question is not known: %s", fault)
            return None
        return found.overdue if figure == "overdue" else found.total


def _excess(kpis: tuple[Any, ...]) -> float | None:
    """How many more than usual; None where nothing is usual yet."""
    (count,) = [kpi for kpi in kpis if kpi.name == "count"]
    return None if count.value is None or count.usual is None else count.value - count.usual
