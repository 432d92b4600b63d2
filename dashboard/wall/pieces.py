"""What scenes are made of: the frame with its sentence, headline figures, rows with bars."""

from __future__ import annotations

from typing import Any

from dashboard.figures.change import ADDITIVE, Change
from dashboard.parts import html
from dashboard.parts.common import bar, change_text, mark
from dashboard.parts.kpis import DECIMALS, GOOD_UP, change_of
from dashboard.parts.rows import deviation
from dashboard.sentences.words import SMALL
from dashboard.state import View
from data.answers import Kpi, Row

LONG = 150
"""A sentence of more letters is set smaller, in three lines."""
SHORT = 64
"""A sentence of fewer letters is set larger, in one line."""
WIDE_NAME = 15
"""A name of more letters is set smaller, in two lines: no name of a list is cut."""


def frame(scene: str, sentence: str, body: list[Any], view: View, sub: str = "") -> html.Section:
    """A scene: what it is about, one sentence that says what matters, and the picture."""
    size = " long" if len(sentence) > LONG else " short" if len(sentence) < SHORT else ""
    title = [html.B(view.texts(f"wall.scene.{scene}")), html.Span(sub)]
    head = html.Header(
        [html.Div(title, className="wall-kind"), html.P(sentence, className="wall-sentence" + size)],
        className="wall-say",
    )
    return html.Section(
        [head, html.Div(body, className="wall-body")], className=f"wall-scene scene-{scene}"
    )


def difference(change: Change | None, view: View) -> html.Span:
    """«+18 %» with its arrow; nothing where there is nothing to compare with."""
    return mark(change, change_text(view.texts, change) if change is not None else "")


def is_few(row: Row, kind: str, metric: str) -> bool:
    """Whether a row is told by too few appeals to be compared: the sentences say so by the same rule."""
    base = row.usual if kind == "to_usual" else row.previous
    return (max(row.value or 0.0, base or 0.0) if metric in ADDITIVE else row.count) < SMALL


def compared(row: Row, kind: str, view: View) -> html.Span:
    """How far a row deviates, or that there is too little to say."""
    change = deviation(row, kind, view.filters.metric)
    if change is not None and is_few(row, kind, view.filters.metric):
        return html.Span(view.texts("wall.few"), className="delta flat few")
    return difference(change, view)


def figure(kpi: Kpi, count: Kpi | None, label: str, view: View, *, said: bool = True) -> html.Div:
    """One headline figure with its change against the same days before; `said`: with the words what it is against."""
    texts, change = view.texts, change_of(kpi, count)
    number = "—" if kpi.value is None else texts.number(kpi.value, DECIMALS.get(kpi.name, 0))
    unit = html.Small(texts("kpi.days_unit")) if kpi.name == "answer_days" and kpi.value is not None else None
    moved = change if change is not None and (change.difference or change.share is not None) else None
    foot = [_change(kpi, moved, view), *([html.Span(texts("kpi.same_days"))] if said and moved else [])]
    tone = " good-up" if kpi.name in GOOD_UP else ""
    tone += " warn" if kpi.name == "overdue" and kpi.value else ""
    return html.Div(
        [
            html.Span(label, className="wall-label"),
            html.Span([number, *([unit] if unit else [])], className="wall-figure"),
            html.Span(foot, className="wall-foot"),
        ],
        className="wall-tile" + tone,
    )


def _change(kpi: Kpi, change: Change | None, view: View) -> html.Span:
    """In percent; marks by how much, since a percent of a mark says nothing."""
    if kpi.name == "rating" and change is not None:
        return mark(change, view.texts.signed(change.difference, 2))
    return difference(change, view)


def by_name(kpis: tuple[Kpi, ...]) -> dict[str, Kpi]:
    """The figures under their names."""
    return {kpi.name: kpi for kpi in kpis}


def listed(row: Row, name: str, span: tuple[float, float], kind: str, view: View) -> html.Div:
    """A district in a list: name, bar to scale with a tick at the usual, value, deviation."""
    metric = view.filters.metric
    cells = [
        html.Span(name, className="name" if len(name) <= WIDE_NAME else "name wide"),
        bar(row.value, row.usual if metric != "excess" else None, span, "heat"),
        html.Span(view.texts.value(metric, row.value), className="value"),
        compared(row, kind, view),
    ]
    return html.Div(cells, className="wall-row")


def nothing(text: str) -> html.Div:
    """Words where there is nothing to show."""
    return html.Div(text, className="wall-empty")
