"""Sentences of the profile of a district, of a topic, and of two selections compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from dashboard.figures import change as changes
from dashboard.figures.change import from_previous
from dashboard.sentences import frame, standing
from dashboard.sentences.words import against_before, both, listed, tail
from dashboard.state import View
from data.answers import Breakdown, Row, Summary
from data.filters import NONE

NAMED = 2


def district(view: View, row: Row, topics: Breakdown, names: Mapping[str, str]) -> str:
    """One district of the selection: how many, against its usual, and what it is about; `topics` are the district's."""
    of_it = replace(view, filters=replace(view.filters, district=(row.code or NONE,)))
    first = _first(of_it, row, topics.asof, names)
    groups = standing.groups(topics.rows) if not view.filters.topic else []
    return both(first, _most(view, groups, standing.of_topic(view, names)))


def topic(view: View, row: Row, districts: Breakdown, names: Mapping[str, str]) -> str:
    """One topic of the selection: how many, against its usual, and where it comes from; `districts` are the topic's."""
    of_it = replace(view, filters=replace(view.filters, topic=(row.code or NONE,)))
    called = {**names, row.code or NONE: names.get(row.code or NONE) or row.name or ""}
    places = [one for one in districts.rows if one.code is not None] if not view.filters.district else []
    return both(_first(of_it, row, districts.asof, called), _most(view, places, standing.of_district(view)))


def _first(view: View, row: Row, asof: datetime, names: Mapping[str, str]) -> str:
    """How many, against the usual or, where it is not known, against the same days before."""
    texts, about = view.texts, frame.about(view, names)
    plain = view.filters.metric == "count"
    figure = (row.value or 0.0) if plain else float(row.count)
    if not figure:
        return frame.opening(view, asof, texts("sentence.none_came") + about)
    core = texts.count("sentence.came." + (view.filters.unit if plain else "appeals"), figure) + about
    return frame.opening(view, asof, core, tail(texts, _compared(view, row) if plain else ""))


def _compared(view: View, row: Row) -> str:
    if row.usual is not None:
        return standing.said_usual(view, row)
    if row.previous is None or row.value is None:
        return ""
    found, figures = changes.of_counts(row.value, row.previous), (row.value, row.previous)
    return against_before(view.texts, found, figures, frame.before(view))


def _most(view: View, rows: list[Row], naming: standing.Naming) -> str:
    """The largest rows by the number of appeals; blank where there are none."""
    texts, top = view.texts, sorted(rows, key=lambda row: (-row.count, row.name or ""))[:NAMED]
    said = [
        texts("sentence.marked", name=naming(row), mark=texts.number(row.count)) for row in top if row.count
    ]
    return texts("sentence.mostly", names=listed(texts, said)) if said else ""


class Side(NamedTuple):
    """One of two selections that are compared: its view and its headline."""

    view: View
    summary: Summary


def change(
    one: Side, other: Side, rows: Iterable[Row], naming: standing.Naming, names: Mapping[str, str]
) -> str:
    """Two selections compared: the first against the second, and the rows that differ most (`previous` is the second's)."""
    (view, summary), texts = one, one.view.texts
    about = frame.about(view, names)
    if not summary.total:
        first = frame.opening(view, summary.asof, texts("sentence.none_came") + about)
    else:
        core = texts.count("sentence.came." + view.filters.unit, summary.total) + about
        first = frame.opening(view, summary.asof, core, tail(texts, _versus(one, other, names)))
    return both(first, _moved(view, rows, naming))


def _versus(one: Side, other: Side, names: Mapping[str, str]) -> str:
    """The figure against the other one; no share where the windows are not of one length."""
    texts, figures = one.view.texts, (one.summary.total, other.summary.total)
    apart = _apart(one, other, names)
    if not apart:
        return ""
    if frame.length(one.view) != frame.length(other.view):
        return texts("sentence.was", before=apart, n=texts.number(figures[1]))
    return against_before(texts, changes.of_counts(*figures), figures, apart)


def _apart(one: Side, other: Side, names: Mapping[str, str]) -> str:
    """The words of what the second selection has of its own: «в Таганроге», «с 1 по 15 ноября», «по теме «Дворы»»."""
    said = []
    for words in (_when, frame.somewhere, lambda view: frame.about(view, names).strip()):
        mine, theirs = (words(each.view) for each in (one, other))
        if mine != theirs and theirs:
            said.append(theirs)
    return " ".join(said)


def _when(view: View) -> str:
    return frame.when(view, None)


def _moved(view: View, rows: Iterable[Row], naming: standing.Naming) -> str:
    """The largest rise and the largest fall beyond noise."""
    texts, metric = view.texts, view.filters.metric
    found = [
        (row, far) for row in rows if row.code is not None and (far := from_previous(row, metric)) is not None
    ]
    told = []
    for key, way, sign in (("sentence.rose", "up", -1), ("sentence.fell", "down", 1)):
        ways = sorted((sign * far.difference, naming(row), far) for row, far in found if far.direction == way)
        if ways:
            mark = texts.signed(ways[0][2].difference)
            told.append(texts(key, name=texts("sentence.marked", name=ways[0][1], mark=mark)))
    return texts("sentence.moved", names=", ".join(told)) if told else ""
