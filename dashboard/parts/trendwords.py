"""The trend in one sentence, for those who do not see the drawing."""

from __future__ import annotations

from dashboard.figures import bins
from dashboard.figures.trend import above_usual
from dashboard.state import View
from data.answers import Trend


def summary(trend: Trend, view: View) -> str:
    """What is drawn, over which days, between which values, the newest whole one, and how many are above usual."""
    texts, metric = view.texts, view.filters.metric
    known = [row for row in trend.rows[bins.wholes(trend)] or trend.rows if row.value is not None]
    name = texts("metric.short." + metric)
    if not known:
        return texts("trend.said_none", metric=name)
    values = [row.value or 0.0 for row in known]
    said = texts(
        "trend.said",
        metric=name,
        step=texts("trend.step_" + trend.step),
        first=bins.called(texts, known[0].at, trend.step),
        last=bins.called(texts, known[-1].at, trend.step),
        low=texts.value(metric, min(values)),
        high=texts.value(metric, max(values)),
        value=texts.value(metric, known[-1].value),
    )
    high = len(above_usual(trend, metric))
    return said[:1].upper() + said[1:] + (" " + texts.count("trend.said_high", high) if high else "")
