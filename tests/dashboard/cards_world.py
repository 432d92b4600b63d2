"""Fixed answers to the questions of the cards, beside those of the small region."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import numpy as np
from shapely.geometry import box

from data.answers import AnswerTimes, CellRow, Cells, Heat, Page, Part, Record, Share, Structure
from data.filters import Filters
from geo import cells
from geo.boundaries import Boundaries, District
from tests.dashboard.screen_world import ASOF, BOX, RECORD, World

DAY = timedelta(days=1)
CELL = int(cells.index(np.array([40.2]), np.array([47.7]), 7)[0])
OPEN: dict[str, Any] = {
    **RECORD,
    "region": "rostov",
    "received": ASOF - 12 * DAY,
    "registered": ASOF - 12 * DAY + timedelta(hours=3),
    "first_answer": None,
    "answered": None,
    "closed": None,
    "updated": ASOF - DAY,
    "due": ASOF - 2 * DAY,
    "precision": "house",
    "lon": 40.2,
    "lat": 47.7,
    "cell": cells.to_text(np.array([CELL], np.uint64))[0],
    "type": "problem",
    "body": "Дорожная служба",
    "executor": None,
    "fast_track": True,
    "resolvable": False,
    "needs_budget": "yes",
    "attachments": ["photo-1.jpg", "photo-2.jpg"],
    "answer": None,
    "repeat_of": None,
    "extra": {"synthetic": True, "Отдел": "Дороги", "Важное": True, "Пусто": None},
}
CLOSED: dict[str, Any] = {
    **OPEN,
    "external_id": "2",
    "status": "solved",
    "received": ASOF - 20 * DAY,
    "answered": ASOF - 15 * DAY,
    "closed": ASOF - 14 * DAY,
    "due": ASOF - 13 * DAY,
    "answer": "Яма заделана.",
}
TIMES = AnswerTimes(
    7, ASOF, 100, 80, 60, 6, 20, 5, 4.2, 2.5, 0.5, 0.1,
    (Share(1.0, 30), Share(3.0, 49), Share(30.0, 1), Share(None, 0)), (Share(1.0, 1), Share(7.0, 4), Share(None, 0)),
)  # fmt: skip
NO_TIMES = replace(
    TIMES, total=0, answered=0, termed=0, late=0, open=0, overdue=0, mean=None, median=None, p90=None, first_median=None
)
PARTS = (Part("im", 60, 30), Part("pos", 30, 31), Part(None, 10, None))
PLACES = Cells(
    7, ASOF, 7, 9,
    (CellRow(OPEN["cell"], 12.0, 12, "61", "Лесное", "ул. Мира"), CellRow(OPEN["cell"], 3.0, 3, None, None, None)),
)  # fmt: skip
BORDERS = Boundaries(
    "rostov", "Ростовская область", "Europe/Moscow",
    (
        District("61", "Северный муниципальный район", "Северный", 40_000, box(39.5, 47.0, 41.0, 48.5)),
        District("62", "Южный муниципальный район", "Южный", None, box(39.5, 46.0, 41.0, 47.0)),
    ),
)  # fmt: skip


@dataclass
class CardsWorld(World):
    """The small region with records, times and places; `known` are the records there are."""

    known: dict[tuple[str, str], Record] = field(
        default_factory=lambda: {("im", "1"): Record(7, dict(OPEN), (dict(CLOSED),), False)}
    )
    times: AnswerTimes = TIMES

    def moment(self, filters: Filters) -> Any:
        return ASOF

    def boundaries(self, code: str) -> Boundaries:
        return BORDERS

    def record(self, source: str, external_id: str) -> Record | None:
        return self.known.get((source, external_id))

    def oldest(self, filters: Filters, limit: int = 10) -> Page:
        self._note("oldest", filters)
        return Page(7, ASOF, 20, (OPEN, {**OPEN, "due": None}, {**OPEN, "due": ASOF + DAY})[:limit], None)

    def answer_times(self, filters: Filters) -> AnswerTimes:
        self._note("answer_times", filters)
        return self.times

    def structure(self, filters: Filters, field: str) -> Structure:
        self._note("structure " + field, filters)
        return Structure(7, ASOF, field, PARTS if field != "status" else (Part("solved", 70, None), Part("new", 30, None)))

    def worst(self, filters: Filters, limit: int = 10) -> Cells:
        self._note(f"worst {filters.res}", filters)
        return PLACES

    def heat(self, filters: Filters, viewport_res: int | None = None) -> Heat:
        breaks = tuple(float(n) for n in range(1, 10))
        return Heat(7, ASOF, 7, "count", "appeals", breaks, np.array([CELL], np.uint64), np.array([4.0]))


__all__ = ["BOX", "BORDERS", "CLOSED", "NO_TIMES", "OPEN", "PARTS", "PLACES", "TIMES", "CardsWorld"]
