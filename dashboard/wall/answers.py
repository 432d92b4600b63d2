"""The scene of answers: how long they take, how late the overdue are and where, how they are marked, what comes back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from dashboard.parts import html
from dashboard.parts.common import bar, domain
from dashboard.parts.ranking import name_of
from dashboard.parts.rows import in_order
from dashboard.state import View
from dashboard.texts import Texts
from dashboard.wall.pieces import by_name, figure, frame, nothing
from data.answers import AnswerTimes, Breakdown, Kpi
from data.questions.answer_times import DAYS

TILES = ("overdue", "rating", "repeat")
DISTRICTS = 4
TAIL = (3.0, 7.0, 14.0, 30.0)
"""Upper edges of the days past the term that the scene tells apart."""


def render(
    kpis: tuple[Kpi, ...], times: AnswerTimes, late: Breakdown, sentence: str, view: View
) -> html.Section:
    """The mean large, all answers by their days beneath; beside it the tail of the overdue and where it is."""
    named = by_name(kpis)
    main = html.Div([_mean(named, times, view), _days(times, view)], className="wall-main")
    tiles = [
        figure(named[name], named.get("count"), view.texts("kpi." + name), view, said=False)
        for name in TILES
        if name in named and named[name].value is not None
    ]
    lists = html.Div([_tail(times, view), _late(late, view)], className="wall-lists")
    side = html.Div([html.Div(tiles, className="wall-tiles"), lists], className="wall-side")
    return frame("answers", sentence, [main, side], view, view.texts("wall.compared"))


def _mean(named: dict[str, Kpi], times: AnswerTimes, view: View) -> html.Div:
    """The mean, and beside it what it hides: the half and the slow tenth."""
    days, texts = named.get("answer_days"), view.texts
    if days is None or days.value is None:
        return nothing(texts("wall.no_answers"))
    parts = [figure(days, named.get("count"), texts("kpi.answer_days"), view, said=False)]
    if times.median is not None and times.p90 is not None:
        parts += [_spread("half", times.median, view), _spread("tenth", times.p90, view)]
    return html.Div(parts, className="wall-waits")


def _spread(name: str, days: float, view: View) -> html.Div:
    number = [view.texts.number(days, 1), html.Small(view.texts("kpi.days_unit"))]
    return html.Div(
        [
            html.Span(view.texts(f"wall.{name}"), className="wall-label"),
            html.Span(number, className="wall-figure"),
        ],
        className="wall-tile",
    )


def _days(times: AnswerTimes, view: View) -> html.Div:
    """Every answer by the days it took: no mean of a few recent ones that were quick because they are recent."""
    texts = view.texts
    title = html.Div(texts("wall.days_taken"), className="wall-label")
    most = max((share.count for share in times.days), default=0)
    if not most:
        return html.Div([title, nothing(texts("wall.no_answers"))], className="wall-course")
    columns = [
        html.Div(
            [
                html.Div([html.B(texts.number(share.count)), html.I(style={"height": f"{share.count / most * 82:.2f}%"})]),
                html.Span(_stretch(before, share.edge, texts)),
            ],
            className="day",
        )
        for before, share in zip([None, *(share.edge for share in times.days)], times.days, strict=False)
    ]
    foot = html.Div(texts("wall.days_axis"), className="wall-label")
    return html.Div([title, html.Div(columns, className="wall-days"), foot], className="wall-course")


def _stretch(low: float | None, high: float | None, texts: Texts) -> str:
    """«до 1», «3–5», «30+»: stretches are not equally long, so both ends are named."""
    if high is None:
        return f"{texts.number(DAYS[-1])}+"
    if low is None:
        return texts("wall.days_first", n=texts.number(high))
    return f"{texts.number(low)}–{texts.number(high)}"


def tail(times: AnswerTimes) -> list[tuple[str, int]]:
    """How many are past their term, by how many days: names of the stretches and numbers, all of them."""
    edges = [0.0, *TAIL, float("inf")]
    names = ["3", "7", "14", "30", "more"]
    counts = [
        sum(share.count for share in times.tail if low < (share.edge or float("inf")) <= high)
        for low, high in pairwise(edges)
    ]
    return list(zip(names, counts, strict=True))


def _tail(times: AnswerTimes, view: View) -> html.Div:
    rows = [(view.texts("wall.late." + name), float(count)) for name, count in tail(times)]
    return _bars(view.texts("wall.tail"), rows if times.overdue else [], view)


def _late(late: Breakdown, view: View) -> html.Div:
    found = [row for row in in_order(late.rows) if row.code is not None and row.value][:DISTRICTS]
    return _bars(view.texts("wall.late_where"), [(name_of(row, view), row.value or 0.0) for row in found], view)


def _bars(title: str, rows: list[tuple[str, float]], view: View) -> html.Div:
    """Named numbers with bars to one scale."""
    span = domain([value for _, value in rows])
    listing: list[Any] = [
        html.Div(
            [
                html.Span(name, className="name"),
                bar(value, None, span, "late"),
                html.Span(view.texts.number(value), className="value"),
            ],
            className="wall-row",
        )
        for name, value in rows
    ]
    head = html.Div(title, className="wall-label")
    return html.Div([head, *(listing or [nothing(view.texts("wall.none_late"))])], className="wall-rows")
