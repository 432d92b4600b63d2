"""The events of a trend's days: bands in the drawing, signs above it, labels that never meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from dashboard.figures import bins
from dashboard.figures.chart import Chart
from dashboard.texts import Texts
from data.annotations import Annotation
from data.answers import Trend

SIGNS = {"campaign": "▲", "outage": "✕", "weather": "◆", "holiday": "★", "other": "●"}
"""A shape a kind, so that no kind is told by colour alone."""

EVENT, BAND, FAINT, FAINT_BAND = "var(--event)", "var(--event-band)", "var(--mut)", "var(--faint)"
LANES, LANE_PX, FIRST_PX = 2, 16, 5
PLOT_PX = 420.0
"""Width of the plot at the size of the letters that labels are laid out for: the desk's. A wider one has room to spare."""
CHAR_PX, SIGN_PX, GAP_PX = 6.6, 14.0, 8.0
LEAST_CHARS, MOST_CHARS = 6, 30


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign above the drawing, with the label that there is room for; `more` events share its place."""

    note: Annotation
    at: datetime
    px: float
    lane: int
    label: str = ""
    more: int = 0
    left: bool = False
    """Whether the label stands before the sign, where there is no room behind it."""


def add(drawn: Chart, trend: Trend, texts: Texts) -> int:
    """Draw the events of a trend; returns the pixels that the signs take above the plot."""
    if not trend.notes or not trend.rows:
        return 0
    placed = flags(trend, texts)
    for note in trend.notes:
        _add_band(drawn, trend, note)
    for flag in placed:
        drawn.add_annotation(**_sign(flag, texts))
    return LANE_PX * (1 + max(flag.lane for flag in placed))


def words(note: Annotation, texts: Texts) -> str:
    """What an event says; holidays are named by the catalogue."""
    return texts("event.holiday." + note.text) if note.shipped else note.text


def days(note: Annotation, texts: Texts) -> str:
    """«4 ноя», «1 ноя – 3 ноя»."""
    if note.since == note.until:
        return texts.day(note.since)
    return texts("period.span", since=texts.day(note.since), until=texts.day(note.until))


def line(note: Annotation, texts: Texts) -> str:
    """«◆ Гололёд, 4 ноя»"""
    return f"{SIGNS[note.kind]} {words(note, texts)}, {days(note, texts)}"


def touching(trend: Trend, at: datetime) -> list[Annotation]:
    """The events of the days of one bin."""
    first = bins.start_of(at, trend.step).date()
    last = (bins.end_of(at, trend.step) - timedelta(seconds=1)).date()
    return [note for note in trend.notes if note.since <= last and note.until >= first]


def flags(trend: Trend, texts: Texts, plot_px: float = PLOT_PX) -> list[Flag]:
    """The signs by place and lane, each with as much of its label as fits before the next one."""
    placed: list[Flag] = []
    for note in sorted(trend.notes, key=lambda each: (each.since, each.shipped)):
        at = max(_midnight(note.since), _start(trend))
        px = _px(trend, at, plot_px)
        lane = _lane(placed, px, texts)
        if lane is None:
            placed[-1] = replace(placed[-1], more=placed[-1].more + 1)
        else:
            placed.append(Flag(note, at, px, lane))
    labelled: list[Flag] = []
    for flag in placed:
        labelled.append(_labelled(flag, placed, labelled, texts, plot_px))
    return labelled


def _lane(placed: Sequence[Flag], px: float, texts: Texts) -> int | None:
    """The first lane whose label ends before this sign, else the one with most room; None where not even a sign fits."""
    best, room = None, SIGN_PX
    for lane in range(LANES):
        last = next((flag for flag in reversed(placed) if flag.lane == lane), None)
        if last is None or last.px + _wanted(last, texts) <= px:
            return lane
        if px - last.px >= room:
            best, room = lane, px - last.px
    return best


def _wanted(flag: Flag, texts: Texts) -> float:
    """Pixels that a sign would like to have; a holiday asks for none beside it."""
    chars = 0 if flag.note.shipped else min(len(words(flag.note, texts)), MOST_CHARS)
    return SIGN_PX + GAP_PX + chars * CHAR_PX


def _labelled(flag: Flag, placed: Sequence[Flag], before: Sequence[Flag], texts: Texts, plot_px: float) -> Flag:
    """With its words: whole, before the sign at the right edge, cut with dots, or none; a holiday's are never cut."""
    following = [other.px for other in placed if other.lane == flag.lane and other.px > flag.px]
    room = _chars(min(following, default=plot_px + GAP_PX) - flag.px)
    ends = [other.px + SIGN_PX + len(other.label) * CHAR_PX for other in before if other.lane == flag.lane]
    room_left = 0 if following else _chars(flag.px - max(ends, default=-GAP_PX))
    text = words(flag.note, texts)
    if flag.more:
        text = texts("event.merged", text=text, n=flag.more)
    if len(text) <= room or (room >= room_left and flag.note.shipped):
        return replace(flag, label=text if len(text) <= room else "")
    left = room_left > room
    label = _cut(text, max(room, room_left), whole=flag.note.shipped)
    return replace(flag, label=label, left=left and bool(label))


