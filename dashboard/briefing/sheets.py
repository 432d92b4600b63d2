"""The sheet of one district and that of one topic: how it stands, where, about what, against whom, and what waits longest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import segno

from dashboard import sentences
from dashboard.briefing import chart, limits, quiet, wording
from dashboard.briefing.daily import events
from dashboard.briefing.figures import Figures
from dashboard.briefing.maps import Maps
from dashboard.briefing.subject import Details, details, neighbours
from dashboard.briefing.subject_words import NUMBERED, Words
from dashboard.briefing.typeset import Paper, Sheet
from dashboard.parts import card_head
from dashboard.parts.card_subject import counted
from dashboard.parts.kpis import chosen, label, period_words
from dashboard.parts.ranking import name_of
from dashboard.parts.trendwords import summary as trend_words
from dashboard.sentences.words import sentence
from dashboard.state import View
from data.answers import Breakdown, Row
from data.settings import Settings

_MAP = {
    ("district", False): (460, 570),
    ("district", True): (600, 500),
    ("topic", False): (460, 570),
    ("topic", True): (600, 500),
}
"""Points of the map's width and height, upright and lying."""
_EMPTY_MAP, _NARROW_MAP = (720, 520), (460, 740)
"""Of an upright sheet without appeals, where nothing stands beside the map, and of one with few rows, where much does."""
_TREND = {False: (720.0, 160.0), True: (560.0, 190.0)}
_MOST, _NARROW_ROWS, _PEERS, _FEW_RECORDS = 22, 7, 9, 14
_LABELS = (
    *("map", "trend", "trend_note", "limits", "limits_note", "versus", "answers", "days", "late", "structure", "cells"),
    *("oldest", "oldest_none", "peers", "peers_note", "nothing", "nothing_title", "few"),
)
_COLUMNS = ("name", "appeals", "rate_column", "change", "mean", "overdue")
_OLDEST = ("age", "topic", "place", "status", "term")


def district(found: Figures, paper: Paper, settings: Settings, maps: Maps) -> Sheet:
    """The sheet of the one district of a selection."""
    what = details(found, "district")
    view, words = what.view, _words(found, what, settings)
    rows = limits.of_topics(_topics(what.inside, view), _topics(what.whole, view), _part_of(what), settings.few_min)
    beside = neighbours(found.desk, view, what.who.code)[: _peers(what, paper)]
    near = {code: at for at, code in enumerate(beside, 1)} | {what.who.code: 0}
    peers = sorted((row for row in what.among.rows if row.code in near), key=lambda row: near[row.code or ""])
    data = _data(found, what, paper, settings) | {
        "about": [*card_head.about_district(what.who, view), *_rank(what)],
        "lead": sentences.district(view, what.row, _told(found.topics, words), words.names)
        if what.row
        else quiet.lead(found, words.least),
        "limits": limits.drawn(
            [one for one in wording.told(rows, lambda one: one.row.count, words.least) if one.row.count][:_MOST],
            words.topic,
            lambda one: limits.topic_said(one, _part_of(what), (_people(what), _everyone(view)), view),
            limits.measured(view, "count"),
        ),
        "peers": [
            *words.peers(peers, what, lambda row: name_of(row, view), lambda row: _residents(row, view)),
            words.everyone(wording.region(view), what, _everyone(view)),
        ],
    }
    return _sheet(data, found, what, paper, maps)


def topic(found: Figures, paper: Paper, settings: Settings, maps: Maps) -> Sheet:
    """The sheet of the one topic (or group of topics) of a selection."""
    what = details(found, "topic")
    view, words = what.view, _words(found, what, settings)
    rates = replace(counted(found.filters), metric="per1000")
    rows, rated = limits.of_districts(found.desk.questions.districts(rates).rows, what.inside.rows, view, settings.few_min)
    known = found.desk.questions.topic_catalogue().get(what.who.code)
    data = _data(found, what, paper, settings) | {
        "about": [*card_head.about_topic(what.who, known, found.catalogue, view), *_rank(what)],
        "lead": sentences.topic(view, what.row, _told(found.districts, words), words.names)
        if what.row
        else quiet.lead(found, words.least),
        "limits": limits.drawn(
            [one for one in wording.told(rows, lambda one: one.row.count, words.least) if one.row.count][:_MOST],
            lambda row: name_of(row, view),
            lambda one: limits.district_said(one, rated, view),
            limits.measured(view, "per1000" if rated else "count"),
        ),
        "peers": [
            *words.peers(_siblings(what)[: _peers(what, paper)], what, words.topic, lambda _: _everyone(view)),
            words.everyone(view.texts("brief.sheet.other_topic"), what, _everyone(view)),
        ],
    }
    return _sheet(data, found, what, paper, maps)


def _data(found: Figures, what: Details, paper: Paper, settings: Settings) -> dict[str, Any]:
    """What both sheets say."""
    view, words, texts = what.view, _words(found, what, settings), found.view.texts
    shown = [wording.figure(one, found.count, label(one, view), view, words.least) for one in chosen(found.kpis)]
    return wording.common(view, found.summary, found.catalogue, settings, paper) | {
        "title": sentence(what.who.name),
        "kind": texts("cards.kind_" + what.who.kind),
        "period": period_words(view),
        "figures": shown,
        "versus": words.versus(what),
        "times": words.times(what.times, what.all_times),
        "days": words.bins(what.times.days, what.times.answered),
        "late": words.bins(what.times.tail, what.times.overdue),
        "structure": [one for each in what.structure if (one := words.structure(each))["rows"]],
        "places": words.places(what),
        "oldest": words.oldest(what.oldest),
        "events": events(found),
        "empty": not found.summary.total,
        "labels": _labels(found, what, words),
    }


