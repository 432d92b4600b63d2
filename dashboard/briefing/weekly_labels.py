"""Headings, columns and words for readers who do not see, of the weekly report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.briefing import wording
from dashboard.briefing.maps import Changed
from dashboard.briefing.weekly_districts import Districts
from dashboard.briefing.weekly_figures import Week
from dashboard.mapvalues import CELL_KM2, where
from dashboard.parts.kpis import period_words
from dashboard.state import View


def labels(week: Week, moved: Changed | None, districts: Districts) -> dict[str, Any]:
    """Everything the template says by itself."""
    view, texts = week.figures.view, week.figures.view.texts
    said: dict[str, Any] = {
        group: {name.rsplit(".", 1)[1]: str(text) for name, text in texts.entries.items() if name.startswith(f"weekly.{group}.")}
        for group in ("part", "column", "funnel")
    }
    against = moved.against if moved is not None else ""
    measure = said["column"]["measured"] = texts("metric.short." + view.filters.metric)
    place = texts("weekly.column.region" if view.country else "brief.place")
    if view.filters.topic:
        said["part"]["groups"], said["column"]["group"] = said["part"]["inside"], said["column"]["topic"]
    said["part"]["change"] = texts("weekly.part.change", against=against)
    size = where(moved.change, texts) if moved is not None else ""
    said["change-where"] = size
    said["signs"] = {kind: texts("weekly.change_" + kind) for kind in ("more", "less", "noise")}
    return said | _subtitles(week, districts) | _alts(view, against) | {
        "trend-note": texts("brief.trend_note"),
        "trend": texts("brief.trend"),
        "nothing": texts("brief.nothing_title"),
        "compared": texts("brief.compared"),
        "topic-columns": ["", texts("brief.topic"), "", measure, texts("brief.to_usual")],
        "place-columns": ["", place, "", measure, texts("brief.to_usual")],
    }


def _subtitles(week: Week, districts: Districts) -> dict[str, Any]:
    view, texts = week.figures.view, week.figures.view.texts
    lately = period_words(replace(view, filters=week.lately))
    quarter = week.lately.period == "90d"
    return {
        "sub": {
            "ranking": texts("weekly.sub.ranking" if districts.rates else "weekly.sub.ranking_count"),
            "groups": texts("weekly.sub.groups" if quarter else "weekly.sub.groups_any"),
            "regions": texts("weekly.sub.regions"),
            "above": texts("weekly.sub.above"),
            "above-none": texts("weekly.sub.above_none"),
            "answers": texts("weekly.sub.answers", period=lately),
            "tail": texts("weekly.sub.tail"),
            "late": texts("weekly.sub.late"),
            "oldest": texts("weekly.sub.oldest"),
            "oldest-hidden": texts("weekly.sub.oldest_hidden"),
            "repeats": texts("weekly.sub.repeats"),
            "cells": texts("weekly.sub.cells", where=_cell_size(week)),
            "cells-none": texts("weekly.sub.cells_none"),
            "moved-none": texts("weekly.sub.moved_none"),
            "credit": texts("weekly.method_of.credit"),
        }
    }


def _cell_size(week: Week) -> str:
    texts = week.figures.view.texts
    area = CELL_KM2.get(week.cells.res, 0.0)
    return texts("hexmap.per_cell", area=texts.number(area, 0 if area >= 10 else 1 if area >= 1 else 2))


def _alts(view: View, against: str) -> dict[str, str]:
    texts, region = view.texts, wording.region(view)
    return {
        "map-words": texts("brief.map_words", region=region),
        "change-words": texts("weekly.change_words", against=against, region=region),
        "trend-words": texts("brief.trend_words"),
        "funnel-words": texts("weekly.funnel.words"),
    }
