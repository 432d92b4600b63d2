"""The worst places of a card: its hexagons with most appeals, in words, each a way to the map zoomed there."""

from __future__ import annotations

from typing import Any

from dashboard import state
from dashboard.parts import html
from dashboard.parts.card_map import Mark
from dashboard.parts.common import bar, heading, note
from dashboard.state import View
from data.answers import CellRow, Cells
from geo import cells as hexagons

COUNTED = ("overdue", "repeat")
"""Metrics that worst places are told by; by all others they are told by the number of appeals."""


def render(found: Cells, mini: Any, view: View) -> list[Any]:
    """The small map and the numbered list of its places."""
    texts = view.texts
    head = heading(texts("cards.cells"), texts.count("cards.cells_sub", found.total) if found.total else None)
    if not found.rows:
        return [head, note(texts("hexmap.empty"))]
    most = found.rows[0].value
    items = [html.Li(_row(at, row, most, view)) for at, row in enumerate(found.rows, 1)]
    return [head, html.Div([mini, html.Ol(items, className="spots")], className="card-body cells-body")]


def words(row: CellRow, view: View, with_district: bool = True) -> str:
    """Street and settlement of most of its appeals; the district where the card is not of one."""
    known = view.district(row.district or "")
    parts = [row.settlement, row.street]
    if with_district and not view.filters.district and known is not None and known.short_name != row.settlement:
        parts.insert(0, known.short_name)
    return ", ".join(part for part in parts if part) or view.texts("feed.no_place")


def href(row: CellRow, view: View) -> str:
    """The map, drilled down to the hexagon."""
    return state.href(view.params, "/", district=row.district, cell=row.cell)


def marks(found: Cells, view: View) -> list[Mark]:
    """The places of the list on the small map."""
    placed = []
    for at, row in enumerate(found.rows, 1):
        ((lon, lat),) = hexagons.centres(hexagons.numbers([row.cell])).tolist()
        name = view.texts("cards.cell_name", place=words(row, view), count=view.texts.count("appeals", row.count))
        placed.append(Mark(str(at), lon, lat, name, href(row, view)))
    return placed


def _row(at: int, row: CellRow, most: float, view: View) -> html.A:
    metric = view.filters.metric if view.filters.metric in COUNTED else "count"
    cells = [
        html.Span(str(at), className="spot-number"),
        html.Span(view.texts("cards.near", place=words(row, view)), className="name"),
        bar(row.value, None, (0.0, most or 1.0), "heat"),
        html.Span(view.texts.value(metric, row.value), className="value"),
    ]
    return html.A(cells, href=href(row, view), className="spot", title=view.texts("cards.cell_hint"))
