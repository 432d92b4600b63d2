"""What the sheets of print have in common in words: head, foot, figures with their change, ranked rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np

from dashboard import state
from dashboard.briefing.typeset import Paper
from dashboard.export.method import filters_in_words
from dashboard.figures.change import ADDITIVE, Change, from_usual
from dashboard.parts import chips, placed
from dashboard.parts.common import change_text
from dashboard.parts.kpis import DECIMALS, GOOD_UP, change_of
from dashboard.permalink import permalink
from dashboard.state import Catalogue, View
from dashboard.texts import Texts
from data.answers import Kpi, Row, Summary
from data.privacy import large_enough
from data.settings import Settings

Data = dict[str, Any]


def common(view: View, summary: Summary, catalogue: Catalogue, settings: Settings, paper: Paper) -> Data:
    """Region, moment, foot, permalink: of every sheet."""
    texts = view.texts
    return {
        "lang": texts.lang,
        "paper": paper.size,
        "flipped": paper.flipped,
        "region": region(view),
        "when": when(view, summary),
        "institution": settings.brief_institution,
        "crest": (settings.brief_institution or texts("brief.crest")) if settings.brief_crest else "",
        "classification": settings.brief_classification,
        "sources": _sources(view, summary),
        "method": _method(view, summary, catalogue, settings.small_cell_min),
        "permalink": permalink(view, summary.asof, settings.public_url, view.path),
        "permalink-label": texts("brief.permalink"),
    }


def region(view: View) -> str:
    """What is shown, by name."""
    return view.region.name if view.region else view.texts("header.all_regions")


def nothing(summary: Summary, widened: bool, texts: Texts) -> str:
    """That nothing came, and of what the course is then; empty where something did."""
    if summary.total:
        return ""
    return texts("brief.nothing") + (" " + texts("brief.nothing_month") if widened else "")


def when(view: View, summary: Summary) -> str:
    """«на 18:00, суббота, 21 ноября 2026»."""
    day = view.texts.long_day(summary.asof)
    return view.texts("brief.when", clock=f"{summary.asof:%H:%M}", day=day, year=summary.asof.year)


def figure(kpi: Kpi, count: Kpi | None, label: str, view: View, least: int = 1) -> Data:
    """A headline figure as a card of the sheet: its change, and what is usual; a number too small to be told says only that."""
    texts, change, digits = view.texts, change_of(kpi, count), DECIMALS.get(kpi.name, 0)
    value = "—" if kpi.value is None else texts.number(kpi.value, digits)
    if kpi.name in ADDITIVE and not told([kpi.value or 0.0], float, least):
        value, change = texts("brief.fewer", least=least), None
    return {
        "label": label,
        "value": value,
        "unit": texts("kpi.days_unit") if kpi.name == "answer_days" and kpi.value is not None else "",
        "change": changed(change, view, good_up=kpi.name in GOOD_UP, decimals=2 if kpi.name == "rating" else None),
        "note": texts("kpi.same_days") if change else texts("kpi.no_previous"),
        "usual": "" if kpi.usual is None else texts("brief.usually", n=texts.number(kpi.usual, digits)),
    }


def changed(change: Change | None, view: View, *, good_up: bool = False, decimals: int | None = None) -> Data | None:
    """A change in words, its way and its tone; grey and without an arrow inside noise."""
    if change is None:
        return None
    text = change_text(view.texts, change) if decimals is None else view.texts.signed(change.difference, decimals)
    way = change.direction
    tone = "flat" if way == "flat" else "good" if (way == "up") == good_up else "bad"
    return {"text": text, "way": way, "tone": tone}


Told = TypeVar("Told")


def told(rows: Sequence[Told], count: Callable[[Told], float], least: int) -> list[Told]:
    """The rows that are not too small to be told apart, by the one rule of all exits."""
    kept = large_enough(np.array([count(row) for row in rows], np.float64), least).tolist()
    return [row for row, large in zip(rows, kept, strict=True) if large]


def ranked(rows: Sequence[Row], name: Callable[[Row], str], view: View, most: int, least: int = 1) -> list[Data]:
    """The first rows with bars to one scale; those of fewer appeals than `least` are not told apart."""
    shown = [row for row in told(rows, lambda row: row.count, least) if row.value][:most]
    longest = max((max(row.value or 0.0, row.usual or 0.0) for row in shown), default=1.0) or 1.0
    return [
        {
            "number": str(number),
            "name": name(row),
            "share": (row.value or 0.0) / longest,
            "usual": None if row.usual is None else row.usual / longest,
            "value": view.texts.value(view.filters.metric, row.value),
            "change": changed(from_usual(row, view.filters.metric), view, good_up=view.filters.metric in GOOD_UP),
        }
        for number, row in enumerate(shown, start=1)
    ]


def _sources(view: View, summary: Summary) -> str:
    texts = view.texts
    if not summary.sources:
        return texts("brief.no_sources")
    each = (
        texts("brief.source", name=chips.word(view, "source", one.name), last=texts.moment(one.last, summary.asof))
        for one in summary.sources
    )
    return texts("brief.sources", list="; ".join(each))


def _method(view: View, summary: Summary, catalogue: Catalogue, least: int) -> str:
    texts = view.texts
    said = [texts("brief.filters", filters=filters_in_words(view, catalogue)), share_placed(view, summary), texts("brief.chance")]
    said += [texts("brief.few", least=least)] if least > 1 else []
    said += [texts("header.synthetic_hint")] if state.is_synthetic(view) else []
    return " ".join(one for one in said if one)


def share_placed(view: View, summary: Summary) -> str:
    """How much of the selection the map shows; nothing where there is nothing to show."""
    share = placed.share_placed(summary)
    return "" if share is None else view.texts("brief.placed", share=placed.percent(view, share))
