"""The weekly report of several regions: these ranked as on the screen, with what is open and overdue of their appeals."""

from __future__ import annotations

from dataclasses import replace

from dashboard.briefing import wording
from dashboard.briefing.figures import Figures
from dashboard.briefing.quiet import is_few
from dashboard.briefing.wording import Data
from dashboard.figures.change import from_usual
from dashboard.parts.rows import in_order
from data.answers import ByRegion, Row
from data.filters import Filters

ROWS = 30
"""More regions than this do not fit a lying page: the first ones are shown and the others counted."""


def ordered(found: Figures, least: int) -> list[Row]:
    """The regions in the order of the screen, those that the small-cell rule lets out; none where one region is shown."""
    if not found.view.country:
        return []
    rows = found.desk.questions.by_region(replace(found.filters, vs=None)).rows
    return wording.told([row for row in in_order(rows) if row.count or row.usual], lambda row: row.count, least)


def regions(found: Figures, least: int) -> Data:
    """The rows of the table, and how many are not in it."""
    rows = ordered(found, least)
    if len(rows) < 2:
        return {"rows": [], "left": ""}
    counted = found.desk.questions.by_region(replace(found.filters, vs=None, metric="count"))
    left = len(rows) - len(rows[:ROWS])
    return {
        "rows": [_row(number, row, counted, (found, least)) for number, row in enumerate(rows[:ROWS], 1)],
        "left": found.view.texts.count("weekly.sub.regions_left", left) if left else "",
    }


def _row(number: int, row: Row, counted: ByRegion, of: tuple[Figures, int]) -> Data:
    (found, least), texts = of, of[0].view.texts
    own = next(one for one in counted.rows if one.code == row.code)
    standing, people = counted.standing[row.code or ""], _people(row.code, found)
    return {
        "number": str(number),
        "name": row.name or row.code or "",
        "value": texts.number(own.count),
        "change": wording.changed(from_usual(own, "count"), found.view),
        "rate": texts.value("per1000", own.count * 1000 / people) if people else None,
        **{
            name: "—" if not own.count or is_few(part, least) else texts.percent(part / own.count)
            for name, part in (("open", standing.open), ("late", standing.overdue))
        },
    }


def _people(code: str | None, found: Figures) -> int | None:
    """Residents, where all of the region is asked about."""
    if _is_cut(found.filters):
        return None
    return next((one.population for one in found.view.regions if one.code == code), None)


def _is_cut(filters: Filters) -> bool:
    return bool(filters.district or filters.cell or filters.bbox or filters.area)
