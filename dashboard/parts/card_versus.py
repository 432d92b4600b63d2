"""A card's figures beside those of everyone: the whole region for a district, all topics for a topic."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.figures.change import NOISE_SIGMAS, RATING_STEP, Change, not_chance, of_durations
from dashboard.parts import html
from dashboard.parts.common import bar, heading, mark, note
from dashboard.state import View
from dashboard.texts.durations import days_long
from data.answers import AnswerTimes, Kpi


@dataclass(frozen=True, slots=True)
class Side:
    """The figures of one side of the comparison."""

    kpis: Mapping[str, Kpi]
    times: AnswerTimes

    @classmethod
    def of(cls, kpis: tuple[Kpi, ...], times: AnswerTimes) -> Side:
        """From the answers to two questions."""
        return cls({kpi.name: kpi for kpi in kpis}, times)

    def value(self, name: str) -> float | None:
        """A headline figure; None where it is unknown."""
        kpi = self.kpis.get(name)
        return None if kpi is None else kpi.value


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of both sides and whether they differ by more than noise; `worse` is the direction that is bad."""

    name: str
    own: float
    other: float
    change: Change
    worse_up: bool = True


def lines(own: Side, other: Side, with_rate: bool) -> list[Line]:
    """The figures both sides have; a topic's rate per 1,000 residents beside that of all topics would say nothing."""
    found = [_rate(own, other) if with_rate else None, _times(own, other)]
    found += [
        _share("late", (own.times.late, own.times.termed), (other.times.late, other.times.termed)),
        _share("overdue_share", (own.times.overdue, own.times.total), (other.times.overdue, other.times.total)),
        _share("repeat_share", _repeats(own), _repeats(other)),
        _rating(own, other),
    ]
    return [line for line in found if line is not None]


def _repeats(side: Side) -> tuple[float, float]:
    return side.value("repeat") or 0.0, side.value("count") or 0.0


def _rate(own: Side, other: Side) -> Line | None:
    rate, mean, count = own.value("per1000"), other.value("per1000"), own.value("count")
    if rate is None or not mean or count is None:
        return None
    expected = count * mean / rate if rate else 0.0
    beyond = not_chance(count - expected, expected)
    return Line("per1000", rate, mean, Change(rate - mean, (rate - mean) / mean, beyond))


def _times(own: Side, other: Side) -> Line | None:
    if own.times.mean is None or not other.times.mean:
        return None
    change = of_durations(own.times.mean, other.times.mean, (own.times.answered, other.times.answered))
    return Line("mean", own.times.mean, other.times.mean, change)


def _share(name: str, own: tuple[float, float], other: tuple[float, float]) -> Line | None:
    """Two shares: noise is two standard errors of their difference, both taken at the share of everyone."""
    if not own[1] or not other[1]:
        return None
    share, mean = own[0] / own[1], other[0] / other[1]
    error = math.sqrt(mean * (1 - mean) * (1 / own[1] + 1 / other[1]))
    beyond = error > 0 and abs(share - mean) >= NOISE_SIGMAS * error
    return Line(name, share, mean, Change(share - mean, None, beyond))


def _rating(own: Side, other: Side) -> Line | None:
    mark_, mean = own.value("rating"), other.value("rating")
    if mark_ is None or mean is None:
        return None
    return Line("rating", mark_, mean, Change(mark_ - mean, None, abs(mark_ - mean) >= RATING_STEP), worse_up=False)


def render(found: list[Line], kind: str, view: View) -> list[Any]:
    """A row a figure: ours, a bar to scale with a tick at everyone's, theirs, and whether the difference is news."""
    texts = view.texts
    head = heading(texts("cards.versus_" + kind), texts("cards.versus_sub"))
    if not found:
        return [head, note(texts("cards.versus_none"))]
    rows = [_row(line, view) for line in found]
    legend = html.Div([html.Span([html.I(className="sign tick"), texts("cards.versus_tick_" + kind)])], className="trend-legend")
    return [head, legend, html.Div(rows, className="card-body versus")]


def _row(line: Line, view: View) -> html.Div:
    texts, top = view.texts, max(line.own, line.other) * 1.15
    span = (1.0, 5.0) if line.name == "rating" else (0.0, top or 1.0)
    beside = texts("cards.whole", value=said(line.name, line.other, view))
    word = "same" if not line.change.beyond else "higher" if line.change.difference > 0 else "lower"
    good = " good-up" if not line.worse_up else ""
    return html.Div(
        [
            html.Span(texts("cards.figure_" + line.name), className="name"),
            html.Span(mark(line.change, texts("cards.is_" + word)), className="verdict" + good),
            html.B(said(line.name, line.own, view), className="own"),
            bar(line.own, line.other, span, "topic"),
            html.Span(beside, className="sub"),
        ],
        className="versus-row",
    )


def said(name: str, value: float, view: View) -> str:
    if name == "mean":
        return days_long(value, view.texts)
    if name in ("per1000", "rating"):
        return view.texts.number(value, 2)
    return view.texts.percent(value, 1)
