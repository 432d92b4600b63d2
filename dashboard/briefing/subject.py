"""Whom a sheet of one district or one topic is about, and what it asks beside the figures of every sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.briefing.figures import Figures
from dashboard.callbacks.desk import Desk
from dashboard.mapgeo import in_one_piece
from dashboard.parts import card_map, card_subject
from dashboard.parts.card_subject import Subject, counted
from dashboard.parts.card_versus import Line, Side, lines
from dashboard.state import View
from data.answers import AnswerTimes, Breakdown, Cells, Page, Row, Structure
from data.errors import BadFilter
from data.filters import Filters

PLACES, OLDEST = 10, 24
FIELDS = ("status", "channel", "source")
_PAST = timedelta(hours=1)
"""A moment longer ago is a past one: how its appeals stood then nobody knows, only how they stand now."""
NEIGHBOURS = 18
_TOUCHING, _COARSE = 0.02, 0.005
"""Degrees: what borders drawn apart may leave between them, and how coarse they may be for that."""


@dataclass(frozen=True, slots=True)
class Details:
    """Everything a sheet says beside its headline, at the moment of its figures, counted by appeals."""

    who: Subject
    view: View
    """As the page of the subject on the screen has it."""
    among: Breakdown
    """All of its kind: districts, or topics."""
    late: Breakdown
    days: Breakdown
    """The same by overdue ones and by days to an answer."""
    inside: Breakdown
    whole: Breakdown
    """A district by topics (a topic by districts), and everyone by the same."""
    times: AnswerTimes
    all_times: AnswerTimes
    versus: tuple[Line, ...]
    repeats: float
    structure: tuple[Structure, ...]
    cells: Cells
    oldest: Page

    @property
    def row(self) -> Row | None:
        """Its own row among all of its kind."""
        return next((each for each in self.among.rows if each.code == self.who.code), None)


def details(found: Figures, kind: str) -> Details:
    """Ask for all of them; BadFilter where the selection names no subject, or several."""
    view = replace(found.view, path="/" + kind)
    who, desk = named(view, found, kind), found.desk
    own, other = (counted(replace(each, asof=found.summary.asof)) for each in (view.filters, card_subject.everyone(view)))
    ask = desk.questions
    by, of = (ask.districts, ask.topics) if kind == "district" else (ask.topics, ask.districts)
    times, all_times = ask.answer_times(own), ask.answer_times(other)
    sides = Side.of(ask.kpis(own), times), Side.of(ask.kpis(other), all_times)
    return Details(
        who,
        view,
        by(other),
        by(replace(other, metric="overdue")),
        by(replace(other, metric="answer_days")),
        of(own),
        of(other),
        times,
        all_times,
        tuple(lines(*sides, kind == "district")),
        sides[0].value("repeat") or 0.0,
        tuple(ask.structure(own, field) for field in FIELDS if field != "status" or not _past(found)),
        ask.worst(replace(own, res=_resolution(desk, view, own)), PLACES),
        ask.oldest(own, OLDEST),
    )


def _past(found: Figures) -> bool:
    return found.desk.questions.summary(replace(found.filters, asof=None)).asof - found.summary.asof > _PAST


def named(view: View, found: Figures, kind: str) -> Subject:
    """The one subject of the selection."""
    who = card_subject.subject(view, found.catalogue)
    if who is None:
        given = len(view.filters.district if kind == "district" else view.filters.topic)
        said = f"указано {given}" if given else "не указан ни один код"
        raise BadFilter(kind, f"шаблон {kind} — об одном: {said}", f"Назовите ровно один: {kind}=КОД (коды — /api/v1/{kind}s)")
    if kind == "district" and who.district is None:
        raise BadFilter(kind, f"район «{who.code}» не найден в регионе отбора", "Коды районов региона — /api/v1/districts")
    return who


def _resolution(desk: Desk, view: View, own: Filters) -> int:
    """Hexagons that can be told apart in the words of a list: those of the small map of the card."""
    if own.res:
        return own.res
    if view.region is None:
        return card_map.resolution(None)
    borders = desk.questions.boundaries(view.region.code)
    shapes: list[BaseGeometry] = [each.geometry for each in borders.districts if each.code in own.district]
    return card_map.resolution(shapes[0] if shapes else card_map.whole(borders))


def neighbours(desk: Desk, view: View, code: str) -> list[str]:
    """The districts beside one: those that share a border, the longest border first, then the nearest others."""
    if view.region is None:
        return []
    borders = desk.questions.boundaries(view.region.code)
    shapes = {each.code: in_one_piece(each.geometry, borders.bounds) for each in borders.districts}
    if code not in shapes:
        return []
    own = shapely.simplify(shapes.pop(code), _COARSE)
    near = shapely.buffer(own, _TOUCHING, quad_segs=2)
    codes, others = list(shapes), shapely.simplify(np.array(list(shapes.values()), dtype=object), _COARSE)
    shared, away = shapely.area(shapely.intersection(near, others)), shapely.distance(own, others)
    order = np.lexsort((away, -shared))
    return [codes[at] for at in order[:NEIGHBOURS].tolist()]
