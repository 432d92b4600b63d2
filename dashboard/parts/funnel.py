"""Districts in a funnel: each a link, over the bands that chance alone explains; and the marks the list takes from it."""

from __future__ import annotations

import math
from typing import Any

from dashboard.figures.funnel import Funnel, Judged, Observed, funnel
from dashboard.parts import html
from dashboard.parts.common import note
from dashboard.state import View
from data.answers import Row

RATES, COUNTS = ("per1000",), ("count", "overdue", "repeat", "excess")
TICKS_X = tuple(mantissa * 10**power for power in range(8) for mantissa in (1, 3))
HIGH_ROOM = 1.12


def judge(rows: tuple[Row, ...], view: View, least: float) -> Funnel | None:
    """The funnel of a ranking; None for a metric that has none, or where nothing is known to compare with.

    Rates are held against the mean rate by residents; numbers against what is usual for each district.
    """
    metric = view.filters.metric
    if metric in RATES:
        return _of_rates(rows, view, least)
    if metric not in COUNTS:
        return None
    found = [one for row in rows if (one := _against_usual(row, metric)) is not None]
    return funnel(found, least) if found else None


def _of_rates(rows: tuple[Row, ...], view: View, least: float) -> Funnel | None:
    found = []
    for row in rows:
        known = view.district(row.code or "")
        people = known.population if known is not None else None
        if row.code is not None and people and row.value is not None:
            found.append((row.code, row.value * people / 1000, float(people)))
    residents, appeals = sum(people for _, _, people in found), sum(count for _, count, _ in found)
    if not residents or not appeals:
        return None
    mean = appeals / residents
    return funnel([Observed(code, count, mean * people, people) for code, count, people in found], least)


def _against_usual(row: Row, metric: str) -> Observed | None:
    if row.code is None or row.value is None or row.usual is None:
        return None
    count = float(row.count) if metric == "excess" else row.value
    usual = row.count - row.value if metric == "excess" else row.usual
    return Observed(row.code, count, usual, usual) if usual > 0 else None


def render(found: Funnel | None, names: dict[str, str], view: View) -> list[Any]:
    """The drawing: two bands, the mean, a dot a district, both axes in words."""
    texts = view.texts
    if found is None or not found.points:
        return [note(texts("funnel.none"))]
    frame = _Frame(found)
    drawn: list[Any] = [
        html.I(className="funnel-band outer", style={"clip-path": frame.band("low998", "high998")}),
        html.I(className="funnel-band inner", style={"clip-path": frame.band("low95", "high95")}),
        html.I(className="funnel-mean", style={"bottom": frame.up(1.0)}),
        *_ticks(found, frame, view),
        *(_dot(one, names, frame, view) for one in sorted(found.points, key=lambda one: abs(one.z))),
    ]
    plot = html.Div(drawn, className="funnel-plot", role="group", **{"aria-label": texts("funnel.label")})
    return [_legend(view), plot, html.P(texts("funnel.axis_" + _kind(view)), className="funnel-axis"), _method(found, view)]


def _kind(view: View) -> str:
    return "rate" if view.filters.metric in RATES else "count"


class _Frame:
    """Where sizes (by logarithm) and ratios lie, in percent of the drawing."""

    def __init__(self, found: Funnel) -> None:
        self.low, self.high = math.log(found.curve[0].size), math.log(found.curve[-1].size)
        highest = max(one.ratio for one in found.points)
        self.top = max(highest * HIGH_ROOM, min(found.curve[len(found.curve) // 3].high998, highest * 1.6), 1.3)
        self.curve = found.curve

    def along(self, size: float) -> float:
        return 100 * (math.log(size) - self.low) / ((self.high - self.low) or 1.0)

    def height(self, ratio: float) -> float:
        return 100 * min(max(ratio, 0.0), self.top) / self.top

    def up(self, ratio: float) -> str:
        return f"{self.height(ratio):.2f}%"

    def band(self, low: str, high: str) -> str:
        """The polygon between two limits."""
        there = [f"{self.along(one.size):.2f}% {100 - self.height(getattr(one, high)):.2f}%" for one in self.curve]
        back = [f"{self.along(one.size):.2f}% {100 - self.height(getattr(one, low)):.2f}%" for one in reversed(self.curve)]
        return f"polygon({', '.join(there + back)})"


def _ticks(found: Funnel, frame: _Frame, view: View) -> list[html.Span]:
    """Sizes below, and on the left the rate (or the multiple of the usual) at the mean and around it."""
    texts, first, last = view.texts, found.curve[0].size, found.curve[-1].size
    spans = [
        html.Span(_short(size, view), className="tick-x", style={"left": f"{frame.along(size):.2f}%"})
        for size in TICKS_X
        if first <= size <= last
    ]
    mean = sum(one.expected for one in found.points) / sum(one.size for one in found.points)
    for ratio in (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0):
        if ratio > frame.top or (frame.top > 3 and ratio in (0.5, 1.5)):
            continue
        said = texts.number(ratio * mean * 1000, 1) if _kind(view) == "rate" else f"×{texts.number(ratio, 1 if ratio % 1 else 0)}"
        spans.append(html.Span(said, className="tick-y", style={"bottom": frame.up(ratio)}))
    return spans


def _short(size: float, view: View) -> str:
    if size >= 1_000_000:
        return view.texts("funnel.millions", n=view.texts.number(size / 1_000_000))
    return view.texts("funnel.thousands", n=view.texts.number(size / 1_000)) if size >= 1_000 else view.texts.number(size)


def _dot(one: Judged, names: dict[str, str], frame: _Frame, view: View) -> html.A:
    name, on = names.get(one.code, one.code), one.code in view.filters.district
    shown = name if one.verdict in ("high", "low") or on else None
    label = html.Span(shown, className="dot-name") if shown else None
    side = " left" if frame.along(one.size) > 70 else ""
    return html.A(
        label,
        href=view.href(district=None if on else one.code),
        className=f"spot-dot {one.verdict}{' on' if on else ''}{side}",
        style={"left": f"{frame.along(one.size):.2f}%", "bottom": frame.up(one.ratio)},
        title=hint(one, name, view),
        **{"data-go": "", "aria-label": hint(one, name, view)},
    )


def hint(one: Judged, name: str, view: View) -> str:
    """A district's whole story: observed, expected, and what that means."""
    texts = view.texts
    observed = texts.count("appeals", round(one.count))
    return texts("funnel.hint", name=name, observed=observed, expected=texts.number(one.expected, 0 if one.expected >= 10 else 1),
                 verdict=texts("funnel.is_" + one.verdict))


def _legend(view: View) -> html.Div:
    signs = tuple((f"spot-dot {name}", name) for name in ("high", "low", "rather_high", "within", "little"))
    items = [html.Span([html.I(className=f"sign {sign}"), view.texts("funnel.is_" + name)]) for sign, name in signs]
    return html.Div(items, className="trend-legend")


def _method(found: Funnel, view: View) -> html.P:
    """How the limits were made, and how much wider than chance the districts differ."""
    texts = view.texts
    wide = texts("funnel.wide", phi=texts.number(math.sqrt(found.phi), 1)) if found.phi > 1 else ""
    return html.P(texts("funnel.method") + wide, className="funnel-method")
