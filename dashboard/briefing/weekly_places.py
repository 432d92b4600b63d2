"""The weekly report's worst cells: each in words, with what it is about and a small map of its surroundings."""

from __future__ import annotations

from dashboard.briefing.maps import Maps
from dashboard.briefing.weekly_figures import Week, of_cells
from dashboard.briefing.weekly_sizes import Size
from dashboard.briefing.weekly_topics import name
from dashboard.briefing.wording import Data
from dashboard.parts.card_cells import words
from dashboard.parts.rows import in_order
from dashboard.sentences.words import listed, quoted
from data.answers import Breakdown, CellRow

TOPICS = 2


def cells(week: Week, least: int, most: int) -> list[Data]:
    """The first cells that the small-cell rule lets out; `map` names the drawing."""
    view = week.figures.view
    shown = [pair for pair in zip(week.cells.rows, week.inside, strict=True) if pair[0].count >= least][:most]
    return [
        {
            "number": str(number),
            "place": words(row, view),
            "value": _value(row, week),
            "topics": _topics(inside, week, least),
            "map": f"near-{number}",
            "map-words": view.texts("weekly.cell_words", place=words(row, view)),
        }
        for number, (row, inside) in enumerate(shown, 1)
    ]


def drawings(week: Week, maps: Maps, shown: int, size: Size) -> dict[str, str]:
    """The small maps by name."""
    drawn = maps.near(of_cells(week.figures.filters), [row.cell for row in week.cells.rows[:shown]], week.cells.res, size)
    return {f"near-{number}": drawing for number, drawing in enumerate(drawn, 1)}


def _value(row: CellRow, week: Week) -> str:
    texts, filters = week.figures.view.texts, of_cells(week.figures.filters)
    if filters.metric == "count":
        return texts.count(filters.unit, row.value)
    return f"{texts.value(filters.metric, row.value)} {texts('metric.short.' + filters.metric)}"


def _topics(inside: Breakdown, week: Week, least: int) -> str:
    """The topics that most of its appeals are about."""
    texts = week.figures.view.texts
    rows = [row for row in inside.rows if row.parent is not None and row.count >= max(least, 1)]
    first = in_order(tuple(rows))[:TOPICS]
    told = [row for row in first if row.count > 1] or first[:1]
    named = [texts("sentence.marked", name=quoted(texts, name(week, row)), mark=texts.number(row.count)) for row in told]
    return listed(texts, named)
