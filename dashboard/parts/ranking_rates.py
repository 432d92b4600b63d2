"""The ranking by rates: only what lies outside the funnel is called high or low, and the small ones are not first by chance."""

from __future__ import annotations

from dashboard.figures.change import Change
from dashboard.figures.funnel import Funnel, Judged
from dashboard.parts import html
from dashboard.parts.common import bar, link, mark
from dashboard.parts.controls import Choice, segmented
from dashboard.parts.funnel import hint
from dashboard.state import View
from data.answers import Row
from data.filters import NONE

ORDERS = ("shrunk", "limits", "value")


def order_of(view: View) -> str:
    """By what the districts are put in order: `shrunk` unless the address says otherwise."""
    return view.params.get("order") or ORDERS[0]


def orders(view: View) -> html.Div:
    """The switch of orders, each with its method in words."""
    texts, now = view.texts, order_of(view)
    choices = [
        Choice(texts("funnel.order_" + each), view.href(order=None if each == ORDERS[0] else each), each == now,
               texts("funnel.order_hint_" + each))
        for each in ORDERS
    ]
    return segmented(texts("funnel.order"), choices, "orders")


def in_order(rows: list[Row], found: Funnel, view: View) -> list[Row]:
    """Districts by the order chosen, those nobody knows the residents of after them, no district last."""
    judged, by = {one.code: one for one in found.points}, order_of(view)

    def key(row: Row) -> tuple[bool, bool, float, str]:
        one = judged.get(row.code or "")
        known = {"shrunk": one.shrunk, "limits": one.z, "value": one.ratio}[by] if one is not None else 0.0
        return row.code is None, one is None, -known, row.name or ""

    return sorted(rows, key=key)


def row(each: Row, one: Judged | None, name: str, view: View, span: tuple[float, float]) -> html.A:
    """A district: its rate to scale with a tick at the mean, and its mark; hatched where there is too little to tell."""
    texts, code = view.texts, each.code or NONE
    on, verdict = code in view.filters.district, one.verdict if one is not None else "unknown"
    mean = each.value / one.ratio if one is not None and each.value is not None and one.ratio else None
    kind = "none" if verdict in ("little", "unknown") else "heat" if verdict == "high" else "topic"
    up, down = verdict in ("high", "rather_high"), verdict in ("low", "rather_low")
    change = Change(1.0 if up else -1.0, None, verdict in ("high", "low")) if up or down else None
    cells = [
        html.Span(name, className="name"),
        bar(each.value, mean, span, kind),
        html.Span(texts.value(view.filters.metric, each.value), className="value"),
        mark(change, texts("funnel.mark_" + verdict), None),
    ]
    said = hint(one, name, view) if one is not None else name
    state = {"aria-current": "true"} if on else {}
    names = "row rated" + (" on" if on else "") + (" unnamed" if each.code is None else "")
    return link(cells, view.href(district=None if on else code), className=names, title=said, **state)
