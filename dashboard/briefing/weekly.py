"""The weekly report: some pages of a week (or of any window), from the headline to how everything was counted."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import segno

from dashboard.briefing import chart, wording
from dashboard.briefing import weekly_head as first
from dashboard.briefing import weekly_method as told
from dashboard.briefing import weekly_places as places
from dashboard.briefing import weekly_service as service
from dashboard.briefing import weekly_topics as topics
from dashboard.briefing.figures import Figures
from dashboard.briefing.maps import Changed, Maps
from dashboard.briefing.typeset import Paper, Sheet, heights
from dashboard.briefing.weekly_districts import Districts
from dashboard.briefing.weekly_figures import Week, of_cells
from dashboard.briefing.weekly_labels import labels
from dashboard.briefing.weekly_regions import regions
from dashboard.briefing.weekly_sizes import Size, Sizes
from dashboard.figures.mapmoved import swatch
from data.settings import Settings

WEEK = first.WEEK


@dataclass(frozen=True, slots=True)
class Report:
    """What the pages are made from; `moved` None: nothing to compare with."""

    week: Week
    districts: Districts
    moved: Changed | None
    cells: list[wording.Data]
    sizes: Sizes


def sheet(found: Figures, paper: Paper, settings: Settings, maps: Maps) -> Sheet:
    """The report of these figures: set once without drawings to learn the heights, then all fills the pages."""
    found = _known(found)
    report = _report(found, paper, settings, maps)
    data = wording.common(found.view, found.summary, found.catalogue, settings, paper) | _data(report, settings, maps)
    signs = {f"sign-{kind}": swatch(kind) for kind in ("more", "less", "noise")}
    signs["qr"] = segno.make(data["permalink"], error="m").svg_inline(border=0, dark=chart.INK)
    plan = report.sizes.planned(heights(Sheet("weekly", data, signs, found.summary.asof)))
    drawings = signs | _drawings(report, maps, report.sizes.points(plan))
    return Sheet("weekly", data | {"pages": [asdict(page) for page in plan]}, drawings, found.summary.asof)


def _known(found: Figures) -> Figures:
    """By number where a rate is asked for and residents are not known: nothing could be said of it."""
    rates = [one.value for one in found.kpis if one.name == "per1000"]
    if found.filters.metric != "per1000" or any(value is not None for value in rates):
        return found
    return Figures.of(found.desk, replace(found.view, filters=replace(found.view.filters, metric="count")))


def _report(found: Figures, paper: Paper, settings: Settings, maps: Maps) -> Report:
    week, sizes = Week.of(found), Sizes(paper.flipped, maps.shape(found.filters))
    base = found.view.params.get("base") or "previous"
    moved = maps.changed(found.filters, base, sizes.change_points) if found.summary.total else None
    moved = moved if moved is not None and moved.compared else None
    cells = places.cells(week, settings.small_cell_min, sizes.most_cells)
    districts, quiet = Districts.of(week, settings.few_min, settings.small_cell_min), found.summary.total == 0
    listed = 0 if moved is None or len(found.filters.district) == 1 else len(moved.districts)
    sizes = replace(sizes, compared=moved is not None, cells=len(cells), listed=min(listed, first.MOVED), quiet=quiet)
    return Report(week, districts, moved, cells, sizes)


def _columns(districts: int, flipped: bool) -> int:
    """The table of districts stands in columns side by side, of six rows at least."""
    return min(3 if flipped else 2, max(-(-districts // 6), 1))


def _data(report: Report, settings: Settings, maps: Maps) -> dict[str, Any]:
    week, least, found = report.week, settings.small_cell_min, report.week.figures
    some, sizes, districts = found.summary.total > 0, report.sizes, report.districts
    oldest, ranked = service.oldest(week), districts.table(least)
    return first.head(found, least) | first.first(found, least) | {
        "beside": sizes.beside,
        "tried": sizes.tried,
        "change-wide": sizes.change_wide,
        "near-columns": sizes.columns,
        "drawn": {"map": some, "change": report.moved is not None, "funnel": districts.funnel is not None},
        "moved": first.moved(found, report.moved, districts.rows),
        "moved-told": len(found.filters.district) != 1,
        "regions": regions(found, least),
        "districts": {"rows": ranked, "left": districts.left(least), "columns": _columns(len(ranked), sizes.flipped)},
        "groups": topics.groups(week, least),
        "above": topics.above(week, least),
        "structure": topics.structure(week, least) if some else [],
        "answers": service.answers(week),
        "tail": service.tail(week),
        "oldest": oldest,
        "oldest-hidden": bool(week.oldest.rows) and not oldest,
        "repeats": service.repeats(week, least),
        "cells": report.cells,
        "scale": maps.scale(of_cells(found.filters), week.cells.res) if report.cells else [],
        "rules": told.method(week, districts.funnel),
        "definitions": told.definitions(found.view.texts),
        "labels": labels(week, report.moved, districts),
    }  # fmt: skip


def _drawings(report: Report, maps: Maps, sizes: dict[str, Size]) -> dict[str, str]:
    """Those that stand on the pages, in the sizes these have for them."""
    found, view = report.week.figures, report.week.figures.view
    drawn = {"trend": chart.svg(found.trend, view.filters.metric, view.texts, sizes["trend"], events=True)}
    if "density" in sizes:
        drawn["map"] = maps(found.filters, *sizes["density"])
    if "change" in sizes and report.moved is not None:
        drawn["change"] = maps.change(found.filters, report.moved, sizes["change"])
    if "funnel" in sizes:
        drawn["funnel"] = report.districts.chart(sizes["funnel"])
    if "near" in sizes and report.cells:
        drawn |= places.drawings(report.week, maps, len(report.cells), sizes["near"])
    return drawn
