"""What explains a drawn map: the legend from the very limits and ramp that colour it, the scale bar, the credit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from dashboard.figures.mapcolours import Colours, colours
from dashboard.figures.mapframe import Box, Frame
from dashboard.figures.ramps import ramp
from dashboard.figures.svgtag import tag, text
from data.answers import Heat

if TYPE_CHECKING:
    from dashboard.figures.mapsvg import Look

_WIDE, _HIGH, _FEW_HIGH = 286.0, 74.0, 18.0
_LETTER = 6.7
"""Mean width of a letter of the title."""
_FOOT = (210.0, 46.0)
"""Width and height of the scale bar with the sources under it."""


@dataclass(frozen=True, slots=True)
class Key:
    """The words: what is counted, of which places, the limits as written, hatching, units of length, the sources."""

    title: str
    where: str
    limits: tuple[str, ...]
    few: str
    km: str
    metre: str
    credit: str


def size(words: Key, unit: float) -> tuple[float, float]:
    """Width and height of the legend."""
    wide = max(_WIDE, 28 + _LETTER * (len(words.title) + len(words.where) + 1))
    return wide * unit, (_HIGH + (_FEW_HIGH if words.few else 0)) * unit


def key(words: Key, heat: Heat, look: Look, box: Box) -> str:
    """The legend in its box."""
    of, unit = colours(look.theme), look.unit
    left, top, right, bottom = box
    pad, bar = 14 * unit, top + 32 * unit
    edge = {"stroke": of.border, "stroke_opacity": 0.3}
    sides = {"x": left, "y": top, "width": right - left, "height": bottom - top, "rx": 10 * unit}
    panel = tag("rect", **sides, fill=of.panel, fill_opacity=0.9, **edge)
    where = tag("tspan", escape(words.where), fill=of.village, font_size=11.5 * unit, font_weight=400)
    head = {"x": left + pad, "y": top + 21 * unit, "font_size": 12.5 * unit, "font_weight": 500, "fill": of.city}
    ramped = _ramp(ramp(heat.metric, look.theme), (left + pad, bar, right - pad, bar + 9 * unit))
    limits = _limits(words.limits, (left + pad, right - pad), bar + 26 * unit, of, unit)
    few = _few(words.few, left + pad, bar + 37 * unit, of, unit) if words.few else ""
    return panel + tag("text", f"{escape(words.title)} {where}", **head) + ramped + limits + few


def _limits(limits: tuple[str, ...], span: tuple[float, float], y: float, of: Colours, unit: float) -> str:
    """The limits under the ramp; every second one where all would not fit."""
    last, sparse = len(limits) - 1, _crowded(limits, (span[1] - span[0]) / unit)
    parts = []
    for at, limit in enumerate(limits):
        if sparse and at % 2:
            continue
        anchor = "start" if at == 0 else "end" if at == last else "middle"
        x = span[0] + (span[1] - span[0]) * at / last + (8 * unit if at == last else 0)
        parts.append(text(limit, x=x, y=y, font_size=10.5 * unit, fill=of.town, text_anchor=anchor))
    return "".join(parts)


def _crowded(limits: tuple[str, ...], wide: float) -> bool:
    """Whether any two neighbours would touch; the last one ends where the ramp does, a little beyond."""
    digit, gap = 6.2, 5.0
    room = wide / max(len(limits) - 1, 1) - gap
    pairs = [(len(one) + len(other)) / 2 * digit for one, other in pairwise(limits)]
    pairs[-1:] = [len(limits[-2]) / 2 * digit + len(limits[-1]) * digit - 8] if len(limits) > 1 else []
    return any(each > room for each in pairs)


def _few(words: str, x: float, y: float, of: Colours, unit: float) -> str:
    swatch = tag("rect", x=x, y=y, width=22 * unit, height=10 * unit, fill="url(#few)")
    return swatch + text(words, x=x + 30 * unit, y=y + 9 * unit, font_size=10.5 * unit, fill=of.town)


def _ramp(steps: tuple[str, ...], box: Box) -> str:
    stops = [tag("stop", offset=at / (len(steps) - 1), stop_color=colour) for at, colour in enumerate(steps)]
    left, top, right, bottom = box
    bar = {"x": left, "y": top, "width": right - left, "height": bottom - top, "rx": (bottom - top) / 2}
    return tag("defs", tag("linearGradient", *stops, id="ramp")) + tag("rect", **bar, fill="url(#ramp)")


def lifted(frame: Frame, wide: float) -> float:
    """What a legend so wide leaves free below it: where the scale bar and the sources do not fit beside it, their height."""
    beside = frame.width - wide - 2 * 14 * frame.unit
    return 0.0 if beside >= _FOOT[0] * frame.unit else _FOOT[1] * frame.unit


def foot(frame: Frame, legend: Box) -> Box:
    """Where the scale bar and the sources stand: names keep off it."""
    wide, high = (side * frame.unit for side in _FOOT)
    left = 0.0 if _is_left(frame, legend) else frame.width - wide
    return left, frame.height - high, left + wide, float(frame.height)


def _is_left(frame: Frame, legend: Box) -> bool:
    return legend[0] + legend[2] > frame.width and legend[3] > frame.height / 2


def scale_bar(frame: Frame, words: Key, of: Colours, legend: Box) -> str:
    """A round length under the map, and where the ground is from; on the side where the legend is not."""
    unit, km = frame.unit, frame.km_per_pixel()
    longest = km * 110 * unit
    power = 10.0 ** math.floor(math.log10(longest))
    length = next(part * power for part in (5, 3, 2, 1) if part * power <= longest)
    said = f"{length:g} {words.km}" if length >= 1 else f"{length * 1000:g} {words.metre}"
    on_left = _is_left(frame, legend)
    edge, y, end = 16 * unit, frame.height - 26 * unit, frame.height - 10 * unit
    x = edge if on_left else frame.width - edge - length / km
    bar = f"M{x:.1f} {y - 5 * unit:.1f}V{y:.1f}H{x + length / km:.1f}V{y - 5 * unit:.1f}"
    line = "".join(
        tag("path", d=bar, fill="none", stroke=colour, stroke_width=width * unit)
        for colour, width in ((of.halo, 4.2), (of.town, 1.4))
    )
    halo = {"stroke": of.halo, "stroke_width": 2.6 * unit, "stroke_linejoin": "round", "paint_order": "stroke"}
    named = text(said, x=x + 5 * unit, y=y - 4 * unit, font_size=10.5 * unit, fill=of.town, **halo)
    at = {"x": edge, "text_anchor": "start"} if on_left else {"x": frame.width - edge, "text_anchor": "end"}
    return line + named + (text(words.credit, y=end, font_size=9 * unit, fill=of.abroad, **at) if words.credit else "")
