"""Questions of one moment: what is asked of them without a moment is answered for theirs.

The selection itself goes on without a moment, so the sentences are those of the screen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from dashboard.callbacks.desk import Desk
from data.filters import Filters
from data.query import Questions


class _Still:
    """Stands for the questions of a desk; what takes no filters passes through."""

    def __init__(self, questions: Questions, asof: datetime) -> None:
        self._questions = questions
        self._asof = asof

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._questions, name)
        return self._asked(found) if callable(found) else found

    def _asked(self, question: Any) -> Any:
        def ask(*given: Any, **more: Any) -> Any:
            return question(*(self._fixed(each) for each in given), **more)

        return ask

    def _fixed(self, given: Any) -> Any:
        if isinstance(given, Filters) and given.asof is None:
            return replace(given, asof=self._asof)
        return given


def still(desk: Desk, asof: datetime) -> Desk:
    """The same desk at one moment: parts of one picture never disagree while appeals come in."""
    return Desk(cast(Questions, _Still(desk.questions, asof)), desk.settings)
