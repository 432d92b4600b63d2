"""The weekly report's topics: groups with their small trends, topics above their usual, and what the selection is made of."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.briefing import smalltrend, wording
from dashboard.briefing.weekly_figures import Week, by_weeks
from dashboard.briefing.wording import Data
from dashboard.figures.change import from_previous
from dashboard.parts.chips import word
from dashboard.parts.kpis import GOOD_UP
from dashboard.parts.rows import in_order
from dashboard.sentences import standing
from dashboard.state import View
from data.answers import Row, Structure

GROUPS, ABOVE, PARTS = 26, 8, 8


def kept(rows: Sequence[Row], least: int) -> list[Row]:
    """The rows that the small-cell rule lets out."""
    return wording.told(rows, lambda row: row.count, least)


def groups(week: Week, least: int, most: int = GROUPS) -> list[Data]:
    """Every group (within a chosen topic: every topic): its figure, its share, both changes and its course."""
    found, view, metric = week.figures, week.figures.view, week.figures.view.filters.metric
    rows = [row for row in kept(in_order(found.narrow_topics), least) if row.value][:most]
    total = sum(row.count for row in found.narrow_topics)
    listed = wording.ranked(rows, lambda row: name(week, row), view, most)
    for row, said in zip(rows, listed, strict=True):
        said["part"] = share(row.count, total, view)
        before = None if metric == "excess" else from_previous(row, metric)  # of a difference there is no share
        said["before"] = wording.changed(before, view, good_up=metric in GOOD_UP)
        course = week.courses.get(row.code or "")
        said["course"] = smalltrend.svg(by_weeks(course), 6.5) if course is not None else ""
        said["course-words"] = view.texts("weekly.course_words", name=said["name"])
    return listed


def above(week: Week, least: int) -> list[Data]:
    """Topics within the groups that stand furthest above their usual, with the group they belong to."""
    found, view = week.figures, week.figures.view
    topics = [row for row in found.topics.rows if row.parent is not None]
    rows = standing.above(kept(topics, least), view.filters.metric)[:ABOVE]
    listed = wording.ranked(rows, lambda row: name(week, row), view, ABOVE)
    for row, said in zip(rows, listed, strict=True):
        said["group"] = found.catalogue.names.get(row.parent or "", "")
    return listed


def name(week: Week, row: Row) -> str:
    """A topic as the catalogue calls it."""
    found = week.figures
    return found.catalogue.names.get(row.code or "", row.name or found.view.texts("topics.no_topic"))


def share(count: float, total: float, view: View) -> str:
    """A share in percent: what is there never reads as nothing."""
    part = count / total if total else 0.0
    return view.texts.percent(part, 1 if 0 < part < 0.01 else 0)


def structure(week: Week, least: int) -> list[Data]:
    """Shares by source and by channel, the largest first; what is left out is added up."""
    return [said for one in week.structure if (said := _structure(week, one, least))["rows"]]


def _structure(week: Week, one: Structure, least: int) -> Data:
    view, total = week.figures.view, sum(part.count for part in one.rows)
    shown = [part for part in wording.told(one.rows, lambda part: part.count, least) if part.count][:PARTS]
    named = [(word(view, one.field, part.value) if part.value else view.texts("cards.blank"), part.count) for part in shown]
    rest = len([part for part in one.rows if part.count]) - len(shown)
    left = total - sum(part.count for part in shown)
    if rest > 1 or (rest and left >= least):
        named.append((view.texts.count("cards.others", rest), left))
    most = max((count for _, count in named), default=1)
    return {
        "title": view.texts("cards.by_" + one.field),
        "rows": [
            {
                "name": label,
                "share": count / most,
                "value": view.texts.number(count),
                "part": share(count, total, view),
            }
            for label, count in named
        ],
    }
