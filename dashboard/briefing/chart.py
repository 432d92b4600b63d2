"""The trend as a small SVG for print: usual band and line, the values, what is above usual, events, days in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

from dashboard.briefing import chart_events
from dashboard.figures import bins
from dashboard.figures import trend as trend_figure
from dashboard.texts import Texts
from data.answers import Bin, Trend

WIDTH, HEIGHT = 720.0, 150.0
_FRACTIONS = frozenset({"per1000", "answer_days", "rating"})
_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 10.0, 8.0, 16.0
INK = "#16213a"
_MUTED, _BAND, _GRID, _HIGH = "#5a6884", "#dde4f1", "#e3e8f1", "#b3400b"


def svg(trend: Trend, metric: str, texts: Texts, size: tuple[float, float] = (WIDTH, HEIGHT), events: bool = False) -> str:
    """The drawing; black-and-white safe: the values are a solid line, the usual a dashed one, the high ones are ringed.

    With `events` those of its days stand above it, each kind a sign of its own.
    """
    rows = trend.rows
    low, top = _span(rows)
    plot = size[0] - _LEFT - _RIGHT
    flags = chart_events.flags(trend, texts, plot) if events else []
    place = _Place(len(rows), (low * 1.08, top * 1.08), size, chart_events.height(flags))
    days = place.x(1) - place.x(0) if len(rows) > 1 else plot
    parts = [
        *chart_events.drawn(flags, trend, (_LEFT, _TOP, plot, size[1] - _BOTTOM), days),
        *_grid(place, (low, top), metric, texts),
        _band(rows, place),
        _line([row.usual for row in rows], place, f'stroke="{_MUTED}" stroke-width="1" stroke-dasharray="3 2.4"'),
        *_values(trend, place),
        *(_ring(row, rows, place) for row in trend_figure.above_usual(trend, metric)),
        *_days(trend, place, texts),
    ]
    box = f'viewBox="0 0 {size[0]:g} {size[1]:g}" width="{size[0]:g}" height="{size[1]:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="Golos Text">{"".join(parts)}</svg>'


def _span(rows: Sequence[Bin]) -> tuple[float, float]:
    """From the least (0 unless something is below it: an excess may be) to the most."""
    known = [value for row in rows for value in (row.value, row.low, row.high, row.usual) if value]
    low, top = min([0.0, *known]), max([0.0, *known])
    return low, top if top > 0 or low < 0 else 1.0


class _Place:
    """From a step's number and a value to a point of the drawing."""

    def __init__(self, steps: int, span: tuple[float, float], size: tuple[float, float], above: float) -> None:
        self.size, self._low = size, span[0]
        self._wide = (size[0] - _LEFT - _RIGHT) / max(steps - 1, 1)
        self._high = (size[1] - _TOP - _BOTTOM - above) / (span[1] - span[0])

    def x(self, number: int) -> float:
        return _LEFT + number * self._wide

    def y(self, value: float) -> float:
        return self.size[1] - _BOTTOM - (value - self._low) * self._high

    def point(self, number: int, value: float) -> str:
        return f"{self.x(number):.1f} {self.y(value):.1f}"


def _grid(place: _Place, span: tuple[float, float], metric: str, texts: Texts) -> list[str]:
    """Zero, and two round steps to the farther side; as many to the nearer one as fit."""
    low, top = span
    lines, step = [], _round(max(top, -low) / 2)
    if metric not in _FRACTIONS:
        step = max(step, 1.0)
    for value in (one for one in (-2 * step, -step, 0.0, step, 2 * step) if low <= one <= top):
        y = place.y(value)
        lines.append(f'<path d="M{_LEFT:g} {y:.1f}H{place.size[0] - _RIGHT:g}" stroke="{_GRID}" stroke-width=".8"/>')
        lines.append(_text(_LEFT - 5, y + 3, texts.value(metric, value) if value else "0", "end"))
    return lines


def _round(value: float) -> float:
    """The nearest of 1, 2, 2.5, 5 and 10 times a power of ten that is not above the value."""
    power = 10.0 ** math.floor(math.log10(value))
    return power * max(digit for digit in (1.0, 2.0, 2.5, 5.0) if digit * power <= value)


def _band(rows: Sequence[Bin], place: _Place) -> str:
    known = [(at, row) for at, row in enumerate(rows) if row.low is not None and row.high is not None]
    if not known:
        return ""
    upper = [place.point(at, row.high or 0.0) for at, row in known]
    lower = [place.point(at, row.low or 0.0) for at, row in reversed(known)]
    return f'<path d="M{"L".join([*upper, *lower])}Z" fill="{_BAND}"/>'


def _line(values: Sequence[float | None], place: _Place, style: str) -> str:
    """One path, broken where a value is missing."""
    path, pen = [], "M"
    for at, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        path.append(f"{pen}{place.point(at, value)}")
        pen = "L"
    return f'<path d="{"".join(path)}" fill="none" {style}/>' if path else ""


def _values(trend: Trend, place: _Place) -> list[str]:
    """The whole steps as a solid line; to one that the window cuts a dotted one, and a hollow point."""
    whole, cut = bins.wholes(trend), trend_figure.cut(trend)
    values = [row.value for row in trend.rows]
    solid = [value if whole.start <= at < whole.stop else None for at, value in enumerate(values)]
    parts = [_line(solid, place, f'stroke="{INK}" stroke-width="1.7" stroke-linejoin="round"')]
    for at in cut:
        beside = [value if abs(number - at) <= 1 else None for number, value in enumerate(values)]
        parts.append(_line(beside, place, f'stroke="{_MUTED}" stroke-width="1.2" stroke-dasharray="1.2 2.2"'))
        x, y = place.point(at, values[at] or 0.0).split()
        parts.append(f'<circle cx="{x}" cy="{y}" r="2.2" fill="#fff" stroke="{_MUTED}" stroke-width="1.2"/>')
    return parts


def _ring(row: Bin, rows: Sequence[Bin], place: _Place) -> str:
    x, y = place.point(rows.index(row), row.value or 0.0).split()
    return f'<circle cx="{x}" cy="{y}" r="2.6" fill="#fff" stroke="{_HIGH}" stroke-width="1.6"/>'


def _days(trend: Trend, place: _Place, texts: Texts) -> list[str]:
    """The names that the screen's chart has too."""
    starts = [bins.start_of(row.at, trend.step) for row in trend.rows]
    named = zip(*bins.ticks(trend, texts), strict=True)
    return [_day(place.x(starts.index(at)), name.replace("<br>", " "), place.size) for at, name in named]


def _day(x: float, name: str, size: tuple[float, float]) -> str:
    anchor = "end" if x > size[0] - 40 else "start" if x < 50 else "middle"
    return _text(x, size[1] - 4, name, anchor)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="8.5" fill="{_MUTED}">{escape(text)}</text>'
