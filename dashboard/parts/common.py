"""What every part is made of: links that carry the state, headings, change marks, bars."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.figures.change import Change
from dashboard.texts import Texts

Children = Any
"""What Dash takes as children: a component, a string, or a list of them."""


def link(children: Children, href: str, **props: Any) -> html.A:
    """A permalink that a plain click turns into a change of state without loading the page."""
    return html.A(children, href=href, **{"data-go": ""}, **props)


def heading(title: str, sub: Children = None, extra: Children = None) -> html.Header:
    """The head of a card: what it is, how to read it, and at most one thing to do."""
    return html.Header([html.H2(title), html.Span(sub, className="sub"), html.Span(extra, className="extra")])


def mark(change: Change | None, text: str, title: str | None = None) -> html.Span:
    """A difference with its arrow; grey without an arrow inside noise."""
    direction = "flat" if change is None else change.direction
    arrow = html.I(className=f"tri {direction}", **{"aria-hidden": "true"})
    return html.Span([arrow, text], className=f"delta {direction}", title=title)


def change_text(texts: Texts, change: Change) -> str:
    """«+18 %»; the plain difference where there was nothing to compare with."""
    if change.share is None:
        return texts.signed(change.difference)
    return texts.signed_percent(change.share)


def bar(value: float | None, usual: float | None, domain: tuple[float, float], kind: str) -> html.Span:
    """A bar from zero to the value, to scale, and a tick at what is usual; lengths are shares of the domain."""
    low, high = domain
    span = (high - low) or 1.0

    def at(position: float) -> float:
        return round(100 * (min(max(position, low), high) - low) / span, 2)

    zero, parts = at(0.0), []
    if value is not None:
        left, right = sorted((zero, at(value)))
        side = "less" if value < 0 else "more"
        parts.append(html.Span(className=f"fill {kind} {side}", style={"left": f"{left}%", "width": f"{right - left:.2f}%"}))
    if low < 0:
        parts.append(html.Span(className="zero", style={"left": f"{zero}%"}))
    if usual is not None:
        parts.append(html.Span(className="tick", style={"left": f"{at(usual)}%"}))
    return html.Span(parts, className="bar", **{"aria-hidden": "true"})


def domain(values: list[float | None]) -> tuple[float, float]:
    """Zero and the extremes: bars always start at zero."""
    known = [value for value in values if value is not None]
    return min([0.0, *known]), max([0.0, *known])


def note(text: str, className: str = "empty") -> html.Div:
    """A line where there is nothing to show."""
    return html.Div(text, className=className)


def stack(*children: Component | None) -> list[Component]:
    """The children that exist."""
    return [child for child in children if child is not None]
