"""Help on every figure: the small button beside it, the words of its card, and the section that lists them all."""

from __future__ import annotations

import json
from typing import Any

from dashboard.parts import html
from dashboard.parts.common import Children
from dashboard.texts import Texts

METRICS = ("count", "per1000", "excess", "open", "overdue", "answer_days", "rating", "repeat")
CHARTS = ("units", "map", "placed", "ranking", "topics", "trend")
LINES = ("what", "formula", "source", "small")
SPOKEN = ("form.", "welcome.", "event.kind.", "help.", "keys.")
"""Parts of the catalogue that scripts of ours speak from."""


def button(name: str, texts: Texts) -> html.Button:
    """The small sign beside a figure that opens its card (assets/js/help.js)."""
    label = texts("help.ask", what=texts(f"help.{name}.name"))
    return html.Button(
        "?", type="button", className="help", **{"data-help": name, "aria-label": label, "aria-haspopup": "dialog"}
    )


def helped(text: Children, name: str, texts: Texts) -> list[Any]:
    """A heading with its help behind it."""
    return [text, button(name, texts)]


def words(texts: Texts) -> html.Div:
    """The words of scripts, once a page and in its language: forms, welcome and help."""
    spoken = {
        key: entry
        for key, entry in texts.entries.items()
        if key.startswith(SPOKEN) and isinstance(entry, str)
    }
    packed = json.dumps(spoken, ensure_ascii=False)
    return html.Div(id="desk-words", hidden=True, **{"data-words": packed})


def section(texts: Texts) -> html.Section:
    """Every measure and chart explained, each with an anchor."""
    cards = [_card(name, texts) for name in (*METRICS, *CHARTS)]
    head = [html.H2(texts("help.title"), id="methods"), html.P(texts("help.lead"), className="lead")]
    return html.Section([*head, html.Div(cards, className="methods")], className="help-section")


def _card(name: str, texts: Texts) -> html.Article:
    lines: list[Any] = []
    for each in LINES:
        lines += [html.Dt(texts("help." + each)), html.Dd(texts(f"help.{name}.{each}"))]
    return html.Article([html.H3(texts(f"help.{name}.name")), html.Dl(lines)], className="method", id=f"help-{name}")
