"""The trend of a selection: value line, usual line and band, what is above it, and the bins that are cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from dashboard.figures import beside, bins, notes
from dashboard.figures.bins import Measure
from dashboard.figures.change import ADDITIVE, not_chance
from dashboard.figures.chart import Chart
from dashboard.texts import Texts
from data.answers import Bin, Trend

LINE, MUTED, BAND, GRID = "var(--graph)", "var(--usual)", "var(--graph-band)", "var(--grid)"
ALARM, GROUND, TEXT, CUT = "var(--alarm)", "var(--card)", "var(--mut)", "var(--cut)"
"""Tokens of assets/css/10-base.css: assets/js/theme.js puts in the colours of the look that the page has."""

WHOLE: dict[str, Any] = {"marker": {"opacity": 1}}
"""Points outside a chosen stretch stay as they are."""


def figure(trend: Trend, measure: Measure, texts: Texts, other: Trend | None = None) -> Chart:
    """The whole drawing. `customdata` of every point holds its first and last day, for a click."""
    metric = measure.metric
    drawn = Chart(_layout(trend, metric, texts))
    drawn.layout["margin"]["t"] += notes.add(drawn, trend, texts)
    _add_usual(drawn, trend)
    _add_cut(drawn, trend)
    _add_values(drawn, trend, measure, texts)
    if other is not None:
        beside.add(drawn, trend, other, measure, texts)
    _add_high(drawn, trend, metric)
    _add_hollow(drawn, trend, measure, texts)
    _add_last(drawn, trend, metric, texts)
    return drawn


def above_usual(trend: Trend, metric: str) -> list[Bin]:
    """Whole bins above the usual band, and for counts by more than chance."""
    rows = trend.rows[bins.wholes(trend)]
    return [row for row in rows if _is_above(row, metric)]


def _is_above(row: Bin, metric: str) -> bool:
    if row.high is None or row.usual is None or row.value is None or row.value <= row.high:
        return False
    return metric not in ADDITIVE or not_chance(row.value - row.usual, row.usual)


def cut(trend: Trend) -> list[int]:
    """Indices of the bins that the window cuts: the first, the last, or neither."""
    ends = {0, len(trend.rows) - 1} if trend.rows else set()
    return [index for index in sorted(ends) if not bins.is_whole(trend, index)]


def _at(trend: Trend, rows: Sequence[Bin]) -> list[datetime]:
    """Wall-clock moments of the region: plotly knows no zones."""
    return [bins.start_of(row.at, trend.step).replace(tzinfo=None) for row in rows]


def _column(rows: Sequence[Bin], get: Callable[[Bin], float | None]) -> list[float | None]:
    return [get(row) for row in rows]


def _add_usual(drawn: Chart, trend: Trend) -> None:
    """Only over whole bins: what is usual for a few hours of a day would read as a fall to nothing."""
    rows = trend.rows[bins.wholes(trend)] or trend.rows
    if not any(row.usual is not None for row in rows):
        return
    x, quiet = _at(trend, rows), {"mode": "lines", "hoverinfo": "skip"}
    drawn.add_scatter(x=x, y=_column(rows, lambda row: row.high), line={"width": 0}, **quiet)
    low = _column(rows, lambda row: row.low)
    drawn.add_scatter(x=x, y=low, line={"width": 0}, fill="tonexty", fillcolor=BAND, **quiet)
    usual = _column(rows, lambda row: row.usual)
    drawn.add_scatter(x=x, y=usual, line={"width": 1.4, "color": MUTED, "dash": "dot"}, **quiet)


def _add_values(drawn: Chart, trend: Trend, measure: Measure, texts: Texts) -> None:
    whole = bins.wholes(trend)
    rows = trend.rows[whole]
    drawn.add_scatter(
        x=_at(trend, rows),
        y=_column(rows, lambda row: row.value),
        mode="lines+markers" if len(rows) == 1 else "lines",
        line={"width": 2.4, "color": LINE},
        marker={"size": 6, "color": LINE},
        customdata=[bins.days(trend, row) for row in rows],
        text=[_hover(texts, trend, index, measure) for index in range(whole.start, whole.stop)],
        hovertemplate="%{text}<extra></extra>",
    )


def _hover(texts: Texts, trend: Trend, index: int, measure: Measure) -> str:
    """All about a bin, and the events of its days."""
    events = (notes.plain(notes.line(note, texts)) for note in notes.touching(trend, trend.rows[index].at))
    return "<br>".join([bins.hover(texts, trend, index, measure), *events])


def _add_cut(drawn: Chart, trend: Trend) -> None:
    """Dotted ways to the cut bins, so that an unfinished day does not look like a fall."""
    last = len(trend.rows) - 1
    for index in cut(trend):
        if last == 0:
            return
        pair = trend.rows[:2] if index == 0 else trend.rows[-2:]
        drawn.add_scatter(
            x=_at(trend, pair),
            y=_column(pair, lambda row: row.value),
            mode="lines",
            line={"width": 1.5, "color": CUT, "dash": "dot"},
            hoverinfo="skip",
        )


def _add_hollow(drawn: Chart, trend: Trend, measure: Measure, texts: Texts) -> None:
    indices = cut(trend)
    if not indices:
        return
    rows = [trend.rows[index] for index in indices]
    drawn.add_scatter(
        x=_at(trend, rows),
        y=_column(rows, lambda row: row.value),
        mode="markers",
        marker={"size": 8, "color": GROUND, "line": {"width": 1.8, "color": CUT}},
        cliponaxis=False,  # a running step often stands at zero: its sign is drawn whole
        unselected=WHOLE,
        customdata=[bins.days(trend, row) for row in rows],
        text=[_hover(texts, trend, index, measure) for index in indices],
        hovertemplate="%{text}<extra></extra>",
    )


def _add_high(drawn: Chart, trend: Trend, metric: str) -> None:
    high = above_usual(trend, metric)
    if high:
        drawn.add_scatter(
            x=_at(trend, high),
            y=_column(high, lambda row: row.value),
            mode="markers",
            marker={"size": 9, "color": ALARM, "line": {"width": 2, "color": GROUND}},
            unselected=WHOLE,
            hoverinfo="skip",
        )


def _add_last(drawn: Chart, trend: Trend, metric: str, texts: Texts) -> None:
    """The newest whole figure: above its point, or below and to the left where the line comes down to it and there is room;
    to the right of it a running step goes on."""
    rows = trend.rows[bins.wholes(trend)]
    if not rows or rows[-1].value is None:
        return
    below = _falls(_column(rows, lambda row: row.value))
    drawn.add_annotation(
        x=_at(trend, rows)[-1],
        y=rows[-1].value,
        text=f"<b>{texts.value(metric, rows[-1].value)}</b>",
        showarrow=False,
        xanchor="right" if below else "center",
        yanchor="top" if below else "bottom",
        xshift=-2 if below else 0,
        yshift=-5 if below else 9,
        bgcolor="var(--veil)",
        borderpad=1,
        font={"color": ALARM if rows[-1] in above_usual(trend, metric) else LINE, "size": 14},
    )


def _falls(values: Sequence[float | None]) -> bool:
    """Whether the last value lies below the one before it, and a fifth of the way or more above zero."""
    known = [value for value in values if value is not None]
    return len(known) > 1 and max(known) / 5 < known[-1] < known[-2]


def _layout(trend: Trend, metric: str, texts: Texts) -> dict[str, Any]:
    axis = {"showgrid": False, "zeroline": False, "color": TEXT, "fixedrange": True, "tickfont": {"size": 12}}
    moments, names = bins.ticks(trend, texts)
    vals = [at.replace(tzinfo=None) for at in moments]
    named = {"tickmode": "array", "tickvals": vals, "ticktext": names, "tickangle": 0}
    foot = 40 if any("<br>" in name for name in names) else 26
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 46, "r": 26, "t": 18, "b": foot},
        "font": {"family": "Golos Text, sans-serif", "size": 12, "color": TEXT},
        "separators": ",\u202f" if texts.lang == "ru" else ".,",
        "xaxis": {**axis, **named, "type": "date"},
        "yaxis": {
            **axis,
            "showgrid": True,
            "gridcolor": GRID,
            "nticks": 5,
            "rangemode": "tozero",
            "tickformat": ",~r",
            "zeroline": metric == "excess",
            "zerolinecolor": MUTED,
        },
        "hovermode": "x",
        "hoverdistance": 60,
        "hoverlabel": {
            "bgcolor": "var(--hint)",
            "bordercolor": "var(--hint-line)",
            "align": "left",
            "font": {"color": "var(--strong)", "size": 13, "family": "Golos Text, sans-serif"},
        },
        "showlegend": False,
        "dragmode": "select",
        "selectdirection": "h",
        "newselection": {"line": {"color": MUTED, "width": 1, "dash": "solid"}},
        "activeselection": {"fillcolor": BAND, "opacity": 0.35},
        "uirevision": "trend",
    }
