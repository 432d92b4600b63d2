"""The first page of the weekly report: headline figures, what is largest, what changed and which events explain it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.briefing import daily, quiet, smalltrend, wording
from dashboard.briefing import weekly_method as told
from dashboard.briefing import weekly_topics as topics
from dashboard.briefing.figures import Figures
from dashboard.briefing.maps import Changed
from dashboard.briefing.weekly_regions import ordered
from dashboard.figures import bins
from dashboard.figures.change import ADDITIVE, Change, not_chance
from dashboard.parts.common import change_text
from dashboard.parts.kpis import DECIMALS, chosen, label, period_words
from dashboard.parts.ranking import name_of
from dashboard.parts.rows import in_order
from data.answers import Kpi, Row

WEEK = "7d"
FIRST, MOVED = 10, 12


def head(found: Figures, least: int) -> dict[str, Any]:
    """Title, lead, and the headline figures with both changes and their course."""
    view, texts = found.view, found.view.texts
    whole = bins.wholes(found.desk.questions.trend(found.filters))
    said = {"title": texts("weekly.weekly") if view.filters.period == WEEK else texts("brief.any", period=period_words(view))}
    foot = texts("weekly.weekly_foot", title=said["title"], region=wording.region(view), when=wording.when(view, found.summary))
    return {
        **said,
        "foot": foot,
        "foot-line": told.foot(found),
        "period": period_words(view),
        "lead": quiet.lead(found, least),
        "figures": [_figure(one, found, whole, least) for one in chosen(found.kpis) if one.value is not None],
        "nothing": wording.nothing(found.summary, found.widened, texts),
    }


def _figure(one: Kpi, found: Figures, course: slice, least: int) -> wording.Data:
    texts, name = found.view.texts, one.name
    usual = texts("weekly.usual_unknown")
    if one.usual is not None and one.value is not None:
        usual = texts("weekly.usual", value=texts.number(one.usual, DECIMALS.get(name, 0)))
        beyond = name in ADDITIVE and not_chance(one.value - one.usual, one.usual)
        if one.usual and beyond:
            usual += f" ({change_text(texts, Change(one.value - one.usual, one.value / one.usual - 1, True))})"
    if name in ADDITIVE and not wording.told([one.value or 0.0], float, least):
        usual = ""
    card = wording.figure(one, found.count, label(one, found.view), found.view, least)
    words = texts("weekly.course_words", name=card["label"])
    return card | {"usual": usual, "course": smalltrend.svg(one.spark[course], 3.4), "course-words": words}


def first(found: Figures, least: int) -> dict[str, Any]:
    """The lists of the first page, and what changed with the events that explain it."""
    view = found.view
    ranked = ordered(found, least) or topics.kept(in_order(found.places), least)
    listed = wording.ranked(ranked, lambda row: (row.name or "") if view.country else name_of(row, view), view, FIRST)
    narrow = topics.kept(in_order(found.narrow_topics), least)
    return {
        "topics": wording.ranked(narrow, daily.topic_name(found), view, FIRST),
        "places": listed if len(listed) > 1 else [],
        "changed": quiet.changed(found, least),
        "events": daily.events(found),
    }


def moved(found: Figures, changed: Changed | None, rows: Sequence[Row]) -> list[wording.Data]:
    """Districts that changed by more than chance, the largest difference first."""
    view = found.view
    if changed is None:
        return []
    by_code: dict[str | None, Row] = {row.code: row for row in rows}
    order = sorted(changed.districts.items(), key=lambda one: (-abs(one[1].difference), one[0]))
    return [
        {
            "name": name_of(by_code[code], view),
            "value": view.texts.number(by_code[code].count),
            "change": wording.changed(difference, view),
        }
        for code, difference in order[:MOVED]
        if code in by_code
    ]
