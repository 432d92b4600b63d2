"""The bar of filters: where we are, what is in force, and the switches of period, measure, unit and kind."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard import state
from dashboard.parts import chips, crumbs
from dashboard.parts.common import link
from dashboard.parts.controls import Choice, menu, segmented
from dashboard.parts.help import button
from dashboard.state import Catalogue, View, toggled
from data import model

METRICS = ("count", "per1000", "excess", "overdue")
"""The measures that stand in the open; the others are behind «more»."""


def path_and_chips(view: View, catalogue: Catalogue) -> list[Any]:
    """The left half: breadcrumbs, chips, reset."""
    found = [crumbs.render(view, catalogue), crumbs.zone(view), chips.render(view), _reset(view)]
    return [each for each in found if each is not None]


def _reset(view: View) -> html.A | None:
    left = {name: text for name, text in view.params.items() if name in state.KEPT}
    if state.merged(view.params) == state.merged(left):
        return None
    return link(view.texts("filter.reset"), state.href(left, view.path), className="reset")


def switches(view: View, sources: tuple[str, ...], channels: tuple[str, ...]) -> list[Any]:
    """The right half without the calendar: status, source, channel, and where figures are shown measure and unit."""
    measured = [_metrics(view), _units(view)] if view.path == "/" else []
    menus = [_statuses(view), _values(view, "source", sources), _values(view, "channel", channels)]
    return [*measured, *(each for each in menus if each is not None)]


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


def _statuses(view: View) -> html.Details:
    return _many(view, "status", (*model.STATUS_GROUPS, *model.STATUSES))


def _values(view: View, name: str, values: tuple[str, ...]) -> html.Details | None:
    """A menu of the values that occur; none where there is nothing to choose between."""
    chosen: tuple[str, ...] = getattr(view.filters, name)
    every = tuple(dict.fromkeys((*values, *chosen)))
    return _many(view, name, every) if len(every) > 1 or chosen else None


def _many(view: View, name: str, values: tuple[str, ...]) -> html.Details:
    chosen: tuple[str, ...] = getattr(view.filters, name)
    choices = [
        Choice(chips.word(view, name, each), view.href(**{name: toggled(chosen, each)}), each in chosen)
        for each in values
    ]
    value = chips.words(view, name, chosen) if chosen else None
    return menu(view.texts("filter." + name), value, choices, name, several=True)
