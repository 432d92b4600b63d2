"""Answer times of a card: the middle and the slow tenth, beyond the term, the whole distribution, the overdue by age."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.parts import html
from dashboard.parts.common import bar, heading, note
from dashboard.state import View
from dashboard.texts.durations import days_long
from data.answers import AnswerTimes, Share


def render(found: AnswerTimes, whole: AnswerTimes, view: View) -> list[Any]:
    """`whole` are the times of everyone the card is compared with."""
    texts = view.texts
    head = heading(texts("cards.answers"), texts.count("cards.answered", found.answered))
    if not found.answered and not found.overdue:
        return [head, note(texts("cards.answers_none"))]
    figures = html.Div(
        [
            _figure("median", found.median, whole.median, view),
            _figure("p90", found.p90, whole.p90, view),
            _late(found, whole, view),
        ],
        className="figures",
    )
    parts: list[Any] = [head, figures]
    if found.answered:
        parts += [html.H3(texts("cards.days_title")), _bins(found.days, found.answered, "days", view)]
    if found.overdue:
        title = texts.count("cards.tail_title", found.overdue)
        parts += [html.H3(title), _bins(found.tail, found.overdue, "tail", view)]
    return [parts[0], html.Div(parts[1:], className="card-body")]


def _figure(name: str, value: float | None, other: float | None, view: View) -> html.Div:
    texts = view.texts
    said = days_long(value, texts) if value is not None else texts("kpi.no_value")
    beside = texts("cards.whole", value=days_long(other, texts)) if other is not None else ""
    return _stack(texts("cards." + name), said, beside, texts("cards." + name + "_hint"))


def _late(found: AnswerTimes, whole: AnswerTimes, view: View) -> html.Div:
    texts = view.texts
    said = texts.percent(found.late / found.termed, 1) if found.termed else texts("kpi.no_value")
    beside = texts("cards.whole", value=texts.percent(whole.late / whole.termed, 1)) if whole.termed else ""
    return _stack(texts("cards.late"), said, beside, texts("cards.late_hint"))


def _stack(label: str, value: str, beside: str, hint: str) -> html.Div:
    lines = [html.Span(label, className="sub"), html.B(value), html.Span(beside, className="sub")]
    return html.Div(lines, className="figure", title=hint)


def _bins(bins: Sequence[Share], total: int, kind: str, view: View) -> html.Ol:
    """Every bin from zero to scale, with its share; steps differ in width, so each has its words and not an axis."""
    most = max(one.count for one in bins)
    lows = [None, *(one.edge for one in bins[:-1])]
    items = []
    for low, one in zip(lows, bins, strict=True):
        share = view.texts.percent(one.count / total, 1 if 0 < one.count / total < 0.01 else 0)
        cells = [
            html.Span(called(low, one.edge, view), className="name"),
            bar(one.count or None, None, (0.0, float(most)), "topic" if kind == "days" else "late"),
            html.Span(view.texts.number(one.count), className="value"),
            html.Span(share, className="share"),
        ]
        items.append(html.Li(cells, className="part"))
    return html.Ol(items, className=f"parts {kind}")


def called(low: float | None, high: float | None, view: View) -> str:
    """«до 1 дня», «3–5 дней», «дольше 30 дней»."""
    texts = view.texts
    if low is None:
        return texts.count("cards.up_to", high or 0)
    if high is None:
        return texts.count("cards.longer", low)
    return texts("cards.between", low=texts.number(low), high=texts.count("days", high))
