"""A second selection on the trend of the first: its bins one by one over those of the first, from the start on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dashboard.figures import bins
from dashboard.figures.bins import Measure
from dashboard.figures.chart import Chart
from dashboard.texts import Texts
from data.answers import Trend

OTHER = "var(--set-b)"


def alone(trend: Trend) -> Trend:
    """The same without what is usual: two lines and a band are too much at once."""
    return replace(trend, rows=tuple(replace(row, usual=None, low=None, high=None) for row in trend.rows))


def add(drawn: Chart, trend: Trend, other: Trend, measure: Measure, texts: Texts) -> None:
    """A dashed line of the second set's whole bins; the hover names the day that each of them truly is of."""
    whole = bins.wholes(other)
    pairs = [
        (trend.rows[index].at, other.rows[index])
        for index in range(whole.start, min(whole.stop, len(trend.rows)))
    ]
    line: dict[str, Any] = {"width": 2.2, "color": OTHER, "dash": "dash"}
    drawn.add_scatter(
        x=[bins.start_of(at, trend.step).replace(tzinfo=None) for at, _ in pairs],
        y=[row.value for _, row in pairs],
        mode="lines",
        line=line,
        text=[said(row.at, row.value, other.step, measure, texts) for _, row in pairs],
        hovertemplate="%{text}<extra></extra>",
    )


def said(at: Any, value: float | None, step: str, measure: Measure, texts: Texts) -> str:
    """«Б: чт, 5 ноя — 340 обращений»"""
    return f"<b>{texts('versus.letter_b')}</b> {bins.called(texts, at, step)}<br>{measure.said(value, texts)}"
