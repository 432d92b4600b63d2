"""The comparison of two sets: ways into it, both sets by name and letter, and the way out."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from dashboard import versus
from dashboard.parts import html
from dashboard.parts.common import letter, link
from dashboard.state import Catalogue, View
from dashboard.versus import Sides

GROUP = re.compile(r"\d{2}")


def strip(sides: Sides | None, view: View) -> html.Div | None:
    """Which sets stand beside each other; swap, and end."""
    if sides is None:
        return None
    texts = view.texts
    named = [html.Span([letter(at, texts), html.Span(name)], className="set-name") for at, name in enumerate(sides.names)]
    swap = link(texts("versus.swap"), view.href(**versus.swapped(view)), className="set-act")
    end = link(texts("versus.end"), view.href(vs=None), className="set-act")
    return html.Div([*named, swap, end], className="sets", role="group", **{"aria-label": texts("versus.label")})


def ways(view: View, now: datetime, catalogue: Catalogue) -> html.Details | None:
    """The menu «compare»: with another time, another district, another topic."""
    if view.path != "/":
        return None
    texts = view.texts
    sections = [
        *_section("time", _times(view, now), view),
        *_section("district", _districts(view), view),
        *_section("topic", _topics(view, catalogue), view),
    ]
    head = [html.Span(texts("versus.compare")), html.I(className="caret")]
    on = " on" if view.filters.vs else ""
    return html.Details(
        [html.Summary(head, className="menu-head" + on), html.Div(sections, className="menu-list")],
        className="menu menu-compare",
        **{"data-menu": "one"},
    )


def _section(name: str, options: list[Any], view: View) -> list[Any]:
    head = html.B(view.texts("versus.with_" + name), className="menu-section")
    return [head, *(options or [html.Span(view.texts("versus.first_" + name), className="menu-none")])]


def _option(text: str, view: View, vs: str, mode: str | None) -> html.A:
    return link([html.I(className="dot"), html.Span(text)], view.href(vs=vs, map=mode, frame=None), className="option")


def _times(view: View, now: datetime) -> list[Any]:
    found = [("previous", versus.earlier(view, now, None)), ("year", versus.earlier(view, now, versus.YEAR))]
    return [_option(view.texts("versus.time_" + name), view, vs, "change") for name, vs in found if vs]


def _districts(view: View) -> list[Any]:
    chosen = view.filters.district
    if len(chosen) != 1 or view.region is None:
        return []
    others = [each for each in view.region.districts if each.code != chosen[0]]
    return [_option(each.short_name, view, versus.written(view, district=each.code), None) for each in others]


def _topics(view: View, catalogue: Catalogue) -> list[Any]:
    chosen = view.filters.topic
    if len(chosen) != 1:
        return []
    groups = [code for code in catalogue.names if GROUP.fullmatch(code) and code != chosen[0]]
    return [_option(catalogue.names[code], view, versus.written(view, topic=code), "change") for code in sorted(groups)]