def _chars(px: float) -> int:
    """How many letters stand in so much room beside a sign, at most the most."""
    return max(0, min(MOST_CHARS, int((px - SIGN_PX - GAP_PX) / CHAR_PX)))


def _cut(text: str, room: int, *, whole: bool) -> str:
    if len(text) <= room:
        return text
    return "" if whole or room < LEAST_CHARS else text[: room - 1].rstrip() + "…"


def _sign(flag: Flag, texts: Texts) -> dict[str, Any]:
    sign, label = SIGNS[flag.note.kind], plain(flag.label)
    return {
        "x": flag.at,
        "y": 1,
        "yref": "paper",
        "text": (f"{label} {sign}" if flag.left else f"{sign} {label}").strip(),
        "hovertext": plain(line(flag.note, texts)),
        "showarrow": False,
        "xanchor": "right" if flag.left else "left",
        "yanchor": "bottom",
        "xshift": 6 if flag.left else -6,
        "yshift": FIRST_PX + LANE_PX * flag.lane - 2,
        "borderpad": 0,
        "font": {"color": FAINT if flag.note.shipped else EVENT, "size": 11.5},
    }


def plain(text: str) -> str:
    """Text that plotly takes for nothing but text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _add_band(drawn: Chart, trend: Trend, note: Annotation) -> None:
    """From the first day to the last, about the points that stand for them, and an edge above."""
    about = timedelta(hours=12) if trend.step == "day" else timedelta(0)
    first = max(_midnight(note.since) - about, _start(trend) - about)
    last = min(_midnight(note.until) + timedelta(days=1) - about, _end(trend))
    where = {"type": "rect", "x0": first, "x1": last, "yref": "paper", "layer": "below"}
    fill, edge = (FAINT_BAND, FAINT) if note.shipped else (BAND, EVENT)
    drawn.add_shape(**where, y0=0, y1=1, fillcolor=fill, line={"width": 0})
    if not note.shipped:
        drawn.add_shape(**where | {"type": "line"}, y0=1, y1=1, line={"width": 2, "color": edge})


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _start(trend: Trend) -> datetime:
    return bins.start_of(trend.rows[0].at, trend.step).replace(tzinfo=None)


def _end(trend: Trend) -> datetime:
    return bins.end_of(trend.rows[-1].at, trend.step).replace(tzinfo=None)


def _px(trend: Trend, at: datetime, plot_px: float) -> float:
    start, last = _start(trend), bins.start_of(trend.rows[-1].at, trend.step).replace(tzinfo=None)
    length = (last - start) or timedelta(hours=1)
    return plot_px * min(1.0, (at - start) / length)
