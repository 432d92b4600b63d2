"""The daily briefing: one page of a day (or of any window), as a press officer would write it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

import segno

from dashboard.briefing import chart, quiet, wording
from dashboard.briefing.figures import DAY, Figures
from dashboard.briefing.typeset import Paper, Sheet, heights
from dashboard.parts.kpis import chosen, label, period_words
from dashboard.parts.ranking import name_of
from dashboard.parts.rows import in_order
from dashboard.state import View
from data.answers import CellRow, Row
from data.filters import PERIOD_DAYS, Filters
from data.settings import Settings

_MOST = 3
_POINTS = 4.4
"""Points of the map to a millimetre of the page."""
_WIDE = 1.25
"""A region so many times as wide as high has its map over the whole width of an upright page."""


class Drawing(Protocol):
    """Draws the map of a selection, so many points wide and high, as SVG; `shape`: width by height of what it shows."""

    def __call__(self, filters: Filters, width: int, height: int) -> str: ...

    def shape(self, filters: Filters) -> float: ...


def sheet(found: Figures, paper: Paper, settings: Settings, draw: Drawing) -> Sheet:
    """The page of these figures: set once without its map to learn how much room the words leave, which the map then fills."""
    view, texts, least = found.view, found.view.texts, settings.small_cell_min
    data: dict[str, Any] = wording.common(view, found.summary, found.catalogue, settings, paper)
    data |= {
        "title": texts("brief.daily" if view.filters.period == DAY else "brief.any", period=period_words(view)),
        "lead": quiet.lead(found, least),
        "figures": [wording.figure(one, found.count, label(one, view), view, least) for one in _shown(found)],
        "topics": wording.ranked(in_order(found.narrow_topics), topic_name(found), view, _MOST, least),
        "places": _places(found, least),
        "cells": [_cell(one, view) for one in wording.told(found.cells.rows, lambda one: one.count, least)],
        "changed": quiet.changed(found, least),
        "nothing": wording.nothing(found.summary, found.widened, texts),
        "events": events(found),
        "labels": _labels(view),
        "period": period_words(view),
        "wide": not paper.flipped and (not found.summary.total or draw.shape(found.filters) >= _WIDE),
    }
    drawings = {
        "trend": chart.svg(found.trend, view.filters.metric, texts),
        "qr": segno.make(data["permalink"], error="m").svg_inline(border=0, dark=chart.INK),
    }
    high, wide = heights(Sheet("daily", data, drawings, found.summary.asof))["map"]
    drawings["map"] = draw(found.filters, round(wide * _POINTS), round(high * _POINTS))
    return Sheet("daily", data, drawings, found.summary.asof)


def _shown(found: Figures) -> list[Any]:
    """The headline figures; per thousand residents says nothing that the number does not in one region's page."""
    return [one for one in chosen(found.kpis) if one.name != "per1000"]


def _places(found: Figures, least: int) -> list[wording.Data]:
    """The first districts; one alone is what the page is about."""
    rows = wording.ranked(in_order(found.places), lambda row: name_of(row, found.view), found.view, _MOST, least)
    return rows if len(rows) > 1 else []


def topic_name(found: Figures) -> Callable[[Row], str]:
    """What topics are called."""
    return lambda row: found.catalogue.names.get(row.code or "", row.name or found.view.texts("topics.no_topic"))


def _cell(row: CellRow, view: View) -> dict[str, str]:
    """Where a hexagon lies, in the words that most of its appeals have."""
    district = view.district(row.district or "")
    name = district.short_name if district else ""
    settlement = "" if name and name in (row.settlement or "") else row.settlement
    return {
        "place": ", ".join(one for one in (name, settlement, row.street) if one) or view.texts("brief.unnamed_place"),
        "value": view.texts.value(view.filters.metric, row.value),
    }


def events(found: Figures) -> list[dict[str, str]]:
    """Events noted on the days of the window: campaigns, outages and weather explain counts."""
    texts, filters, last = found.view.texts, found.view.filters, found.summary.asof.date()
    first = filters.since or last - timedelta(days=PERIOD_DAYS.get(filters.period or "", 0))
    return [
        {
            "days": texts.day(one.since) if one.since == one.until else f"{texts.day(one.since)} – {texts.day(one.until)}",
            "kind": texts("event.kind." + one.kind),
            "text": one.text,
        }
        for one in found.trend.notes
        if not one.shipped and one.until >= first and one.since <= last
    ]


def _labels(view: View) -> dict[str, Any]:
    texts = view.texts
    names = ("nothing_title", "map", "topics", "places", "cells", "changed", "trend", "trend_note", "trend_words", "compared")
    labels: dict[str, Any] = {name.replace("_", "-"): texts("brief." + name) for name in names}
    labels["nothing"] = labels.pop("nothing-title")
    labels["map-words"] = texts("brief.map_words", region=wording.region(view))
    value, against = texts("metric.short." + view.filters.metric), texts("brief.to_usual")
    labels["topic-columns"] = ["", texts("brief.topic"), "", value, against]
    labels["place-columns"] = ["", texts("brief.place"), "", value, against]
    return labels
