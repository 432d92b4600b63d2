"""The trend of a selection: value line, usual line and band, what is above it, and the bin that is not over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.texts import Texts
from data.answers import Bin, Trend

LINE, MUTED, BAND, GRID = "#eef3ff", "#7f95c3", "rgba(125,160,230,.17)", "rgba(140,165,215,.12)"
ALARM, GROUND, TEXT = "#ff9d4d", "#0f1729", "#93a5ca"
MAX_TICKS = 8
_STEP = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


def end_of(bin_: Bin, step: str) -> datetime:
    """The moment a bin ends."""
    if step != "month":
        return bin_.at + _STEP[step]
    return (bin_.at.replace(day=1) + timedelta(days=32)).replace(day=1)


def partial(trend: Trend) -> bool:
    """Whether the last bin ends after the moment the answer is as of."""
    return bool(trend.rows) and end_of(trend.rows[-1], trend.step) > trend.asof


def tick_text(texts: Texts, step: str, at: datetime, first: bool) -> str:
    """«21 ноя», «14:00» or «ноя 2026»; midnight among hours is named by its day."""
    if step == "hour":
        return texts.day(at) if at.hour == 0 or first else f"{at:%H:%M}"
    return texts.month(at) if step == "month" else texts.day(at)


def hover_text(texts: Texts, trend: Trend, row: Bin, metric: str, unfinished: bool) -> str:
    """Everything about one bin: when, the figure, what is usual, whether it is over."""
    when = {
        "hour": lambda: f"{texts.day(row.at)}, {row.at:%H:%M}–{end_of(row, 'hour'):%H:%M}",
        "day": lambda: texts.weekday_day(row.at),
        "week": lambda: texts("trend.hover_week", day=texts.day(row.at)),
        "month": lambda: texts.month(row.at),
    }[trend.step]()
    lines = [when, f"<b>{texts.value(metric, row.value)}</b> {texts('metric.short.' + metric)}"]
    if row.usual is not None:
        low, high = texts.value(metric, row.low), texts.value(metric, row.high)
        lines.append(texts("trend.hover_usual", usual=texts.value(metric, row.usual), low=low, high=high))
    if unfinished:
        lines.append(texts("trend.hover_partial"))
    return "<br>".join(lines)


def figure(trend: Trend, metric: str, texts: Texts) -> go.Figure:
    """The whole drawing. `customdata` of every point holds its first and last day, for a click."""
    unfinished = partial(trend)
    drawn = go.Figure(layout=_layout(trend, texts))
    _add_usual(drawn, trend.rows, texts)
    _add_values(drawn, trend, metric, texts, unfinished)
    _add_high(drawn, trend, texts, unfinished)
    if unfinished:
        _add_unfinished(drawn, trend, metric, texts)
    _add_last(drawn, trend, metric, texts, unfinished)
    return drawn


def _at(rows: Sequence[Bin]) -> list[datetime]:
    """Wall-clock moments of the region: plotly knows no zones."""
    return [row.at.replace(tzinfo=None) for row in rows]


def _column(rows: Sequence[Bin], get: Callable[[Bin], float | None]) -> list[float | None]:
    return [get(row) for row in rows]


def _add_usual(drawn: go.Figure, rows: Sequence[Bin], texts: Texts) -> None:
    if not any(row.usual is not None for row in rows):
        return
    x, quiet = _at(rows), {"mode": "lines", "hoverinfo": "skip"}
    drawn.add_scatter(x=x, y=_column(rows, lambda row: row.high), line={"width": 0}, showlegend=False, **quiet)
    drawn.add_scatter(
        x=x,
        y=_column(rows, lambda row: row.low),
        line={"width": 0},
        fill="tonexty",
        fillcolor=BAND,
        name=texts("trend.legend_band"),
        **quiet,
    )
    usual = _column(rows, lambda row: row.usual)
    drawn.add_scatter(x=x, y=usual, line={"width": 1.4, "color": MUTED, "dash": "dot"}, name=texts("trend.legend_usual"), **quiet)


def _days(trend: Trend, row: Bin) -> list[str]:
    last = end_of(row, trend.step) - timedelta(seconds=1)
    return [row.at.date().isoformat(), last.date().isoformat()]


def _add_values(drawn: go.Figure, trend: Trend, metric: str, texts: Texts, unfinished: bool) -> None:
    rows = trend.rows[:-1] if unfinished else trend.rows
    drawn.add_scatter(
        x=_at(rows),
        y=_column(rows, lambda row: row.value),
        mode="lines+markers" if len(rows) == 1 else "lines",
        line={"width": 2.4, "color": LINE, "shape": "linear"},
        marker={"size": 6, "color": LINE},
        name=texts("metric.short." + metric),
        customdata=[_days(trend, row) for row in rows],
        text=[hover_text(texts, trend, row, metric, False) for row in rows],
        hovertemplate="%{text}<extra></extra>",
    )


def _add_high(drawn: go.Figure, trend: Trend, texts: Texts, unfinished: bool) -> None:
    rows = trend.rows[:-1] if unfinished else trend.rows
    high = [row for row in rows if row.high is not None and row.value is not None and row.value > row.high]
    if high:
        drawn.add_scatter(
            x=_at(high),
            y=_column(high, lambda row: row.value),
            mode="markers",
            marker={"size": 9, "color": ALARM, "line": {"width": 2, "color": GROUND}},
            name=texts("trend.legend_high"),
            hoverinfo="skip",
        )


def _add_unfinished(drawn: go.Figure, trend: Trend, metric: str, texts: Texts) -> None:
    """The last bin hollow, on a dotted line, so that an unfinished day does not look like a fall."""
    tail, last = trend.rows[-2:], trend.rows[-1]
    drawn.add_scatter(
        x=_at(tail),
        y=_column(tail, lambda row: row.value),
        mode="lines",
        line={"width": 1.6, "color": LINE, "dash": "dot"},
        hoverinfo="skip",
        showlegend=False,
    )
    drawn.add_scatter(
        x=_at([last]),
        y=[last.value],
        mode="markers",
        marker={"size": 9, "color": GROUND, "line": {"width": 2, "color": LINE}},
        name=texts("trend.legend_partial"),
        customdata=[_days(trend, last)],
        text=[hover_text(texts, trend, last, metric, True)],
        hovertemplate="%{text}<extra></extra>",
    )


def _add_last(drawn: go.Figure, trend: Trend, metric: str, texts: Texts, unfinished: bool) -> None:
    """The newest finished figure written beside its point."""
    rows = trend.rows[:-1] if unfinished else trend.rows
    if not rows or rows[-1].value is None:
        return
    last = rows[-1]
    above = last.high is not None and last.value is not None and last.value > last.high
    drawn.add_annotation(
        x=_at([last])[0],
        y=last.value,
        text=f"<b>{texts.value(metric, last.value)}</b>",
        showarrow=False,
        xanchor="right" if unfinished else "left",
        yanchor="bottom",
        xshift=-4 if unfinished else 6,
        yshift=4,
        font={"color": ALARM if above else LINE, "size": 14},
    )


def _ticks(trend: Trend, texts: Texts) -> dict[str, Any]:
    """At most eight named ticks, counted back from the newest bin so that it always has one."""
    rows = trend.rows
    if trend.step == "hour":
        chosen = [row for row in rows if row.at.hour % 6 == 0]
    else:
        stride = max(1, -(-len(rows) // MAX_TICKS))
        chosen = list(rows[::-1][::stride])[::-1]
    labels = [tick_text(texts, trend.step, row.at, False) for row in chosen]
    if trend.step == "week" or trend.step == "day":
        labels = _with_years(texts, chosen, labels)
    return {"tickmode": "array", "tickvals": _at(chosen), "ticktext": labels}


def _with_years(texts: Texts, chosen: Sequence[Bin], labels: list[str]) -> list[str]:
    """The year is named where it changes."""
    named = list(labels)
    for index, (before, after) in enumerate(pairwise(chosen), start=1):
        if before.at.year != after.at.year:
            named[index] = texts.day(after.at, year=True)
    return named


def _layout(trend: Trend, texts: Texts) -> dict[str, Any]:
    axis = {"showgrid": False, "zeroline": False, "color": TEXT, "fixedrange": True, "tickfont": {"size": 12}}
    return {
        "template": None,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 44, "r": 44, "t": 8, "b": 26},
        "font": {"family": "Golos Text, sans-serif", "size": 12, "color": TEXT},
        "separators": ",\u202f" if texts.lang == "ru" else ".,",
        "xaxis": {**axis, **_ticks(trend, texts), "type": "date", "showline": False},
        "yaxis": {**axis, "showgrid": True, "gridcolor": GRID, "nticks": 5, "rangemode": "tozero", "tickformat": ",~r"},
        "hovermode": "x",
        "hoverdistance": 60,
        "hoverlabel": {"bgcolor": "#1a2540", "bordercolor": "#3a4f7d", "align": "left", "font": {"color": "#fff", "size": 13}},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "traceorder": "normal",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": 12, "color": TEXT},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "uirevision": "trend",
    }
