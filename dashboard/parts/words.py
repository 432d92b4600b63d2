"""The search in texts: its menu in the bar of filters, and what the words in force find."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.parts import html
from dashboard.parts.common import link, spot
from dashboard.parts.kpis import period_words
from dashboard.state import View
from dashboard.texts import Texts

FIELDS = ("label", "placeholder", "clear")
"""Words of the field that assets/js/words.js makes."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the words in force find; `empty`: there is no word in them. `ways` are changes of the address that find more."""

    count: int
    empty: bool
    ways: tuple[tuple[str, dict[str, str | None], int], ...] = ()


def menu(texts: Texts) -> html.Details:
    """The button and its field. They stand in the layout, so that an answer never takes the field away from under the hand."""
    sign = html.I(className="glass", **{"aria-hidden": "true"})
    head = html.Summary(
        [sign, spot("words-head", tag=html.Span)],
        className="menu-head",
        title=texts("words.hint"),
        **{"aria-label": texts("words.hint")},
    )
    field = html.Div(id="words-field", className="words-field", **{f"data-{name}": texts("words." + name) for name in FIELDS})
    body = [field, spot("choices-words", "words-found"), html.P(texts("words.help"), className="words-help")]
    return html.Details(
        [head, html.Div(body, className="menu-list words-list")],
        className="menu menu-words",
        id="words-menu",
        **{"data-menu": "several", "data-counts": "words"},
    )


def head(view: View) -> Any:
    """What the button says: the words in force, else what it is for."""
    texts = view.texts
    if not view.filters.q:
        key = html.Span("/", className="words-key", **{"aria-hidden": "true"})
        return [html.Span(texts("words.button"), className="words-name"), key]
    return html.B(texts("words.quoted", text=view.filters.q))


def render(found: Found | None, view: View) -> list[Any]:
    """How many there are; where there are none, why, and what would find some. Nothing before anything is asked."""
    texts = view.texts
    if found is None:
        return []
    if found.count:
        count = texts.count(view.filters.unit, found.count)
        return [html.P([texts("words.found") + " ", html.B(count), " " + period_words(view)], role="status")]
    said = html.P(texts("words.no_word" if found.empty else "words.nothing"), className="words-none", role="status")
    ways = [
        link([text, html.B(texts.number(count))], view.href(**change), className="notice-way")
        for text, change, count in found.ways
    ]
    if not ways:
        return [said, html.P(texts("words.try"), className="sub")]
    return [said, html.Div([html.Span(texts("words.instead"), className="sub"), *ways], className="words-ways")]