def _labels(found: Figures, what: Details, words: Words) -> dict[str, Any]:
    texts, kind = found.view.texts, what.who.kind
    listed = _topics(what.inside, what.view) if kind == "district" else [row for row in what.inside.rows if row.code]

    def named(name: str) -> str:
        """The words of the kind where they differ."""
        own = f"brief.sheet.{kind}_{name}"
        return texts(own if texts.has(own) else "brief.sheet." + name)

    said: dict[str, Any] = {name.replace("_", "-"): named(name) for name in _LABELS}
    said["columns"] = [named(name) for name in _COLUMNS]
    said["oldest-columns"] = [texts("brief.sheet." + name) for name in _OLDEST]
    said["oldest-of"] = texts("oldest.of", total=texts.count("appeals_of", what.oldest.total)) if what.oldest.total else ""
    said["oldest-none"] = texts("brief.sheet.oldest_hidden") if what.oldest.total and words.least > 1 else said["oldest-none"]
    said["cells-note"] = texts("brief.sheet.cells_note") if kind == "district" else ""
    said["answered"] = texts.count("cards.answered", what.times.answered)
    said["late"] = texts.count("cards.tail_title", what.times.overdue)
    known = sum(row.count > 0 for row in listed)
    said["limits-of"] = texts("brief.sheet.limits_of", n=texts.number(known)) if known else ""
    said["map-words"] = texts("brief.sheet.map_words", name=what.who.name, region=wording.region(found.view))
    said["trend-words"] = trend_words(found.trend, found.view)
    said["versus-columns"] = ["", texts("brief.sheet.own_" + kind), texts("brief.sheet.other_" + kind), ""]
    return said


def _sheet(data: dict[str, Any], found: Figures, what: Details, paper: Paper, maps: Maps) -> Sheet:
    kind, texts = what.who.kind, found.view.texts
    data["narrow"] = not (paper.flipped or data["empty"]) and len(data["limits"]) <= _NARROW_ROWS
    size = _EMPTY_MAP if data["empty"] and not paper.flipped else _NARROW_MAP if data["narrow"] else _MAP[kind, paper.flipped]
    cells = [one.cell for one in what.cells.rows[: min(NUMBERED, len(data["places"]))]]
    drawings = {
        "map": maps.numbered(found.filters, size, cells) if kind == "district" else maps(found.filters, *size),
        "trend": chart.svg(found.trend, found.filters.metric, texts, _TREND[paper.flipped], events=True),
        "qr": segno.make(data["permalink"], error="m").svg_inline(border=0, dark=chart.INK),
    }
    return Sheet(kind, data, drawings, found.summary.asof)


def _words(found: Figures, what: Details, settings: Settings) -> Words:
    return Words(what.view, found.catalogue.names, settings.small_cell_min)


def _peers(what: Details, paper: Paper) -> int:
    """How many peers stand on the page: more where few records wait below them, or where they have a column of their own."""
    return _PEERS if len(what.oldest.rows) >= _FEW_RECORDS and not paper.flipped else 2 * _PEERS


def _rank(what: Details) -> list[str]:
    """Its place among its peers."""
    return [card_head.place(what.row, what.among, what.view)] if what.row is not None and what.row.count else []


def _told(found: Breakdown, words: Words) -> Breakdown:
    """A breakdown without the rows that are too small to be named."""
    return replace(found, rows=tuple(wording.told(found.rows, lambda row: row.count, words.least)))


def _topics(found: Breakdown, view: View) -> list[Row]:
    """The groups; within chosen ones their topics."""
    inside = bool(view.filters.topic)
    return [row for row in found.rows if row.code is not None and (row.parent is not None) == inside]


def _part_of(what: Details) -> float:
    """The district's part of the region: of its residents, where these are known, else of its appeals."""
    people, everyone = _people(what), _everyone(what.view)
    if people and everyone:
        return people / everyone
    own, whole = (sum(row.count for row in each.rows if row.parent is None) for each in (what.inside, what.whole))
    return own / whole if whole else 1.0


def _people(what: Details) -> int | None:
    return what.who.district.population if what.who.district is not None else None


def _everyone(view: View) -> int | None:
    return view.region.population if view.region is not None else None


def _residents(row: Row, view: View) -> int | None:
    known = view.district(row.code or "")
    return known.population if known is not None else None


def _siblings(what: Details) -> list[Row]:
    """The topics of a group; of a topic those of the same group: itself first, then the largest."""
    rows, own = what.among.rows, what.row
    if own is None:
        return []
    family = own.parent or own.code
    counted_rows = [row for row in rows if row.count]
    found = [row for row in counted_rows if row.parent == family] or [row for row in counted_rows if row.parent is None]
    order = sorted(found, key=lambda row: (row.code != own.code, -row.count, row.name or ""))
    return order if own in order else [own, *order]

