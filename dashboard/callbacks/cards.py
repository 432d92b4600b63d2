"""What the pages of one district, one topic and one record ask for and draw; dashboard/callbacks/screen.py sends it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shapely import union_all
from shapely.geometry.base import BaseGeometry

from dashboard import sentences
from dashboard.callbacks.desk import Desk, Draw
from dashboard.parts import (
    card_answers,
    card_cells,
    card_head,
    card_map,
    card_structure,
    card_versus,
    feed,
    html,
    oldest,
    ranking,
    record_card,
    twin,
    twin_tables,
)
from dashboard.parts.card_subject import Subject, counted, everyone, subject
from dashboard.parts.common import heading
from dashboard.parts.controls import Choice, segmented
from dashboard.parts.record_link import identity
from dashboard.state import View
from data.answers import Breakdown, Trend
from data.errors import UnknownRegion
from data.filters import NONE

SPOTS = 8
OLDEST = 10
MAP_ROWS = 200


def draw_record(desk: Desk, view: View) -> Any:
    """The record's page, in the zone and with the districts of its own region."""
    source, number = identity(view.params.get("record") or "")
    found = desk.questions.record(source, number)
    if found is None:
        return record_card.missing(view)
    own = next((each for each in view.regions if each.code == found.record["region"]), view.region)
    view = replace(view, region=own)
    now = desk.questions.moment(replace(view.filters, region=own.code if own else view.filters.region))
    return record_card.render(found, desk.catalogue(view).names, now, _spot(desk, found.record, view), view)


def _spot(desk: Desk, row: dict[str, Any], view: View) -> html.Div | None:
    """The record's place in its district; None where it has no point or the district no borders."""
    if row.get("lon") is None or row.get("precision") not in ("house", "street") or view.region is None:
        return None
    try:
        borders = desk.questions.boundaries(view.region.code)
    except UnknownRegion:
        return None
    shape = next((each.geometry for each in borders.districts if each.code == row.get("district")), None)
    if shape is None:
        return None
    point = card_map.Mark("", row["lon"], row["lat"], view.texts("record.point"))
    return card_map.render(shape, view.region.bounds, None, [point], view.texts("record.map_label"))


def draw_head(desk: Desk, view: View) -> Any:
    """Who the card is about; a choice of all where the address names nobody."""
    catalogue = desk.catalogue(view)
    who, kind = subject(view, catalogue), view.path.strip("/")
    ask = desk.questions.districts if kind == "district" else desk.questions.topics
    among = ask(counted(everyone(view)))
    if who is None:
        return card_head.chooser(kind, among, catalogue, view)
    if kind == "district":
        about = card_head.about_district(who, view)
    else:
        about = card_head.about_topic(who, desk.questions.topic_catalogue().get(who.code), catalogue, view)
    return card_head.render(who, among, about, _sentence(desk, who, among, view), view)


def _sentence(desk: Desk, who: Subject, among: Breakdown, view: View) -> str:
    """What happened, in two sentences: how many against the usual, and what (or where) it is most."""
    row = next((each for each in among.rows if each.code == who.code), None)
    if row is None:
        return view.texts("feed.empty")
    names, own = desk.catalogue(view).names, counted(view.filters)
    plain = replace(view, filters=own)
    if who.kind == "district":
        return sentences.district(plain, row, desk.questions.topics(own), names)
    return sentences.topic(plain, row, desk.questions.districts(own), names)


def draw_versus(desk: Desk, view: View) -> Any:
    own, other = (
        card_versus.Side.of(desk.questions.kpis(counted(each)), desk.questions.answer_times(counted(each)))
        for each in (view.filters, everyone(view))
    )
    kind = view.path.strip("/")
    return card_versus.render(card_versus.lines(own, other, kind == "district"), kind, view)


def draw_answers(desk: Desk, view: View) -> Any:
    ask = desk.questions.answer_times
    return card_answers.render(ask(counted(view.filters)), ask(counted(everyone(view))), view)


def draw_structure(desk: Desk, view: View) -> Any:
    """By status first: how it stands matters more than where it came from."""
    found = (desk.questions.structure(counted(view.filters), field) for field in ("status", "source", "channel"))
    return card_structure.render(tuple(found), view)


