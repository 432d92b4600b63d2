"""Districts in a funnel as an SVG for print: bands of chance, signs told apart without colour, names of what stands out."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dashboard.briefing.chart import INK
from dashboard.figures.funnel import Funnel, Judged
from dashboard.figures.mapframe import Box
from dashboard.figures.mapnames import LETTER
from dashboard.figures.svgtag import tag, text
from dashboard.texts import Texts

_MUTED, _GRID, _OUTER, _INNER = "#5a6884", "#e3e8f1", "#e9eef6", "#d3dcea"
_HIGH, _LOW = "#b3400b", "#0b5f8a"
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 12.0, 8.0, 30.0
_LETTERS = 10.0
_TICKS = tuple(mantissa * 10**power for power in range(8) for mantissa in (1, 2, 5))
_RATIOS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
_NAMED = 14


@dataclass(frozen=True, slots=True)
class Words:
    """Names by code, whose names stand in any case, whether rates (else multiples of the usual), and the language."""

    names: Mapping[str, str]
    chosen: Collection[str]
    rates: bool
    texts: Texts


def svg(found: Funnel, words: Words, size: tuple[float, float]) -> str:
    """The drawing so many points wide and high."""
    place = _Place(found, size)
    dots = sorted(found.points, key=lambda one: abs(one.z))
    parts = [
        place.band("low998", "high998", _OUTER),
        place.band("low95", "high95", _INNER),
        *_ticks(found, place, words),
        *(_dot(one, place, one.code in words.chosen) for one in dots),
        *_names(dots[::-1], place, words),
    ]
    wide, high = size
    sides = {"width": wide, "height": high, "viewBox": f"0 0 {wide:g} {high:g}"}
    return tag("svg", *parts, xmlns="http://www.w3.org/2000/svg", **sides, font_family="Golos Text")


class _Place:
    """From a size (by logarithm) and a ratio to a point of the drawing."""

    def __init__(self, found: Funnel, size: tuple[float, float]) -> None:
        self.wide, self.high = size
        self.curve = found.curve
        self.first, self.last = math.log(found.curve[0].size), math.log(found.curve[-1].size)
        highest = max(one.ratio for one in found.points)
        self.top = max(highest * 1.1, min(found.curve[len(found.curve) // 3].high998, highest * 1.6), 1.3)

    def x(self, size: float) -> float:
        return _LEFT + (self.wide - _LEFT - _RIGHT) * (math.log(size) - self.first) / ((self.last - self.first) or 1.0)

    def y(self, ratio: float) -> float:
        return self.high - _BOTTOM - (self.high - _TOP - _BOTTOM) * min(max(ratio, 0.0), self.top) / self.top

    def holds(self, box: Box) -> bool:
        """Whether a box lies within the axes."""
        return box[0] > _LEFT and box[2] < self.wide - 2 and box[1] > 0

    def band(self, low: str, high: str, colour: str) -> str:
        there = [f"{self.x(one.size):.1f} {self.y(getattr(one, high)):.1f}" for one in self.curve]
        back = [f"{self.x(one.size):.1f} {self.y(getattr(one, low)):.1f}" for one in reversed(self.curve)]
        return tag("path", d=f"M{'L'.join([*there, *back])}Z", fill=colour)


def _ticks(found: Funnel, place: _Place, words: Words) -> list[str]:
    """The mean and multiples of it across, sizes along, both axes in words."""
    mean = sum(one.expected for one in found.points) / sum(one.size for one in found.points)
    parts, right, foot = [], place.wide - _RIGHT, place.high - _BOTTOM
    for ratio in (one for one in _RATIOS if one <= place.top and not (place.top > 3 and one in (0.5, 1.5))):
        y, is_mean = place.y(ratio), ratio == 1.0
        look = {"stroke": INK if is_mean else _GRID, "stroke_width": 0.9 if is_mean else 0.6}
        parts.append(tag("path", d=f"M{_LEFT:g} {y:.1f}H{right:g}", fill="none", **look))
        parts.append(_text(_LEFT - 5, y + 3.5, _up(ratio, mean, words), "end"))
    parts.append(_text(_LEFT + 4, place.y(1.0) - 4, words.texts("weekly.funnel.mean"), "start"))
    before = 0.0
    for size in (one for one in _TICKS if found.curve[0].size <= one <= found.curve[-1].size):
        if (x := place.x(size)) - before > 34:
            said = _short(size, words.texts)
            near = x + len(said) * LETTER * _LETTERS / 2 > place.wide - 2  # it would run over the edge
            parts.append(_text(right if near else x, foot + 12, said, "end" if near else "middle"))
            before = x
    kind = "rate" if words.rates else "count"
    return [*parts, _text(right, place.high - 5, words.texts("weekly.funnel.along_" + kind), "end"),
            _text(_LEFT, place.high - 5, words.texts("weekly.funnel.up_" + kind), "start")]  # fmt: skip


def _up(ratio: float, mean: float, words: Words) -> str:
    """The rate at a multiple of the mean, or the multiple itself."""
    if not words.rates:
        return f"×{words.texts.number(ratio, 1 if ratio % 1 else 0)}"
    rate = ratio * mean * 1000
    return words.texts.number(rate, 1 if rate >= 1 else 2)


def _short(size: float, texts: Texts) -> str:
    if size >= 1_000_000:
        return texts("funnel.millions", n=texts.number(size / 1_000_000))
    return texts("funnel.thousands", n=texts.number(size / 1_000)) if size >= 1_000 else texts.number(size)


def _dot(one: Judged, place: _Place, chosen: bool) -> str:
    """A triangle up or down beyond the limits, hollow on their edge; a ring within; a small cross where there is too little."""
    x, y = place.x(one.size), place.y(one.ratio)
    ring = tag("circle", cx=x, cy=y, r=7.5, fill="none", stroke=INK, stroke_width=1.4) if chosen else ""
    if one.verdict == "little":
        d = f"M{x - 2:.1f} {y - 2:.1f}l4 4m0 -4l-4 4"
        return ring + tag("path", d=d, fill="none", stroke=_MUTED, stroke_width=0.9)
    if one.verdict == "within":
        return ring + tag("circle", cx=x, cy=y, r=2.6, fill="#ffffff", stroke=_MUTED, stroke_width=1.1)
    up, hollow = one.verdict.endswith("high"), one.verdict.startswith("rather")
    colour, off = (_HIGH, 3.6) if up else (_LOW, -3.6)
    d = f"M{x - 4.2:.1f} {y + off:.1f}h8.4L{x:.1f} {y - off:.1f}Z"
    return ring + tag("path", d=d, fill="#ffffff" if hollow else colour, stroke=colour, stroke_width=1.2)


def _names(dots: Sequence[Judged], place: _Place, words: Words) -> list[str]:
    """Names of the chosen, and of what lies beyond the limits wherever nothing is in the way, the furthest first."""
    named: list[Box] = []
    signs = [_box(place.x(one.size), place.y(one.ratio), 9.0, "middle") for one in dots if one.verdict != "little"]
    chosen = [one for one in dots if one.code in words.chosen]
    beyond = [one for one in dots if one.verdict in ("high", "low") and one not in chosen][:_NAMED]
    parts = []
    for one in [*chosen, *beyond]:
        spots = _spots(one, place, words)
        free = [spot for spot in spots if place.holds(spot[1]) and not any(_meet(spot[1], other) for other in [*named, *signs])]
        if free or one in chosen:
            said, box = (free or spots)[0]
            named.append(box)
            parts.append(said)
    return parts


def _spots(one: Judged, place: _Place, words: Words) -> list[tuple[str, Box]]:
    """The name of a district to its right, to its left, above and below, each with its box."""
    name, x, y = words.names.get(one.code, one.code), place.x(one.size), place.y(one.ratio)
    off, wide = 11 if one.code in words.chosen else 8, len(name) * LETTER * _LETTERS
    look = {"font_size": _LETTERS, "font_weight": 700 if one.code in words.chosen else 500, "fill": INK}
    edge = {"stroke": "#ffffff", "stroke_width": 2.4, "stroke_linejoin": "round", "paint_order": "stroke"}
    found = []
    for at_x, at_y, anchor in (
        (x + off, y + 3.5, "start"),
        (x - off, y + 3.5, "end"),
        (x, y - off, "middle"),
        (x, y + off + 6, "middle"),
    ):
        said = text(name, x=at_x, y=at_y, text_anchor=anchor, **look, **edge)
        found.append((said, _box(at_x, at_y - 3.5, wide, anchor)))
    return found


def _box(x: float, y: float, wide: float, anchor: str) -> Box:
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return left, y - 4.5, left + wide, y + 4.5


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _text(x: float, y: float, said: str, anchor: str) -> str:
    return text(said, x=x, y=y, font_size=9.4, fill=_MUTED, text_anchor=anchor)
