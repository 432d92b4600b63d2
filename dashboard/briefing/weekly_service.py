"""The weekly report's answers: how fast they come, what is overdue and where, what waits longest, what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.briefing import wording
from dashboard.briefing.quiet import is_few
from dashboard.briefing.weekly_figures import Week
from dashboard.briefing.weekly_topics import kept, share
from dashboard.briefing.wording import Data
from dashboard.parts.card_answers import called
from dashboard.parts.feed import topic_words
from dashboard.parts.ranking import name_of
from dashboard.parts.rows import in_order
from dashboard.sentences import weekly as said
from dashboard.state import View
from dashboard.texts.durations import days_long, lasting
from data.answers import Share

LATE, BACK = 15, 15


def answers(week: Week) -> Data:
    """How long answers took: four figures and the whole distribution."""
    found, texts = week.speed, week.figures.view.texts
    times = (("median", found.median), ("p90", found.p90), ("first", found.first_median))
    notes = {"median": "weekly.figure.within", "p90": "weekly.figure.within", "first": "weekly.figure.half"}
    figures = [
        {"label": texts("weekly.figure." + name), "value": days_long(days, texts), "note": texts(notes[name])}
        for name, days in times
        if days is not None
    ]
    if found.termed:
        value, note = texts.percent(found.late / found.termed, 1), texts("weekly.figure.of_termed", n=texts.number(found.termed))
        figures.append({"label": texts("weekly.figure.late"), "value": value, "note": note})
    return {
        "figures": figures,
        "bins": _bins(found.days, found.answered, week) if found.answered else [],
    }


def tail(week: Week) -> Data:
    """All that is overdue at the moment by how far, and in which districts."""
    view, found = week.figures.view, week.standing
    least = week.figures.desk.settings.small_cell_min
    rows = [row for row in kept(week.late.rows, least) if row.code is not None and row.value]
    chosen = view.filters.district
    rows = wording.told([row for row in rows if not chosen or row.code in chosen], lambda row: row.value or 0.0, least)
    shown = in_order(tuple(rows))[:LATE]
    most = max((row.value or 0.0 for row in shown), default=1.0)
    return {
        "said": _all_told(week, [found.total, found.overdue, found.tail[-1].count], said.standing(view, found, week.oldest))
        if found.total
        else "",
        "bins": _bins(found.tail, found.overdue, week) if found.overdue else [],
        "places": [
            {"name": name_of(row, view), "share": (row.value or 0.0) / most, "value": view.texts.number(row.value or 0.0)}
            for row in shown
        ]
        if len(shown) > 1
        else [],
    }


def _all_told(week: Week, figures: Sequence[float], sentences: str) -> str:
    """The sentences that tell these figures; where one of them is too small only that there is a rule."""
    least = week.figures.desk.settings.small_cell_min
    return week.figures.view.texts("brief.few", least=least) if any(is_few(one, least) for one in figures) else sentences


def _bins(bins: Sequence[Share], total: int, week: Week) -> list[Data]:
    """Every bin from zero to scale, with its share; those that the small-cell rule keeps back stand without a figure."""
    view, least = week.figures.view, week.figures.desk.settings.small_cell_min
    told = [one if wording.told([one.count], float, least) else None for one in bins]
    most, texts = max((one.count for one in told if one is not None), default=0) or 1, view.texts
    lows = [None, *(one.edge for one in bins[:-1])]
    return [
        {
            "name": called(low, one.edge, view),
            "share": shown.count / most if shown is not None else 0.0,
            "value": texts.number(shown.count) if shown is not None else "—",
            "part": share(shown.count, total, view) if shown is not None else "",
        }
        for low, one, shown in zip(lows, bins, told, strict=True)
    ]


def oldest(week: Week) -> list[Data]:
    """What has been open longest: no texts and no houses; nothing where single appeals may not be shown."""
    found, view = week.figures, week.figures.view
    if not wording.told([1], float, found.desk.settings.small_cell_min):
        return []
    return [_old(row, week, view) for row in week.oldest.rows]


def _old(row: dict[str, Any], week: Week, view: View) -> Data:
    texts, asof, due = view.texts, week.oldest.asof, row.get("due")
    term = texts("weekly.no_term" if due is None else "weekly.in_term")
    if due is not None and due < asof:
        term = lasting(asof - due, texts)
    return {
        "day": texts.day(row["received"], year=True),
        "age": lasting(asof - row["received"], texts),
        "late": term,
        "topic": topic_words(row, week.figures.catalogue.names, view),
        "place": _place(row, view),
    }


def _place(row: dict[str, Any], view: View) -> str:
    known = view.district(row.get("district") or "")
    name, settlement = known.short_name if known is not None else "", row.get("settlement") or ""
    if name and (name in settlement or (known is not None and settlement == known.name)):
        settlement = ""
    return ", ".join(one for one in (name, settlement) if one) or view.texts("feed.no_place")


def repeats(week: Week, least: int) -> Data:
    """Repeats by topic group, and how many of them came after a solution."""
    found, view = week.figures, week.figures.view
    rows = sorted(wording.told(week.repeats.rows, lambda row: row.count, least), key=lambda row: -row.count)[:BACK]
    most = max((row.count for row in rows), default=1)
    figures = [sum(row.count for row in week.repeats.rows), sum(row.after_solved for row in week.repeats.rows)]
    return {
        "said": _all_told(week, figures, said.repeats(view, week.repeats, found.summary.total)) if found.summary.total else "",
        "rows": [
            {
                "name": found.catalogue.names.get(row.topic or "", row.topic or view.texts("feed.no_topic")),
                "share": row.count / most,
                "value": view.texts.number(row.count),
                "back": view.texts.number(row.after_solved) if wording.told([row.after_solved], float, least) else "—",
            }
            for row in rows
        ]
        if len(rows) > 1
        else [],
    }
