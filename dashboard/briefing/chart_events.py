"""The events of a printed trend: bands over their days, and above them a sign for each kind with as many words as fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from dashboard.figures import notes
from dashboard.figures.notes import Flag
from dashboard.texts import Texts
from data.answers import Trend

INK, FAINT = "#3c4a68", "#7d89a3"
_LANE, _SIGN, _LETTERS = 11.0, 5.4, 8.5
_SCALE = 0.74
"""The letters of print are so much smaller than those that the screen's labels are laid out for."""

_SIGNS = {
    "campaign": "M0-3L3 2.4H-3Z",
    "outage": "M-2.4-2.4L2.4 2.4M2.4-2.4L-2.4 2.4",
    "weather": "M0-3.2L2.8 0L0 3.2L-2.8 0Z",
    "holiday": "M0-3L.9-1H3L1.3.4L1.9 2.6L0 1.3L-1.9 2.6L-1.3.4L-3-1H-.9Z",
    "other": "M-2.4 0A2.4 2.4 0 1 0 2.4 0A2.4 2.4 0 1 0-2.4 0Z",
}
Box = tuple[float, float, float, float]
"""Left, top, width of the plot, and where its ground lies."""


def flags(trend: Trend, texts: Texts, plot: float) -> list[Flag]:
    """The signs, with the places and labels that the screen gives them in so much room; public holidays have no words."""
    if not trend.notes or not trend.rows:
        return []
    found = notes.flags(trend, texts, plot / _SCALE)
    return [replace(one, px=one.px * _SCALE) for one in found]


def height(found: Sequence[Flag]) -> float:
    """What the lanes of signs take above the plot."""
    return _LANE * (1 + max(one.lane for one in found)) if found else 0.0


def drawn(found: Sequence[Flag], trend: Trend, box: Box, step: float) -> list[str]:
    """SVG of bands, signs and labels."""
    left, top, plot, ground = box
    parts = []
    days = max(1.0, (trend.rows[-1].at - trend.rows[0].at).days) if trend.rows else 1.0
    for one in found:
        lane = top + _LANE * one.lane + 2
        x = left + one.px
        long = max((one.note.until - one.note.since).days + 1, 1) * plot / days if trend.step == "day" else step
        first = max(x - step / 2, left) if trend.step == "day" else x
        wide = min(long, left + plot - first)
        colour = FAINT if one.note.shipped else INK
        parts.append(
            f'<rect x="{first:.1f}" y="{top + height(found):.1f}" width="{max(wide, 1):.1f}"'
            f' height="{ground - top - height(found):.1f}" fill="{colour}" fill-opacity=".07"/>'
        )
        parts.append(_sign(one, (x, lane), colour))
    return parts


def _sign(one: Flag, at: tuple[float, float], colour: str) -> str:
    x, y = at
    filled = "none" if one.note.kind == "outage" else colour
    sign = (
        f'<path transform="translate({x:.1f} {y:.1f})" d="{_SIGNS[one.note.kind]}" fill="{filled}"'
        f' stroke="{colour}" stroke-width="{1.2 if filled == "none" else 0}"/>'
    )
    if not one.label:
        return sign
    anchor, off = ("end", -_SIGN) if one.left else ("start", _SIGN)
    place = f'x="{x + off:.1f}" y="{y + 3:.1f}" text-anchor="{anchor}" font-size="{_LETTERS}"'
    return sign + f'<text {place} fill="{colour}">{escape(one.label)}</text>'
