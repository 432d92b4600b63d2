"""The bar of filters: where we are, what is in force, and the switches of period, measure, unit and kind."""

from __future__ import annotations

from typing import Any

from dashboard import own, state
from dashboard.parts import chips, crumbs, html
from dashboard.parts.choices import MENUS, chosen
from dashboard.parts.common import link, spot
from dashboard.parts.controls import Choice, menu, segmented
from dashboard.parts.help import button
from dashboard.state import Catalogue, View
from data import model

METRICS = ("count", "per1000", "excess", "overdue")
"""The measures that stand in the open; the others are behind «more»."""


def path_and_chips(view: View, catalogue: Catalogue) -> list[Any]:
    """The left half: breadcrumbs, chips, reset."""
    found = [crumbs.render(view, catalogue), crumbs.zone(view), chips.render(view), _reset(view)]
    return [each for each in found if each is not None]


def _reset(view: View, style: str = "reset") -> html.A | None:
    """Drops all but where one is; offered where there is a selection, not for how a part is looked at."""
    left = {name: text for name, text in view.params.items() if name in state.KEPT}
    if not set(state.merged(view.params)) - set(left) - own.NAMES:
        return None
    return link(view.texts("filter.reset"), state.href(left, view.path), className=style)


def switches(view: View, sources: tuple[str, ...], channels: tuple[str, ...]) -> list[Any]:
    """The right half without the calendar: the menus of filters, and where figures are shown measure and unit."""
    measured = [_metrics(view), _units(view)] if view.path == "/" else []
    found = {"source": sources, "channel": channels}
    menus = [_menu(view, name) for name, fields in MENUS.items() if _choosable(view, fields[0], found.get(name))]
    return [*measured, *menus, *([_reset(view, "reset in-sheet")] if _reset(view) is not None else [])]


def _metric(view: View, name: str) -> Choice:
    return Choice(view.texts("metric." + name), view.href(metric=name), view.filters.metric == name)


def _metrics(view: View) -> html.Div:
    texts, rest = view.texts, [name for name in model.METRICS if name not in METRICS]
    value = texts("metric." + view.filters.metric) if view.filters.metric in rest else None
    more = menu(
        texts("metric.more") if value is None else "",
        value,
        [_metric(view, name) for name in rest],
        "metrics-more",
    )
    open_ = segmented(texts("metric.label"), [_metric(view, name) for name in METRICS], "metrics")
    return html.Div([open_, more, button(view.filters.metric, texts)], className="measure")


def _units(view: View) -> html.Details:
    texts, now = view.texts, view.filters.unit
    choices = [
        Choice(texts("unit." + each), view.href(unit=each), now == each, texts("unit.hint." + each))
        for each in model.UNITS
    ]
    return menu(texts("unit.label"), texts("unit." + now), choices, "units", changed=now != "appeals")


def _choosable(view: View, field: str, values: tuple[str, ...] | None) -> bool:
    """Whether there is a choice; values that are only what occurs may be a single one."""
    return values is None or len({*values, *chosen(view, field)}) > 1 or bool(chosen(view, field))


def _menu(view: View, name: str) -> html.Details:
    """The button of a menu: what is chosen of it. Its list is asked for when it opens (dashboard/callbacks/choices.py)."""
    texts, fields = view.texts, MENUS[name]
    value = _value(view, name, fields)
    head = [html.Span(texts("filter." + name), className="menu-label"), html.B(value) if value else None]
    return html.Details(
        [
            html.Summary(
                [*(each for each in head if each is not None), html.I(className="caret")],
                className="menu-head on" if value else "menu-head",
            ),
            spot(f"choices-{name}", "menu-list counts"),
        ],
        className=f"menu menu-{name}",
        **{"data-menu": "several", "data-counts": name},
    )


def _value(view: View, name: str, fields: tuple[str, ...]) -> str | None:
    """What a menu's button says is chosen: the values of its one filter, or how many of its filters are in force."""
    if len(fields) == 1:
        values = chosen(view, fields[0])
        return chips.words(view, name, values) if values else None
    force = sum(bool(chosen(view, field)) for field in fields)
    return view.texts.number(force) if force else None
