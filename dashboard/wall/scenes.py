"""Each scene by name: the questions it asks and the tree it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from dashboard import sentences
from dashboard.callbacks.desk import Desk
from dashboard.parts.placed import share_placed
from dashboard.state import View
from dashboard.wall import answers, region, surges, topics, usual
from data.filters import Filters


def draw(scene: str, focus: str | None, desk: Desk, view: View) -> Any:
    """The tree of a scene; `focus` is a district that has just risen above its usual."""
    if scene == "surges":
        return _surges(focus, desk, view)
    return SCENES[scene](desk, view)


def everywhere(filters: Filters) -> Filters:
    """Every district of the selection."""
    return replace(filters, cell=(), bbox=None, area=None)


def _region(desk: Desk, view: View) -> Any:
    ask, filters = desk.questions, view.filters
    districts, named = ask.districts(everywhere(filters)), desk.catalogue(view).names
    topics_found = ask.topics(filters)
    summary = ask.summary(filters)
    sentence = sentences.overall(view, summary, ask.trend(filters), topics_found, districts, named)
    most = region.most_of(districts, topics_found, named, view)
    return region.render(ask.kpis(filters), most, sentence, view, share_placed(summary))


def _surges(focus: str | None, desk: Desk, view: View) -> Any:
    ask, filters = desk.questions, everywhere(view.filters)
    districts = ask.districts(filters)
    shown = []
    for one in surges.chosen(districts, filters.metric, focus):
        within = replace(filters, district=(one.row.code or "",))
        is_new = one.row.code == focus
        shown.append(surges.Surge(one, ask.trend(within), ask.topics(within), is_new))
    came = any(row.count for row in districts.rows)
    return surges.render(shown, desk.catalogue(view).names, sentences.above_usual(view, districts), view, came)


def _topics(desk: Desk, view: View) -> Any:
    ask, filters = desk.questions, view.filters
    found, named = ask.topics(filters), desk.catalogue(view).names
    codes = [row.code for row in topics.largest(found) if row.code is not None]
    trends = {code: ask.trend(replace(filters, topic=(code,))) for code in codes}
    return topics.render(found, trends, named, sentences.topics_now(view, found, named), view)


def _answers(desk: Desk, view: View) -> Any:
    ask, filters = desk.questions, view.filters
    kpis, times = ask.kpis(filters), ask.answer_times(filters)
    late = ask.districts(replace(everywhere(filters), metric="overdue"))
    return answers.render(kpis, times, late, sentences.answers(view, kpis), view)


def _usual(desk: Desk, view: View) -> Any:
    ask = desk.questions
    today = (view.filters.asof or ask.moment(view.filters)).date()
    now = replace(view.filters, period=None, since=today, until=today, metric="count")
    week = today - timedelta(days=7)
    day, hours = ask.trend(now, "day"), ask.trend(now, "hour")
    week_ago = ask.trend(replace(now, since=week, until=week), "hour")
    sentence = sentences.today(replace(view, filters=now), day, hours)
    return usual.render(day, hours, week_ago, sentence, view)


SCENES = {"region": _region, "topics": _topics, "answers": _answers, "usual": _usual}
