"""What a comparison puts beside the figures of the overview: the second set's, asked as the first one's are."""

from __future__ import annotations

from dataclasses import replace

from dashboard import sentences, versus
from dashboard.callbacks.desk import Desk
from dashboard.figures.beside import alone
from dashboard.state import View
from data.answers import Kpi, Trend
from data.filters import Filters


def sides(desk: Desk, view: View) -> versus.Sides | None:
    return versus.sides(desk.questions, view, desk.catalogue(view))


def kpis(desk: Desk, view: View) -> tuple[Kpi, ...]:
    """The row of figures; in a comparison the second set's stand in the place of those before."""
    found = desk.questions.kpis(view.filters)
    both = sides(desk, view)
    if both is None:
        return found
    values = {one.name: one.value for one in desk.questions.kpis(both.other.filters)}
    return tuple(replace(one, previous=values.get(one.name)) for one in found)


def sentence(desk: Desk, view: View) -> str:
    """The first set against the second in words, and the topics that differ most (the districts, between two topics)."""
    both, ask, catalogue = sides(desk, view), desk.questions, desk.catalogue(view)
    if both is None:
        return ""
    alone = replace(view, filters=replace(view.filters, vs=None))
    one = sentences.Side(alone, ask.summary(alone.filters))
    other = sentences.Side(both.other, ask.summary(both.other.filters))
    if "topic" in both.fields:
        rows = ask.districts(replace(view.filters, district=())).rows
        return sentences.change(one, other, rows, sentences.of_district(alone), catalogue.names)
    rows = tuple(row for row in ask.topics(replace(view.filters, topic=())).rows if row.parent is None)
    return sentences.change(one, other, rows, sentences.of_topic(alone, catalogue.names), catalogue.names)


def by(name: str, desk: Desk, view: View, filters: Filters) -> tuple[Filters, View]:
    """The filters and view of a list by district or topic: a set that differs in just that has no row of the other."""
    both = sides(desk, view)
    if both is None or name not in both.fields:
        return filters, view
    alone = replace(view.filters, vs=None)
    return replace(filters, vs=None), replace(view, filters=alone)


def trends(desk: Desk, view: View) -> tuple[Trend, Trend | None]:
    """The set over time, and the second one by the same step; two lines stand without what is usual."""
    found, both = desk.questions.trend(view.filters, view.step), sides(desk, view)
    if both is None:
        return found, None
    return alone(found), desk.questions.trend(both.other.filters, found.step)
