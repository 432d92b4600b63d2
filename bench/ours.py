"""Our engine, asked as the server asks it: the typed questions of `data.query` on a store of the invented appeals."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from typing import Any

import numpy as np

from bench import plan
from bench.engine import Check, Place
from bench.peers import shape
from bench.store import ensure_store, made, path_of, settings
from dashboard import encode
from data.answers import Breakdown, Heat, Page, Summary, Trend
from data.facts.mirror import Mirror
from data.pipeline import Pipeline
from data.query import Questions
from data.store import Store

_PATIENCE_S = 3_600.0


class Ours:
    """A store opened for questions; every repetition asks as of another moment, so that no answer is in the cache."""

    name = "ours"

    def __init__(self, place: Place) -> None:
        self._place = place
        self._store: Store | None = None
        self._questions: Questions | None = None

    def prepare(self) -> dict[str, float]:
        """The store with the shards' rows."""
        ensure_store(self._place.base, self._place.rows)
        return made(self._place.base, self._place.rows)

    def open(self) -> None:
        """As the server does before it answers."""
        path = path_of(self._place.base, self._place.rows)
        self._store = Store.open(path, settings(path))
        self._questions = Questions.of(Pipeline(self._store, self._store.settings))

    def settle(self) -> None:
        """Until the facts are in memory; before that the records answer."""
        assert self._store is not None
        Mirror.of(self._store).facts(None, _PATIENCE_S)

    def ask(self, question: str, case: str, window: str, repetition: int) -> Any:
        """One typed question."""
        if question == plan.AT_ONCE:
            return self._at_once(case, window, repetition)
        assert self._questions is not None
        filters = self._questions.parse(plan.params(case, window, repetition))
        return getattr(self._questions, question)(filters)

    def _at_once(self, case: str, window: str, repetition: int) -> list[Any]:
        """The whole screen as a browser asks for it: all questions together, as of a moment of their own."""
        later = repetition + plan.MOST_REPETITIONS
        with ThreadPoolExecutor(len(plan.QUESTIONS)) as threads:
            asked = [threads.submit(self.ask, name, case, window, later) for name in plan.QUESTIONS]
            return [one.result() for one in asked]

    def check(self, question: str, answer: Any) -> Check:
        """The numbers of a typed answer."""
        if question == plan.AT_ONCE:
            return {}
        found: Check = _CHECKS[type(answer)](answer)
        return found

    def size(self, question: str, answer: Any) -> int | None:
        """Bytes of the contract's answer: the packed one of the map, JSON of the others."""
        if question == plan.AT_ONCE:
            return sum(self.size(name, part) or 0 for name, part in zip(plan.QUESTIONS, answer, strict=True))
        if isinstance(answer, Heat):
            return len(encode.heat_arrow(answer))
        return len(encode.to_json(_BODIES[type(answer)](answer)))

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()


def _summary(answer: Summary) -> Check:
    return shape.check(
        shape.Headline(answer.total, answer.previous, answer.open, answer.overdue, dict(answer.placed))
    )


def _heat(answer: Heat) -> Check:
    return shape.of_cells(answer.res, answer.cells, answer.values)


def _rows(answer: Breakdown | Trend) -> Check:
    names = ("value", "previous", "usual", "low", "high")
    columns = [[getattr(row, name, None) for row in answer.rows] for name in names]
    return shape.of_rows(*(np.array([np.nan if v is None else v for v in column], np.float64) for column in columns))


def _page(answer: Page) -> Check:
    return shape.check([row["received"].astimezone(UTC).timestamp() for row in answer.rows])


_CHECKS: dict[type, Any] = {Summary: _summary, Heat: _heat, Breakdown: _rows, Trend: _rows, Page: _page}
_BODIES: dict[type, Any] = {
    Summary: encode.summary,
    Breakdown: encode.breakdown,
    Trend: encode.trend,
    Page: encode.page,
}
