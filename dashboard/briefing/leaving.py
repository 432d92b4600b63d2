"""Questions whose answers may leave the building: rows and cells of too few appeals are left out, by the rule of all exits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from dashboard.callbacks.desk import Desk
from dashboard.export.tables import counts, large_rows
from data.answers import Breakdown, Heat
from data.filters import Filters
from data.privacy import large_enough
from data.query import Questions


class _Leaving:
    """Stands for the questions of a desk; what is neither rows nor cells passes through."""

    def __init__(self, questions: Questions, least: int) -> None:
        self._questions = questions
        self._least = least

    def __getattr__(self, name: str) -> Any:
        return getattr(self._questions, name)

    def districts(self, filters: Filters) -> Breakdown:
        return self._large(self._questions.districts(filters))

    def topics(self, filters: Filters) -> Breakdown:
        return self._large(self._questions.topics(filters))

    def heat(self, filters: Filters, viewport_res: int | None = None) -> Heat:
        found = self._questions.heat(filters, viewport_res)
        kept = large_enough(counts(self._questions, filters, found), self._least)
        behind = None if found.behind is None else found.behind[kept]
        return replace(found, cells=found.cells[kept], values=found.values[kept], behind=behind)

    def _large(self, found: Breakdown) -> Breakdown:
        return replace(found, rows=large_rows(found.rows, self._least))


def leaving(desk: Desk) -> Desk:
    """The same desk where every figure may be shown, else one that keeps small numbers back."""
    least = desk.settings.small_cell_min
    return desk if least <= 1 else Desk(cast(Questions, _Leaving(desk.questions, least)), desk.settings)
