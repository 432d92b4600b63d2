"""What stands in an opened menu of a filter: its choices, each with what it would find under all the other filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.parts import chips, html
from dashboard.parts.common import link
from dashboard.state import Catalogue, View, toggled
from data import model

MENUS: Mapping[str, tuple[str, ...]] = {
    "status": ("status",),
    "source": ("source",),
    "channel": ("channel",),
    "rare": ("type", "precision", "budget", "repeat", "rollup"),
}
"""The menus, and the filters that stand in each; `rollup` are topics across groups."""

INHERENT: Mapping[str, tuple[str, ...]] = {
    "status": (*model.STATUS_GROUPS, *model.STATUSES),
    "type": model.TYPES,
    "precision": model.PRECISIONS,
    "budget": model.BUDGET,
    "repeat": ("yes", "no"),
}
"""Values that have an order of their own; all others stand by what they find."""

SINGLE = {"repeat": "repeat", "rollup": "topic"}
"""Filters of which one value is chosen at a time, and their names in the address."""


@dataclass(frozen=True, slots=True)
class Section:
    """The values of one filter and what each would find; `total`: all without this filter."""

    field: str
    counts: Mapping[str, int]
    total: int
    asof: datetime


def chosen(view: View, field: str) -> tuple[str, ...]:
    """The values of a filter in force."""
    filters = view.filters
    if field == "rollup":
        return tuple(code for code in filters.topic if code.startswith("r-"))
    if field == "repeat":
        return () if filters.repeat is None else ("yes" if filters.repeat else "no",)
    found: tuple[str, ...] = getattr(filters, field)
    return found


def in_order(section: Section) -> list[str]:
    """As they are; where that says nothing, the most first."""
    known = INHERENT.get(section.field)
    return list(known) if known else sorted(section.counts, key=lambda value: (-section.counts[value], value))


def render(sections: tuple[Section, ...], now: datetime, catalogue: Catalogue, view: View) -> list[Any]:
    """The lists of a menu, each under its name where there are several, and as of when they are counted."""
    several = len(sections) > 1
    lists = [_section(each, several, catalogue, view) for each in sections]
    return [html.Div(lists, className="choice-columns" if several else "choice-column"), _foot(sections, now, view)]


def _foot(sections: tuple[Section, ...], now: datetime, view: View) -> html.Div:
    texts = view.texts
    said = texts("choices.asof", moment=texts.moment(sections[0].asof, now))
    return html.Div([html.Span(said), html.Span(texts("choices.keys"), className="by-keys-only")], className="menu-foot")


def _section(section: Section, several: bool, catalogue: Catalogue, view: View) -> html.Div:
    texts, field = view.texts, section.field
    head = html.B(texts("filter." + field), className="menu-section") if several else None
    most = max([section.total, *section.counts.values(), 1])
    options = [_option(each, section, most, catalogue, view) for each in in_order(section)]
    parts = [head, _every(section, most, view), *_parted(options, field)]
    label = {"aria-label": texts("filter." + field)}
    return html.Div([each for each in parts if each is not None], className=f"choice-list of-{field}", role="group", **label)


def _parted(options: list[html.A], field: str) -> list[Any]:
    """A line between the groups of statuses and the single ones."""
    if field != "status":
        return list(options)
    groups = len(model.STATUS_GROUPS)
    return [*options[:groups], html.Div(className="menu-line", **{"aria-hidden": "true"}), *options[groups:]]


def _every(section: Section, most: int, view: View) -> html.A:
    """No filter of this name; of types what is counted by default."""
    name = view.texts("choices.counted" if section.field == "type" else "choices.every")
    href = view.href(**{SINGLE.get(section.field, section.field): None})
    return _line(name, href, section.total, most, not chosen(view, section.field), view, {"data-one": ""})


def _option(value: str, section: Section, most: int, catalogue: Catalogue, view: View) -> html.A:
    field, had = section.field, chosen(view, section.field)
    name = catalogue.names.get(value, value) if field == "rollup" else chips.word(view, field, value)
    count, on = section.counts.get(value, 0), value in had
    if field in SINGLE:
        href, data = view.href(**{SINGLE[field]: None if on else value}), {"data-one": ""}
    else:
        href, data = view.href(**{field: toggled(had, value)}), {"data-toggle": f"{field}:{value}"}
    return _line(name, href, count, most, on, view, data)


def _line(
    name: str, href: str, count: int, most: int, on: bool, view: View, data: dict[str, str]
) -> html.A:
    """One choice; the faint bar behind it is its number to scale."""
    texts = view.texts
    style = "option counted" + (" on" if on else "") + ("" if count else " nothing")
    said = texts("choices.said", name=name, count=texts.count(view.filters.unit, count))
    shown = {**data, "aria-label": said, **({"aria-current": "true"} if on else {})}
    box = html.I(className="dot" if "data-one" in data else "box")
    words = [box, html.Span(name, className="option-name"), html.B(texts.number(count), className="option-count")]
    return link(words, href, className=style, style={"--share": f"{100 * count / most:.1f}%"}, **shown)
