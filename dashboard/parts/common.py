"""What every part is made of: links that carry the state, headings, change marks, bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc

from dashboard.figures.change import Change
from dashboard.figures.spark import sparkline
from dashboard.parts import html
from dashboard.texts import Texts

Children = Any
"""What Dash takes as children: a component, a string, or a list of them."""

FOLDED_ROWS = 10
"""Rows of a list that a phone shows before it is asked for all; the same number stands in 50-layout.css."""


def link(children: Children, href: str, **props: Any) -> html.A:
    """A permalink that a plain click turns into a change of state without loading the page."""
    return html.A(children, href=href, **{"data-go": ""}, **props)


def spot(name: str, style: str = "", tag: Any = html.Div) -> Any:
    """An empty place that assets/js/draw.js draws a part of `parts` into."""
    return tag(id=name, className=f"place-of {style}".rstrip())


def place(name: str, style: str = "", tag: Any = html.Div) -> list[Any]:
    """An empty place and the store of the tree that a callback of its own gives."""
    return [spot(name, style, tag), dcc.Store(id=f"{name}-wire")]


def letter(number: int, texts: Texts) -> html.B:
    """The mark of one of two sets compared: a letter, and a colour beside it."""
    name = "ab"[number]
    return html.B(texts("versus.letter_" + name), className="set-letter " + name)


def heading(title: Children, sub: Children = None, extra: Children = None) -> html.Header:
    """The head of a card: what it is, how to read it, and at most one thing to do."""
    return html.Header([html.H2(title), html.Span(sub, className="sub"), html.Span(extra, className="extra")])


def mark(change: Change | None, text: str, title: str | None = None) -> html.Span:
    """A difference; style sheets draw its arrow, and grey without one inside noise."""
    direction = "flat" if change is None else change.direction
    return html.Span(text, className=f"delta {direction}", title=title)


def change_text(texts: Texts, change: Change) -> str:
    """«+18 %»; the plain difference where there was nothing to compare with."""
    if change.share is None:
        return texts.signed(change.difference)
    return texts.signed_percent(change.share)


def bar(value: float | None, usual: float | None, domain: tuple[float, float], kind: str) -> html.Span:
    """A bar from zero to the value, to scale, and a tick at what is usual; lengths are shares of the domain.

    One component, drawn by style sheets from its variables: a page has hundreds of bars, and each of Dash's components
    listens to every change of the page.
    """
    low, high = domain
    span = (high - low) or 1.0

    def at(position: float) -> float:
        return 100 * (min(max(position, low), high) - low) / span

    zero, shape, names = at(0.0), dict[str, str](), ["bar", kind]
    if value is not None:
        left, right = sorted((zero, at(value)))
        shape |= {"--from": f"{left:.2f}%", "--long": f"{right - left:.2f}%"}
        names.append("minus" if value < 0 else "plus")
    if low < 0:
        shape["--zero"] = f"{zero:.2f}%"
        names.append("signed")
    if usual is not None:
        shape["--usual"] = f"{at(usual):.2f}%"
        names.append("ticked")
    return html.Span(className=" ".join(names), style=shape, **{"aria-hidden": "true"})


def spark(values: Sequence[float | None]) -> html.Span:
    """A small course of a figure; style sheets paint it, so it has the colour of the look that the page has."""
    drawing = sparkline(values)
    if drawing is None:
        return html.Span(className="spark")
    return html.Span(
        className="spark drawn", style={"--spark": f'url("{drawing}")'}, **{"aria-hidden": "true"}
    )


def domain(values: list[float | None]) -> tuple[float, float]:
    """Zero and the extremes: bars always start at zero."""
    known = [value for value in values if value is not None]
    return min([0.0, *known]), max([0.0, *known])


def unfold(text: str, rows: int) -> html.Button | None:
    """What shows the rest of a long list on a phone, where a list that scrolls within the page is a trap."""
    if rows <= FOLDED_ROWS:
        return None
    return html.Button(text, className="unfold", type="button", **{"data-unfold": ""})


def note(text: str, className: str = "empty") -> html.Div:
    """A line where there is nothing to show."""
    return html.Div(text, className=className)
