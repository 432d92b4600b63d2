"""The weekly report's last page: what was asked, of which data, by which rules, and what every figure means."""

from __future__ import annotations

import math
from datetime import timedelta

from dashboard import state
from dashboard.briefing import wording
from dashboard.briefing.figures import Figures
from dashboard.briefing.weekly_figures import Week
from dashboard.export.method import filters_in_words
from dashboard.figures.funnel import Funnel
from dashboard.parts import chips
from dashboard.parts.kpis import period_words
from dashboard.parts.sources import CODES
from dashboard.texts import Texts
from data.answers import Summary
from data.model import PLACED_PRECISIONS, PRECISIONS
from data.quarantine import Refusal

DEFINED = ("count", "per1000", "open", "overdue", "answer_days", "repeat", "map")
_REASONS = 3
_FOOT = 70
"""Letters of the filters that still stand in one line at the foot."""


def method(week: Week, funnel: Funnel | None) -> list[tuple[str, str]]:
    """Labels and texts."""
    found, view = week.figures, week.figures.view
    texts, settings, summary = view.texts, found.desk.settings, found.summary
    lines = [
        ("region", wording.region(view)),
        ("period", period_words(view)),
        ("asof", f"{texts.day(summary.asof, year=True)}, {summary.asof:%H:%M} (UTC{_offset(summary)})"),
        ("filters", filters_in_words(view, found.catalogue)),
        ("metric", f"{texts('metric.' + view.filters.metric)}, {texts('unit.' + view.filters.unit)}"),
        ("total", texts.number(summary.total)),
        ("placed", _placed(week)),
        ("sources", "; ".join(_sources(week)) + "."),
        ("refused", refused_words(week.refused, texts)),
        ("small", _small(settings.small_cell_min, settings.few_min, texts)),
        ("compare", texts("weekly.method_of.compare")),
        ("noise", texts("weekly.method_of.noise")),
        ("funnel", _funnel(funnel, texts) if funnel is not None else ""),
        ("synthetic", texts("header.synthetic_hint") if state.is_synthetic(view) else ""),
        ("version", texts.number(summary.version)),
    ]
    return [(texts("weekly.label." + name), text) for name, text in lines if text]


def foot(found: Figures) -> str:
    """The line at the foot of every page: period, filters, and how much the maps can show."""
    texts, said = found.view.texts, filters_in_words(found.view, found.catalogue)
    if len(said) > _FOOT:
        said = texts("weekly.foot_filters")
    share = placed(found.summary)
    return texts(
        "weekly.foot", period=period_words(found.view), filters=said, share="—" if share is None else texts.percent(share)
    )


def placed(summary: Summary) -> float | None:
    """The share on the map; None where there is nothing."""
    return sum(summary.placed.get(name, 0) for name in PLACED_PRECISIONS) / summary.total if summary.total else None


def definitions(texts: Texts) -> list[tuple[str, str]]:
    """What every figure means and how it is counted: the words of the screen's help."""
    return [
        (texts(f"help.{name}.name"), f"{texts(f'help.{name}.what')} {texts(f'help.{name}.formula')}") for name in DEFINED
    ]


def _offset(summary: Summary) -> str:
    """«+3», «+5:30»."""
    hours, minutes = divmod(round((summary.asof.utcoffset() or timedelta()).total_seconds() / 60), 60)
    return f"{hours:+d}" + (f":{minutes:02d}" if minutes else "")


def _placed(week: Week) -> str:
    """The share on the map, and how much is known how precisely."""
    summary, texts = week.figures.summary, week.figures.view.texts
    share = placed(summary)
    if share is None:
        return "—"
    each = (
        f"{texts('placed.' + name)}\u00a0{texts.percent(summary.placed[name] / summary.total)}"
        for name in PRECISIONS
        if summary.placed.get(name)
    )
    return texts("weekly.method_of.placed", share=texts.percent(share), each=", ".join(each))


def _sources(week: Week) -> list[str]:
    view = week.figures.view
    return [
        view.texts(
            "weekly.method_of.source",
            name=chips.word(view, "source", one.name),
            last=f"{one.last:%d.%m.%Y %H:%M}",
            rows=view.texts.number(one.rows),
        )
        for one in week.figures.summary.sources
    ] or ["—"]


def refused_words(refused: tuple[Refusal, ...], texts: Texts) -> str:
    """How many records wait in quarantine, and why most of them do; nothing of what they say."""
    if not refused:
        return texts("weekly.method_of.refused_none")
    total = texts.count("sources.refused_total", sum(one.rows for one in refused))
    named = (
        texts(
            "weekly.method_of.reason",
            text=texts(f"sources.reason.{CODES[one.reason]}.text") if one.reason in CODES else one.reason,
            n=texts.number(one.rows),
        )
        for one in refused[:_REASONS]
    )
    return texts("weekly.method_of.refused", total=total, reasons="; ".join(named))


def _small(least: int, few: int, texts: Texts) -> str:
    key = "weekly.method_of.small" if least > 1 else "weekly.method_of.small_none"
    return texts(key, least=least, few=few)


def _funnel(funnel: Funnel, texts: Texts) -> str:
    wide = texts("funnel.wide", phi=texts.number(math.sqrt(funnel.phi), 1)) if funnel.phi > 1 else ""
    return texts("weekly.method_of.funnel", wide=wide)