def draw_cells(desk: Desk, view: View) -> Any:
    """The worst places on a small map of the district, or of the region for a topic."""
    shape = _ground(desk, view)
    filters = view.filters if view.filters.metric in card_cells.COUNTED else counted(view.filters)
    filters = replace(filters, res=card_map.resolution(shape))
    found = desk.questions.worst(filters, SPOTS)
    mini = None
    if shape is not None and view.region is not None:
        heat = desk.questions.heat(filters)
        marks = card_cells.marks(found, view)
        mini = card_map.render(shape, view.region.bounds, heat, marks, view.texts("cards.cells"))
    return card_cells.render(found, mini, view)


def _ground(desk: Desk, view: View) -> BaseGeometry | None:
    """The shape that a card's small map shows; None where several regions or an unknown district are asked about."""
    if view.region is None:
        return None
    borders = desk.questions.boundaries(view.region.code)
    if not view.filters.district:
        return card_map.whole(borders)
    chosen = [each.geometry for each in borders.districts if each.code in view.filters.district]
    return union_all(chosen) if chosen else None


def draw_oldest(desk: Desk, view: View) -> Any:
    found = desk.questions.oldest(view.filters, OLDEST)
    texts = view.texts
    sub = texts("oldest.of", total=texts.count("appeals_of", found.total)) if found.total else None
    tabbed = view.path == "/"
    ways = [feed.tabs(view), oldest.all_time(view)] if tabbed else oldest.all_time(view)
    head = heading(texts("oldest.both" if tabbed else "oldest.title"), sub, ways)
    return [head, oldest.listed(found, desk.catalogue(view).names, view)]


def trend_table(desk: Desk, found: Trend, view: View) -> Any:
    """The trend, or the headline figures over time, as a table over the drawing; None where none is asked for."""
    on = next((part for part in ("trend", "kpis") if twin.is_on(part, view)), None)
    if on is None:
        return None
    texts = view.texts
    choices = [
        Choice(texts("metric." + view.filters.metric), _instead("trend", view), on == "trend"),
        Choice(texts("twin.all_figures"), _instead("kpis", view), on == "kpis"),
    ]
    tools = segmented(texts("twin.what"), choices, "steps")
    if on == "trend":
        return twin.render(twin_tables.trend(found, view), view, tools)
    steps = desk.questions.trend(view.filters)
    return twin.render(twin_tables.kpis(desk.questions.kpis(view.filters), steps, view), view, tools)


def _instead(part: str, view: View) -> str:
    """The link to the table of the trend in the place of that of all figures, or the other way round."""
    kept = [each for each in twin.chosen(view) if each not in ("trend", "kpis")]
    return view.href(table=",".join([*kept, part]))


def draw_map_table(desk: Desk, view: View) -> Any:
    """The sign that turns the map into a table, and the table itself: hexagons, or districts where the map shows these."""
    head = twin.switch("map", view)
    if not twin.is_on("map", view):
        return head
    if view.filters.metric == "per1000":
        found = desk.questions.districts(replace(view.filters, cell=(), bbox=None, area=None))
        names = {row.code or NONE: ranking.name_of(row, view) for row in found.rows}
        table = replace(twin_tables.ranking(found, names, view), part="map")
    else:
        filters = replace(view.filters, res=view.filters.res or card_map.resolution(_ground(desk, view)))
        table = twin_tables.cells(desk.questions.worst(filters, MAP_ROWS), view)
    return [heading(view.texts("hexmap.title"), view.texts("twin.map_sub"), head), twin.render(table, view)]


PROFILE: dict[str, Draw] = {
    "card-head": draw_head,
    "card-versus": draw_versus,
    "card-answers": draw_answers,
    "card-structure": draw_structure,
    "card-cells": draw_cells,
    "card-oldest": draw_oldest,
}
PARTS: dict[str, dict[str, Draw]] = {
    "": {"map-table": draw_map_table},
    "/district": PROFILE,
    "/topic": PROFILE,
    "/record": {"record-card": draw_record},
}
"""The parts of each page of ours."""

SHARED = {"/district": ("kpis", "trend", "topics", "feed"), "/topic": ("kpis", "trend", "ranking", "feed")}
"""The parts of the overview that stand on these pages too."""
