"""The scene of today: the number since midnight against the usual by this hour, and the day by hours."""

from __future__ import annotations

from typing import Any

from dashboard.figures import bins
from dashboard.figures.change import Change, from_usual, usual_range
from dashboard.figures.trend import above_usual
from dashboard.parts import html
from dashboard.sentences.words import SMALL
from dashboard.state import View
from dashboard.texts import Texts
from dashboard.wall.chart import HEADROOM, TALL, WIDE, drawing, path
from dashboard.wall.pieces import difference, frame, nothing
from data.answers import Bin, Row, Trend

HOURS = 24
EVERY_HOURS = 3
LEVELS = 4
"""At most so many lines lie across the columns."""
_STEPS = [digit * 10**power for power in range(7) for digit in (1, 2, 5)]


def render(day: Trend, hours: Trend, week_ago: Trend, sentence: str, view: View) -> html.Section:
    """`day`: one step since midnight; `hours`: today so far; `week_ago`: all hours of the same weekday, for what is to come."""
    if not day.rows:
        return frame("usual", sentence, [nothing(view.texts("trend.empty"))], view)
    body = [_number(day.rows[-1], view, day), _columns(hours, week_ago, view)]
    return frame("usual", sentence, body, view, view.texts("wall.today_sub"))


def _number(today: Bin, view: View, day: Trend) -> html.Div:
    texts = view.texts
    clock = f"{day.asof:%H:%M}"
    parts: list[Any] = [
        html.Div(texts("wall.since_midnight", clock=clock), className="wall-label"),
        html.Div(texts.number(today.value or 0), className="wall-huge"),
    ]
    change = _change(today)
    if change is None or today.usual is None:
        return html.Div([*parts, html.Div(texts("wall.no_usual"), className="wall-against")], className="wall-number")
    low, high = map(texts.number, usual_range(today.usual, today.low, today.high))
    said = texts("wall.usual_by_now", usual=texts.number(today.usual), low=low, high=high)
    if max(today.usual, today.value or 0) < SMALL:
        lines = [html.Div(line, className="wall-against") for line in (texts("sentence.few_data"), said)]
        return html.Div([*parts, *lines], className="wall-number flat")
    tone = change.direction
    word = html.Span(texts("wall.within") if tone == "flat" else "", className="wall-within")
    jump = html.Div([difference(change, view), word], className="wall-jump")
    return html.Div([*parts, jump, html.Div(said, className="wall-against")], className=f"wall-number {tone}")


def _change(today: Bin) -> Change | None:
    row = Row(None, None, None, today.value, None, today.usual, today.low, today.high, int(today.value or 0))
    return from_usual(row, "count")


def _columns(hours: Trend, week_ago: Trend, view: View) -> html.Div:
    """A column an hour before the usual band of the hour; hours to come have their band alone."""
    past = {row.at.hour: row for row in hours.rows}
    expected = {row.at.hour: row for row in week_ago.rows} | {
        row.at.hour: row for row in hours.rows[bins.wholes(hours)]
    }
    known = [value for row in [*past.values(), *expected.values()] for value in (row.value, row.high) if value]
    top = max([1.0, *(value for value in known)]) * HEADROOM
    above = {row.at.hour for row in above_usual(hours, "count")}
    whole = {row.at.hour for row in hours.rows[bins.wholes(hours)]}
    kinds = [_kind(hour, past, whole, above) for hour in range(HOURS)]
    columns = [_column(hour, past.get(hour), top, kind) for hour, kind in enumerate(kinds)]
    signs = {*kinds, *(["band"] if any(row.high is not None for row in expected.values()) else [])}
    drawn = [_band(expected, top), *_levels(top, view.texts), html.Div(columns, className="wall-hours")]
    plot = html.Div(drawn, className="wall-plot")
    return html.Div([plot, _axis(), _legend(signs, view)], className="wall-day")


def _kind(hour: int, past: dict[int, Bin], whole: set[int], above: set[int]) -> str:
    if hour not in past:
        return "future"
    if hour not in whole:
        return "partial"
    return "high" if hour in above else "plain"


def _column(hour: int, row: Bin | None, top: float, kind: str) -> html.Div:
    share = 0.0 if row is None or not row.value else row.value / top * 100
    return html.Div(html.I(style={"height": f"{share:.2f}%"}), className=f"hour {kind}")


def _band(expected: dict[int, Bin], top: float) -> Any:
    """The band and the usual as steps: level within an hour."""
    rows = [(hour, row) for hour, row in sorted(expected.items()) if row.high is not None and row.usual is not None]
    stride = WIDE / HOURS

    def steps(get: Any) -> list[tuple[float, float]]:
        return [
            (round(at * stride, 2), round(TALL - get(row) / top * TALL, 2))
            for hour, row in rows
            for at in (hour, hour + 1)
        ]

    if not rows:
        return drawing([])
    high, low = steps(lambda row: row.high), steps(lambda row: row.low or 0.0)
    return drawing(
        [path("band", [*high, *reversed(low)], closed=True), path("usual", steps(lambda row: row.usual))]
    )


def _levels(top: float, texts: Texts) -> list[html.Div]:
    """Two or three round numbers of appeals, each with a line to read the columns by."""
    step = next((each for each in _STEPS if top / each <= LEVELS), _STEPS[-1])
    return [
        html.Div(html.Span(texts.number(level)), className="wall-level", style={"bottom": f"{level / top * 100:.2f}%"})
        for level in range(step, int(top) + 1, step)
    ]


def _axis() -> html.Div:
    marks = [
        html.Span(f"{hour:02d}", style={"left": f"{hour / HOURS * 100:.3f}%"}) for hour in range(0, HOURS + 1, EVERY_HOURS)
    ]
    return html.Div(marks, className="wall-axis hours")


def _legend(signs: set[str], view: View) -> html.Div:
    """Signs and words, only of what is drawn."""
    items = [
        html.Span([html.I(className=f"sign {name}"), view.texts("wall.legend." + name)])
        for name in ("plain", "high", "partial", "band")
        if name in signs
    ]
    return html.Div(items, className="wall-legend")
