"""How much of the selection the map can show, by precision, and where the rest is known to be."""

from __future__ import annotations

from typing import Any

from dashboard.parts import html
from dashboard.parts.common import link
from dashboard.parts.help import button
from dashboard.state import View
from data.answers import PlaceRow, Summary
from data.model import PLACED_PRECISIONS, PRECISIONS


def share_placed(summary: Summary) -> float | None:
    """The share of appeals precise enough for a hexagon; None when there are none."""
    if not summary.total:
        return None
    return sum(summary.placed.get(each, 0) for each in PLACED_PRECISIONS) / summary.total


def render(summary: Summary, places: tuple[PlaceRow, ...], view: View) -> list[Any]:
    """A bar of precisions with its legend, and the tally of places without a point."""
    texts, share = view.texts, share_placed(summary)
    if share is None:
        return [html.P(texts("placed.nothing"), className="placed-none")]
    said = texts("placed.on_map", share=percent(view, share))
    hint = html.Span(texts("placed.hint"), className="sub")
    head = html.Div([html.B(said), button("placed", texts), hint], className="placed-head")
    return [head, _bar(summary), _legend(summary, view), _tally(summary, places, view)]


def percent(view: View, share: float) -> str:
    """A share that is not whole never reads as 0 % or 100 %."""
    return view.texts.percent(share, 1 if 0 < share < 0.01 or 0.99 < share < 1 else 0)


def _present(summary: Summary) -> list[tuple[str, float]]:
    return [
        (each, summary.placed.get(each, 0) / summary.total)
        for each in PRECISIONS
        if summary.placed.get(each, 0)
    ]


def _bar(summary: Summary) -> html.Div:
    pieces = [
        html.Span(className=f"piece {name}", style={"flex-grow": f"{share:.5f}"})
        for name, share in _present(summary)
    ]
    return html.Div(pieces, className="placed-bar", **{"aria-hidden": "true"})


def _legend(summary: Summary, view: View) -> html.Div:
    items = []
    for name, share in _present(summary):
        chosen = view.filters.precision == (name,)
        text = [
            html.I(className=f"piece {name}"),
            view.texts("placed." + name),
            html.B(percent(view, share)),
        ]
        state = "key on" if chosen else "key"
        items.append(link(text, view.href(precision=None if chosen else name), className=state))
    return html.Div(items, className="placed-keys")


def _tally(summary: Summary, places: tuple[PlaceRow, ...], view: View) -> html.Div:
    texts = view.texts
    if not places:
        return html.Div(html.Span(texts("placed.places_empty"), className="sub"), className="tally")
    items = [_place(place, view) for place in places]
    return html.Div(
        [html.Span(texts("placed.off_map") + ":", className="sub", title=texts("placed.places")), *items],
        className="tally",
    )


def _place(place: PlaceRow, view: View) -> Any:
    known = view.district(place.district or "")
    name = known.short_name if known is not None and place.precision == "district" else place.name
    if place.precision == "district":
        name = view.texts("placed.whole", name=name)
    text = [name, html.B(view.texts.number(place.count))]
    title = view.texts("precision." + place.precision)
    if place.district is None:
        return html.Span(text, className="place", title=title)
    return link(text, view.into(place.district), className="place", title=title)
