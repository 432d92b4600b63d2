"""The sentences of a sheet by the rule of small numbers: none tells a figure that its tables keep back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dashboard import sentences
from dashboard.briefing import wording
from dashboard.briefing.figures import Figures
from dashboard.figures.change import ADDITIVE
from dashboard.state import View
from data.answers import Row


def lead(found: Figures, least: int) -> str:
    """The whole selection in two sentences; of too few appeals only that they are few."""
    if is_few(found.summary.total, least):
        return found.view.texts("brief.few_lead", least=least)
    names = found.catalogue.names
    return sentences.overall(found.view, found.summary, found.trend, found.topics, found.districts, names)


def changed(found: Figures, least: int) -> str:
    """What stands out, in sentences; each says «within the usual» where it is. Rows kept back are no sign that nothing came.

    The moment is named by the head and the lead: none of these repeats it.
    """
    total, view = found.summary.total, replace(found.view, filters=replace(found.view.filters, asof=None))
    if not total or is_few(total, least):
        return ""
    said = [
        _topics(found, view),
        sentences.above_usual(view, found.districts) if len(found.places) > 1 and _counted(found.places) else "",
        sentences.answers(view, found.kpis) if not _few_answers(found, least) else "",
    ]
    return " ".join(one for one in said if one)


def _topics(found: Figures, view: View) -> str:
    """By number where a mean or a rate is measured: of these a row counts only what could be measured."""
    rows = found.topics
    if view.filters.metric not in ADDITIVE:
        view = replace(view, filters=replace(view.filters, metric="count"))
        rows = found.desk.questions.topics(replace(found.filters, metric="count"))
    return sentences.topics_now(view, rows, found.catalogue.names) if _counted(rows.rows) else ""


def is_few(value: float | None, least: int) -> bool:
    """Whether a figure is one of those that may not be told."""
    return not wording.told([value or 0.0], float, least)


def _counted(rows: Iterable[Row]) -> bool:
    return any(row.count for row in rows)


def _few_answers(found: Figures, least: int) -> bool:
    by_name = {one.name: one.value for one in found.kpis}
    return any(is_few(by_name.get(name), least) for name in ("open", "overdue"))
