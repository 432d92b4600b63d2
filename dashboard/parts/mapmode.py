"""What the map shows of a selection: how many, or how they changed; and what can be done on it."""

from __future__ import annotations

from typing import Any

from dashboard.parts import html
from dashboard.parts.controls import Choice, segmented
from dashboard.state import View

MAPS, BASES = ("density", "change"), ("previous", "usual")


def render(view: View) -> list[Any]:
    """The switch of the map, for a change also what it is against (a second selection has no choice)."""
    texts, now = view.texts, mode(view)
    maps = [
        Choice(texts("change." + each), view.href(map=each), now == each, texts(f"change.{each}_hint"))
        for each in MAPS
    ]
    found: list[Any] = [segmented(texts("change.mode"), maps, "maps")]
    if now == "change" and not view.filters.vs and view.filters.metric != "excess":
        base = view.params.get("base") or BASES[0]
        bases = [Choice(texts("change.base_" + each), view.href(base=each), base == each) for each in BASES]
        found.append(segmented(texts("change.base"), bases, "bases"))
    return [html.Div([*found, *_acts(view)], className="map-modes")]


def _acts(view: View) -> list[Any]:
    """What assets/js/hexmap does on the map itself."""
    texts = view.texts
    drawn = "lasso_again" if view.filters.area else "lasso"
    return [
        html.Button(
            [html.I(className="sign-lasso"), html.Span(texts("change." + drawn))],
            type="button",
            className="map-act",
            title=texts("change.lasso_title"),
            **{"data-lasso": "draw"},
        ),
        html.Button(
            [html.I(className="sign-play"), html.Span(texts("change.play"))],
            type="button",
            className="map-act",
            title=texts("change.play_title"),
            **{"data-play": "begin"},
        ),
    ]


def mode(view: View) -> str:
    """`density` or `change`."""
    return view.params.get("map") or MAPS[0]
