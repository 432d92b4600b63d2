"""The conditions in force that have no place of their own on the screen, each with a way to remove it."""

from __future__ import annotations

from typing import Any

from dashboard.parts import html
from dashboard.parts.common import link
from dashboard.state import View

LISTS = ("status", "source", "channel", "type", "precision", "budget")
ALONE = ("bbox", "area")


def active(view: View) -> list[tuple[str, str]]:
    """Names of the URL and what they say, of every condition but period, moment, place, topic, metric and unit."""
    texts, filters, found = view.texts, view.filters, list[tuple[str, str]]()
    for name in LISTS:
        chosen: tuple[str, ...] = getattr(filters, name)
        if chosen:
            found.append((name, texts("chip." + name, value=words(view, name, chosen))))
    if filters.repeat is not None:
        found.append(
            ("repeat", texts("chip.repeat", value=texts("chip.yes" if filters.repeat else "chip.no")))
        )
    if filters.q:
        found.append(
            ("q", texts("chip.q", value=f"«{filters.q}»" if texts.lang == "ru" else f"“{filters.q}”"))
        )
    return found + [(name, texts("chip." + name)) for name in ALONE if getattr(filters, name)]


def words(view: View, name: str, chosen: tuple[str, ...]) -> str:
    """The values in words; more than two are counted."""
    if len(chosen) > 2:
        return view.texts.count("chip.several", len(chosen))
    return ", ".join(word(view, name, each) for each in chosen)


def word(view: View, name: str, value: str) -> str:
    """One value in words: ours from the catalogue, theirs as they are."""
    key = f"{name}.{value}"
    return view.texts(key) if view.texts.has(key) else value


def render(view: View) -> html.Div | None:
    """The chips, none when nothing is in force."""
    conditions = active(view)
    if not conditions:
        return None
    items: list[Any] = [_chip(view, name, text) for name, text in conditions]
    return html.Div(items, className="chips", role="group", **{"aria-label": view.texts("filter.active")})


def _chip(view: View, name: str, text: str) -> html.A:
    """A link that takes its condition away; Delete does so too (assets/js/chips.js). Its hint names every value."""
    chosen: object = getattr(view.filters, name)
    every = ", ".join(word(view, name, each) for each in chosen) if name in LISTS and isinstance(chosen, tuple) else ""
    hint = view.texts("filter.remove", what=view.texts("chip." + name, value=every) if every else text)
    return link(
        [text, html.I(className="cross")],
        view.href(**{name: None}),
        className="chip",
        title=hint,
        **{"aria-label": hint},
    )
