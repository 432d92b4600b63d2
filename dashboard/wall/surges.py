"""The scene of surges: the three districts furthest above their usual, each with its course and what drives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.parts import html
from dashboard.parts.kpis import DECIMALS
from dashboard.parts.ranking import name_of
from dashboard.sentences.standing import MEANS
from dashboard.sentences.standing import change as from_usual
from dashboard.state import View
from dashboard.wall.above import Standing, standings
from dashboard.wall.chart import chart
from dashboard.wall.pieces import compared, frame, nothing
from data.answers import Breakdown, Row, Trend

SHOWN = 3
DRIVERS = 3


@dataclass(frozen=True, slots=True)
class Surge:
    """A district shown: how it stands, its course, the topics in it, and whether it has only just risen."""

    standing: Standing
    trend: Trend
    topics: Breakdown
    is_new: bool = False


def chosen(districts: Breakdown, metric: str, focus: str | None) -> list[Standing]:
    """The three surest above, of those where anything came; the one that has just risen comes first."""
    found = [one for one in standings(districts.rows, metric) if one.is_above or one.row.count]
    first = [one for one in found if one.row.code == focus and one.is_above]
    return [*first, *(one for one in found if one not in first)][:SHOWN]


def render(
    surges: list[Surge], names: Mapping[str, str], sentence: str, view: View, came: bool = True
) -> html.Section:
    """A column a district; those within the usual are drawn calm and say so. `came`: whether there was any appeal."""
    if not surges:
        return frame("surges", sentence, [nothing(view.texts("wall.no_usual" if came else "ranking.empty"))], view)
    sub = view.texts("wall.surest") if any(each.standing.is_above for each in surges) else ""
    return frame("surges", sentence, [_column(each, names, view) for each in surges], view, sub)


def _column(surge: Surge, names: Mapping[str, str], view: View) -> html.Div:
    texts, metric, standing = view.texts, view.filters.metric, surge.standing
    row, above = standing.row, standing.is_above
    badge = [html.Span(texts("wall.risen"), className="wall-badge")] if surge.is_new and above else []
    drawn = chart(surge.trend, metric, texts)
    parts = [
        html.Div([html.B(name_of(row, view)), *badge], className="wall-name"),
        html.Div([compared(row, "to_usual", view)], className="wall-jump"),
        html.Div(_against(row, view), className="wall-against"),
        drawn if drawn is not None else nothing(texts("trend.empty")),
        _drivers(surge.topics, names, view),
    ]
    return html.Div(parts, className="wall-column" + (" above" if above else " calm"))


def _against(row: Row, view: View) -> list[html.B | str]:
    texts, metric = view.texts, view.filters.metric
    if metric == "excess":
        return [texts("wall.excess_of", total=texts.number(row.count))]
    value, usual = texts.value(metric, row.value), texts.value(metric, row.usual)
    return [html.B(value), " " + texts("wall.instead_of", usual=usual)]


def _drivers(topics: Breakdown, names: Mapping[str, str], view: View) -> html.Div:
    """The topics that grew most over their usual here: by so many appeals, or by how much a mean is higher."""
    metric = view.filters.metric
    decimals = DECIMALS.get(metric, 0) if metric in MEANS else 0
    changes = [(row, from_usual(row, metric)) for row in topics.rows if row.parent is not None]
    grown = [(row, change) for row, change in changes if change is not None and change.difference > 0]
    grown.sort(key=lambda pair: (not pair[1].beyond, -pair[1].difference, pair[0].code or ""))
    if not grown:
        return html.Div([nothing(view.texts("wall.no_driver"))], className="wall-drivers")
    lines = [
        html.Div(
            [
                html.B(view.texts.signed(change.difference, decimals)),
                html.Span(names.get(row.code or "", row.name or row.code or "")),
            ],
            className="wall-driver" + (" beyond" if change.beyond else ""),
        )
        for row, change in grown[:DRIVERS]
    ]
    return html.Div([html.Div(view.texts("wall.drivers"), className="wall-label"), *lines], className="wall-drivers")
